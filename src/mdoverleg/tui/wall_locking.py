"""The projector on an encrypted file lets go of its key when nobody uses it, and asks for it again.

It has a key of its own: what is locked in the chair's window leaves the wall as it is.
"""

from collections.abc import Awaitable
from datetime import datetime
from typing import TYPE_CHECKING

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.wall import WallSnapshot
from mdoverleg.tui.keys import is_for_its_key

if TYPE_CHECKING:
    from mdoverleg.tui.screens.unlock import Work
    from mdoverleg.tui.screens.wall import WallScreen


class WallLocking:
    """Locks one wall after so many minutes without a key or a change, and not while an item runs within its time."""

    def __init__(self, wall: "WallScreen", minutes: int) -> None:
        self._wall = wall
        self._minutes = minutes
        self._is_changed = False
        self.is_locked = False
        self._turning: object = None
        """The lock, on its way or going."""

    def look(self) -> bool:
        """Lock when nobody was there for long enough; tell whether it is locked."""
        wall, window = self._wall, self._wall.window
        if not self.is_locked and self._minutes and window is not None and window.locks:
            is_long = wall.quiet_for() >= self._minutes * 60
            if is_long and not (wall.snapshot and is_in_time(wall.snapshot, wall.now(wall.snapshot), self._minutes)):
                self.lock()
        return self.is_locked

    def lock(self) -> None:
        """Take everything off the wall, close the file and forget its key; a plain file has none."""
        window = self._wall.window
        if self.is_locked or window is None or window.keys is None:
            return
        from mdoverleg.tui.screens.lock import WallLock

        self.is_locked = True
        self._wall.take_off()
        self._wall.run_worker(_until(window.rest()), group="lock")
        self._turning = self._wall.app.push_screen(WallLock(window.keys, self._wake))

    def lock_after(self, error: Exception) -> bool:
        """Lock when another window gave the file another key, and tell whether that is what is wrong."""
        window = self._wall.window
        if window is None or not is_for_its_key(error, window.keys):
            return False
        self._is_changed = True
        self.lock()
        return True

    async def _wake(self, unlock: "Work") -> None:
        window = self._wall.window
        if window is None:
            return
        await window.wake(unlock, is_same=not self._is_changed)
        self.is_locked = self._is_changed = False
        self._turning = self._wall.app.pop_screen()
        self._wall.put_on()


async def _until(asleep: Awaitable[None]) -> None:
    await asleep


def is_in_time(wall: WallSnapshot, now: datetime, minutes: int) -> bool:
    """Tell whether an item runs that is not so many minutes past its planned time; a break is an item too."""
    item = wall.items[wall.running] if wall.running is not None else None
    if item is None or item.actual_start is None:
        return False
    planned = minutes_of_day(item.planned_end) - minutes_of_day(item.planned_start)
    spent = minutes_of_day(f"{now:%H:%M}") - minutes_of_day(item.actual_start)
    return 0 <= spent < planned + minutes
