"""What one window works with: the open file, who sits behind it, and the thread that reads and writes."""

import asyncio
import os
import secrets
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.room import MASKED
from mdoverleg.domain.who import Who
from mdoverleg.tui.keys import Keys
from mdoverleg.tui.looking import Looking

if TYPE_CHECKING:
    from mdoverleg.reads.masking import Masking

T = TypeVar("T")

Store = Any
"""The open file as the command line hands it in. The screens pass it on to reads and edits and look at its clock."""


class Window:
    """One window on one file; everything that touches the file happens in its one thread, in order."""

    def __init__(self, store: Store, who: Who | None = None, keys: Keys | None = None) -> None:
        self.store = store
        self.keys = keys
        """What locks and unlocks the file; nothing where the window was not given it."""
        self.id = f"{os.getpid()}-{secrets.token_hex(4)}"
        self.who = who._replace(window=self.id) if who else None
        self._feed: Any = None
        self.keeps: dict[str, str] = {}
        """What a question proposes next time, as long as the window is open."""
        self.rings = False
        """The bell of the terminal sounds when the time of an item is up, and well over."""
        self.at_end: Callable[[], None] | None = None
        """What is done last, while the file is still open."""
        self._thread = ThreadPoolExecutor(1, "file")
        self.masking: Masking | None = None
        """The names that are masked, as they were when this window last read or saved something."""
        self.masks_alone = False
        """This window masks, whatever the others do: what it told them is not saved, or cannot be."""
        self.follow_mask: Callable[[], None] = lambda: None
        self._asked = 0
        self.saves = 0
        """How many edits are being made, with the questions that they lead to."""
        self.moves = 0
        """How often this window saw that the file was written, by itself or by others."""
        self._awake = asyncio.Event()
        self._awake.set()
        self.looking = Looking(self)
        """What is looked at here, for the log."""

    @property
    def feed(self) -> Any:
        """What tells whether others have written; opened when it is first asked, for the first frame can do without."""
        if self._feed is None:
            self._feed = self.store.feed()
        return self._feed

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return bool(self.store.read_only)

    def now(self, zone: str) -> datetime:
        """Give the time as it is on the wall of the room."""
        now: datetime = self.store.clock.now(zone)
        return now

    def is_me(self, name: str, person_pk: int | None) -> None:
        """Remember who sits behind this window."""
        self.who = Who(name, person_pk, self.id)

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Do something with the file, while the screen goes on; while the file is locked it waits for that to end."""
        await self._awake.wait()
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._then_masked, work)
        finally:
            self._asked -= 1
            self.follow_mask()

    def behind(self, work: Callable[[], None]) -> None:
        """Do something with the file that nobody waits for, after what was asked before; not while it is locked."""
        if not self.is_resting:
            self._thread.submit(work)

    def _then_masked(self, work: Callable[[], T]) -> T:
        """Do it, and see after it which names are masked now: nothing that was read is shown before that is known."""
        try:
            return work()
        finally:
            self.read_mask()

    def read_mask(self) -> None:
        """See which names are masked now; a file that cannot be read changes nothing about it."""
        with suppress(MdError):
            if not self.masks_alone and self.store.setting(MASKED) != "1":
                self.masking = None
                return
            from mdoverleg.reads.masking import read_masking

            self.masking = read_masking(self.store, self.masking)

    # A locked window has neither the file open nor its key.

    @property
    def locks(self) -> bool:
        """Whether the file is encrypted, so that this window is locked where another is only covered."""
        return self.keys is not None and self.keys.is_held()

    @property
    def is_resting(self) -> bool:
        """Whether the file is closed: until it is unlocked nothing is read or saved."""
        return not self._awake.is_set()

    def rest(self, *, keeps_key: bool = False) -> Awaitable[None]:
        """Close the file and forget its key as soon as what was asked before is done.

        It begins at once; what is returned tells when it is done.
        """
        self._awake.clear()
        return asyncio.get_running_loop().run_in_executor(self._thread, self._fall_asleep, keeps_key)

    def _fall_asleep(self, keeps_key: bool) -> None:
        if self._feed is not None:
            self._feed.close()
        self.store.close()
        if self.keys is not None and not keeps_key:
            self.keys.let_go()

    async def while_closed(self, work: Callable[[], T]) -> T:
        """Do something with the file itself while it is not open here; what then stands in its place is opened.

        MdError when that is refused: then the file is open again as it was.
        """
        await self.rest(keeps_key=True)
        made: list[T] = []
        try:
            await self.wake(lambda: made.append(work()), is_same=False)
            return made[0]
        except MdError:
            await self.wake(lambda: None, is_same=False)
            raise

    async def wake(self, unlock: Callable[[], object], *, is_same: bool = True) -> None:
        """Open the file again after `unlock`, which takes its moment in the thread of the file.

        MdError when that or the file refuses: then it stays closed. Not `is_same`: another file may stand in its place.
        """
        await asyncio.get_running_loop().run_in_executor(self._thread, self._wake_up, unlock, is_same)
        self.moves += 1
        self._awake.set()
        self.follow_mask()

    def _wake_up(self, unlock: Callable[[], object], is_same: bool) -> None:
        unlock()
        try:
            self.store.open_again()
            if self._feed is not None:
                self._feed.open_again(is_same=is_same)
        except BaseException:
            self.store.close()
            if self.keys is not None:
                self.keys.let_go()
            raise
        self.read_mask()

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or saved."""
        return self._asked > 0

    def close(self) -> None:
        """Wait for what is being saved, and stop the thread; the file is closed by whoever opened it."""
        self.looking.end()
        self._thread.shutdown()
        if self.at_end is not None:
            self.at_end()
        if self._feed is not None:
            self._feed.close()
