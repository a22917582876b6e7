"""A window without a screen: it writes, or like the projector only reads; started by the tests as a process of its own.

    python -m tests.windows.writer FILE NAME SECONDS

Prints in JSON how long every save took and the ids of what it saved; `projector` reads four times a second, and prints
how long every read took.
"""

import itertools
import json
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mdoverleg.domain.room import DRAFTS
from mdoverleg.domain.who import Who
from mdoverleg.edits import action_points, cases
from mdoverleg.reads.wall import read_wall
from mdoverleg.store.store import Store

PAUSE = 0.002
"""Seconds between two saves of a writer: far faster than people type."""
LOOK = 0.25
NOTHING = threading.Event()
"""Never comes: what people do between two keys."""
WULP = 3
"""Key of a case of the example."""


def writing(store: Store, name: str) -> Iterator[str]:
    """Save one thing after the other; yields the id of what is new."""
    who = Who(name, window=name)
    for number in itertools.count():
        values = {"text": f"belt over regelnummer {name} {number}", "case": WULP, "kind": "practical"}
        pk = action_points.add(store, who, values=values)
        with store.read() as reader:
            id = str(reader.value("SELECT id FROM action_point WHERE pk = ?", (pk,)))
        yield id
        action_points.set_status(store, who, pk=pk, status="in_progress", expected={"status": "open"})
        yield ""
        cases.change(store, who, pk=WULP, values={"goal": f"{name} {number}"})
        yield ""
        store.set_setting(f"{DRAFTS}{name}.entry", f"half getypt {number}")
        yield ""


def write(path: Path, name: str, seconds: float) -> dict[str, list[Any]]:
    """Write for so many seconds."""
    store = Store.open(path)
    store.prepare_writing()
    times: list[Any] = []
    ids: list[Any] = []
    saves = writing(store, name)
    ids.append(next(saves))  # a window has made its first save long before
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.perf_counter()
        saved = next(saves)
        times.append(time.perf_counter() - began)
        if saved:
            ids.append(saved)
        NOTHING.wait(PAUSE)
    store.close()
    return {"times": times, "ids": ids}


def look(path: Path, seconds: float) -> dict[str, list[Any]]:
    """Follow the table as the projector does."""
    store = Store.open(path, read_only=True)
    feed = store.feed()
    times: list[Any] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if feed.moved():
            began = time.perf_counter()
            read_wall(store)
            times.append(time.perf_counter() - began)
        NOTHING.wait(LOOK)
    feed.close()
    store.close()
    return {"times": times, "ids": []}


if __name__ == "__main__":
    file, who_it_is, how_long = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    found = look(file, how_long) if who_it_is == "projector" else write(file, who_it_is, how_long)
    sys.stdout.write(json.dumps(found))
