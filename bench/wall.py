"""The projector: what it costs while the countdown runs, and how soon it shows what was saved."""

import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Row, environment, median, ms, program
from bench.screens import IDLE_SECONDS
from bench.tables import Tables
from bench.windows import COLUMNS, ROWS, Window
from mdoverleg.domain.who import Who
from mdoverleg.edits import action_points, meetings
from mdoverleg.store.store import Store

CHAIR = Who("Hanna Lisdodde", 1, "bench")
MEETING, CASE = 3, 1


def wall(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure the projector window on the first case of the example."""
    file = tables.fresh("wall")
    store = Store.open(file)
    meetings.start(store, CHAIR, pk=MEETING)
    for _item in range(2):
        meetings.go_on(store, CHAIR, pk=MEETING)
    try:
        with _projector(file, tables.folder) as window:
            window.until("SIJS")
            yield from _seen(store, window, 2 * max(4, rounds))
        with _projector(file, tables.folder, fixed_clock=False) as window:
            window.until("SIJS")
            yield _idle(window)
    finally:
        store.close()


def _projector(file: Path, folder: Path, *, fixed_clock: bool = True) -> Window:
    surroundings = environment(folder, fixed_clock=fixed_clock)
    return Window(program("--file", str(file), "project"), columns=COLUMNS, rows=ROWS, environment=surroundings)


def _seen(store: Store, window: Window, times: int) -> Iterator[Row]:
    taken = []
    for number in range(times):
        window.wait_still(0.3)
        words = f"vraagt punt {number}q"
        values = {"case": CASE, "text": words, "kind": "practical", "created_in": MEETING}
        action_points.add(store, CHAIR, values=values)
        saved = time.perf_counter()
        window.wait(lambda words=words: window.shows(words), words)  # type: ignore[misc]
        taken.append(max(0.0, window.at - saved))
    figures = f"{ms(median(taken))}, at most {ms(max(taken))}"
    yield Row("a saved action point on the projector", median(taken) / 0.3, "0.3 seconds", figures, 1.0)


def _idle(window: Window) -> Row:
    window.wait_still(2.0, seconds=2.0)
    before, begin = window.cpu(), time.perf_counter()
    window.watch(2 * IDLE_SECONDS)
    share = (window.cpu() - before) / (time.perf_counter() - begin)
    return Row("idle, projector with its countdown running", share, "one core", f"{share:.2%} of a core", 0.01)
