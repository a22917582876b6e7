"""One edit through the write gate, flushed to disk, next to a bare flush of one page to the same disk."""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.measure import Row, median, ms, paired, percentile
from bench.tables import LARGE, Tables
from mdoverleg.domain.who import Who
from mdoverleg.store.store import Store

EDITS = 200
WARMING = 5
AIM = 0.020
"""Seconds of a saved edit at the median; 99 % of them within 100 ms."""


def saved_edits(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure answering an action point, in the example and, unless it is a quick run, among a million others."""
    yield _row("a saved edit, flushed to disk", tables.fresh("edits"))
    if rounds > 3:
        yield _row(f"the same among {LARGE:,} action points", tables.with_points(LARGE))


def _row(what: str, file: Path) -> Row:
    bare: list[float] = []
    with (file.parent / "page").open("wb") as page:
        ours = seconds_of_edits(file, EDITS, between=lambda: bare.append(_timed(partial(_flush, page.fileno()))))
    middle = median(ours)
    figures = f"{ms(middle)} / {ms(median(bare))}, 99 % within {ms(percentile(ours, 0.99))}"
    ratio = paired(ours, bare[WARMING:])
    return Row(what, ratio, "flush of one page", figures, aim_words="<= 20 ms", is_met=middle <= AIM)


def seconds_of_edits(file: Path, count: int, *, between: Callable[[], object] = int) -> list[float]:
    """Return how long each of so many edits took; `between` is called after each."""
    from mdoverleg.edits import action_points

    store = Store.open(file)
    taken = []
    try:
        with store.read() as reader:
            pk = reader.value("SELECT pk FROM action_point WHERE status = 'open' ORDER BY pk LIMIT 1")
        who = Who("bench", window="bench")
        for number in range(count):
            status = ("in_progress", "open")[number % 2]
            taken.append(_timed(partial(action_points.set_status, store, who, pk=pk, status=status)))
            between()
    finally:
        store.close()
    return taken[WARMING:]


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _flush(handle: int) -> None:
    os.pwrite(handle, b"x" * 4096, 0)
    os.fdatasync(handle)
