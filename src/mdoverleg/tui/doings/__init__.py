"""What the verbs do: ask what is missing, make one edit, say what was done where it does not show.

Each is loaded when its key is first pressed, or in the background after the first frame.
"""

from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from importlib import import_module
from typing import Any

from mdoverleg.tui.verbs.case_file import LISTS_OF_CASE

Doing = Callable[[Any], Coroutine[Any, Any, None] | None]


class Late:
    """What a verb does, by the file and function in this room; what is given stands before the screen."""

    def __init__(self, module: str, name: str, *given: str) -> None:
        self._module = module
        self._name = name
        self._given = given

    def __call__(self, screen: Any) -> Coroutine[Any, Any, None] | None:
        """Do it on this screen: at once, or with questions in between."""
        return self.loaded()(screen)

    def loaded(self) -> Doing:
        """Return the function itself."""
        found: Doing = getattr(import_module(f"{__name__}.{self._module}"), self._name)
        return partial(found, *self._given) if self._given else found


def load_all() -> None:
    """Load what the verbs of the table do; belongs in a thread after the first frame."""
    for module in ("meeting", "steps", "roles", "actions", "review", "case", "looks", "window", "wall"):
        import_module(f"{__name__}.{module}")


APP_DOES: Mapping[str, Doing] = {
    "log.undo": Late("window", "undo"),
    "log.redo": Late("window", "redo"),
    "screens.table": Late("screens", "go_to_table"),
    "screens.meetings": Late("screens", "go_to_meetings"),
    "screens.cases": Late("screens", "go_to_cases"),
    "screens.people": Late("screens", "go_to_people"),
    "screens.points": Late("screens", "go_to_points"),
    "screens.history": Late("log", "of_everybody"),
    "screens.search": Late("screens", "go_to_search"),
    "screens.obstacles": Late("screens", "go_to_obstacles"),
    "export.write": Late("exporting", "export"),
    "export.pack": Late("packing", "pack"),
    "export.made": Late("made_files", "made_files"),
    "export.style": Late("house_style", "house_style"),
    "backups.make": Late("backups", "make"),
    "backups.list": Late("backups", "backups"),
    "doctor.look": Late("backups", "look"),
    "doctor.plain": Late("unprotected", "turn_aside"),
    "retention.due": Late("retention", "due"),
    "retention.terms": Late("retention", "terms"),
    "table.settings": Late("settings", "settings"),
    "table.checks_off": Late("settings", "checks_off"),
    "table.limits": Late("settings", "limits"),
    "table.role_kinds": Late("settings_records", "role_kinds"),
    "table.own_codes": Late("settings_records", "own_codes"),
    "table.agenda_templates": Late("settings_records", "agenda_templates"),
    "table.standard_actions": Late("settings_records", "standard_actions"),
    "room.mask": Late("masking", "turn"),
    "windows.others": Late("windows", "others"),
    "drafts.take": Late("windows", "take"),
    "copy.row": Late("copying", "row"),
    "copy.more": Late("copying", "more"),
    "window.who": Late("settings", "who_sits_here"),
    "room.blank": Late("wall", "turn_dark"),
    "app.help": Late("window", "help_page"),
    "app.glossary": Late("window", "glossary"),
    "app.stuck": Late("window", "stuck"),
    "app.palette": Late("window", "palette"),
    "app.light": Late("window", "light"),
    "app.language": Late("window", "language"),
    "app.quit": Late("window", "leave"),
    "window.cover": Late("covering", "cover"),
    "window.cover_after": Late("covering", "cover_after"),
    "keys.change": Late("keys", "change"),
    "keys.sheet": Late("keys", "sheet"),
    "keys.new_sheet": Late("keys", "new_sheet"),
    "keys.encrypt": Late("keys", "encrypt"),
    "keys.decrypt": Late("keys", "decrypt"),
}
"""What every screen can do."""

BOARD_DOES: Mapping[str, Doing] = {
    **APP_DOES,
    "meetings.next": Late("meeting", "go_on"),
    "meetings.next_item": Late("meeting", "next_item"),
    "meetings.step_back": Late("steps", "back"),
    "meetings.attend": Late("meeting", "attend"),
    "seats.room": Late("seats", "room"),
    "seats.step_out": Late("seats", "step_out"),
    "attendance.everybody": Late("seats", "everybody"),
    "meetings.close": Late("closing", "close"),
    "meetings.reopen": Late("meeting", "reopen"),
    "meetings.reflect": Late("learning", "reflect"),
    "agenda.give_minutes": Late("meeting", "give_minutes"),
    "agenda.look": Late("meeting", "look"),
    "agenda.menu": Late("meeting", "menu"),
    "agenda.add": Late("meeting", "add_item"),
    "agenda.times": Late("time", "times"),
    "agenda.calls": Late("time", "calls"),
    "agenda.take_break": Late("time", "take_break"),
    "agenda.usual_minutes": Late("time", "usual_minutes"),
    "agenda.per_kind": Late("time", "per_kind"),
    "app.ring": Late("time", "ring"),
    "agenda.propose_order": Late("ordering", "propose_order"),
    "agenda.fill": Late("ordering", "fill"),
    "roles.assign": Late("roles", "assign"),
    "roles.assign_here": Late("roles", "assign_here"),
    "roles.card": Late("roles", "card"),
    "roles.end": Late("roles", "end"),
    "roles.hand_over": Late("roles", "hand_over"),
    "roles.turn": Late("roles", "turn"),
    "action_points.add": Late("actions", "add"),
    "action_points.usual": Late("actions", "add_usual"),
    "action_points.change": Late("actions", "change"),
    "action_points.done": Late("actions", "done"),
    "action_points.in_progress": Late("actions", "in_progress"),
    "action_points.could_not": Late("actions", "could_not"),
    "action_points.not_done": Late("actions", "not_done"),
    "action_points.status": Late("actions", "other_status"),
    "action_points.accept": Late("actions", "accept"),
    "action_points.round": Late("review", "whole_round"),
    "action_points.raise": Late("review", "raise_level"),
    "action_points.mark": Late("review", "mark"),
    "scores.round": Late("scores", "give"),
    "case.read_back": Late("read_back", "read_back"),
    "decisions.add": Late("case", "add_decision"),
    "decisions.change": Late("case", "change_decision"),
    "cases.plan_evaluation": Late("case", "plan_evaluation"),
    "decisions.remove": Late("case", "remove_decision"),
    "case.change": Late("case_records", "change_case"),
    "case.family": Late("case_records", "family"),
    "case.roles": Late("case_records", "roles"),
    "case.around": Late("case_records", "around"),
    "case.handovers": Late("case_records", "handovers"),
    "case.invite": Late("inviting", "invite"),
    "case.evaluations": Late("case_records", "evaluations"),
    "roles.change": Late("roles", "change"),
    "action_points.form": Late("case_records", "change_point"),
    "case.board": Late("case", "board"),
    "case.note": Late("noting", "note_down"),
    "case.picture": Late("case", "picture"),
    "case.voice": Late("case", "voice"),
    "case.plan": Late("case", "plan"),
    "case.course": Late("case", "course"),
    "case.log": Late("log", "of_case"),
    "case.copy_for_learning": Late("learning", "copy_case"),
    "case.keep_until": Late("retention", "keep_until"),
    "case.forget": Late("retention", "forget"),
    "family.erase": Late("erasing_people", "erase"),
    "family.dossier": Late("erasing_people", "dossier"),
    "file.change": Late("case_file", "change"),
    "file.remove": Late("case_file", "remove"),
    "file.done": Late("case_file", "done"),
    "file.to_action": Late("case_file", "to_action"),
    **{verb: Late("case_lists", "listing", entity) for verb, entity in LISTS_OF_CASE.items()},
    "warnings.go_to": Late("looks", "go_to"),
    "warnings.set_aside": Late("looks", "set_aside"),
}
"""What the table screen can do."""
