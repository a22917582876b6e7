"""What this window looked at, on its way to the log: kept in passing, and noted when the screen has been drawn."""

from time import monotonic
from typing import TYPE_CHECKING, Final

from mdoverleg.domain.looking import TABLE, Look, Looks
from mdoverleg.domain.who import Who, system_user

if TYPE_CHECKING:
    from mdoverleg.tui.window import Window

TYPING: Final = 2.0
"""Seconds after the last letter from which a search counts as what was searched for."""


class Looking:
    """Notes nothing before the file was found whole, and never while something is being read or saved."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._looks = Looks()
        self._may_note = False
        self._typed = 0.0

    def begin(self) -> None:
        """The file is whole and may be written: what was looked at from the first frame on is noted from here."""
        if not self._window.read_only:
            self.add(Look(TABLE, "window"))
            self._may_note = True

    def add(self, look: Look) -> None:
        """Keep that this was looked at; costs nothing."""
        if not self._window.read_only:
            self._looks.add(look, monotonic())

    def search(self, look: Look | None) -> None:
        """Keep what is searched for while it is typed; nothing when that is over."""
        if not self._window.read_only:
            self._looks.searching(look, monotonic())
            self._typed = monotonic()

    def tick(self) -> None:
        """Note what was looked at, in the thread of the file, once nothing else is asked of it."""
        window = self._window
        if self._may_note and not (window.is_busy or window.is_resting) and monotonic() - self._typed > TYPING:
            self._note()

    def end(self) -> None:
        """Note what is left before the window lets go of the file."""
        if self._may_note and not self._window.is_resting:
            self._note()

    def _who(self) -> Who:
        return self._window.who or Who(system_user(), None, self._window.id)

    def _note(self) -> None:
        looks = self._looks.take(monotonic())
        if looks:
            window, who = self._window, self._who()

            def work() -> None:
                from mdoverleg.edits.looking import note_looks

                note_looks(window.store, who, looks)

            window.behind(work)
