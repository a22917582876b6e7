"""Hostile text in every key of every kind of record, on every screen in the smallest terminal that counts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.tui.text import width_of
from tests.hostile.conftest import TURNS, Full
from tests.support.hostile import dirty_file, raw_controls
from tests.tui.conftest import window_on
from tests.tui.driving import Table

NOW = datetime.fromisoformat("2026-10-01T09:30:00+02:00")
SIZE = (80, 24)
DIRT = "\x1b]52;c;aGFj\x07\x9b31m\u202e\x00\x7f\u2028\r[/b]$x{0}[@click=app.quit]k[/]"


@asynccontextmanager
async def window(path: Path) -> AsyncIterator[Table]:
    """A window of the smallest size."""
    async with window_on(path, size=SIZE, at=NOW, who=Who("Iris", 1)) as table:
        yield table
        assert table.app.is_running
        assert table.app.crash is None


def looks_right(table: Table) -> None:
    """Nothing that a terminal would obey, and no line longer than the screen."""
    text = table.text()
    assert raw_controls(text) == []
    lines = text.splitlines()
    assert len(lines) <= SIZE[1]
    assert max(map(width_of, lines)) <= SIZE[0]


async def see(table: Table, *keys: str) -> None:
    """Press keys one by one and look after each."""
    for key in keys:
        await table.press(key)
        looks_right(table)


LISTS = {
    "f3": ("down", "e", "escape", "a", "escape", "R", "escape"),
    "f4": ("f", "f", "e", "escape", "g", "escape", "m", "escape", "v", "escape", "x", "escape", "a", "escape"),
    "f5": ("e", "escape", "O", "escape", "f", "f", "e", "escape", "a", "escape"),
    "f6": ("f", "f", "f", "enter", "escape", "s", "escape", "x", "escape", "e", "escape"),
    "f7": ("enter", "escape", "f"),
}


@pytest.mark.parametrize("turn", range(TURNS))
async def test_the_table_shows_it_and_obeys_nothing(full: Full, turn: int) -> None:
    async with window(full(turn)) as table:
        looks_right(table)
        await see(table, "v", "v", "v", "5", "down", "enter", "escape", "1")
        for key in ("r", "p", "i", "I", "B", "e", "a"):
            await see(table, key, "escape")
        for _area in range(4):
            await see(table, "tab", "end", "enter", "escape")
        await see(table, "question_mark", "end", "escape", "ctrl+p", "escape")


@pytest.mark.parametrize("turn", range(TURNS))
async def test_the_other_screens_show_it_and_obey_nothing(full: Full, turn: int) -> None:
    async with window(full(turn)) as table:
        for screen, keys in LISTS.items():
            await see(table, screen, *keys)
        await see(table, "slash", *"xwoord", "down", "end", "enter", "f2")


async def test_what_another_program_put_in_the_file_is_cleaned_on_every_screen(full: Full) -> None:
    path = full(0)
    dirty_file(path, DIRT)
    async with window(path) as table:
        await see(table, "v", "v", "v", "5", "1", "r", "escape", "p", "escape", "i", "escape", "tab", "enter", "escape")
        for screen, keys in LISTS.items():
            await see(table, screen, *keys)
        await see(table, "slash", "x", "down", "f2")
