"""Making a planned meeting out of what was before: its kind and hours, agenda, chair and people."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from mdoverleg.domain.who import Who
from mdoverleg.edits import agenda_plan, rows
from mdoverleg.edits.meeting_rows import planned_minutes
from mdoverleg.edits.rows import Values
from mdoverleg.store import tables

DEFAULT_START = "09:00"
DEFAULT_KIND = "case_table"
TAIL = ("any_other_business", "reflection")
"""Kinds of items with which an agenda ends."""


class Wanted(NamedTuple):
    """What was asked of a meeting that is planned, as in `meetings.plan`."""

    values: Values
    template_name: str | None = None
    from_meeting_pk: int | None = None
    case_pks: tuple[int, ...] = ()
    person_pks: Sequence[int] | None = None
    carries_over: bool = True


def planned(session: Session, who: Who, wanted: Wanted, extra: Sequence[agenda_plan.Slot] = ()) -> int:
    """Make the meeting with its agenda and people within a step, and return its key; `extra` comes on it too."""
    values, from_meeting_pk = wanted.values, wanted.from_meeting_pk
    earlier = _earlier_meeting(session, from_meeting_pk)
    slots, kind = _slots(session, wanted)
    cases = [*wanted.case_pks, *(slot.case_pk for slot in extra if slot.case_pk is not None)]
    if wanted.carries_over and from_meeting_pk is not None:
        cases = [*agenda_plan.carried_over(session, from_meeting_pk), *cases]
    agenda = agenda_plan.filled(slots, cases, agenda_plan.minutes_per_case(session))
    agenda = _with(agenda, [slot for slot in extra if slot.case_pk is None])
    start = values.get("planned_start") or (earlier.planned_start if earlier else DEFAULT_START)
    given = dict(values) | {"planned_start": start}
    given["kind"] = values.get("kind") or kind or (earlier.kind if earlier else DEFAULT_KIND)
    if not given.get("planned_end"):
        length = planned_minutes(earlier) if earlier and not agenda else 60
        given["planned_end"] = agenda_plan.planned_end(start, agenda or [agenda_plan.Slot("opening", length)])
    if given.get("chair") is None:
        given["chair"] = _proposed_chair(session, who, earlier)
    meeting_pk: int = rows.insert(session, "Meeting", given).pk
    agenda_plan.write_agenda(session, meeting_pk, start, agenda)
    if wanted.person_pks is not None:
        agenda_plan.invite(session, meeting_pk, wanted.person_pks)
    elif from_meeting_pk is not None:
        agenda_plan.copy_attendance(session, from_meeting_pk, meeting_pk)
    return meeting_pk


def _with(agenda: list[agenda_plan.Slot], extra: Sequence[agenda_plan.Slot]) -> list[agenda_plan.Slot]:
    """Put items without a case that are not on the agenda yet before what ends it."""
    known = {(slot.kind, slot.title) for slot in agenda}
    fresh = [slot for slot in extra if (slot.kind, slot.title) not in known]
    tail = next((place for place, slot in enumerate(agenda) if slot.kind in TAIL), len(agenda))
    return [*agenda[:tail], *fresh, *agenda[tail:]]


def _earlier_meeting(session: Session, from_meeting_pk: int | None) -> tables.Meeting | None:
    if from_meeting_pk is not None:
        found: tables.Meeting = rows.fetch(session, "Meeting", from_meeting_pk)
        return found
    latest = select(tables.Meeting).order_by(col(tables.Meeting.held_on).desc(), col(tables.Meeting.pk).desc())
    return session.exec(latest).first()


def _slots(session: Session, wanted: Wanted) -> tuple[list[agenda_plan.Slot], str | None]:
    template_name, from_meeting_pk = wanted.template_name, wanted.from_meeting_pk
    if template_name is None and from_meeting_pk is not None:
        return agenda_plan.slots_of_meeting(session, from_meeting_pk, with_left=wanted.carries_over), None
    if template_name == "":
        return [], None
    if template_name is None:
        template = agenda_plan.template_for(session, wanted.values.get("kind"))
    else:
        template = agenda_plan.template_named(session, template_name)
    if template is None:
        return [], None
    return agenda_plan.slots_of_template(session, template), template.meeting_kind


def _proposed_chair(session: Session, who: Who, earlier: tables.Meeting | None) -> int | None:
    for pk in (earlier.chair_id if earlier else None, who.person_pk):
        person = session.get(tables.Person, pk) if pk is not None else None
        if person is not None and person.active:
            return pk
    return None
