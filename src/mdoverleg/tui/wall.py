"""The projector's window: read-only, masked always, without a palette, toasts, tooltips or a word about errors."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from mdoverleg.tui.keys import Keys
from mdoverleg.tui.preferences import read_preferences
from mdoverleg.tui.screens.wall import WallScreen
from mdoverleg.tui.shell import Severity, Shell
from mdoverleg.tui.terminal import forgive_odd_bytes
from mdoverleg.tui.window import Store


class WallApp(Shell[int]):
    """One projector window."""

    CSS_PATH = "styles/app.tcss"

    def __init__(self, first: WallScreen) -> None:
        super().__init__()
        self.wall = first

    def get_default_screen(self) -> Screen[Any]:
        return self.wall

    def on_mount(self) -> None:
        self.end_well()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say nothing: a toast on the wall is seen by everybody."""

    def action_help_quit(self) -> None:
        """Say nothing about Ctrl+C either."""


def run_wall(
    opens: Callable[[], Store],
    language: str | None = None,
    *,
    size: int = 0,
    keep_size: Callable[[int], None] = lambda _size: None,
    keys: Keys | None = None,
) -> int:
    """Run the projector window on the file that `opens` opens for reading, and return its exit code.

    While another window holds the file, or left it in the middle of saving, the wall says so and tries again. `size`
    is how much larger than by itself (below 0: smaller); `keep_size` is told of another one. With `keys` the wall of an
    encrypted file is locked when nobody uses it for as long as was chosen for windows. Raises what ended the window
    against its will, after the terminal is restored: FileRefused when the file was moved or damaged.
    """
    chosen = read_preferences()
    wall = WallScreen(
        opens,
        size=size,
        keep_size=keep_size,
        follows_language=language is None,
        keys=keys,
        lock_after=chosen.cover_after,
    )
    try:
        forgive_odd_bytes()
        wall.begin()
        app = WallApp(wall)
        app.is_light = chosen.light
        app.run_window()
        if wall.failure is not None and not app.return_code:
            raise wall.failure
        return app.return_code or 0
    finally:
        wall.close()
