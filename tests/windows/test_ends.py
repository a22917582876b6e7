"""However a window ends, the terminal is left as it was, and what was saved stays saved."""

import os
import signal

import pytest

from tests.support.figures import figure
from tests.windows.conftest import OpenWindow

STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[: 3 if "MDOVERLEG_VERBS" in os.environ else 1]
"""All: MDOVERLEG_VERBS=1. Else test_typed_ahead.py ends by the second, and test_kills.py by a closed terminal."""
LEFT = int(os.environ.get("MDOVERLEG_LEFT", "1"))
"""How many times a window is left by its key."""


@pytest.mark.parametrize("number", STOPS)
def test_a_window_that_is_stopped_leaves_the_terminal_as_it_was(
    number: signal.Signals, open_window: OpenWindow
) -> None:
    # At its first frame: the edits are still being loaded in a thread, and a question is on its way to the screen.
    window = open_window().wait_for("AGENDA")
    assert window.kill(number) == 128 + number
    assert window.is_as_before
    assert "Traceback" not in window.text


@pytest.mark.timeout(60 + 20 * LEFT)
def test_the_title_of_the_terminal_names_nobody_and_is_given_back(open_window: OpenWindow) -> None:
    for time in range(LEFT):
        window = open_window(name="hanna")
        assert window.is_as_before
        window.ready()
        assert not window.is_as_before
        for _ in range(0 if time else 3):
            window.press("n").wait_still()
        assert window.wait_for("3/9 Sijs").title == "mdoverleg"
        assert window.press("ctrl+q").wait_end() == 0
        assert window.is_as_before
        assert window.title == "", "the title that the terminal had"
        window.close()
    figure("P18", "left by its key: terminal as it was, code 0", LEFT, "")
