"""What every window of the program has, whatever it shows: colours, toasts without markup, and a quiet end."""

import asyncio
import asyncio.log
import os
import signal
import sys
import threading
from collections.abc import Iterable
from typing import Any, ClassVar, Literal, TypeVar

from rich.console import RenderableType
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkerFailed

from mdoverleg.domain.text import without_controls
from mdoverleg.tui.ahead import TypesAhead
from mdoverleg.tui.preferences import keep
from mdoverleg.tui.still import Still
from mdoverleg.tui.terminal import titled
from mdoverleg.tui.text import Line, masked
from mdoverleg.tui.themes import DARK, THEMES, theme_for

T = TypeVar("T")

LASTING, LOOKING_UP = 3600, 2
"""Seconds: from when a toast stays for good, and what looking up from the table takes."""

Severity = Literal["information", "warning", "error"]


class Shell(TypesAhead[T]):
    """A window in a terminal, before anything is said about what it shows."""

    TITLE = "mdoverleg"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False
    letters_a_second = 25.0
    """How fast a toast is read; it stays as long as that takes, and a moment more to look up."""

    theme: Reactive[str] = Reactive(DARK)
    """Ours from the beginning, so that no colours are worked out that are never shown."""
    is_light = False
    cover_after = 0
    keeps_choices = False
    """Whether what is chosen here is kept for the next window of this user."""

    def __init__(self) -> None:
        super().__init__()
        self._ended_with: int | None = None
        """The exit code with which it was ended in order; what trips over the end changes nothing about that."""
        self._has_sixteen = False
        self.still = Still(self)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.wear(is_light=False)

    def wear(self, *, is_light: bool) -> None:
        """Put on light or dark colours, as far as the terminal has them."""
        self.is_light = is_light
        self.theme = theme_for(is_light=is_light, no_color=self.no_color, sixteen=self._has_sixteen)

    def action_cover(self) -> None:
        """Cover the window, where it shows something that is not for everybody (`covering.py`)."""

    def remember(self, **chosen: Any) -> None:
        """Keep a choice for the next window of this user (`preferences.py`)."""
        if self.keeps_choices:
            keep(**chosen)

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme of ours also before it is registered."""
        return THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours for themes that do not have them."""
        return {name: str(colour) for name, colour in THEMES[DARK].variables.items()}

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a toast in the place of the one before; text of users is never read as markup and never obeyed."""
        del markup
        message = masked(without_controls(message))
        seconds = timeout or LOOKING_UP + len(message) / self.letters_a_second
        super().notify(message, title=masked(without_controls(title)), severity=severity, timeout=seconds, markup=False)

    def on_notify(self) -> None:
        """Make room for the toast that comes; only what is to stay for good stays beside it."""
        lasting = [one for one in self._notifications if one.timeout >= LASTING]
        self._notifications.clear()
        for one in lasting:
            self._notifications.add(one)

    def mask_toasts(self) -> None:
        """Say again what stays for good, as it may be seen now; what was said in passing goes."""
        lasting = [one for one in self._notifications if one.timeout >= LASTING]
        self.clear_notifications()
        for one in lasting:
            self.notify(one.message, severity=one.severity, timeout=one.timeout)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy for other programs, masked while the window is; a paste in this window gives the text as it was."""
        super().copy_to_clipboard(masked(text))
        self._clipboard = text

    def aside(self, keys: Line, width: int) -> Line:
        """Return what stands beside the keys at the foot of a screen."""
        del keys, width
        return ()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer none of Textual's own commands: one of them writes a picture of the case to a folder."""
        return ()

    def _fatal_error(self) -> None:
        """End without showing what was in memory; whoever started the window says that it ended, and where."""
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """End as after any other error: what an error has to say may hold names."""
        self._fatal_error()

    @property
    def crash(self) -> BaseException | None:
        """What ended the window against its will; of a failed worker what failed in it."""
        error: BaseException | None = self._exception
        while isinstance(error, WorkerFailed):
            error = error.error
        return error

    def end_well(self) -> None:
        """End in order when the terminal is closed or the system stops: everything saved, the terminal restored."""
        if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self._ended_by, number)

    def _ended_by(self, number: int) -> None:
        self.exit(None, return_code=128 + number)

    def exit(self, result: T | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End in order; the first that says so gives the exit code."""
        if self._ended_with is None and self.crash is None:
            self._ended_with = return_code
        super().exit(result, return_code, message)

    def run_window(self) -> T | None:
        """Run until the window is closed; returns its answer, raises what ended it against its will."""
        # Else Python prints what a forgotten task failed on, with its message, past the end of the window.
        asyncio.log.logger.disabled = True
        self._has_sixteen = self.console.color_system in ("standard", "windows")
        self.wear(is_light=self.is_light)
        with titled(self.TITLE):
            answer = self.run(mouse=not os.environ.get("MDOVERLEG_NO_MOUSE"))
        if self._ended_with is not None:
            self._return_code = self._ended_with  # what trips over the end is no crash: a dialog that was being opened
        elif self.crash is not None:
            raise self.crash
        return answer
