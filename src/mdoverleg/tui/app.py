"""The program in a terminal: one window on one table, from the first frame to the last key."""

import asyncio
import gc
import os
import signal
import sys
import threading
from typing import Any, ClassVar, Literal

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.snapshots import BoardSnapshot
from mdoverleg.domain.text import fold
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import LANGUAGES, current_language, set_language
from mdoverleg.tui import late
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.screens.board import BoardScreen
from mdoverleg.tui.terminal import forgive_odd_bytes
from mdoverleg.tui.themes import DARK, PLAIN, THEMES
from mdoverleg.tui.window import Store, Window

LOOK_EVERY = 0.25
"""Seconds between two looks at whether others changed the file."""

Severity = Literal["information", "warning", "error"]


def _provider() -> Any:
    from mdoverleg.tui.palette import VerbProvider

    return VerbProvider


class MdApp(App[int]):
    """One window on one table."""

    TITLE = "mdoverleg"
    CSS_PATH = ["styles/app.tcss", "styles/board.tcss"]  # noqa: RUF012 - the first screen is never pushed, so the app loads its styles
    COMMANDS = {_provider}  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = []
    COMMAND_PALETTE_BINDING = "f24"
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 6

    def __init__(self, window: Window, first: LiveScreen[Any], *, asks_who: bool = True) -> None:
        super().__init__()
        self.window = window
        self._first = first
        self._asks_who = asks_who
        self._lost = False
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = PLAIN if self.no_color else DARK

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours for themes that do not have them."""
        return {name: str(colour) for name, colour in THEMES[DARK].variables.items()}

    def get_default_screen(self) -> Screen[Any]:
        """Begin on the table at once: no empty screen is drawn first."""
        return self._first

    def on_mount(self) -> None:
        self.set_interval(LOOK_EVERY, self._look)
        self._end_well()
        self.call_after_refresh(self._after_first_frame)

    def _after_first_frame(self) -> None:
        """What the first frame did not need: tidy memory, load the edits in a thread, ask who sits here."""
        if not gc.isenabled():
            gc.collect()
            gc.freeze()
            gc.enable()
        threading.Thread(target=self._prepare, name="prepare", daemon=True).start()
        if self._asks_who and self.window.who is None and not self.window.read_only:
            self.run_worker(self._ask_who(), group="who")

    def _prepare(self) -> None:
        self.window.store.prepare_writing()
        late.load_all()

    async def _ask_who(self) -> None:
        from mdoverleg.tui.dialogs.who import ask_who

        await ask_who(self._first)

    # Following others.

    def live_screen(self) -> LiveScreen[Any] | None:
        """Return the topmost screen that shows what is in the file, below any dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, LiveScreen)), None)

    def _look(self) -> None:
        """Follow what others changed; say once when the file is gone."""
        if self._lost:
            return
        try:
            moved = self.window.feed.moved()
        except MdError as error:
            self._lost = True
            self.notify(str(error), severity="error", timeout=3600)
            return
        if moved and (screen := self.live_screen()) is not None:
            screen.reload_soon()

    # Toasts, crashes, ends.

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a toast; text of users is never read as markup."""
        del markup
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def get_system_commands(self, screen: Screen[Any]) -> Any:
        """Offer none of Textual's own commands: one of them writes a picture of the case to a folder."""
        return ()

    def _fatal_error(self) -> None:
        """End without showing what was in memory; whoever started the window says that it ended, and where."""
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """End as after any other error: what an error has to say may hold names."""
        self._fatal_error()

    @property
    def crash(self) -> Exception | None:
        """What ended the window against its will."""
        return self._exception

    def _end_well(self) -> None:
        """End in order when the terminal is closed or the system stops: everything saved, the terminal restored."""
        if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self._ended_by, number)

    def _ended_by(self, number: int) -> None:
        self.exit(128 + number, return_code=128 + number)


def run_table(store: Store, name: str | None = None, language: str | None = None) -> int:
    """Run one window on an open file until it is closed, and return the exit code.

    `name` is the person (id or name) who sits here, else the window asks; without `language` it is the table's. An
    unexpected error is raised again after the terminal is restored.
    """
    gc.disable()  # nothing made on the way to the first frame is garbage; collected after it
    if language in LANGUAGES:
        set_language(language)
    window = Window(store)
    try:
        first = BoardScreen(window)
        snapshot = first.read()
        if language is None and snapshot.language != current_language() and snapshot.language in LANGUAGES:
            set_language(snapshot.language)
            snapshot = first.read()
        first.take(first.ticket(), snapshot)
        window.who = who_is(name, snapshot, window.id)
        forgive_odd_bytes()
        return run_app(MdApp(window, first))
    finally:
        gc.enable()
        window.close()


def run_app(app: MdApp) -> int:
    """Run the window; returns the exit code, raises what ended it against its will."""
    code = app.run(mouse=not os.environ.get("MDOVERLEG_NO_MOUSE"))
    if app.crash is not None:
        raise app.crash
    return code if code is not None else app.return_code or 0


def who_is(name: str | None, board: BoardSnapshot, window: str) -> Who | None:
    """Return who a name of the command line means: somebody of the table by id or name, else the name alone."""
    if not name:
        return None
    wanted = fold(name)
    for row in board.people:
        if wanted in (fold(row.id), fold(row.name)):
            return Who(row.name, row.pk, window)
    return Who(name, None, window)
