"""Three programs on one file in terminals of their own: chair, secretary and projector; who sees what, and when."""

import re
import select
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tests.support.terminal import NotShownError
from tests.windows.conftest import Window

ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]")


class Recorded(Window):
    """A window of which every byte that it writes is kept."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._kept: list[bytes] = []
        super().__init__(*arguments, **options)

    def read(self, seconds: float) -> bool:
        """Read what comes, and keep it."""
        before = len(self._unread)
        came = super().read(seconds)
        self._kept.append(self._unread[before:])
        return came

    @property
    def recorded(self) -> str:
        """Everything that was written so far, without what moves the cursor and colours."""
        return ESCAPES.sub(" ", b"".join(self._kept).decode(errors="replace"))


class Seen(NamedTuple):
    """One change: what it was, and after how many seconds each of the other windows showed it."""

    what: str
    seconds: tuple[float, ...]


class Wanted(NamedTuple):
    """What a window is to show."""

    window: Window
    condition: Callable[[], bool]


def shows(window: Window, *words: str) -> Wanted:
    """Want a window to show all these words."""
    return Wanted(window, lambda: all(window.shows(one) for one in words))


def seen(what: str, key: float, wanted: Sequence[Wanted], *, patience: float = Window.PATIENCE) -> Seen:
    """Wait until all windows show what they are to show; returns the seconds since the key for each of them.

    All are read at the same time, so that one does not wait for another to be looked at.
    """
    found: dict[int, float] = {}
    until = time.perf_counter() + patience
    while len(found) < len(wanted) and time.perf_counter() < until:
        waiting = [place for place in range(len(wanted)) if place not in found]
        select.select([wanted[place].window._master for place in waiting], [], [], 0.05)
        for place in waiting:
            window = wanted[place].window
            window._read_all()
            window._feed()
            if not window._in_frame and wanted[place].condition():
                found[place] = max(0.0, window.at - key)
    for place, one in enumerate(wanted):
        if place not in found:
            raise NotShownError(f"{what}: not shown within {patience:g} s\n{one.window.picture()}")
    return Seen(what, tuple(found[place] for place in range(len(wanted))))
