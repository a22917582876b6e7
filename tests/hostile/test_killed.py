"""Commands that are killed while they write, and commands that write at the same time."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.store.changelog import newest_of_window, undo, verify
from mdoverleg.store.store import Store
from tests.cli.conftest import Command
from tests.hostile.alone import command, surroundings
from tests.hostile.busy import RATERS
from tests.support.figures import figure

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

KILLS = int(os.environ.get("MDOVERLEG_KILLS", "1"))
"""A longer run: MDOVERLEG_KILLS=200."""
LINES = 400
WINDOWS = 2
LARGE = ("scores.add_round", "people.hand_over", "cases.copy_for_learning")
SCORES = 11
"""Of Wulp, in the example."""


def adding(path: Path, home: Path) -> "subprocess.Popen[bytes]":
    """A command that reads lines, saves each as an action point and then prints its id."""
    return subprocess.Popen(
        command("action", "add", "--case=Wulp", "-", file=path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(home),
    )


def close(process: "subprocess.Popen[bytes]") -> None:
    """Let go of the pipes of a process that has ended."""
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None and not stream.closed:
            stream.close()


def found(path: Path) -> dict[str, str]:
    """The action points in the file, once it is proved whole: one change in the log for each, and no half of it."""
    store = Store.open(path)
    with store.read() as reader:
        rows = dict(reader.rows("SELECT id, text FROM action_point"))
        searched = reader.value("SELECT count(*) FROM search WHERE search MATCH 'regelnummer'")
        changes = reader.value("SELECT count(*) FROM change WHERE verb = 'action_points.add'")
    assert (store.damage(), verify(store)) == ([], [])
    store.close()
    added = sum("regelnummer" in text for text in rows.values())
    assert (searched, changes) == (added, added)
    return rows


def test_a_killed_command_loses_nothing_whose_id_it_printed(sample_path: Path, tmp_path: Path) -> None:
    acknowledged: dict[str, str] = {}
    chance = random.Random(os.getpid())
    before = len(found(sample_path))
    for run in range(KILLS):
        texts = [f"belt de school over regelnummer r{run}n{number}" for number in range(LINES)]
        process = adding(sample_path, tmp_path)
        assert process.stdin
        assert process.stdout
        process.stdin.write("".join(f"{text} @hanna vr\n" for text in texts).encode())
        process.stdin.flush()
        wanted = chance.randint(1, 30)
        printed = [process.stdout.readline() for _number in range(wanted)]
        for _step in range(chance.randrange(50_000)):
            pass  # not always at the same step of the next one
        process.kill()
        printed += process.stdout.read().splitlines(keepends=True)
        close(process)
        ids = [line.decode().strip() for line in printed if line.endswith(b"\n")]
        acknowledged |= dict(zip(ids, texts, strict=False))
        rows = found(sample_path)
        assert acknowledged.items() <= rows.items()
        assert len(rows) - before <= len(acknowledged) + run + 1, "at most the one under way is there unacknowledged"
    assert len(acknowledged) >= KILLS
    figure("P1", "kills of a command", KILLS, "")
    figure("P1", "acknowledged saves in killed processes", len(acknowledged), ">= 5,000")
    figure("P1", "acknowledged saves lost", len(acknowledged.keys() - found(sample_path).keys()), "0")


def in_log(path: Path) -> dict[str, list[int]]:
    """How many rows each change of the busy process wrote, by verb, once the file is proved whole."""
    store = Store.open(path)
    with store.read() as reader:
        rows = reader.rows(
            "SELECT verb, count(*) FROM change JOIN change_item ON change_id = change.id "
            "WHERE window = 'busy' GROUP BY change.id ORDER BY change.id"
        )
        scores = reader.value("SELECT count(*) FROM score WHERE case_id = 3")
    assert (store.damage(), verify(store)) == ([], [])
    store.close()
    found: dict[str, list[int]] = {verb: [] for verb in LARGE}
    for verb, count in rows:
        found[verb].append(count)
    assert scores == SCORES + len(RATERS) * len(found["scores.add_round"])
    return found


def test_large_edits_that_are_killed_are_whole_or_absent(sample_path: Path, tmp_path: Path) -> None:
    said = dict.fromkeys(LARGE, 0)
    chance = random.Random(os.getpid())
    for run in range(KILLS):
        words = [sys.executable, "-m", "tests.hostile.busy", str(sample_path)]
        process = subprocess.Popen(
            words, stdout=subprocess.PIPE, env=surroundings(tmp_path, PYTHONPATH=os.pathsep.join(sys.path))
        )
        assert process.stdout
        printed = [process.stdout.readline() for _number in range(chance.randint(1, 9))]
        for _step in range(chance.randrange(200_000)):
            pass  # not always at the same step of the next one
        process.kill()
        printed += process.stdout.read().splitlines(keepends=True)
        close(process)
        for line in printed:
            said[line.decode().strip()] += 1
        kept = in_log(sample_path)
        for verb in LARGE:
            assert said[verb] <= len(kept[verb])
        assert sum(map(len, kept.values())) <= sum(said.values()) + run + 1, "at most the one under way"
        assert len(set(kept["scores.add_round"])) <= 1, "each round has as many rows"
        copies = kept["cases.copy_for_learning"]
        assert copies == sorted(copies), "no copy has less than the one before"
    figure("P3", "kills during a large edit; all whole or absent", KILLS, "")
    store = Store.open(sample_path)
    while (change := newest_of_window(store, "busy")) is not None:
        undo(store, Who("Hanna Lisdodde", 1, "busy"), change)
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM score WHERE case_id = 3") == SCORES
        assert reader.value("SELECT count(*) FROM \"case\" WHERE alias LIKE 'Leer %'") == 0
    assert verify(store) == []
    store.close()


@pytest.mark.skipif("MDOVERLEG_KILLS" not in os.environ, reason="in short tests/store/test_windows.py has it")
def test_two_commands_at_once_lose_and_refuse_nothing(on: Command, sample_path: Path, tmp_path: Path) -> None:
    rounds = 4
    adders = [adding(sample_path, tmp_path) for _window in range(WINDOWS)]
    for number, process in enumerate(adders):
        assert process.stdin
        process.stdin.write(
            b"".join(b"belt over regelnummer r%dn%d @hanna\n" % (number, each) for each in range(rounds))
        )
        process.stdin.close()
    # Every key is written by one command alone: what both keep must be there in the end.
    given = ("goal", "why_now")[:KILLS]
    setters = [
        subprocess.Popen(
            command("case", "set", "Wulp", f"{key}=Nieuw", file=sample_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=surroundings(tmp_path),
        )
        for key in given
    ]
    ids: list[str] = []
    for process in (*adders, *setters):
        assert process.stdout
        assert process.stderr
        ids += process.stdout.read().decode().split()
        said = process.stderr.read()
        close(process)
        assert (process.returncode, said) == (0, b"")
    assert len(set(ids)) == len(ids) == WINDOWS * rounds
    assert set(ids) <= set(found(sample_path))
    case = on(sample_path, "case", "show", "Wulp", "--json").json
    assert {case[key] for key in given} == {"Nieuw"}
