"""What the edits of roles share: who holds a role now, ending it, and passing it on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session, col, or_, select

from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import OVER
from mdoverleg.domain.handing_over import Held, givers
from mdoverleg.domain.roles import BUILT_IN, LEAD
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.words import _
from mdoverleg.edits.rows import change, fetch, insert, listed, ordered, record_of
from mdoverleg.store import tables

ROLE = ENTITIES["RoleAssignment"]


def holds_on(assignment: tables.RoleAssignment, day: date) -> bool:
    """Tell whether the assignment is current on the day: `ended_on` is the first day without."""
    return assignment.started_on <= day and (assignment.ended_on is None or assignment.ended_on > day)


def members_of(session: Session, assignment: tables.RoleAssignment) -> tuple[int, ...]:
    """Return the family members that the assignment names; none means the whole family."""
    return listed(session, ROLE, ROLE.field("members"), assignment.pk)


def current(session: Session, case_pk: int, role: str, day: date) -> list[tables.RoleAssignment]:
    """Return the assignments of one role on a case that are current on the day, in order."""
    found: list[tables.RoleAssignment] = ordered(session, "RoleAssignment", case_pk)
    return [assignment for assignment in found if assignment.role == role and holds_on(assignment, day)]


def family_of(session: Session, case_pk: int) -> tuple[int, ...]:
    """Return the keys of all family members of a case, in order."""
    return tuple(member.pk for member in ordered(session, "Member", case_pk))


def end_role(session: Session, assignment: tables.RoleAssignment, day: date) -> None:
    """End an assignment: the day is the first one without. Refused before its start or when it ended already."""
    if assignment.ended_on is not None and assignment.ended_on <= day:
        raise Refused(_("This role ended on {day} already.").format(day=day_with_year(assignment.ended_on)))
    if day < assignment.started_on:
        start = day_with_year(assignment.started_on)
        raise Refused(_("This role starts on {day}; it cannot end before that.").format(day=start))
    assignment.ended_on = day
    session.add(assignment)
    session.flush()


def replace_holder(session: Session, assignment: tables.RoleAssignment, wanted: Iterable[int], day: date) -> None:
    """End an assignment because somebody else takes over, for these members (none: the whole family).

    Whoever held the role for more of the family keeps it for the others. The lead of a family is always one.
    """
    given = tuple(wanted)
    if assignment.role == LEAD or not given:
        end_role(session, assignment, day)
        return
    held = members_of(session, assignment) or family_of(session, assignment.case_id)
    rest = tuple(pk for pk in held if pk not in given)
    if len(rest) == len(held):
        return
    record = record_of(session, "RoleAssignment", assignment)
    end_role(session, assignment, day)
    holder = None if assignment.holder_id is None else session.get(tables.Person, assignment.holder_id)
    if rest and (holder is None or holder.active):
        going_on = record | {"members": rest, "started_on": day}
        insert(session, "RoleAssignment", going_on, parent_pk=assignment.case_id)


def givers_of(session: Session, case_pk: int, values: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the people from whom the holder of a new assignment (key to value) takes the role over."""
    held = [
        Held(one.holder_id, members_of(session, one), one.started_on, one.ended_on)
        for one in ordered(session, "RoleAssignment", case_pk)
        if one.role == values["role"]
    ]
    return givers(held, values["holder"] or 0, values["members"], values["started_on"])


def needs_handover(session: Session, role: str) -> bool:
    """Tell whether a change of holder of this role needs a hand-over at this table (E11)."""
    own = session.exec(select(tables.RoleKind.handover).where(tables.RoleKind.code == role)).first()
    if own is not None:
        return own
    return any(kind.code == role and kind.handover for kind in BUILT_IN)


class Passing(NamedTuple):
    """Everything of one person that goes to another from a day on, and by case the line so far."""

    from_pk: int
    to_pk: int
    day: date
    meeting_pk: int | None
    lines: Mapping[int, str]


def hand_over_all(session: Session, passing: Passing) -> int:
    """Pass every role that holds on the day or later, on cases that are not over; return how many.

    Refused when a line is about a case in which no role goes over.
    """
    table = tables.RoleAssignment
    going_on = (
        select(table)
        .join(tables.Case, col(table.case_id) == col(tables.Case.pk))
        .where(
            table.holder_id == passing.from_pk,
            or_(col(table.ended_on).is_(None), col(table.ended_on) > passing.day),
            col(tables.Case.status).not_in(OVER),
        )
        .order_by(col(table.case_id), col(table.position), col(table.pk))
    )
    found = list(session.exec(going_on))
    for case_pk in sorted(passing.lines.keys() - {one.case_id for one in found}):
        case = fetch(session, "Case", case_pk)
        raise Refused(_("In {alias} no role goes over that a line could go with.").format(alias=case.alias))
    said: set[int] = set()
    for assignment in found:
        _hand_over(session, assignment, passing)
        if needs_handover(session, assignment.role):
            _agree(session, assignment, passing)
            said.add(assignment.case_id)
    for assignment in found:
        if assignment.case_id in passing.lines and assignment.case_id not in said:
            _agree(session, assignment, passing)
            said.add(assignment.case_id)
    return len(found)


def _hand_over(session: Session, assignment: tables.RoleAssignment, passing: Passing) -> None:
    to_pk, day = passing.to_pk, passing.day
    if assignment.started_on > day:
        assignment.holder_id, assignment.accepted = to_pk, False
        session.add(assignment)
        session.flush()
        return
    record = record_of(session, "RoleAssignment", assignment)
    held = [other for other in current(session, assignment.case_id, assignment.role, day) if other.holder_id == to_pk]
    end_role(session, assignment, day)
    members = set(record["members"])
    if not any(_covers(members_of(session, other), members) for other in held):
        fresh = {"holder": to_pk, "started_on": day, "accepted": False, "created_in": passing.meeting_pk}
        insert(session, "RoleAssignment", record | fresh, parent_pk=assignment.case_id)


def _agree(session: Session, assignment: tables.RoleAssignment, passing: Passing) -> None:
    """Write down the hand-over of a role with its line so far; one that was agreed already gets the line."""
    line = passing.lines.get(assignment.case_id)
    there = _arranged(session, assignment, passing)
    if there is None:
        values = {"role": assignment.role, "from_holders": (passing.from_pk,), "to_holder": passing.to_pk}
        values |= {"due": passing.day, "line_so_far": line, "created_in": passing.meeting_pk}
        insert(session, "Handover", values, parent_pk=assignment.case_id)
    elif line:
        change(session, "Handover", there, {"line_so_far": line})


def _covers(has: Iterable[int], wanted: set[int]) -> bool:
    members = set(has)
    return not members or (bool(wanted) and wanted <= members)


def covers(session: Session, assignment: tables.RoleAssignment, wanted: Iterable[int]) -> bool:
    """Tell whether the assignment is already for all these members (none: the whole family)."""
    return _covers(members_of(session, assignment), set(wanted))


def _arranged(session: Session, assignment: tables.RoleAssignment, passing: Passing) -> tables.Handover | None:
    entity = ENTITIES["Handover"]
    found: list[tables.Handover] = ordered(session, "Handover", assignment.case_id)
    for handover in found:
        if (handover.role, handover.to_holder_id, handover.done_on) == (assignment.role, passing.to_pk, None) and (
            passing.from_pk in listed(session, entity, entity.field("from_holders"), handover.pk)
        ):
            return handover
    return None
