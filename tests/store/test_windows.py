"""Several windows on one file, each a process of its own, and what is left when one is killed."""

import multiprocessing
import os
import random
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.store.changelog import verify
from mdoverleg.store.store import Store
from mdoverleg.store.tables import Organisation, Threshold
from tests.contracts.source import ROOT
from tests.store.writer import main
from tests.support.figures import figure

KILLS = int(os.environ.get("MDOVERLEG_KILLS", "1"))
"""A longer run, as before a release: MDOVERLEG_KILLS=1000."""


@pytest.fixture
def shared(table_path: Path, who: Who) -> Path:
    """A file with the rows that all writers use."""
    store = Store.open(table_path)
    with store.write(who, "organisations.add") as session:
        session.add(Organisation(id="O-001", name="Wijkteam De Veste", kind="local_team"))
        session.add(Threshold(name="cases_per_person", value=0))
    store.close()
    return table_path


def start(path: Path, name: str, rounds: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.store.writer", str(path), name, str(rounds)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def written(path: Path, name: str, rounds: int) -> list[str]:
    """What a window of its own process acknowledges; forked, as one that begins from nothing takes a second."""
    with redirect_stdout(StringIO()) as told:
        main(str(path), name, str(rounds))
    return told.getvalue().split()


def found(path: Path) -> dict[str, Any]:
    """What the file holds, and whether it is whole."""
    store = Store.open(path)
    with store.read() as reader:
        state = {
            "ids": [row[0] for row in reader.rows("SELECT id FROM action_point ORDER BY pk")],
            "texts": reader.value("SELECT count(DISTINCT text) FROM action_point"),
            "shared": reader.value("SELECT count(*) FROM action_point_share_with"),
            "raised": reader.value("SELECT value FROM threshold"),
            "changes": reader.value("SELECT count(*) FROM change") - 1,
            "searched": reader.value("SELECT count(*) FROM search") - 1,
            "damage": store.damage(),
            "log": verify(store),
        }
    store.close()
    return state


def assert_whole(state: dict[str, Any], acknowledged: list[str]) -> None:
    rows = len(state["ids"])
    assert (state["damage"], state["log"]) == ([], [])
    assert [state[each] for each in ("texts", "shared", "raised", "changes", "searched")] == [rows] * 5
    assert len(set(acknowledged)) == len(acknowledged)
    assert set(acknowledged) <= set(state["ids"])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_windows_lose_and_double_nothing(shared: Path) -> None:
    windows, rounds = 4, 15
    with ProcessPoolExecutor(windows, mp_context=multiprocessing.get_context("fork")) as pool:
        told = [pool.submit(written, shared, f"window-{number}", rounds) for number in range(windows)]
        acknowledged = [id for one in told for id in one.result()]
    state = found(shared)
    assert_whole(state, acknowledged)
    assert len(acknowledged) == len(state["ids"]) == windows * rounds
    figure("P5", "saves by four windows that only write", len(acknowledged), "")


def test_a_killed_window_loses_nothing_that_it_acknowledged(shared: Path) -> None:
    acknowledged: list[str] = []
    for kill in range(KILLS):
        writer = start(shared, f"window-{kill}", 0)
        assert writer.stdout is not None
        acknowledged += [writer.stdout.readline().strip() for _ in range(random.randint(1, 40))]
        for _ in range(random.randrange(100_000)):
            pass  # not always at the same step of the next change
        writer.kill()
        acknowledged += [line for line in writer.stdout.read().split("\n")[:-1] if line]
        writer.wait()
        writer.stdout.close()
        assert_whole(found(shared), acknowledged)
    assert len(acknowledged) >= KILLS
    figure("P1", "kills of a writer", KILLS, ">= 200")
    figure("P1", "acknowledged saves in killed processes", len(acknowledged), ">= 5,000")
    figure("P1", "acknowledged saves lost", len(set(acknowledged) - set(found(shared)["ids"])), "0")
    figure("P3", "kills after which the file and its log were whole", KILLS, ">= 200")
