"""Windows of the program and of the bare app, in a terminal of 120 by 40: from the key to the last letter on screen."""

import asyncio
import re
import time
from functools import cache
from pathlib import Path

from bench.measure import environment, program, python
from tests.support.terminal import Terminal

COLUMNS, ROWS = 120, 40
CHAIR = "hanna"
QUIET = 0.04
"""Seconds of silence after which what a key began is over."""

TABLE_SHOWS = ("AGENDA", "WHO DOES WHAT", "ACTION POINTS", "LOOK AT", "? help")
"""What stands on a usable table screen: every panel, and the keys at its foot."""
BARE_SHOWS = ("count 0", "line 5", "ready")


class Window(Terminal):
    """A program under measurement."""

    def until(self, *words: str) -> float:
        """Return the seconds from the last key (at first: from the start) until all words show; without: anything."""
        return self.time_of(lambda: self._has(words), f"the words {words}")

    def key(self, keys: str, *words: str) -> float:
        """Press a key and return the seconds until all words show; waits first until nothing moves any more."""
        self.wait_still(QUIET)
        self.press(keys)
        return self.until(*words)

    def _has(self, words: tuple[str, ...]) -> bool:
        if not words:
            return self.has_changed
        text = self.text.casefold()
        return self.has_changed and all(word.casefold() in text for word in words)

    def cpu(self) -> float:
        """Return the seconds of processor time that the program has used (Linux)."""
        return time.clock_gettime((~self.pid << 3) | 2)  # the number of the clock of another process

    def peak_memory(self) -> int:
        """Return the most bytes of memory that the program held at once (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
        assert found is not None
        return int(found[1]) * 1024

    def watch(self, seconds: float) -> int:
        """Leave the program alone for so long; returns how many bytes it wrote meanwhile."""
        before = self.written
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.read(left)
        return self.written - before


def table(file: Path, folder: Path, *, fixed_clock: bool = True) -> Window:
    """Start a window on a table; somebody who is known sits behind it."""
    command = program("--file", str(file), "--as", CHAIR, "open")
    return Window(command, columns=COLUMNS, rows=ROWS, environment=environment(folder, fixed_clock=fixed_clock))


def bare(widgets: int, folder: Path) -> Window:
    """Start the bare app."""
    command = python("-m", "bench.bare", str(widgets))
    return Window(command, columns=COLUMNS, rows=ROWS, environment=environment(folder))


@cache
def count_widgets(file: Path) -> int:
    """Return how many widgets the table screen has."""
    from mdoverleg.store.store import Store
    from mdoverleg.tui.app import MdApp
    from mdoverleg.tui.screens.board import BoardScreen
    from mdoverleg.tui.window import Window as Mine

    async def count() -> int:
        mine = Mine(store)
        first = BoardScreen(mine)
        first.take(first.ticket(), first.read())
        async with MdApp(mine, first, asks_who=False).run_test(size=(COLUMNS, ROWS)) as pilot:
            await pilot.pause()
            found = len(first.query("BoardScreen > *, #body *"))
        mine.close()
        return found

    store = Store.open(file, read_only=True)
    try:
        return asyncio.run(count())
    finally:
        store.close()
