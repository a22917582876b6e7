"""What the edits of roles share: who holds a role now, ending it, and passing it on."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import OVER
from mdoverleg.domain.handing_over import Held, givers
from mdoverleg.domain.roles import BUILT_IN, LEAD
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.words import _
from mdoverleg.edits.rows import insert, listed, ordered, record_of
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


def hand_over_all(session: Session, from_pk: int, to_pk: int, day: date, meeting_pk: int | None) -> int:
    """Pass every role that holds on the day or later, on cases that are not over; return how many."""
    table = tables.RoleAssignment
    going_on = (
        select(table)
        .join(tables.Case, col(table.case_id) == col(tables.Case.pk))
        .where(
            table.holder_id == from_pk,
            or_(col(table.ended_on).is_(None), col(table.ended_on) > day),
            col(tables.Case.status).not_in(OVER),
        )
        .order_by(col(table.case_id), col(table.position), col(table.pk))
    )
    found = list(session.exec(going_on))
    for assignment in found:
        _hand_over(session, assignment, to_pk, day, meeting_pk)
    return len(found)


def _hand_over(
    session: Session, assignment: tables.RoleAssignment, to_pk: int, day: date, meeting_pk: int | None
) -> None:
    from_pk = assignment.holder_id
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
        fresh = {"holder": to_pk, "started_on": day, "accepted": False, "created_in": meeting_pk}
        insert(session, "RoleAssignment", record | fresh, parent_pk=assignment.case_id)
    if needs_handover(session, assignment.role) and not _arranged(session, assignment, to_pk):
        values = {"role": assignment.role, "from_holders": (from_pk,), "to_holder": to_pk, "due": day}
        insert(session, "Handover", values | {"created_in": meeting_pk}, parent_pk=assignment.case_id)


def _covers(has: Iterable[int], wanted: set[int]) -> bool:
    members = set(has)
    return not members or (bool(wanted) and wanted <= members)


def covers(session: Session, assignment: tables.RoleAssignment, wanted: Iterable[int]) -> bool:
    """Tell whether the assignment is already for all these members (none: the whole family)."""
    return _covers(members_of(session, assignment), set(wanted))


def _arranged(session: Session, assignment: tables.RoleAssignment, to_pk: int) -> bool:
    entity = ENTITIES["Handover"]
    return any(
        handover.role == assignment.role
        and handover.to_holder_id == to_pk
        and handover.done_on is None
        and assignment.holder_id in listed(session, entity, entity.field("from_holders"), handover.pk)
        for handover in ordered(session, "Handover", assignment.case_id)
    )
