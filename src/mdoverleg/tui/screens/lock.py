"""The screens of a locked window and a locked wall: they ask for the passphrase, over everything that was there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.words import _
from mdoverleg.tui.screens.unlock import UnlockScreen, Work

if TYPE_CHECKING:
    from mdoverleg.tui.keys import Keys


class Lock(UnlockScreen):
    """Asks for the passphrase; not even the name of the file stands on it."""

    def __init__(self, keys: "Keys", wake: Callable[[Work], Any], because: str = "") -> None:
        super().__init__(keys)
        self._wake = wake
        self._because = because

    def why(self) -> str:
        said = _("This window is locked. Type the passphrase: then it goes on where it was.")
        return f"{self._because} {said}" if self._because else said

    def keys_of_foot(self) -> list[str]:
        return [*super().keys_of_foot(), _("Ctrl+Q closes the window")]

    async def open_after(self, unlock: Work) -> None:
        await self._wake(unlock)

    def action_leave(self) -> None:
        """Forget what was typed: there is nothing to go back to."""
        self.wipe()


class WallLock(UnlockScreen):
    """Asks for the passphrase on a projector: its letters are never shown, and no recovery sheet is typed there."""

    def __init__(self, keys: "Keys", wake: Callable[[Work], Any]) -> None:
        super().__init__(keys, shows=False)
        self._wake = wake

    def keys_of_foot(self) -> list[str]:
        return [*super().keys_of_foot(), _("Ctrl+Q closes the window")]

    def why(self) -> str:
        return _("This wall is locked. Type the passphrase, and it shows the table again.")

    async def open_after(self, unlock: Work) -> None:
        await self._wake(unlock)

    def action_leave(self) -> None:
        """Forget what was typed."""
        self.wipe()
