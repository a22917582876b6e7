"""What the verbs do: ask what is missing, make one edit, say what was done where it does not show."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from mdoverleg.tui.doings import actions, case, looks, meeting, roles, screens, window

Doing = Callable[[Any], Coroutine[Any, Any, None] | None]

APP_DOES: Mapping[str, Doing] = {
    "log.undo": window.undo,
    "log.redo": window.redo,
    "screens.table": screens.go_to_table,
    "screens.meetings": screens.go_to_meetings,
    "screens.cases": screens.go_to_cases,
    "screens.people": screens.go_to_people,
    "screens.points": screens.go_to_points,
    "screens.history": screens.go_to_history,
    "screens.search": screens.go_to_search,
    "table.settings": screens.settings,
    "app.help": window.help_page,
    "app.palette": window.palette,
    "app.light": window.light,
    "app.language": window.language,
    "app.quit": window.leave,
}
"""What every screen can do."""

BOARD_DOES: Mapping[str, Doing] = {
    **APP_DOES,
    "meetings.next": meeting.go_on,
    "meetings.attend": meeting.attend,
    "meetings.close": meeting.close,
    "meetings.reopen": meeting.reopen,
    "agenda.give_minutes": meeting.give_minutes,
    "agenda.look": meeting.look,
    "agenda.menu": meeting.menu,
    "agenda.add": meeting.add_item,
    "roles.assign": roles.assign,
    "roles.assign_here": roles.assign_here,
    "roles.end": roles.end,
    "roles.hand_over": roles.hand_over,
    "roles.turn": roles.turn,
    "action_points.add": actions.add,
    "action_points.change": actions.change,
    "action_points.done": actions.done,
    "action_points.in_progress": actions.in_progress,
    "action_points.could_not": actions.could_not,
    "action_points.not_done": actions.not_done,
    "action_points.status": actions.other_status,
    "action_points.accept": actions.accept,
    "decisions.add": case.add_decision,
    "decisions.change": case.change_decision,
    "cases.plan_evaluation": case.plan_evaluation,
    "case.board": case.board,
    "case.course": case.course,
    "warnings.go_to": looks.go_to,
    "warnings.set_aside": looks.set_aside,
}
"""What the table screen can do."""
