"""The round of previous action points on the table: when it is shown, and where the focus goes with it."""

from typing import TYPE_CHECKING, Final

from mdoverleg.domain.snapshots import BoardSnapshot
from mdoverleg.tui.widgets.action_list import ActionList
from mdoverleg.tui.widgets.review_list import ReviewList

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

TAB: Final = "previous_actions"
"""The round as what the right side is turned to, beside the tabs of a case; also the step and the item of that name."""
SHOWN: Final = "-review"
"""Class of the screen while the round is shown, as in board.tcss."""
BELOW: Final = ("roles", "actions", "course", "file")
"""Lists that the round takes the place of."""


def is_shown(screen: "BoardScreen", board: BoardSnapshot) -> bool:
    """Tell whether the round is shown: its item runs, or somebody asked for it."""
    return board.review is not None and (screen.tab == TAB or board.case is None)


def points(screen: "BoardScreen") -> ActionList | ReviewList:
    """Return the list of action points that is shown."""
    return _round_of(screen) if screen.has_class(SHOWN) else screen.actions


def asks(screen: "BoardScreen", board: BoardSnapshot) -> bool:
    """Tell whether the previous action points of the case that is shown are gone through at this step."""
    running = screen.running
    is_shown_case = board.case is not None and running is not None and running.case_pk == board.case.head.pk
    return is_shown_case and board.step is not None and board.step.code == TAB


def show(screen: "BoardScreen", board: BoardSnapshot) -> None:
    """Show the round, or take it away; a focus on what goes out of sight moves along."""
    shown = is_shown(screen, board)
    if shown and board.review is not None:
        _round_of(screen).show(board.review, board.today)
    if shown == screen.has_class(SHOWN):
        return
    screen.set_class(shown, SHOWN)
    focused = screen.focused.id if screen.focused else None
    if shown and focused in BELOW:
        screen.focus_area(_round_of(screen))
    elif not shown and focused == "review":
        screen.focus_area(screen.actions)


def leave(screen: "BoardScreen") -> bool:
    """Turn back to the case when somebody asked for the round; tells whether that was so."""
    if screen.tab != TAB:
        return False
    screen.choose_tab("board")
    return True


def _round_of(screen: "BoardScreen") -> ReviewList:
    return screen.query_one("#review", ReviewList)
