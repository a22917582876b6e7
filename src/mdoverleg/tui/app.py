"""The program in a terminal: one window on one table, from the first frame to the last key."""

import gc
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.snapshots import BoardSnapshot
from mdoverleg.domain.text import fold
from mdoverleg.domain.who import Who, system_user
from mdoverleg.domain.words import LANGUAGES, _, current_language, set_language
from mdoverleg.tui import doings, late
from mdoverleg.tui.covering import is_in_meeting
from mdoverleg.tui.keys import Keys
from mdoverleg.tui.locking import Locking
from mdoverleg.tui.mask import draw_again, mask
from mdoverleg.tui.preferences import read_preferences
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.screens.board import BoardScreen
from mdoverleg.tui.terminal import forgive_odd_bytes
from mdoverleg.tui.text import Line
from mdoverleg.tui.window import Store, Window

if TYPE_CHECKING:
    from mdoverleg.tui.company import Company

LOOK_EVERY = 0.25
"""Seconds between two looks at whether others changed the file."""


class MdApp(Locking[int]):
    """One window on one table."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "dark_wall", show=False, priority=True),
        Binding("ctrl+l", "cover", show=False, priority=True),
    ]
    CSS_PATH = ["styles/app.tcss", "styles/board.tcss"]  # noqa: RUF012 - the first screen is never pushed, so the app loads its styles

    def __init__(self, window: Window, first: LiveScreen[Any], *, asks_who: bool = True) -> None:
        super().__init__(window)
        self._first = first
        window.read_mask()
        mask(window.masking)
        first.now_as_of()  # it is read once more when it has been drawn, and not when it appears
        self._asks_who = asks_who
        self.company: Company | None = None
        """The other windows on the file; looked at once the first frame is there."""
        self._lost = False

    def get_default_screen(self) -> Screen[Any]:
        """Begin on the table at once: no empty screen is drawn first."""
        return self._first

    def on_mount(self) -> None:
        self.window.follow_mask = self._follow_mask
        self.set_interval(LOOK_EVERY, self._look)
        self.end_well()
        self.call_after_refresh(self._after_first_frame)

    def _after_first_frame(self) -> None:
        """What the first frame did not need: tidy memory, load the edits in a thread, ask who sits here."""
        if not gc.isenabled():
            gc.collect()
            gc.freeze()
            gc.enable()
        self.window.feed.noticed()
        self._first.reload_soon()  # what others wrote since the first read
        # No daemon: one that is stopped halfway an import keeps the whole program from ending.
        threading.Thread(target=self._prepare, name="prepare").start()
        if self._asks_who and self.window.who is None and not self.window.read_only:
            self.run_worker(self._ask_who(), group="who")

    def _prepare(self) -> None:
        try:
            self._load_the_rest()
        except MdError as error:
            if not self.window.is_resting:  # locked before it was ready: done again once it is unlocked
                self.call_later(self.notify, str(error), severity="error", timeout=3600)
        except Exception:  # noqa: BLE001 - closed meanwhile, or the first edit meets it again and the window ends in order
            return

    def _load_the_rest(self) -> None:
        doings.load_all()
        late.prepare(self.window.store)
        late.load_all()
        for sentence in late.backups.doubts_at_opening(self.window.store, self.window.who or Who(system_user())):
            self.call_later(self.notify, sentence, severity="warning", timeout=3600)
        self.call_later(self.follow_others)
        from mdoverleg.tui.doings.unprotected import warn

        warn(self, self.window)

    def follow_others(self) -> "Company":
        """Begin to say who sits here and to keep what is typed; from here on news is told."""
        from mdoverleg.tui.company import Company

        if self.company is None:
            self.company = Company(self, since=self.window.feed.newest)
            self.window.looking.begin()
            self.note_unlock()
        return self.company

    async def _ask_who(self) -> None:
        from mdoverleg.tui.dialogs.who import ask_who

        await ask_who(self._first)

    # Following others.

    def live_screen(self) -> LiveScreen[Any] | None:
        """Return the topmost screen that shows what is in the file, below any dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, LiveScreen)), None)

    def action_dark_wall(self) -> None:
        """Make the projector dark wherever one is, also in the middle of a question."""
        if self.window.is_resting:
            self.say_locked(_("F9 works again once this window is unlocked."))
        elif (screen := self.live_screen()) is not None:
            screen.action_verb("room.blank")

    def _follow_mask(self) -> None:
        """Mask what is drawn, or show names again, as the file says."""
        if mask(self.window.masking) and self.is_running:
            self.mask_toasts()
            draw_again(self)

    def _look(self) -> None:
        """Follow what others changed; say once when the file is gone."""
        self.cover_if_idle(self._first.snapshot, self.window)
        if not self.is_running:
            return  # on its way out, and half taken down
        if self._lost or self.window.is_resting:
            return
        try:
            moved = self.window.feed.moved()
        except MdError as error:
            if self.lock_after(error):
                return
            self._lost = True
            self.notify(str(error), severity="error", timeout=3600)
            return
        if moved:
            self.window.moves += 1
            if is_in_meeting(self._first.snapshot):
                self.sign_of_life()
            if (screen := self.live_screen()) is not None:
                screen.reload_soon()
        if self.company is not None:
            self.company.look()
        self.window.looking.tick()

    # Locking (`locking.py`).

    def last_before_lock(self) -> None:
        if self.company is not None:
            typed = list(self.company.drafts.typed())
            self.window.behind(partial(self.company.drafts.keep, typed))
            super().last_before_lock()

    def unlocked(self) -> None:
        """Go on where one was, with what others did meanwhile."""
        if self.company is None:  # it was locked before everything was loaded
            threading.Thread(target=self._prepare, name="prepare").start()
        else:
            self.note_unlock()
        if (screen := self.live_screen()) is not None:
            screen.reload_soon()

    def aside(self, keys: Line, width: int) -> Line:
        return self.company.aside.line(keys, width) if self.company is not None else ()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and self.company is not None:
            self.company.typed(event.key)
        await super().on_event(event)

    # The end, whatever brings it: what is half typed is kept first.

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        self._keep_typed()
        super().exit(result, return_code, message)

    def _fatal_error(self) -> None:
        self._keep_typed()
        super()._fatal_error()

    def _keep_typed(self) -> None:
        if self.company is not None:
            self.company.drafts.keep_now()


def run_table(store: Store, name: str | None = None, language: str | None = None, keys: Keys | None = None) -> int:
    """Run one window on an open file until it is closed, and return the exit code.

    `name` is the person (id or name) who sits here, else the window asks; without `language` it is the one chosen on
    this machine, else the table's. `keys` locks and unlocks the file. An unexpected error is raised again after the
    terminal is restored.
    """
    chosen = read_preferences()
    language = language or chosen.language or None
    gc.disable()  # nothing made on the way to the first frame is garbage; collected after it
    if language in LANGUAGES:
        set_language(language)
    window = Window(store, keys=keys)
    try:
        first = BoardScreen(window)
        snapshot = first.read()
        if language is None and snapshot.language != current_language() and snapshot.language in LANGUAGES:
            set_language(snapshot.language)
            snapshot = first.read()
        first.take(first.ticket(), snapshot)
        window.who = who_is(name, snapshot, window.id)
        forgive_odd_bytes()
        app = MdApp(window, first)
        app.wear(is_light=chosen.light)
        app.keeps_choices = True
        app.cover_after = chosen.cover_after
        window.rings = chosen.rings
        code = app.run_window()
        return code if code is not None else app.return_code or 0
    finally:
        gc.enable()
        window.close()
        mask(None)


def who_is(name: str | None, board: BoardSnapshot, window: str) -> Who | None:
    """Return who a name of the command line means: somebody of the table by id or name, else the name alone."""
    if not name:
        return None
    wanted = fold(name)
    for row in board.people:
        if wanted in (fold(row.id), fold(row.name)):
            return Who(row.name, row.pk, window)
    return Who(name, None, window)
