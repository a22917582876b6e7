"""Commands that are killed while they write, and commands that write at the same time."""

import os
import random
import subprocess
from pathlib import Path

import pytest

from mdoverleg.store.changelog import verify
from mdoverleg.store.store import Store
from tests.cli.conftest import Command
from tests.hostile.alone import command, surroundings

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

KILLS = int(os.environ.get("MDOVERLEG_KILLS", "2"))
"""A longer run: MDOVERLEG_KILLS=200."""
LINES = 400
WINDOWS = 2


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


def test_two_commands_at_once_lose_and_refuse_nothing(on: Command, sample_path: Path, tmp_path: Path) -> None:
    rounds = 8
    adders = [adding(sample_path, tmp_path) for _window in range(WINDOWS)]
    for number, process in enumerate(adders):
        assert process.stdin
        process.stdin.write(
            b"".join(b"belt over regelnummer r%dn%d @hanna\n" % (number, each) for each in range(rounds))
        )
        process.stdin.close()
    # Every key is written by one command alone: what both keep must be there in the end.
    setters = [
        subprocess.Popen(
            command("case", "set", "Wulp", f"{key}=Nieuw", file=sample_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=surroundings(tmp_path),
        )
        for key in ("goal", "why_now")
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
    assert [case[key] for key in ("goal", "why_now")] == ["Nieuw"] * 2
