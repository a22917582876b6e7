"""Windows where much is missing: no terminal, one that cannot draw, sixteen colours or none, an old language."""

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from mdoverleg.domain.words import in_language
from tests.cli.conftest import Command
from tests.hostile.alone import command, surroundings
from tests.hostile.test_terminal import Recorded

LONG = "MDOVERLEG_HOSTILE_TURNS" in os.environ
"""A longer run, with every size on every terminal: MDOVERLEG_HOSTILE_TURNS=4. In short tests/tui/test_any_size.py has
the largest."""
SIZES = ((20, 5), (400, 100), (60, 15))
RICH_COLOUR = re.compile(rb"[34]8;(?:2;(\d+);(\d+);(\d+)|5;\d+)")
POORER = {"TERM": "linux", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"}
COLOURLESS = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("words", ["open", "project"])
def test_without_a_terminal_there_is_no_window_and_a_way_on(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch, stream: str, words: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(getattr(sys, name), "isatty", lambda name=name: name != stream, raising=False)
    before = sample_path.read_bytes()
    ran = on(sample_path, words)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert "--plain" in ran.err
    assert "--help" in ran.err
    assert sample_path.read_bytes() == before


@pytest.mark.parametrize("term", ["dumb", "", None])
@pytest.mark.parametrize("words", ["open", "project", "demo"])
def test_a_terminal_that_cannot_draw_is_told_where_to_go(
    on: Command, sample_path: Path, monkeypatch: pytest.MonkeyPatch, term: str | None, words: str
) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(getattr(sys, name), "isatty", lambda: True, raising=False)
    if term is None:
        monkeypatch.delenv("TERM", raising=False)
    else:
        monkeypatch.setenv("TERM", term)
    with in_language("nl"):
        ran = on(sample_path, words)
    assert (ran.code, ran.out) == (2, "")
    assert "kan geen scherm tekenen" in ran.err
    assert "--plain" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal")
def test_a_window_with_its_input_from_elsewhere_does_not_hang(sample_path: Path, tmp_path: Path) -> None:
    words = ["/bin/sh", "-c", '"$@" </dev/null', "sh", *command("open", file=sample_path)]
    with Recorded(words, surroundings(tmp_path, TERM="xterm")) as terminal:
        assert terminal.wait_end() == 2
        assert b"\x1b" not in terminal.all


@pytest.mark.parametrize("around", [POORER, COLOURLESS], ids=["poorer", "colourless"])
def test_a_poor_terminal_gets_what_it_can_show_at_any_size(
    sample_path: Path, tmp_path: Path, around: dict[str, str]
) -> None:
    words = command("--no-mouse", "--as", "hanna", "open", file=sample_path)
    with Recorded(words, surroundings(tmp_path, **around)) as terminal:
        terminal.resize(120, 40)
        terminal.wait_for("AGENDA").wait_still()
        terminal.press("f4").wait_for("CASUSSEN").press("a").wait_for("Nieuwe casus")
        terminal.press("Kluut").wait_for("Kluut")
        for columns, rows in SIZES if LONG else SIZES[::2] if around is POORER else ():
            terminal.resize(columns, rows)
            terminal.wait_still()
        terminal.resize(120, 40)
        terminal.wait_for("Kluut")
        terminal._write(b"\xe9\xff")  # a letter of an old terminal
        terminal.wait_still()
        terminal.press("escape").wait_still().press("escape").wait_still()
        assert terminal.kill(signal.SIGTERM) == 143
        assert terminal.is_as_before
    assert b"Traceback" not in terminal.all
    assert b"\x1b[?1000h" not in terminal.all, "the mouse is left to the terminal"
    found = {one.groups() for one in RICH_COLOUR.finditer(terminal.all)}
    if around is POORER:
        assert found == set(), "sixteen colours and no more"
    else:
        assert found
        assert all(red == green == blue for red, green, blue in found)
