"""Windows that write as fast as they can and a projector that reads: nothing is lost, doubled or refused.

A longer run with four of them: MDOVERLEG_SECONDS=90.
"""

import json
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.store.changelog import verify
from mdoverleg.store.store import Store
from tests.support.figures import figure
from tests.windows.conftest import ROOT
from tests.windows.writer import look, write

SECONDS = float(os.environ.get("MDOVERLEG_SECONDS", "0.5"))
IS_LONG = "MDOVERLEG_SECONDS" in os.environ or not hasattr(os, "fork")
Found = dict[str, list[Any]]
WRITERS = ("Sem", "Iris", "Koen", "Lies") if IS_LONG else ("Sem", "Iris")
HANGS = 8.0
"""Seconds that a save takes when something is wrong; the goals are on the page of `make trust`."""


def start(table: Path, name: str, environment: dict[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.windows.writer", str(table), name, str(SECONDS)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def started(table: Path, environment: dict[str, str]) -> dict[str, Found]:
    """What each tells that was started as a program of its own."""
    windows = {name: start(table, name, environment) for name in (*WRITERS, "projector")}
    said = {name: window.communicate() for name, window in windows.items()}
    assert {name: (window.returncode, said[name][1]) for name, window in windows.items()} == dict.fromkeys(
        windows, (0, "")
    )
    return {name: json.loads(out) for name, (out, _error) in said.items()}


def forked(table: Path, _environment: dict[str, str]) -> dict[str, Found]:
    """What each tells as a process of its own that need not begin from nothing."""
    with ProcessPoolExecutor(len(WRITERS) + 1, mp_context=multiprocessing.get_context("fork")) as pool:
        told = {name: pool.submit(write, table, name, SECONDS) for name in WRITERS}
        told["projector"] = pool.submit(look, table, SECONDS)
        return {name: one.result() for name, one in told.items()}


def percentile(times: list[float], of: float) -> float:
    """Return the time that so many in a hundred stay below."""
    return sorted(times)[min(len(times) - 1, int(len(times) * of / 100))]


@pytest.mark.timeout(120 + 3 * SECONDS)
def test_four_writers_and_a_projector(table: Path, environment: dict[str, str]) -> None:
    before = Store.open(table)
    with before.read() as reader:
        had = reader.value("SELECT count(*) FROM action_point")
    before.close()
    paths = environment | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    found = (started if IS_LONG else forked)(table, paths)
    saves = [time for name in WRITERS for time in found[name]["times"]]
    ids = [id for name in WRITERS for id in found[name]["ids"]]
    store = Store.open(table)
    with store.read() as reader:
        kept = [row[0] for row in reader.rows("SELECT id FROM action_point WHERE text LIKE 'belt over regelnummer %'")]
        rows = reader.value("SELECT count(*) FROM action_point")
    assert (store.damage(), verify(store)) == ([], [])
    store.close()
    assert sorted(kept) == sorted(ids)
    assert len(set(ids)) == len(ids) == rows - had
    assert min(len(found[name]["ids"]) for name in WRITERS) > 0, "nobody is kept waiting for all others"
    assert max(saves) < HANGS
    reads = found["projector"]["times"] or [0.0]  # in a short run it may see nothing new
    assert max(reads) < HANGS
    figure("P5", "saves by four writers", len(saves), ">= 10,000")
    figure("P5", "rows lost or doubled by four writers", len(set(ids) ^ set(kept)), "0")
    figure("P6", "seconds of four writers", SECONDS, ">= 15 s")
    figure("P6", "a save among four writers, median", percentile(saves, 50) * 1000, "<= 20 ms")
    figure("P6", "a save among four writers, 99 %", percentile(saves, 99) * 1000, "<= 100 ms")
    figure("P6", "a save among four writers, the worst", max(saves) * 1000, "<= 1,000 ms")
    figure("P6", "a read of the projector meanwhile, the worst", max(reads) * 1000, "<= 1,000 ms")
    figure("P6", "errors of the writers and the projector", 0, "0")
