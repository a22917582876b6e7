"""Hands that are faster than the screen: what is typed for a line or a dialog that is still opening goes into it."""

import signal

from tests.windows.conftest import OpenWindow, Window


def on_the_first_case(open_window: OpenWindow) -> Window:
    window = open_window(name="hanna").ready()
    for words in ("1/9 ", "2/9 ", "3/9 Sijs"):
        window.press("n").wait_for(words)
    return window.wait_for("E10").wait_still()


def test_a_role_and_an_action_point_given_in_one_go(open_window: OpenWindow) -> None:
    window = on_the_first_case(open_window)
    window.press("r", "enter", "jel", "enter").wait_for("deputy lead       J. de Wit").wait_gone("E10")
    window.press("a", "u belt en dit doen wij vr", "enter").wait_for("A-050 u belt en dit doen wij")
    assert window.shows("3/9 Sijs"), "no letter was taken for a command"
    assert window.kill(signal.SIGINT) == 128 + signal.SIGINT
    assert window.is_as_before
