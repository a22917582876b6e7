"""A window on an encrypted file is locked where another is covered: the file is closed, its key forgotten.

What was on the screens stays in them, under the lock; unlocking shows it again, with what others did meanwhile.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

from textual.screen import Screen

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.who import Who, system_user
from mdoverleg.domain.words import _
from mdoverleg.tui.covering import Covering
from mdoverleg.tui.keys import GONE, is_for_its_key
from mdoverleg.tui.window import Window

T = TypeVar("T")


class Locking(Covering[T]):
    """A window on a file that may be encrypted."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.window = window
        self._because = ""
        """Why it was locked, when nobody here did so."""

    # What a subclass adds.

    def last_before_lock(self) -> None:
        """Ask for what is still to be kept in the file: it is closed after that."""
        window, who = self.window, self._who
        window.looking.end()

        def work() -> None:
            from mdoverleg.edits.looking import locked

            locked(window.store, who)

        window.behind(work)

    def unlocked(self) -> None:
        """Do what is needed once the file is open again."""

    # Locking.

    def cover(self) -> None:
        """Cover the window, or lock it when its file is encrypted."""
        if self.window.is_resting:
            return  # locked, or its file is being encrypted
        if self.window.locks and not self.is_covered:
            self.lock()
        else:
            super().cover()

    def lock(self, because: str = "") -> None:
        """Close the file and forget its key, after what is half typed was kept; ask for the passphrase."""
        if self.window.is_resting:
            return
        self._because = because
        if not because:  # else the file takes nothing in any more
            self.last_before_lock()
        self._wipe()
        asleep = self.window.rest()
        self.run_worker(self._until(asleep), group="lock")
        if self.is_covered:
            self._turning = self.push_screen(self.new_cover())
        super().cover()

    def _wipe(self) -> None:
        """Forget passphrases that are half typed in questions under the lock."""
        from mdoverleg.tui.widgets.secret_box import SecretBox

        for screen in self.screen_stack:
            for box in screen.query(SecretBox):
                box.wipe()

    def lock_closed(self, error: MdError | None) -> None:
        """Ask for the passphrase of a file that was closed for a while and does not open again."""
        self._because = _("The file did not open again.")
        if error is not None and getattr(error, "reason", "") not in GONE:
            self._because = error.for_all_to_see()
        super().cover()

    @property
    def _who(self) -> Who:
        return self.window.who or Who(system_user(), None, self.window.id)

    def note_unlock(self) -> None:
        """Note in the log that the file was unlocked here, and the tries that failed before."""
        window, keys, who = self.window, self.window.keys, self._who
        if keys is None or not window.locks or window.read_only:
            return

        def work() -> None:
            from mdoverleg.edits.looking import unlocked

            with suppress(MdError):  # the file was unlocked: what is wrong with its keys is told when it matters
                unlocked(window.store, who, keys.failures())
                keys.clear_failures()

        window.behind(work)

    async def _until(self, asleep: Awaitable[None]) -> None:
        await asleep

    def lock_after(self, error: MdError) -> bool:
        """Lock when the key was changed in another window, and tell whether that is what is wrong."""
        if not is_for_its_key(error, self.window.keys):
            return False
        self.lock(_("Another window gave this file another key; what was saved is not lost."))
        return True

    def new_cover(self) -> Screen[Any]:
        if self.window.keys is None or not self.window.is_resting:
            return super().new_cover()
        from mdoverleg.tui.screens.lock import Lock

        return Lock(self.window.keys, self._wake, self._because)

    async def _wake(self, unlock: Callable[[], object]) -> None:
        await self.window.wake(unlock, is_same=not self._because)
        self.uncover()
        self.unlocked()

    def say_locked(self, said: str) -> None:
        """Say on the lock why a key does nothing."""
        from mdoverleg.tui.screens.lock import Lock

        if isinstance(self.screen, Lock):
            self.screen.say(said)
