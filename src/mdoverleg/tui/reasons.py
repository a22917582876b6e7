"""Why a verb cannot work now, in one sentence; nothing when it can."""

from collections.abc import Callable
from typing import NamedTuple

from mdoverleg.domain.snapshots import ActionRow, BoardSnapshot, CourseRow, FileRow, MeetingRow
from mdoverleg.domain.words import _


class Place(NamedTuple):
    """Where a key was pressed."""

    read_only: bool = False
    board: BoardSnapshot | None = None
    row: object = None
    """The row under the cursor of the list that has the focus."""
    is_encrypted: bool | None = None
    """Nothing where this window has no hold of the key of its file."""


Reason = Callable[[Place], str]

HIGHEST_LEVEL = 4
"""Of an obstacle: the board or the mayor."""

DONE_IN = {
    "Feedback": "done_on",
    "Handover": "done_on",
    "Waiting": "ended_on",
    "Obstacle": "resolved_on",
    "CrisisNotice": "sent_on",
    "Information": "received_on",
}
"""The field in which a record says on which day it was done, by its kind."""


def always(place: Place) -> str:
    """It always works."""
    del place
    return ""


def writing(place: Place) -> str:
    """It changes the file."""
    return _("This file is open for reading only.") if place.read_only else ""


def encrypted(place: Place) -> str:
    """It is about the key of an encrypted file."""
    if place.is_encrypted is False:
        return _("This file is not encrypted. Encrypt it first (Ctrl+P).")
    return writing(place) if place.is_encrypted else _("This window has no hold of the key of its file.")


def plain(place: Place) -> str:
    """It needs a file that is not encrypted yet."""
    if place.is_encrypted:
        return _("This file is encrypted already.")
    return writing(place) if place.is_encrypted is False else _("This window has no hold of the key of its file.")


def of_meeting(place: Place) -> str:
    """It changes the meeting that is shown."""
    meeting = place.board.meeting if place.board else None
    if meeting is None:
        return _("There is no meeting yet. Plan one first.")
    if meeting.closed_at is not None:
        return _("This meeting is closed. Reopen it first (Ctrl+P).")
    return writing(place)


def shown_meeting(place: Place) -> str:
    """It looks at the meeting that is shown."""
    return "" if place.board and place.board.meeting else _("There is no meeting yet. Plan one first.")


def begun_meeting(place: Place) -> str:
    """It needs a meeting that has begun."""
    meeting = place.board.meeting if place.board else None
    if meeting is not None and meeting.actual_start is None:
        return _("This meeting has not started yet.")
    return of_meeting(place)


def closed_meeting(place: Place) -> str:
    """It needs a closed meeting."""
    meeting = place.board.meeting if place.board else None
    if meeting is None or meeting.closed_at is None:
        return _("This meeting is not closed.")
    return writing(place)


def running_item(place: Place) -> str:
    """It needs a running agenda item."""
    if place.board is None or not any(item.is_running for item in place.board.agenda):
        return _("No item is running. Type n to begin.")
    return of_meeting(place)


def later_step(place: Place) -> str:
    """It needs a running case that is past its first step."""
    step = place.board.step if place.board else None
    if step is None:
        return _("No case with steps is running.")
    return of_meeting(place) or ("" if step.previous else _("This is the first step already."))


def any_item(place: Place) -> str:
    """It looks at an agenda item."""
    return _("There is nothing on the agenda.") if place.board is None or not place.board.agenda else ""


def agenda_item(place: Place) -> str:
    """It changes an agenda item."""
    return any_item(place) or of_meeting(place)


def any_agenda(place: Place) -> str:
    """It looks at an agenda."""
    return "" if place.board is not None and place.board.agenda else _("There is nothing on the agenda.")


def of_case(place: Place) -> str:
    """It looks at the case that is shown."""
    if place.board is None or place.board.case is None:
        return _("No case is being discussed. Choose one on the agenda with Enter.")
    return ""


def on_case(place: Place) -> str:
    """It changes the case that is shown."""
    return of_case(place) or writing(place)


def row(place: Place) -> str:
    """It needs a row under the cursor."""
    return "" if place.row is not None else _("There is nothing under the cursor.")


def on_row(place: Place) -> str:
    """It changes what stands under the cursor."""
    return row(place) or writing(place)


def on_meeting(place: Place) -> str:
    """It needs a meeting under the cursor, and changes the file."""
    if place.row is None:
        return writing(place) or _("There is no meeting yet. Plan one first.")
    return writing(place) or ("" if isinstance(place.row, MeetingRow) else _("Put the cursor on a meeting."))


def on_planned_meeting(place: Place) -> str:
    """It needs a meeting under the cursor that has not begun."""
    begun = isinstance(place.row, MeetingRow) and place.row.actual_start is not None
    return on_meeting(place) or (_("This meeting has begun; it cannot be called off.") if begun else "")


def on_slot(place: Place) -> str:
    """It looks at a role slot under the cursor."""
    if row(place) or not hasattr(place.row, "code"):
        return _("Put the cursor on a role. Type v to turn the board back.")
    return of_case(place)


def slot(place: Place) -> str:
    """It needs a role slot under the cursor."""
    return on_slot(place) or writing(place)


def held_slot(place: Place) -> str:
    """It needs a role that somebody holds under the cursor."""
    return slot(place) or (_("Nobody holds this role.") if getattr(place.row, "sign", "") == "–" else "")


def action_point(place: Place) -> str:
    """It changes the action point under the cursor."""
    return writing(place) or ("" if isinstance(place.row, ActionRow) else _("Put the cursor on an action point."))


def raisable(place: Place) -> str:
    """It raises what stands in the way of the action point under the cursor."""
    if why := action_point(place):
        return why
    if isinstance(place.row, ActionRow) and place.row.case_pk is None:
        return _("It belongs to no case, so there is nothing to raise it with.")
    at_top = isinstance(place.row, ActionRow) and place.row.level >= HIGHEST_LEVEL
    return _("It lies at the highest level already.") if at_top else ""


def owned_action(place: Place) -> str:
    """It needs an action point that a person owns."""
    why = action_point(place)
    if not why and isinstance(place.row, ActionRow) and not place.row.owner:
        return _("Nobody owns it yet.")
    return why


def warning(place: Place) -> str:
    """It needs a warning under the cursor."""
    return writing(place) or ("" if hasattr(place.row, "check") else _("Put the cursor on a warning."))


def decision(place: Place) -> str:
    """It needs a decision or an evaluation under the cursor."""
    found = isinstance(place.row, CourseRow) and place.row.kind in ("decision", "evaluation")
    return writing(place) or ("" if found else _("Only a decision or an evaluation can be changed here."))


def on_file_row(place: Place) -> str:
    """It changes what stands under the cursor on a tab of the case."""
    if not isinstance(place.row, FileRow):
        return writing(place) or _("There is nothing under the cursor. Type f to note something down.")
    if not place.row.entity:
        return _("This line is made by the program; it is not changed here.")
    return writing(place)


def on_member(place: Place) -> str:
    """It needs a family member under the cursor, on the tab of the family."""
    found = isinstance(place.row, FileRow) and place.row.entity == "Member"
    return writing(place) or ("" if found else _("Put the cursor on a family member, on tab 3."))


def can_be_done(place: Place) -> str:
    """It needs something on a tab of the case that can be done, over or solved."""
    found = isinstance(place.row, FileRow) and place.row.entity in DONE_IN
    return on_file_row(place) or ("" if found else _("This is nothing that can be done."))


def open_offer(place: Place) -> str:
    """It needs an offer that is no action point yet."""
    if why := on_file_row(place):
        return why
    if not isinstance(place.row, FileRow) or place.row.entity != "Offer":
        return _("Put the cursor on an offer.")
    return _("This offer is an action point already.") if place.row.sign else ""
