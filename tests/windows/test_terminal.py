"""The terminal that the other tests look through: keys go in as typed, the screen comes out as a person sees it."""

import signal
import sys

import pytest

from tests.support.terminal import NotShownError, Terminal

ECHO = """
import os, sys, tty
tty.setraw(0)
def out(text): os.write(1, text.encode())
out("\\x1b[>1u\\x1b[?2026$p")
answer = b""
while not answer.endswith(b"y"): answer += os.read(0, 100)
out("\\x1b]0;a title\\x07\\x1b[2J\\x1b[H\\x1b[38;2;255;0;0mready\\x1b[0m ")
out(repr(answer)[2:-1].replace("\\\\x1b", "ESC"))
while True:
    key = os.read(0, 100)
    if key == b"q": sys.exit(7)
    if key == b"f": out("\\x1b[?2026h\\x1b[2;1Hhalf")
    elif key == b"g": out(" whole\\x1b[?2026l")
    elif key == b"s": out("\\x1b[4;1H%dx%d" % os.get_terminal_size(0))
    else: out("\\x1b[3;1H\\x1b[K" + key.hex())
"""


def program() -> Terminal:
    return Terminal([sys.executable, "-c", ECHO], columns=40, rows=6, colours=True)


def test_it_answers_like_a_modern_terminal_and_shows_no_escapes() -> None:
    with program() as terminal:
        terminal.wait_for("ready ESC")
        assert terminal.lines[0] == "ready ESC[?2026;2$y"
        assert terminal.title == "a title"
        assert terminal.style_at(0, 0)[0] == "ff0000"
        assert terminal.style_at(0, 6)[0] == "default"


@pytest.mark.parametrize(
    ("key", "sent"), [("a", "61"), ("é", "c3a9"), ("enter", "0d"), ("up", "1b5b41"), ("ctrl+p", "10"), ("f1", "1b4f50")]
)
def test_keys_are_what_a_terminal_sends(key: str, sent: str) -> None:
    with program() as terminal:
        terminal.wait_for("ready ESC").press(key)
        terminal.wait_for(sent)
        assert terminal.lines[2] == sent


def test_a_frame_counts_when_it_is_whole() -> None:
    with program() as terminal:
        terminal.wait_for("ready ESC").press("f")
        with pytest.raises(NotShownError, match="half"):
            terminal.wait_for("half", seconds=0.2)
        terminal.press("g")
        terminal.wait(lambda: terminal.lines[1] == "half whole", "the whole frame")


def test_what_a_key_shows_is_timed() -> None:
    with program() as terminal:
        terminal.wait_for("ready ESC")
        assert not terminal.press("x").has_changed
        taken = terminal.time_of(lambda: terminal.lines[2] == "78", "the answer to the key")
        assert 0 < taken <= terminal.PATIENCE
        assert terminal.has_changed
        assert terminal.written > 2


def test_a_resized_terminal_tells_its_size() -> None:
    with program() as terminal:
        terminal.wait_for("ready ESC").resize(70, 20)
        terminal.press("s")
        terminal.wait_for("70x20")


def test_the_end_of_a_program_is_seen() -> None:
    with program() as terminal:
        terminal.wait_for("ready ESC").press("q")
        assert terminal.wait_end() == 7


def test_a_killed_program_says_so() -> None:
    with program() as terminal:
        assert terminal.wait_for("ready ESC").kill() == -signal.SIGKILL


def test_what_never_shows_is_a_failure_with_the_screen() -> None:
    with program() as terminal, pytest.raises(NotShownError, match=r"\|ready"):
        terminal.wait_for("never", seconds=0.3)


def test_waiting_ends_with_the_program() -> None:
    with program() as terminal:
        terminal.wait_for("ready ESC").press("q")
        with pytest.raises(NotShownError, match="ended with 7"):
            terminal.wait_for("never")
