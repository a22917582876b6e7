"""The way from one screen to another."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

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


def go(screen: "LiveScreen[Any]", name: str, *, start: Hashable = None, filter_name: str = "") -> None:
    """Go to a list screen, with the cursor on the row of a key; on that screen already: only move the cursor."""
    from mdoverleg.tui.screens import lists

    kind: type[lists.ListScreen] = getattr(lists, name)
    if isinstance(screen, kind):
        if start is not None:
            screen.list.go_to(start)
        return
    wanted = kind(screen.window, start=start, filter_name=filter_name)
    if isinstance(screen, lists.ListScreen):
        screen.going = screen.app.switch_screen(wanted)
    else:
        screen.going = screen.app.push_screen(wanted)


def go_to_meetings(screen: "LiveScreen[Any]") -> None:
    """Go to the meetings."""
    go(screen, "MeetingsScreen")


def go_to_cases(screen: "LiveScreen[Any]") -> None:
    """Go to the cases."""
    go(screen, "CasesScreen")


def go_to_people(screen: "LiveScreen[Any]") -> None:
    """Go to people and organisations."""
    go(screen, "PeopleScreen")


def go_to_points(screen: "LiveScreen[Any]") -> None:
    """Go to all open action points."""
    go(screen, "PointsScreen")


def go_to_search(screen: "LiveScreen[Any]") -> None:
    """Go to the search."""
    go(screen, "SearchScreen")


def go_to_obstacles(screen: "LiveScreen[Any]") -> None:
    """Go to what stands in the way."""
    go(screen, "ObstaclesScreen")
