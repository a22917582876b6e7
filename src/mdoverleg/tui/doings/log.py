"""Who saw a case, and what a person did and saw: the log of one of them, as a list."""

from typing import TYPE_CHECKING, Any

from mdoverleg.domain.snapshots import BoardSnapshot, CaseRow, PersonRow
from mdoverleg.domain.words import _
from mdoverleg.tui.screens.history import SEEN, HistoryScreen
from mdoverleg.tui.screens.lists import ListScreen

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen


def of_case(screen: "LiveScreen[Any]") -> None:
    """Show who looked at a case and what was given out of it; `f` shows its changes."""
    board = screen.snapshot
    if isinstance(board, BoardSnapshot) and board.case is not None:
        _go(screen, HistoryScreen(screen.window, filter_name=SEEN, case=(board.case.head.pk, board.case.head.alias)))
    elif isinstance(row := screen.place().row, CaseRow):
        _go(screen, HistoryScreen(screen.window, filter_name=SEEN, case=(row.pk, row.alias)))


def of_person(screen: "LiveScreen[Any]") -> None:
    """Show what a person saw and what was made for them; `f` shows what they changed."""
    if isinstance(row := screen.place().row, PersonRow):
        _go(screen, HistoryScreen(screen.window, filter_name=SEEN, person=(row.pk, row.name)))
    else:
        screen.app.notify(_("An organisation does nothing by itself: choose a person."), severity="warning")


def of_everybody(screen: "LiveScreen[Any]") -> None:
    """Show the whole history, also from where only a part of it is shown."""
    if isinstance(screen, HistoryScreen):
        screen.show_of_everybody()
    else:
        _go(screen, HistoryScreen(screen.window))


def _go(screen: "LiveScreen[Any]", wanted: HistoryScreen) -> None:
    is_list = isinstance(screen, ListScreen)
    screen.going = screen.app.switch_screen(wanted) if is_list else screen.app.push_screen(wanted)
