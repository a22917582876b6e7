"""The program itself in a terminal, over a file full of hostile text: every byte that it writes is looked at."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.hostile.alone import command, surroundings
from tests.hostile.conftest import Full
from tests.support.hostile import dirty_file, raw_controls
from tests.support.terminal import Terminal

LONG = "MDOVERLEG_HOSTILE_TURNS" in os.environ
"""A longer run, with every place where an error may come: MDOVERLEG_HOSTILE_TURNS=4."""
DIRT = "\x1b]52;c;aGFj\x07\x1b]0;titel\x1b\\\x9b31m\x9d0;x\x9c\u202e\x00\x7f\u2028\r[/b]$x{0}[@click=app.quit]k[/]"
CSI = re.compile(rb"\x1b\[([0-?]*[ -/]*[@-~])")
POINTER = re.compile(rb"\x1b\]22;[a-z-]+\x07")
"""The shape of the mouse pointer, which Textual sets."""
TITLE = b"\x1b]2;mdoverleg\x07"
"""The title of the window: the program's name alone."""
KNOWN = re.compile(rb"[0-9;:]*[mHKJABCDrXd]|\?[0-9;]+[hl]|\?[0-9]+\$p|2[23];2t|[<>=][0-9;]*u|[0-9;]*[cn]|c|\?u")
"""What a screen is drawn with: colours, the cursor, modes, and the questions that a program asks a terminal."""


class Recorded(Terminal):
    """A terminal that keeps every byte."""

    def __init__(self, words: list[str], environment: dict[str, str]) -> None:
        self.all = b""
        super().__init__(words, columns=80, rows=24, environment=environment)

    def read(self, seconds: float) -> bool:
        """Read, and keep what came."""
        before = len(self._unread)
        came = super().read(seconds)
        if came:
            self.all += self._unread[before:]
        return came


def troubles(written: bytes) -> list[str]:
    """What is no drawing in the bytes of a program: strings for the terminal, unknown sequences, raw controls."""
    found = [repr(one) for one in CSI.findall(written) if not KNOWN.fullmatch(one)]
    rest = POINTER.sub(b"", CSI.sub(b"", written.replace(TITLE, b"")))
    found += [f"sequence {one!r}" for one in re.findall(rb"\x1b.?", rest)]
    text = re.sub(rb"\x1b.?", b"", rest).decode("utf-8", "strict")
    return sorted({*found, *raw_controls(text.replace("\r\n", "\n").replace("\r", ""))})


def environment(home: Path) -> dict[str, str]:
    """A plain terminal, on the day of the meeting in the file."""
    around = surroundings(home, TERM="xterm-256color", MDOVERLEG_NO_MOUSE="1", COLORTERM="truecolor")
    return around | {"MDOVERLEG_NOW": "2026-10-01T09:30:00+02:00"}


def test_no_byte_speaks_to_the_terminal_but_the_drawing(full: Full, tmp_path: Path) -> None:
    path = full(0)
    dirty_file(path, DIRT)
    with Recorded(command("--as", "P-001\x1b]0;x\x07", "open", file=path), environment(tmp_path)) as terminal:
        terminal.wait_for("AGENDA").wait_still()
        for key in ("v", "v", "5", "1", "r", "escape", "p", "escape", "f3", "e", "escape", "f4", "e", "escape"):
            terminal.press(key).wait_still(0.05)
        for key in ("f5", "e", "escape", "f6", "enter", "escape", "f7", "/", "x", "escape", "?"):
            terminal.press(key).wait_still(0.05)
        terminal.press("escape").wait_still()
        # What somebody pastes is no better than what stands in the file.
        terminal.press("escape", "f2", "a").wait_still()
        terminal._write(b"\x1b[200~belt " + DIRT.encode() + "\x9b2J\u202e".encode() + b"\x1b[201~")
        terminal._write(b"caf\xe9 \xff\xfe \xc3")  # a terminal of another encoding
        # Esc and a key right behind it would be one key, Alt with that key.
        terminal.wait_for("Nieuwe actie voor").press("escape").wait_gone("Nieuwe actie voor")
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    assert troubles(terminal.all) == []
    assert terminal.all.count(TITLE) == 1


BROKEN = """
import sys
from importlib import import_module
from mdoverleg.cli import run_process

def broken(*_arguments, **_options):
    secret = "Achternaam-Straat-12"
    if armed():
        raise ZeroDivisionError(secret)
    return real(*_arguments, **_options)

times = 0
def armed():
    global times
    times += 1
    return times > int(sys.argv[2])

module, _dot, name = sys.argv[1].rpartition(":")
holder = import_module(module)
*way, name = name.split(".")
for step in way:
    holder = getattr(holder, step)
real = getattr(holder, name)
setattr(holder, name, broken)
sys.exit(run_process(sys.argv[3:]))
"""
SECRET = "Achternaam-Straat-12"
FAULTS = {
    "the first read": ("mdoverleg.tui.screens.board:read_board", 0, ()),
    "a later read": ("mdoverleg.tui.screens.board:read_board", 2, ("a", "belt de school", "enter")),
    "a read of another screen": ("mdoverleg.tui.screens.lists:read_listing", 0, ("f4",)),
    "an edit": ("mdoverleg.edits.action_points:add", 0, ("a", "belt de school", "enter")),
    "saving": ("mdoverleg.store.writing:leave", 0, ("a", "belt de school", "enter")),
    "drawing": ("mdoverleg.tui.widgets.lines:Lines.render_line", 60, ("v", "v", "v", "v", "tab", "tab", "tab")),
    "drawing at once": ("mdoverleg.tui.widgets.lines:Lines.render_line", 0, ()),
    "laying out a dialog": ("mdoverleg.tui.dialogs.base:Dialog.compose", 0, ("r",)),
    "a key": ("mdoverleg.tui.screens.base:LiveScreen.action_verb", 0, ("v",)),
    "looking at the file": ("mdoverleg.store.feed:Feed.moved", 2, ()),
    "loading what saves": ("mdoverleg.store.store:Store._prepared", 0, ("a", "belt de school", "enter")),
    "toasts": ("mdoverleg.tui.shell:Shell.notify", 0, ("shift+tab", "E")),
}


SOME = ("saving",)


@pytest.mark.parametrize("fault", FAULTS if LONG else SOME)
def test_an_error_in_a_window_shows_no_data_and_gives_the_terminal_back(
    on: Command, full: Full, tmp_path: Path, fault: str
) -> None:
    place, after, keys = FAULTS[fault]
    path = full(1)
    words = [sys.executable, "-c", BROKEN, place, str(after), "--file", str(path), "--as", "P-001", "open"]
    with Recorded(words, environment(tmp_path)) as terminal:
        if keys:
            terminal.wait_for("AGENDA").wait_still()
        for key in keys:
            terminal.press(key).wait_still(0.05)
        assert terminal.wait_end() == 70
        terminal.wait_still(0.05)
        written = terminal.all
    assert SECRET.encode() not in written
    assert b"Traceback" not in written
    assert b"ZeroDivisionError" not in written
    if b"\x1b[?1049h" in written:
        last = written.rindex(b"\x1b[?1049h")
        assert b"\x1b[?1049l" in written[last:], "the full screen was left"
        assert b"\x1b[?25h" in written[last:], "the cursor is shown again"
    said = written.decode().rpartition("\x1b[?")[2]
    assert "mdoverleg-error.log" in said
    log = next(tmp_path.rglob("mdoverleg-error.log")).read_text(encoding="utf-8")
    assert SECRET not in log
    assert "ZeroDivisionError" in log
    assert on(path, "log", "verify").code == 0
    assert on(path, "doctor").code == 0


@pytest.mark.skipif(not LONG, reason="in short tests/windows/test_typed_ahead.py has it")
def test_what_is_typed_before_a_question_is_there_is_its_answer(on: Command, full: Full, tmp_path: Path) -> None:
    path = full(0)
    with Recorded(command("--as", "P-001", "open", file=path), environment(tmp_path)) as terminal:
        terminal.wait_for("AGENDA")
        # In one go, as a script does, or fast fingers on a slow machine: every letter of it is a key of the table too.
        terminal.press("a", "nadenken vrijdag", "enter").wait_for("2 open").press("escape").wait_still()
        terminal.press("B", "besloten en bedacht", "enter", "ctrl+p").wait_for("Alle opdrachten")
        terminal.press("zzz").wait_for("zzz")
        terminal.press("escape").wait_gone("zzz").press("ctrl+q")
        assert terminal.wait_end() == 0
        verbs = [row["verb"] for row in on(path, "log", "--json").json if not row["verb"].startswith("seen.")]
    assert verbs == ["decisions.add", "action_points.add", "table.import"]
    texts = [row["text"] for row in on(path, "action", "list", "--json").json]
    assert "nadenken" in texts
