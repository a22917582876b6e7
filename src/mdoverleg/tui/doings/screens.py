"""The way from one screen to another, and what belongs to the table as a whole."""

from typing import TYPE_CHECKING, Any

from mdoverleg.domain.words import _
from mdoverleg.tui import late
from mdoverleg.tui.doings.records import TABLE, Editing, change_record

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen
    from mdoverleg.tui.screens.board import BoardScreen


def to_table(screen: "LiveScreen[Any]") -> "BoardScreen":
    """Go to the table, and return it."""
    from mdoverleg.tui.screens.board import BoardScreen

    board = next(one for one in screen.app.screen_stack if isinstance(one, BoardScreen))
    if screen.app.screen is not board:
        screen.going = screen.app.pop_screen()
    return board


def go_to_table(screen: "LiveScreen[Any]") -> None:
    """Go to the table."""
    to_table(screen)


def _go(screen: "LiveScreen[Any]", name: str) -> None:
    from mdoverleg.tui.screens import lists

    wanted: type[lists.ListScreen] = getattr(lists, name)
    if isinstance(screen, wanted):
        return
    if isinstance(screen, lists.ListScreen):
        screen.going = screen.app.switch_screen(wanted(screen.window))
    else:
        screen.going = screen.app.push_screen(wanted(screen.window))


def go_to_meetings(screen: "LiveScreen[Any]") -> None:
    """Go to the meetings."""
    _go(screen, "MeetingsScreen")


def go_to_cases(screen: "LiveScreen[Any]") -> None:
    """Go to the cases."""
    _go(screen, "CasesScreen")


def go_to_people(screen: "LiveScreen[Any]") -> None:
    """Go to people and organisations."""
    _go(screen, "PeopleScreen")


def go_to_points(screen: "LiveScreen[Any]") -> None:
    """Go to all open action points."""
    _go(screen, "PointsScreen")


def go_to_history(screen: "LiveScreen[Any]") -> None:
    """Go to the history."""
    _go(screen, "HistoryScreen")


def go_to_search(screen: "LiveScreen[Any]") -> None:
    """Go to the search."""
    _go(screen, "SearchScreen")


async def settings(screen: "LiveScreen[Any]") -> None:
    """Change the name, the language and the agreements of the table."""
    editing = Editing("TableInfo", TABLE, 1, _set_table)
    await change_record(screen, _("The table"), editing)


def _set_table(store: Any, who: Any, *, pk: int, values: Any, expected: Any = None) -> None:
    del pk  # there is one table in a file
    late.table.set_table(store, who, values=values, expected=expected)
