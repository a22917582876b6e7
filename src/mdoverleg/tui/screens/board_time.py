"""What the table screen says about time: how late it is, in one quiet line, and what was passed, once."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from mdoverleg.domain.catching_up import LATE_FROM
from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.snapshots import AgendaRow, BoardSnapshot
from mdoverleg.domain.timing import MeetingTime
from mdoverleg.domain.words import _
from mdoverleg.tui.screens.board_heads import running_item, time_of
from mdoverleg.tui.widgets.agenda import urgency

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen

States = Mapping[object, str]
"""How the time of every item stands, by its key; and of the whole meeting: late, behind its agenda, without a break."""

LATE, BEHIND, BREAK = "late", "behind", "break"
BEHIND_FROM = 10
"""Minutes behind the agenda from which people who come for one case must hear it."""


def runs_today(board: BoardSnapshot, now: datetime) -> bool:
    """Tell whether the meeting has begun, is not closed or ended, and today is its day."""
    meeting = board.meeting
    return meeting is not None and meeting.is_running and meeting.closed_at is None and meeting.held_on == now.date()


def minutes_late(board: BoardSnapshot, times: MeetingTime) -> int:
    """Return by how many minutes the meeting will end after its own planned end; negative: early.

    Five minutes more for an item move the plan of the agenda along, and not the time at which people must leave.
    """
    if board.meeting is None or not board.agenda:
        return 0
    if board.meeting.actual_start is None:
        held = [minutes_of_day(item.planned_end) for item in board.agenda if not item.not_held]
        return max(held, default=0) - minutes_of_day(board.meeting.planned_end)
    of_agenda = minutes_of_day(board.agenda[-1].planned_end) - minutes_of_day(board.meeting.planned_end)
    return times.late + of_agenda


def late_line(board: BoardSnapshot, times: MeetingTime, now: datetime) -> str:
    """Return the quiet line over the agenda: how late it is, or how much too long the plan is; mostly nothing."""
    meeting = board.meeting
    if meeting is None or meeting.closed_at is not None:
        return ""
    late = minutes_late(board, times)
    if meeting.actual_start is None:
        return _("{n} min too long: T").format(n=late) if late > 0 else ""
    if not _waits(board) or not runs_today(board, now):
        return ""
    if late >= LATE_FROM:
        return _("{n} min late: T").format(n=late)
    behind = minutes_behind(board, times, now)
    return _("{n} min behind: T").format(n=behind) if behind >= BEHIND_FROM else ""


def minutes_behind(board: BoardSnapshot, times: MeetingTime, now: datetime) -> int:
    """Return by how many minutes the next item will begin after its planned time; negative: earlier; 0: none waits."""
    found = running_item(board)
    place = found[0] if found else -1
    following = next(iter(_waiting(board.agenda[place + 1 :])), None)
    if following is None:
        return 0
    time = times.items[place] if found else None
    left = max(0, time.planned - (time.spent or 0)) if time else 0
    return now.hour * 60 + now.minute + left - minutes_of_day(following.planned_start)


def _waiting(agenda: Iterable[AgendaRow]) -> list[AgendaRow]:
    return [item for item in agenda if item.actual_start is None and not item.not_held]


def _waits(board: BoardSnapshot) -> bool:
    return bool(_waiting(board.agenda))


def without_break(board: BoardSnapshot, now: datetime) -> int:
    """Return the minutes since the meeting began or the last break ended.

    0 in a break, when a break comes next, and when no item runs today.
    """
    meeting = board.meeting
    if meeting is None or meeting.actual_start is None or not runs_today(board, now):
        return 0
    found = running_item(board)
    if found is None or found[1].kind == "break" or _next_kind(board, found[0]) == "break":
        return 0
    breaks = [item.actual_end for item in board.agenda if item.kind == "break" and item.actual_end]
    return now.hour * 60 + now.minute - minutes_of_day(max([meeting.actual_start, *breaks]))


def _next_kind(board: BoardSnapshot, place: int) -> str:
    return next((item.kind for item in _waiting(board.agenda[place + 1 :])), "")


def states_of(board: BoardSnapshot | None, now: datetime) -> States:
    """Return how the time of the running item and of the meeting stands."""
    if board is None:
        return {}
    times = time_of(board, now)
    found: dict[object, str] = {
        item.pk: urgency(time.percent) if item.is_running else ""
        for item, time in zip(board.agenda, times.items, strict=True)
    }
    is_on = _waits(board) and runs_today(board, now)
    found[LATE] = LATE if is_on and minutes_late(board, times) >= LATE_FROM else ""
    is_behind = is_on and not found[LATE] and minutes_behind(board, times, now) >= BEHIND_FROM
    found[BEHIND] = BEHIND if is_behind else ""
    found[BREAK] = BREAK if without_break(board, now) > LIMITS["E54.minutes"] else ""
    return found


def say(screen: "BoardScreen", before: States, now: States) -> None:
    """Say what was passed since the last look: the quiet things first, so that the time of an item stays in sight."""
    words = {
        BEHIND: _("The agenda runs behind. T shows who comes when."),
        LATE: _("The meeting will end late. T shows a proposal."),
        BREAK: _("Well over an hour without a break. Ctrl+P: break next."),
        "full": _("The time for this item is up."),
        "over": _("This item runs well over its time."),
    }
    passed = [state for key, state in now.items() if state != before.get(key)]
    for state, said in words.items():
        if state in passed:
            is_loud = state in ("full", "over")
            screen.app.notify(said, severity="warning" if is_loud else "information", markup=False)
            if is_loud and screen.window.rings:
                screen.app.bell()
