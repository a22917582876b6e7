"""Seats of one agenda item: none means that everybody present sits (docs/format.md, Seat)."""

from sqlmodel import Session, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import THERE
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables


def seat_person(session: Session, item: tables.AgendaItem, person_pk: int, time: str, *, at_table: bool) -> None:
    """Let a person sit or leave; the first time everybody present gets a seat. Refused when that is so already."""
    person: tables.Person = rows.fetch(session, "Person", person_pk)
    present = _present(session, item.meeting_id, time)
    if at_table and person_pk not in present:
        words = _("{name} is not there; note that first in the attendance.")
        raise Refused(words.format(name=person.name), names=[person.name])
    seats = _person_seats(session, item)
    sits = person_pk in seats and seats[person_pk].until is None if seats else person_pk in present
    if sits == at_table:
        raise _already(person.name, at_table=at_table)
    if not seats:
        for pk in present:
            rows.insert(session, "Seat", {"person": pk}, parent_pk=item.pk)
        seats = _person_seats(session, item)
    own = seats.get(person_pk)
    if own is None:
        rows.insert(session, "Seat", {"person": person_pk}, parent_pk=item.pk)
    elif at_table:
        _until(session, own, None)
    elif item.actual_start is not None:
        _until(session, own, time)
    elif len(seats) > 1:
        rows.remove(session, "Seat", own)
    else:
        # Without any seat everybody would sit: the last one stays in the list, gone from the beginning.
        _until(session, own, item.planned_start)


def seat_member(session: Session, item: tables.AgendaItem, member_pk: int, time: str, *, at_table: bool) -> None:
    """Let a member of the item's family sit or leave. Refused when that is so already, or for another family."""
    member: tables.Member = rows.fetch(session, "Member", member_pk)
    if item.case_id is None or member.case_id != item.case_id:
        raise refusal("Seat", "member", _("{id} belongs to another case.").format(id=member.id))
    table = tables.Seat
    own = session.exec(select(table).where(table.agenda_item_id == item.pk, table.member_id == member_pk)).first()
    sits = own is not None and own.until is None
    if sits == at_table:
        raise _already(member.id, at_table=at_table)
    if own is None:
        rows.insert(session, "Seat", {"member": member_pk}, parent_pk=item.pk)
    elif at_table:
        _until(session, own, None)
    elif item.actual_start is not None:
        _until(session, own, time)
    else:
        rows.remove(session, "Seat", own)


def _present(session: Session, meeting_pk: int, time: str) -> list[int]:
    return [
        row.person_id
        for row in rows.ordered(session, "Attendance", meeting_pk)
        if row.status in THERE and (row.leaves is None or row.leaves > time)
    ]


def _person_seats(session: Session, item: tables.AgendaItem) -> dict[int, tables.Seat]:
    found: list[tables.Seat] = rows.ordered(session, "Seat", item.pk)
    return {seat.person_id: seat for seat in found if seat.person_id is not None}


def _until(session: Session, seat: tables.Seat, time: str | None) -> None:
    seat.until = time
    session.add(seat)
    session.flush()


def _already(name: str, *, at_table: bool) -> Refused:
    words = _("{name} sits at the table already.") if at_table else _("{name} does not sit at the table.")
    return Refused(words.format(name=name), names=[name])
