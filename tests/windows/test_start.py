"""The first moments of a window: keys that come while the rest is still loading."""

import threading

from mdoverleg.tui import late
from tests.windows.conftest import OpenWindow


def test_the_first_edit_waits_for_what_is_being_loaded() -> None:
    reached, early = threading.Event(), []

    def edit() -> None:
        assert late.meetings.__name__ == "mdoverleg.edits.meetings"
        reached.set()

    editing = threading.Thread(target=edit)

    class Loading:
        """A store that is asked to load, and meanwhile somebody makes the first edit."""

        def prepare_writing(self) -> None:
            editing.start()
            early.append(reached.wait(0.2))

    late.prepare(Loading())
    editing.join()
    assert early == [False], "two threads importing SQLAlchemy at once meet it half made"
    assert reached.is_set()


def test_a_key_that_comes_with_the_first_frame_does_what_it_says(open_window: OpenWindow) -> None:
    window = open_window(name="hanna")
    window.wait_for("? help").press("n").wait_for("1/9 Welkom")
