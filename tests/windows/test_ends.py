"""However a window ends, the terminal is left as it was, and what was saved stays saved."""

import os
import signal

import pytest

from tests.windows.conftest import OpenWindow

STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[: 3 if "MDOVERLEG_VERBS" in os.environ else 1]
"""All: MDOVERLEG_VERBS=1. Else test_typed_ahead.py ends by the second, and test_kills.py by a closed terminal."""


@pytest.mark.parametrize("number", STOPS)
def test_a_window_that_is_stopped_leaves_the_terminal_as_it_was(
    number: signal.Signals, open_window: OpenWindow
) -> None:
    window = open_window(name="hanna").ready()
    assert window.kill(number) == 128 + number
    assert window.is_as_before


def test_the_title_of_the_terminal_names_nobody(open_window: OpenWindow) -> None:
    window = open_window(name="hanna")
    assert window.is_as_before
    window.ready()
    assert not window.is_as_before
    for _ in range(3):
        window.press("n").wait_still()
    assert window.wait_for("3/9 Sijs").title == "mdoverleg"
    assert window.press("ctrl+q").wait_end() == 0
    assert window.is_as_before
    assert window.title == "", "the title that the terminal had"
