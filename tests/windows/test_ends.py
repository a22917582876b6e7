"""However a window ends, the terminal is left as it was, and what was saved stays saved."""

import signal

import pytest

from tests.windows.conftest import OpenWindow


def test_a_window_that_is_closed_leaves_the_terminal_as_it_was(open_window: OpenWindow) -> None:
    window = open_window(name="hanna")
    assert window.is_as_before
    window.ready()
    assert not window.is_as_before
    window.press("ctrl+q")
    assert window.wait_end() == 0
    assert window.is_as_before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_window_that_is_stopped_leaves_the_terminal_as_it_was(
    number: signal.Signals, open_window: OpenWindow
) -> None:
    window = open_window(name="hanna").ready()
    assert window.kill(number) == 128 + number
    assert window.is_as_before


def test_the_title_of_the_terminal_names_nobody(open_window: OpenWindow) -> None:
    window = open_window(name="hanna").ready()
    for _ in range(3):
        window.press("n").wait_still()
    assert window.wait_for("3/9 Sijs").title == "mdoverleg"
    window.press("ctrl+q").wait_end()
    assert window.is_as_before
    assert window.title == "", "the title that the terminal had"
