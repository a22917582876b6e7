"""Commands whose streams are closed, full or broken, and whose surroundings are missing: a sentence and a code."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from mdoverleg import cli
from mdoverleg.cli import crash
from tests.cli.conftest import Command
from tests.hostile.alone import command, in_shell, surroundings
from tests.support.hostile import raw_controls

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shell redirections")

LONG = "MDOVERLEG_HOSTILE_TURNS" in os.environ
"""A longer run, with every command in all surroundings: MDOVERLEG_HOSTILE_TURNS=4."""
SECRET = "Achternaam-Straat-12"
LIST = ("case", "list")
PLAIN = ("open", "--plain")
ADD = ("action", "add", "--case", "Wulp", "belt de school @hanna vr")


def count(on: Command, path: Path) -> int:
    """How many action points there are."""
    return len(on(path, "action", "list", "--json").json)


def test_closed_streams_are_no_trouble_and_no_file_takes_their_place(
    on: Command, sample_path: Path, tmp_path: Path
) -> None:
    variables = surroundings(tmp_path)
    ran = in_shell("<&- >&- 2>&-", *ADD, file=sample_path, variables=variables)
    assert (ran.returncode, count(on, sample_path)) == (0, 50)
    ran = in_shell("2>&-", "case", "show", "nix", file=sample_path, variables=variables)
    assert (ran.returncode, ran.stdout) == (1, b"")
    ran = in_shell("<&-", "open", file=sample_path, variables=variables)
    assert ran.returncode == 2
    assert on(sample_path, "log", "verify").code == 0


@pytest.mark.parametrize("words", [("log", "--json"), PLAIN, *([LIST] if LONG else [])])
def test_a_reader_that_has_seen_enough_is_no_failure(sample_path: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    running = subprocess.Popen(
        command(*words, file=sample_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(tmp_path),
    )
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(20) == 0
    running.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "words",
    [ADD, ("--version",), PLAIN, *((LIST, ("export", "actions", "--format=csv", "--output=-")) if LONG else ())],
)
def test_a_full_disk_under_the_output_is_said_in_one_sentence(
    sample_path: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ran = in_shell("> /dev/full", *words, file=sample_path, variables=surroundings(tmp_path))
    assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    "variables",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii"},
        {"TERM": "dumb", "NO_COLOR": "1"},
        {"HOME": "/proc/nowhere", "XDG_STATE_HOME": "/dev/null/x", "XDG_DATA_HOME": "/proc"},
    ],
    ids=lambda variables: next(iter(variables)),
)
def test_no_surroundings_break_a_command(sample_path: Path, tmp_path: Path, variables: dict[str, str]) -> None:
    around = surroundings(tmp_path, **variables)
    for words in (("--lang", "en", "case", "show", "Wulp"), LIST)[: 2 if LONG else 1]:
        before = [sys.executable, "-m", "mdoverleg", "--file", str(sample_path)]
        ran = subprocess.run([*before, *words], capture_output=True, env=around, check=False)
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert b"Wulp" in ran.stdout or b"WULP" in ran.stdout


def test_without_any_surroundings_a_table_is_made_where_it_belongs(tmp_path: Path) -> None:
    home = tmp_path / "new-home"
    line = [sys.executable, "-m", "mdoverleg"]
    for words, code in ((["init", "--name=Tafel", "--no-encrypt"], 0), (["case", "list"], 0)):
        ran = subprocess.run([*line, *words], capture_output=True, env=surroundings(home), check=False)
        assert ran.returncode == code, ran.stderr
    assert [path.suffix for path in home.rglob("*.mdo")] == [".mdo"]
    nowhere = surroundings(Path("/proc/nowhere"))
    ran = subprocess.run([*line, "init", "--name=Tafel", "--no-encrypt"], capture_output=True, env=nowhere, check=False)
    assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1)


def test_lines_that_are_no_text_are_read_with_marks_and_too_long_ones_named(
    on: Command, sample_path: Path, tmp_path: Path
) -> None:
    lines = [b"belt de school\xff\xfe @hanna", b"\x00\x1b", b"schrijft\x1b]52;c;aGFj\x07 @hanna\r", b"x" * 300_000]
    around = surroundings(tmp_path, LANG="nl_NL.UTF-8", LC_ALL="nl_NL.UTF-8", PYTHONIOENCODING="utf-8:strict")
    ran = in_shell("", "action", "add", "--case=Wulp", "-", file=sample_path, variables=around, given=b"\n".join(lines))
    assert (ran.returncode, ran.stdout) == (1, b"A-050\nA-051\n")
    said = ran.stderr.decode()
    assert [line.split(":")[0] for line in said.splitlines()] == ["regel 2", "regel 4"]
    assert raw_controls(said) == []
    texts = {row["id"]: row["text"] for row in on(sample_path, "action", "list", "--json").json}
    assert texts["A-050"] == "belt de school\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"
    assert texts["A-051"] == "schrijft]52;c;aGFj"


def may_leave_a_core(pid: int) -> bool:
    """Tell whether the system may write the memory of a process to the disk; Linux alone can be asked."""
    limits = Path(f"/proc/{pid}/limits")
    lines = limits.read_text().splitlines() if limits.exists() else []
    return any(line.startswith("Max core file size") and line.split()[4:6] != ["0", "0"] for line in lines)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)][: 2 if LONG else 1])
def test_a_signal_ends_a_command_in_order(
    on: Command, sample_path: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    running = subprocess.Popen(
        command("action", "add", "--case=Wulp", "-", file=sample_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(tmp_path),
    )
    assert running.stdin
    assert running.stdout
    assert running.stderr
    running.stdin.write(b"belt de school @hanna\n")
    running.stdin.flush()
    assert running.stdout.readline() == b"A-050\n"
    assert not may_leave_a_core(running.pid), "what it holds in memory would stand in a file"
    running.send_signal(number)
    assert running.wait(20) == code
    assert running.stderr.read() == b""
    for stream in (running.stdin, running.stdout, running.stderr):
        stream.close()
    assert count(on, sample_path) == 50
    assert on(sample_path, "log", "verify").code == 0


def broken(*_arguments: object, **_options: object) -> None:
    """Fail with data in hand, as a program does that has a bug."""
    secret = SECRET
    raise ZeroDivisionError(secret)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("mdoverleg.cli.lists.case_rows", LIST),
        ("mdoverleg.edits.action_points.add", ADD),
        ("mdoverleg.edits.rows.insert", ADD),
        ("mdoverleg.store.writing.leave", ADD),
        ("mdoverleg.edits.cases.change", ("case", "set", "Wulp", f"goal={SECRET}")),
        ("mdoverleg.reads.papers.read_guarded", ("export", "actions", "--format=csv", "--output=-")),
        ("mdoverleg.intake.people.read_people", ("import", "people", f"{SECRET}.csv")),
        ("mdoverleg.reads.history.read_history", ("log",)),
    ],
)
def test_an_error_of_the_program_shows_no_data_and_changes_nothing(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, words: tuple[str, ...]
) -> None:
    before = sample_path.read_bytes()
    monkeypatch.setattr(place, broken)
    ran = on(sample_path, *words)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (70, "", 1)
    log = next(sample_path.parent.rglob(crash.NAME))
    assert str(log) in ran.err
    assert SECRET not in ran.err + log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0
    assert sample_path.read_bytes() == before


def test_an_error_of_a_thread_or_of_what_is_thrown_away_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Broken:
        __del__ = broken

    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(threading if name == "excepthook" else sys, name, None)
    monkeypatch.setattr(crash, "folder", lambda: tmp_path)
    cli._tell_nothing_aside()
    log = tmp_path / crash.NAME

    def in_a_thread() -> None:
        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()

    for what in (in_a_thread, Broken):
        what()
        assert "ZeroDivisionError" in log.read_text()
        assert SECRET not in log.read_text()
        log.unlink()
    assert capfd.readouterr() == ("", "")


def test_the_log_of_a_failed_worker_tells_where_its_cause_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "folder", lambda: tmp_path)
    failed: WorkerFailed
    try:
        broken()
    except ZeroDivisionError as error:
        failed = WorkerFailed(error)
    try:
        raise WorkerFailed(failed)
    except WorkerFailed as error:
        crash.report(error)
    log = (tmp_path / crash.NAME).read_text(encoding="utf-8")
    assert log.count("after textual.worker.WorkerFailed") == 1
    assert "after builtins.ZeroDivisionError" in log
    assert re.search(r"  hostile/test_process\.py:\d+ broken\n", log), "the innermost place of the cause"
    assert SECRET not in log


def test_an_error_without_a_place_for_its_log_is_said_all_the_same(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdoverleg.cli.lists.case_rows", broken)
    nowhere: Callable[[], Path] = lambda: Path("/proc/nowhere")  # noqa: E731 - stands in for a function
    monkeypatch.setattr(crash, "folder", nowhere)
    monkeypatch.setattr("tempfile.gettempdir", lambda: "/proc/nowhere")
    ran = on(sample_path, *LIST)
    assert (ran.code, len(ran.err.splitlines())) == (70, 1)
    assert SECRET not in ran.err


def test_an_output_that_breaks_while_lines_are_read_stops_and_says_where(
    on: Command, sample_path: Path, tmp_path: Path
) -> None:
    given = b"".join(b"belt de school %d @hanna\n" % number for number in range(20))
    ran = in_shell(
        "| true", "action", "add", "--case=Wulp", "-", file=sample_path, variables=surroundings(tmp_path), given=given
    )
    assert ran.stderr.startswith(b"regel 1: ")
    assert json.loads(on(sample_path, "log", "--json").out)[0]["verb"] == "action_points.add"
    assert count(on, sample_path) == 50


@pytest.mark.parametrize("now", ["gisteren", "2026-10-06", "2026-02-31T10:00:00+02:00"])
def test_a_clock_that_cannot_be_read_is_said(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    monkeypatch.setenv("MDOVERLEG_NOW", now)
    ran = on(sample_path, *LIST)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("MDOVERLEG_NOW ")
