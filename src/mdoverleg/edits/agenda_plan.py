"""The agenda of a new meeting: out of a template of the table or the meeting before, with the cases in their places."""

from collections.abc import Container, Iterable, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import OVER
from mdoverleg.domain.limits import MINUTES_PER_CASE
from mdoverleg.domain.words import _
from mdoverleg.edits.meeting_rows import agenda_of, clock_time, planned_minutes
from mdoverleg.edits.rows import fetch, insert, ordered
from mdoverleg.store import tables

CASES_FOR_A_BREAK = 3
"""With so many cases in a row, a break belongs between them."""
WAITING_KINDS = ("theory", "announcement")
"""Items without a case that wait for a next meeting when they are not held; the others stand on every agenda."""


class Slot(NamedTuple):
    """One place on an agenda that is still to get its times; a case slot without a case stands for several."""

    kind: str
    minutes: int
    title: str | None = None
    case_pk: int | None = None


def minutes_per_case(session: Session) -> int:
    """Return how many minutes a case gets at this table."""
    return session.exec(select(tables.TableInfo.minutes_per_case)).first() or MINUTES_PER_CASE


def template_named(session: Session, name: str) -> tables.AgendaTemplate:
    """Return the table's agenda template; Refused when there is none of that name."""
    found = session.exec(select(tables.AgendaTemplate).where(tables.AgendaTemplate.name == name)).first()
    if found is None:
        raise Refused(_("There is no agenda template “{name}”.").format(name=name))
    return found


def template_for(session: Session, kind: str | None) -> tables.AgendaTemplate | None:
    """Return the first template for this kind of meeting; without a kind the table's first one."""
    query = select(tables.AgendaTemplate).order_by(col(tables.AgendaTemplate.position), col(tables.AgendaTemplate.pk))
    if kind is not None:
        query = query.where(tables.AgendaTemplate.meeting_kind == kind)
    return session.exec(query).first()


def slots_of_template(session: Session, template: tables.AgendaTemplate) -> list[Slot]:
    """Return the places of a template, in order."""
    items: list[tables.TemplateItem] = ordered(session, "TemplateItem", template.pk)
    return [Slot(item.kind, item.minutes, item.title) for item in items]


def slots_of_meeting(session: Session, meeting_pk: int, *, with_left: bool) -> list[Slot]:
    """Return the standing items of an earlier meeting; each run of cases becomes one place for cases.

    A subject or an announcement of that day alone comes along `with_left`, when that meeting did not hold it.
    """
    slots: list[Slot] = []
    begun = fetch(session, "Meeting", meeting_pk).actual_start is not None
    standing = set(session.exec(select(tables.TemplateItem.kind, tables.TemplateItem.title)).all())
    for item in agenda_of(session, meeting_pk):
        if item.kind == "case":
            if not slots or slots[-1].kind != "case":
                slots.append(Slot("case", planned_minutes(item)))
        elif _is_of_one_day(item, standing):
            if with_left and is_left(item) and begun:
                slots.append(Slot(item.kind, planned_minutes(item), item.title))
        elif item.added_because is None:
            slots.append(Slot(item.kind, planned_minutes(item), item.title))
    return slots


def is_left(item: tables.AgendaItem) -> bool:
    """Tell whether an item was put off or never came up."""
    return item.not_held == "postponed" or (item.not_held is None and item.actual_start is None)


def _is_of_one_day(item: tables.AgendaItem, standing: Container[tuple[str, str | None]]) -> bool:
    """Whether an announcement or a subject belonged to that day: its title stands in no template of the table."""
    return item.kind in WAITING_KINDS and item.title is not None and (item.kind, item.title) not in standing


def carried_over(session: Session, meeting_pk: int) -> list[int]:
    """Return the cases of an earlier meeting that were put off or never came up, and that are not over."""
    found: list[int] = []
    for item in agenda_of(session, meeting_pk):
        case = session.get(tables.Case, item.case_id) if item.case_id else None
        undone = item.not_held == "postponed" or (item.not_held is None and item.actual_end is None)
        if case is not None and undone and case.status not in OVER and case.pk not in found:
            found.append(case.pk)
    return found


def filled(slots: Sequence[Slot], case_pks: Iterable[int], minutes: int) -> list[Slot]:
    """Put the cases in the places for cases, evenly when there are several; without such a place they come last."""
    cases = [Slot("case", minutes, case_pk=pk) for pk in dict.fromkeys(case_pks)]
    left = sum(slot.kind == "case" for slot in slots)
    plan: list[Slot] = []
    for slot in slots:
        if slot.kind != "case":
            plan.append(slot)
            continue
        share = -(-len(cases) // left)
        plan, cases, left = plan + cases[:share], cases[share:], left - 1
    return _break_halfway(plan + cases)


def _break_halfway(plan: list[Slot]) -> list[Slot]:
    """Put a break that stands right after a row of cases halfway, which keeps the second half good (E54)."""
    for at, slot in enumerate(plan):
        before = at
        while before and plan[before - 1].kind == "case":
            before -= 1
        if slot.kind == "break" and at - before >= CASES_FOR_A_BREAK:
            middle = before + (at - before + 1) // 2
            return [*plan[:middle], slot, *plan[middle:at], *plan[at + 1 :]]
    return plan


def planned_end(start: str, slots: Iterable[Slot]) -> str:
    """Return when an agenda that starts then would end; Refused past midnight."""
    return clock_time(minutes_of_day(start) + sum(slot.minutes for slot in slots))


def write_agenda(session: Session, meeting_pk: int, start: str, slots: Iterable[Slot]) -> None:
    """Make the agenda items, one after the other from the start; Refused past midnight or for a case that is gone."""
    minute = minutes_of_day(start)
    for slot in slots:
        if slot.case_pk is not None:
            fetch(session, "Case", slot.case_pk)
        values: dict[str, Any] = {
            "kind": slot.kind,
            "case": slot.case_pk,
            "title": slot.title,
            "planned_start": clock_time(minute),
            "planned_end": clock_time(minute + slot.minutes),
        }
        insert(session, "AgendaItem", values, parent_pk=meeting_pk)
        minute += slot.minutes


def copy_attendance(session: Session, from_pk: int, to_pk: int) -> None:
    """Put everybody on the list who regularly came to the earlier meeting and still takes part, as present."""
    for row in ordered(session, "Attendance", from_pk):
        person = session.get(tables.Person, row.person_id)
        if person is not None and person.active and row.capacity in ("participant", "timekeeper"):
            values = {"person": row.person_id, "status": "present", "capacity": row.capacity}
            insert(session, "Attendance", values, parent_pk=to_pk)


def invite(session: Session, meeting_pk: int, person_pks: Iterable[int]) -> None:
    """Put people on the list, as present: who does not come is noted later."""
    for pk in dict.fromkeys(person_pks):
        insert(session, "Attendance", {"person": pk, "status": "present"}, parent_pk=meeting_pk)
