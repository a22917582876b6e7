"""A window that nobody uses is covered: nothing of the table is to be seen until somebody presses a key.

The file is open all the while, and the cover asks nobody who they are: it keeps eyes out, not hands. A window on an
encrypted file is locked instead (`locking.py`).
"""

import asyncio
import time
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from mdoverleg.domain.snapshots import AgendaRow, BoardSnapshot
from mdoverleg.domain.timing import item_time
from mdoverleg.domain.words import _
from mdoverleg.tui.shell import LASTING, Severity, Shell
from mdoverleg.tui.text import Part, wrap
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.window import Window

T = TypeVar("T")

Toast = tuple[str, str, Severity, float | None]


class Cover(Screen[None], inherit_bindings=False):
    """What is seen instead of the table: two sentences, and nothing that is in the file."""

    ALLOW_SELECT = False
    covers = True
    DEFAULT_CSS = "Cover { align: center middle; overflow: hidden hidden; } Cover Bar { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = []
    """None: every key takes the cover away and does nothing else."""

    def compose(self) -> ComposeResult:
        yield Bar(id="said")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        width = max(1, self.app.size.width - 2)
        said = _("mdoverleg · this window is covered. Any key shows the table again.")
        self.query_one("#said", Bar).put([(Part(f" {line}"),) for line in wrap(said, width)])

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self._away()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self._away()

    def on_paste(self, event: events.Paste) -> None:
        """Take nothing in: where it was meant to go is not to be seen."""
        event.stop()

    def _away(self) -> None:
        if isinstance(self.app, Covering):
            self.app.uncover()

    def on_screen_resume(self) -> None:
        """Go by itself when another cover that lay over it is gone already."""
        if isinstance(self.app, Covering):
            self.app.drop_cover()


class Covering(Shell[T]):
    """A window that covers itself when nobody uses it, or at once by its key."""

    def __init__(self) -> None:
        super().__init__()
        self.cover_after = 0
        """Minutes without a sign of anybody after which it is covered; 0: never."""
        self.clock = time.time
        """Seconds of the machine's own clock, which goes on while it sleeps."""
        self._last_sign = self.clock()
        self._is_open = asyncio.Event()
        self._is_open.set()
        self._kept_toasts: list[Toast] = []
        self._turning: object = None
        """The cover, on its way or going."""

    @property
    def is_covered(self) -> bool:
        """Whether nothing of the table is to be seen."""
        return not self._is_open.is_set()

    def cover(self) -> None:
        """Cover the window; what is said in a lasting toast is said again when the cover goes."""
        if self.is_covered:
            return
        lasting = [one for one in self._notifications if one.timeout >= LASTING]
        self._kept_toasts = [(one.message, one.title, one.severity, one.timeout) for one in lasting]
        self.clear_notifications()
        self.still.end()
        self._is_open.clear()
        self._turning = self.push_screen(self.new_cover())

    def new_cover(self) -> Screen[None]:
        """Return what is shown instead of the table."""
        return Cover()

    @property
    def shows_cover(self) -> bool:
        """Whether a cover, or a question that belongs to it, is what is seen."""
        return bool(getattr(self.screen, "covers", False))

    def uncover(self) -> None:
        """Show the table again, as it was left and with what others did meanwhile."""
        if not self.shows_cover:
            return
        self._last_sign = self.clock()
        self._is_open.set()
        self._turning = self.pop_screen()
        for message, title, severity, timeout in self._kept_toasts:
            self.notify(message, title=title, severity=severity, timeout=timeout, markup=False)
        self._kept_toasts = []

    def drop_cover(self) -> None:
        """Take away a cover that came up again after the window was uncovered."""
        if self.shows_cover and not self.is_covered:
            self._turning = self.pop_screen()

    def action_cover(self) -> None:
        """Cover the window wherever one is, also in the middle of a question."""
        self.cover()

    def sign_of_life(self) -> None:
        """Begin to count anew: somebody is there."""
        self._last_sign = self.clock()

    def cover_if_idle(self, board: object, window: Window) -> None:
        """Cover the window when nobody gave a sign for as long as was chosen, and no item is being discussed."""
        if self.is_covered and not self.shows_cover:
            self._turning = self.push_screen(self.new_cover())  # what was under way when it was covered came over it
        if not self.cover_after or self.is_covered:
            return
        passed = self.clock() - self._last_sign
        if passed < 0:  # somebody turned the clock back
            self.sign_of_life()
        elif passed >= self.cover_after * 60:
            now = window.now(board.zone) if isinstance(board, BoardSnapshot) else None
            if now is None or not is_being_discussed(board, now, self.cover_after):
                self.cover()

    async def on_event(self, event: events.Event) -> None:
        """Notice every sign of somebody at the keys or the mouse."""
        if isinstance(event, events.Key | events.Paste | events.MouseEvent):
            self.sign_of_life()
        await super().on_event(event)

    async def push_screen_wait(self, *arguments: Any, **options: Any) -> Any:
        """Ask something; while the window is covered the question waits."""
        await self._is_open.wait()
        return await super().push_screen_wait(*arguments, **options)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a toast; while the window is covered only what went wrong is kept, and said afterwards."""
        del markup
        if not self.is_covered:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)
        elif severity == "error":
            self._kept_toasts.append((message, title, severity, timeout))

    def bell(self) -> None:
        """Ring; never from under a cover."""
        if not self.is_covered:
            super().bell()


def is_in_meeting(board: object) -> bool:
    """Tell whether the meeting that is shown runs: then what others change is a sign of life too."""
    return isinstance(board, BoardSnapshot) and board.meeting is not None and board.meeting.is_running


def is_being_discussed(board: object, now: datetime, minutes: int) -> bool:
    """Tell whether people talk at this moment: an item runs, no break, and is not `minutes` past its planned time.

    A chair who listens touches no key for half an hour, and nobody may have to press one to go on reading.
    """
    if not isinstance(board, BoardSnapshot) or not is_in_meeting(board):
        return False
    return any(_is_discussed(row, f"{now:%H:%M}", minutes) for row in board.agenda if row.is_running)


def _is_discussed(row: AgendaRow, clock: str, minutes: int) -> bool:
    time_of = item_time(row, clock)
    return row.kind != "break" and (time_of.spent or 0) < time_of.planned + minutes
