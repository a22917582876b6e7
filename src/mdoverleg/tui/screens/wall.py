"""The projector's one screen: what runs, its countdown, who does what. Nothing is done here, nothing pops up."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from mdoverleg.domain.clock import Clock, known_zone
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.looking import WALL, Look
from mdoverleg.domain.wall import WallSnapshot
from mdoverleg.domain.who import Who, system_user
from mdoverleg.domain.words import LANGUAGES, _, current_language, set_language
from mdoverleg.reads.wall import read_wall
from mdoverleg.tui.keys import Keys
from mdoverleg.tui.shell import Shell
from mdoverleg.tui.text import Line
from mdoverleg.tui.verbs.wall import WALL_VERBS
from mdoverleg.tui.wall_lines import Frame, body_lines, sentence_lines, too_small, wall_lines
from mdoverleg.tui.wall_locking import WallLocking
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.digits import SIZES
from mdoverleg.tui.window import Store, Window

LOOK_EVERY = 0.2
"""Seconds between two looks at whether others changed the file."""
IDLE = 600.0
"""Seconds without a key here and without a change in the file after which the wall goes dark."""
PASSING = ("locked", "waiting", "disk")
"""Reasons of a refused file that may be over at the next look."""


class WallScreen(Screen[None], inherit_bindings=False):
    """Shows the wall. `failure` is what ended it; the window then only says so, and closes at the next key."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "WallScreen { overflow: hidden hidden; } WallScreen Bar { height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = []
    """None: every key comes to `on_key`, because every key wakes the wall."""

    def __init__(
        self,
        opens: Callable[[], Store],
        *,
        size: int = 0,
        keep_size: Callable[[int], None],
        follows_language: bool,
        keys: Keys | None = None,
        lock_after: int = 0,
    ) -> None:
        super().__init__()
        self._keys = keys
        self.locking = WallLocking(self, lock_after)
        self.window: Window | None = None
        """Nothing until the file could be opened."""
        self._opens = opens
        self.snapshot: WallSnapshot | None = None
        self.failure: Exception | None = None
        self.scale = size
        self.since_when = time.monotonic
        """Tells seconds of which only differences count."""
        self._keep_size = keep_size
        self._follows_language = follows_language
        self._is_noted = False
        self._is_dark_here = False
        self._waits = False
        self._reads = False
        self._reads_again = False
        self._last_sign = self.since_when()
        self._body: tuple[object, list[Line]] = (None, [])

    def compose(self) -> ComposeResult:
        yield Bar(id="wall")

    def on_mount(self) -> None:
        self.show()
        self.set_interval(LOOK_EVERY, self._look)
        self._tick()

    # Following the file.

    def begin(self) -> None:
        """Open the file and read it for the first time; what may pass is tried again, anything else is raised."""
        try:
            self.window = Window(self._opens(), keys=self._keys)
            self.window.feed.noticed()
            self.take(read_wall(self.window.store))
        except FileRefused as error:
            if error.reason not in PASSING:
                raise
            self._waits = True

    def close(self) -> None:
        """Let go of the file."""
        if self.window is not None:
            self.window.close()
            self.window.store.close()

    def _look(self) -> None:
        if self.failure is not None or self.locking.look():
            return
        try:
            if self.window is None:
                self.begin()
            elif self.window.feed.moved() or self._waits:
                self._read_soon()
            self._note()
        except Exception as error:  # noqa: BLE001 - whatever it is, the wall stays calm
            if not self.locking.lock_after(error):
                self.fail(error)

    def _note(self) -> None:
        """Note in the log that a projector was opened, once the wall is there."""
        window = self.window
        if self._is_noted or window is None or self.snapshot is None:
            return
        self._is_noted = True

        def work() -> None:
            from mdoverleg.edits.looking import note_looks

            who = Who(system_user(), None, window.id)
            note_looks(window.store, who, [Look(WALL)], from_wall=True)

        window.behind(work)

    def _read_soon(self) -> None:
        if self._reads:
            self._reads_again = True
            return
        self._reads = True
        self.run_worker(self._read(), group="read", exit_on_error=False)

    async def _read(self) -> None:
        """Read until what is shown is newer than the last change that was seen."""
        window = self.window
        try:
            self._reads_again = window is not None
            while window is not None and self._reads_again and self.failure is None:
                self._reads_again = False
                self.take(await window.in_thread(lambda: read_wall(window.store)))
        except Exception as error:  # noqa: BLE001
            self.fail(error)
        finally:
            self._reads = False

    def take(self, snapshot: WallSnapshot) -> None:
        """Show a snapshot; what windows only note about themselves in the file is no sign of people at work."""
        if snapshot != self.snapshot:
            self._last_sign = self.since_when()
        self._waits = False
        self.snapshot = snapshot
        if self._follows_language and snapshot.language in LANGUAGES and snapshot.language != current_language():
            set_language(snapshot.language)
            self._waits = True  # some of its words were read in the other language
        self.show()

    def fail(self, error: Exception) -> None:
        """Take everything off the wall; what may pass is looked at again, anything else ends at the next key."""
        self.snapshot = None
        if isinstance(error, FileRefused) and error.reason in PASSING:
            self._waits = True
        else:
            self.failure = error
        self.show()

    # Showing.

    def _tick(self) -> None:
        """Show the next second as soon as it begins."""
        self.set_timer(1.005 - time.time() % 1, self._tick)
        if self.snapshot is not None and not self.snapshot.is_dark:
            self.show()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        """Draw what changed; only those lines are sent to the terminal."""
        if not self.is_mounted:
            return
        size = self.app.size
        frame = Frame(size.width, size.height, self.scale)
        try:
            lines = self._lines(frame)
        except Exception as error:  # noqa: BLE001 - a wall never shows what went wrong
            self.snapshot, self.failure = None, error
            lines = sentence_lines(self._trouble(), frame)
        self.query_one("#wall", Bar).put(lines)

    def _lines(self, frame: Frame) -> list[Line]:
        snapshot = self.snapshot
        if snapshot is None:
            return sentence_lines(self._trouble(), frame)
        if self.is_dark:
            return sentence_lines(_("Nothing to see for a moment"), frame)
        if too_small(frame):
            return sentence_lines(_("Make this window larger"), frame)
        now = self.now(snapshot)
        key = (snapshot, frame, f"{now:%H:%M}", self.app.theme)
        if self._body[0] != key:
            self._body = (key, body_lines(snapshot, now, frame))
        return wall_lines(snapshot, now, frame, self._body[1])

    def now(self, snapshot: WallSnapshot) -> datetime:
        """Return the time as it is on the wall of the room."""
        clock: Clock = self.window.store.clock if self.window is not None else Clock()
        return clock.now(known_zone(snapshot.zone))

    def _trouble(self) -> str:
        if self.failure is None:
            return _("One moment: waiting for the other window")
        if isinstance(self.failure, FileRefused):
            return _("The table cannot be shown. Press a key to close this window.")
        return _("The wall has stopped. Press a key to close this window.")

    # Locked (`wall_locking.py`).

    def quiet_for(self) -> float:
        """Return the seconds without a key here and without a change in the file."""
        return self.since_when() - self._last_sign

    def take_off(self) -> None:
        """Show nothing of the table, and forget what was shown."""
        self.snapshot = None
        self._body = (None, [])
        self.show()

    def put_on(self) -> None:
        """Show the table again, as it is now."""
        self._last_sign = self.since_when()
        self._read_soon()

    # Dark.

    @property
    def is_dark(self) -> bool:
        """Whether nothing is shown: by F9 in any window or here, or because nothing happened for ten minutes."""
        return self._is_dark_here or self._is_idle() or (self.snapshot is not None and self.snapshot.is_dark)

    def _is_idle(self) -> bool:
        return self.quiet_for() >= IDLE

    def on_key(self, event: events.Key) -> None:
        """Do one of the few things that the wall does; any key wakes it, and after a failure closes it."""
        event.stop()
        verb = next((verb.id for verb in WALL_VERBS if event.key in verb.keys), "")
        woke = self._is_idle()
        self._last_sign = self.since_when()
        if verb == "wall.quit" or self.failure is not None:
            self.app.exit()
        elif not woke:
            self._do(verb)
        self.show()

    def _lock(self) -> None:
        if self.window is not None and self.window.locks:
            self.locking.lock()
        else:
            self._is_dark_here = True

    def _do(self, verb: str) -> None:
        if verb == "wall.lock":
            self._lock()
        elif verb == "wall.dark":
            self._is_dark_here = not self._is_dark_here
        elif verb == "wall.light":
            if isinstance(self.app, Shell):
                self.app.wear(is_light=not self.app.is_light)
        elif verb:
            self.scale = max(-SIZES, min(SIZES, self.scale + (1 if verb == "wall.larger" else -1)))
            self._keep_size(self.scale)
