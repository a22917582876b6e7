"""Going about the screens beside the table in a test."""

from typing import Any

from mdoverleg.reads.lists import read_values
from mdoverleg.tui.screens.history import HistoryScreen
from mdoverleg.tui.screens.lists import (
    CasesScreen,
    ListScreen,
    MeetingsScreen,
    PeopleScreen,
    PointsScreen,
    SearchScreen,
)
from tests.tui.driving import Table
from tests.tui.forms import pick

SCREENS: dict[str, type[ListScreen]] = {
    "f3": MeetingsScreen,
    "f4": CasesScreen,
    "f5": PeopleScreen,
    "f6": PointsScreen,
    "f7": HistoryScreen,
    "slash": SearchScreen,
}


async def go(table: Table, key: str) -> ListScreen:
    """Go to a list screen by its key."""
    await table.pilot.press(key)
    kind = SCREENS[key]
    await table.until(lambda: isinstance(table.app.screen, kind) and table.app.screen.snapshot is not None)
    await table.settled()
    screen = table.app.screen
    assert isinstance(screen, ListScreen)
    return screen


def has_rows(screen: ListScreen) -> bool:
    """Whether the list shows anything."""
    return bool(screen.list.rows)


def rows(screen: ListScreen, name: str) -> list[Any]:
    """The values of one field of all rows."""
    return [getattr(row, name) for row in screen.list.rows]


def on(screen: ListScreen, name: str, value: object) -> None:
    """Put the cursor on the row where a field holds a value."""
    row = next(row for row in screen.list.rows if getattr(row, name) == value)
    assert screen.list.go_to(screen.list.key_of(row))


async def back(table: Table, screen: ListScreen) -> None:
    """Wait until the list screen is on top again, with nothing left to do."""
    await table.until(lambda: table.app.screen is screen)
    await table.settled()


def values(table: Table, entity: str, pk: int) -> dict[str, Any]:
    """What the file holds of one record."""
    return read_values(table.store, entity, pk)


async def by_words(table: Table, words: str) -> None:
    """Do a verb by its words in the palette."""
    await table.press("ctrl+p")
    await pick(table, words)
