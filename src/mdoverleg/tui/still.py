"""Keeping the screen as it is between an answer and what comes of it, so that both show in one picture."""

from contextlib import ExitStack
from typing import Any

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer

LONGEST = 0.15
"""Seconds after which is drawn what there is, whatever is still being done."""


class Still:
    """Draws nothing from an answer until it is saved and read again, or until the next question is there.

    Two pictures would cost twice the time, and drawing the first would hold up the saving.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._batch = ExitStack()
        self._timer: Timer | None = None
        self._was: tuple[Screen[Any], Size] | None = None

    def begin(self) -> None:
        """Draw nothing from here on; at once over, when it had begun already."""
        if self._timer is None:
            self._was = self._app.screen, self._app.size
            self._batch.enter_context(self._app.batch_update())
            self._timer = self._app.set_timer(LONGEST, self.end)

    def end(self) -> None:
        """Draw what changed, in one go."""
        if self._timer is None:
            return
        self._timer.stop()
        self._timer = None
        self._batch.close()
        if not self._app.is_running:
            return
        screen = self._app.screen
        if (screen, self._app.size) != self._was:
            screen.refresh()  # laid out meanwhile, and not drawn
        self._was = None
        screen.check_idle()


def style_itself(screen: Screen[Any], event: events.ScreenResume) -> None:
    """Give a screen that comes up its own styles, loaded after it was made; its parts came after them and have theirs.

    Textual would give all of them their styles once more, which is a good part of the time that a new screen takes.
    """
    event.refresh_styles = False
    screen.app.stylesheet.update_nodes((screen,), animate=False)
