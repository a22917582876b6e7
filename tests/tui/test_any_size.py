"""From 20 by 5 to 400 by 100, also while a form is open: nothing breaks, nothing is lost, nothing runs off the side."""

import os
from collections.abc import Callable
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from mdoverleg.tui.screens.base import SMALLEST
from mdoverleg.tui.text import width_of
from tests.support.figures import figure
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import fill, text_in
from tests.tui.places import go

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
SIZES = [(20, 5), (400, 100), (59, 14), (60, 15), (1, 1), (80, 24), (240, 60), (61, 100), (400, 5), (120, 40)]
LONG = "MDOVERLEG_SIZES" in os.environ
"""Every screen and every question: MDOVERLEG_SIZES=1."""
QUESTIONS = ("2", "p", "c", "3", "a", "R", "4", "question_mark", "g", "5", "r", "T", "1", "P", "B", "v", "ctrl+p", "E")
SCREENS = ("f3", "f4", "f5", "f6", "f7", "slash")


async def fits(table: Table, size: tuple[int, int]) -> str:
    """Give the window another size; return what it then shows, when nothing of it runs off the side."""
    await table.pilot.resize_terminal(*size)
    await table.settled()
    text = table.text()
    lines = text.splitlines()
    assert len(lines) <= size[1]
    assert max(map(width_of, lines), default=0) <= size[0], text
    return text


async def test_every_screen_at_any_size(wulp: Path, copied: Copy) -> None:
    sizes = cycle(SIZES)
    async with window_on(copied(wulp), at=NOW, size=(120, 40)) as table:
        for key in QUESTIONS if LONG else QUESTIONS[::3]:
            await table.press(key)
            await fits(table, next(sizes))
            await table.press("escape", "escape", "escape")
            await table.until(lambda: table.app.screen is table.board)
        for key in SCREENS if LONG else SCREENS[::5]:
            await fits(table, (120, 40))
            await go(table, key)
            for size in (next(sizes), (20, 5)):
                text = await fits(table, size)
                is_small = size[0] < SMALLEST[0] or size[1] < SMALLEST[1]
                assert text.startswith("Maak dit venster") == is_small or size == (1, 1)
    figure("", "sizes of the terminal tried", len(SIZES), ">= 10")
    figure("", "screens and questions tried at these sizes", len(QUESTIONS) + len(SCREENS) if LONG else 0, ">= 20")


async def test_a_form_keeps_what_was_typed_at_every_size(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, size=(120, 40)) as table:
        await go(table, "f4")
        await table.press("a")
        await fill(table, alias="Kluut", goal="Iedereen slaapt rustig")
        focused = table.app.focused
        for size in SIZES if LONG else SIZES[:5]:
            await fits(table, size)
            assert table.app.focused is focused
            assert (text_in(table, "alias"), text_in(table, "goal")) == ("Kluut", "Iedereen slaapt rustig")
