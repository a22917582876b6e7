"""Seats of one agenda item: none means that everybody present sits (docs/format.md, Seat).

Who comes in, steps out or was not in the room at all: of one person or of a whole set, in one step.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import THERE, WITH_ALL_CASES
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.information import ask_newcomer
from mdoverleg.edits.meeting_rows import end_time, open_meeting
from mdoverleg.edits.moments import moment
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def come_in(
    store: Store,
    who: Who,
    *,
    item_pk: int,
    person_pks: Sequence[int] = (),
    member_pks: Sequence[int] = (),
    at: datetime | None = None,
) -> None:
    """Let people and family members come in for one item, in one step.

    Who was not noted as there is from now on; an organisation that the case did not know is asked (E52). Refused when
    all of them sit there already, and after an item that is over for somebody who was not at the meeting.
    """
    with store.write(who, "seats.come_in") as session:
        item, now = _of_open_meeting(store, session, item_pk, at)
        came = [pk for pk in person_pks if _let_in(session, item, pk, now)]
        family = [pk for pk in member_pks if _seat_member(session, item, pk)]
        if not came and not family:
            raise _nothing(session, person_pks, member_pks, at_table=True)
        for pk in came:
            ask_for(session, item, pk, now)


def bring_in(store: Store, who: Who, *, item_pk: int, values: rows.Values, at: datetime | None = None) -> int:
    """Add somebody who never came before, as a guest who comes in for one item, and return the key of that person."""
    with store.write(who, "seats.bring_in") as session:
        item, now = _of_open_meeting(store, session, item_pk, at)
        pk: int = rows.insert(session, "Person", values).pk
        _let_in(session, item, pk, now)
        row = attendance_row(session, item.meeting_id, pk)
        if row is not None:
            rows.change(session, "Attendance", row, {"capacity": "guest"})
        ask_for(session, item, pk, now)
        return pk


def step_out(
    store: Store,
    who: Who,
    *,
    item_pk: int,
    person_pks: Sequence[int] = (),
    member_pks: Sequence[int] = (),
    at: datetime | None = None,
) -> None:
    """Let people and family members step out of one item, in one step: with the time, or before it begins without seat.

    Refused when none of them sits there, and when the item is over.
    """
    with store.write(who, "seats.step_out") as session:
        item, now = _of_open_meeting(store, session, item_pk, at)
        if item.actual_end is not None:
            raise Refused(
                _("This item ended at {time}: nobody can step out of it any more.").format(time=item.actual_end)
            )
        time = time_in(session, item, now)
        went = [pk for pk in person_pks if _let_out(session, item, pk, time)]
        family = [pk for pk in member_pks if _unseat_member(session, item, pk, time)]
        if not went and not family:
            raise _nothing(session, person_pks, member_pks, at_table=False)


def not_in(
    store: Store, who: Who, *, item_pk: int, person_pks: Sequence[int] = (), member_pks: Sequence[int] = ()
) -> None:
    """Note that people and family members were not in the room for one item at all, in one step.

    Refused when none of them had a seat; also after the item, as long as the meeting is not closed.
    """
    with store.write(who, "seats.not_in") as session:
        item, _now = _of_open_meeting(store, session, item_pk, None)
        left = [pk for pk in person_pks if _take_seat(session, item, pk)]
        family = [pk for pk in member_pks if _unseat_member(session, item, pk, None)]
        if not left and not family:
            raise _nothing(session, person_pks, member_pks, at_table=False)


def seat_person(session: Session, item: tables.AgendaItem, person_pk: int, now: datetime, *, at_table: bool) -> None:
    """Let a person sit or leave; the first time everybody present gets a seat. Refused when that is so already."""
    person: tables.Person = rows.fetch(session, "Person", person_pk)
    time = time_in(session, item, now)
    if at_table and person_pk not in present(session, item, time):
        words = _("{name} is not there; note that first in the attendance.")
        raise Refused(words.format(name=person.name), names=[person.name])
    done = give_seat(session, item, person_pk) if at_table else _let_out(session, item, person_pk, time)
    if not done:
        raise _already(person.name, at_table=at_table)


def seat_member(session: Session, item: tables.AgendaItem, member_pk: int, now: datetime, *, at_table: bool) -> None:
    """Let a member of the item's family sit or leave. Refused when that is so already, or for another family."""
    time = time_in(session, item, now)
    done = _seat_member(session, item, member_pk) if at_table else _unseat_member(session, item, member_pk, time)
    if not done:
        member: tables.Member = rows.fetch(session, "Member", member_pk)
        raise _already(member.id, at_table=at_table)


def time_in(session: Session, item: tables.AgendaItem, now: datetime) -> str:
    """Return the time of day to note in an item: never before it began; its planned start while it has not begun."""
    if item.actual_start is None:
        return item.planned_start
    meeting: tables.Meeting = rows.fetch(session, "Meeting", item.meeting_id)
    time = end_time(item.actual_start, now, meeting)
    return min(time, item.actual_end) if item.actual_end is not None else time


def present(session: Session, item: tables.AgendaItem, time: str) -> list[int]:
    """Return the keys of who is at the meeting at a time of day of this item."""
    return [
        row.person_id
        for row in rows.ordered(session, "Attendance", item.meeting_id)
        if row.status in THERE and (row.leaves is None or row.leaves > time)
    ]


def ask_for(session: Session, item: tables.AgendaItem, person_pk: int, now: datetime) -> None:
    """Ask the organisation of who comes to sit with a case; who sits with every case does not bring one in."""
    if item.case_id is None:
        return
    meeting: tables.Meeting = rows.fetch(session, "Meeting", item.meeting_id)
    row = attendance_row(session, item.meeting_id, person_pk)
    with_all = row is not None and row.capacity in WITH_ALL_CASES
    if not with_all and person_pk not in (meeting.chair_id, meeting.secretary_id):
        ask_newcomer(session, item.case_id, person_pk, now.date())


def attendance_row(session: Session, meeting_pk: int, person_pk: int) -> tables.Attendance | None:
    """Return the row of one person on the attendance list."""
    table = tables.Attendance
    return session.exec(select(table).where(table.meeting_id == meeting_pk, table.person_id == person_pk)).first()


def note_there(session: Session, meeting: tables.Meeting, person_pk: int, time: str) -> bool:
    """Note that a person is at the meeting at a time of day; tell whether that was not so already.

    Before the meeting begins no time is noted: they are expected from the start.
    """
    row = attendance_row(session, meeting.pk or 0, person_pk)
    begun = meeting.actual_start is not None
    came = time if begun else None
    if row is None:
        new = {"person": person_pk, "status": "present", "arrives": came}
        rows.insert(session, "Attendance", new, parent_pk=meeting.pk)
        return True
    values: dict[str, Any] = {}
    if row.status not in THERE:
        values = {"status": "present", "arrives": came, "leaves": None}
    elif begun:
        if row.arrives is not None and row.arrives > time:
            values["arrives"] = time
        if row.leaves is not None and row.leaves <= time:
            values["leaves"] = None
    return bool(values and rows.change(session, "Attendance", row, values))


def _of_open_meeting(
    store: Store, session: Session, item_pk: int, at: datetime | None
) -> tuple[tables.AgendaItem, datetime]:
    item: tables.AgendaItem = rows.fetch(session, "AgendaItem", item_pk)
    open_meeting(session, item.meeting_id)
    if item.not_held is not None:
        raise Refused(_("This item is not held."))
    return item, moment(store, session, at)


def _let_in(session: Session, item: tables.AgendaItem, person_pk: int, now: datetime) -> bool:
    person: tables.Person = rows.fetch(session, "Person", person_pk)
    meeting: tables.Meeting = rows.fetch(session, "Meeting", item.meeting_id)
    time = time_in(session, item, now)
    if item.actual_end is not None and person_pk not in present(session, item, item.actual_start or time):
        words = _("{name} is not there; note that first in the attendance.")
        raise Refused(words.format(name=person.name), names=[person.name])
    is_new = item.actual_end is None and note_there(session, meeting, person_pk, time)
    return give_seat(session, item, person_pk) or is_new


def give_seat(session: Session, item: tables.AgendaItem, person_pk: int) -> bool:
    """Give a person a seat; tell whether they did not sit. Without any seat everybody present sits."""
    seats = _person_seats(session, item)
    own = seats.get(person_pk)
    if not seats or (own is not None and own.until is None):
        return False
    if own is None:
        rows.insert(session, "Seat", {"person": person_pk}, parent_pk=item.pk)
    else:
        _until(session, own, None)
    return True


def _let_out(session: Session, item: tables.AgendaItem, person_pk: int, time: str) -> bool:
    """Take a person from the table at a time of day; tell whether they sat there."""
    rows.fetch(session, "Person", person_pk)
    here = present(session, item, time)
    seats = _person_seats(session, item)
    own = seats.get(person_pk)
    sits = own is not None and own.until is None if seats else person_pk in here
    if not sits:
        return False
    own = own or _seats_for(session, item, here)[person_pk]
    if item.actual_start is not None:
        _until(session, own, time)
    else:
        _remove(session, item, own)
    return True


def _take_seat(session: Session, item: tables.AgendaItem, person_pk: int) -> bool:
    """Take the seat of a person away, whenever they left; tell whether they had one."""
    rows.fetch(session, "Person", person_pk)
    seats = _person_seats(session, item)
    here = present(session, item, item.actual_start or item.planned_start)
    own = seats.get(person_pk)
    if own is None and (seats or person_pk not in here):
        return False
    _remove(session, item, own or _seats_for(session, item, here)[person_pk])
    return True


def _remove(session: Session, item: tables.AgendaItem, own: tables.Seat) -> None:
    """Take a seat away. Without any seat everybody would sit: the last one stays, gone from the beginning."""
    if len(_person_seats(session, item)) > 1:
        rows.remove(session, "Seat", own)
    else:
        _until(session, own, item.actual_start or item.planned_start)


def _seats_for(session: Session, item: tables.AgendaItem, people: Sequence[int]) -> dict[int, tables.Seat]:
    for pk in people:
        rows.insert(session, "Seat", {"person": pk}, parent_pk=item.pk)
    return _person_seats(session, item)


def _person_seats(session: Session, item: tables.AgendaItem) -> dict[int, tables.Seat]:
    found: list[tables.Seat] = rows.ordered(session, "Seat", item.pk)
    return {seat.person_id: seat for seat in found if seat.person_id is not None}


def _member_seat(session: Session, item: tables.AgendaItem, member_pk: int) -> tables.Seat | None:
    member: tables.Member = rows.fetch(session, "Member", member_pk)
    if item.case_id is None or member.case_id != item.case_id:
        raise refusal("Seat", "member", _("{id} belongs to another case.").format(id=member.id))
    table = tables.Seat
    return session.exec(select(table).where(table.agenda_item_id == item.pk, table.member_id == member_pk)).first()


def _seat_member(session: Session, item: tables.AgendaItem, member_pk: int) -> bool:
    own = _member_seat(session, item, member_pk)
    if own is not None and own.until is None:
        return False
    if own is None:
        rows.insert(session, "Seat", {"member": member_pk}, parent_pk=item.pk)
    else:
        _until(session, own, None)
    return True


def _unseat_member(session: Session, item: tables.AgendaItem, member_pk: int, time: str | None) -> bool:
    """Let a member of the family leave at a time of day; without one they were not there at all."""
    own = _member_seat(session, item, member_pk)
    if own is None or (time is not None and own.until is not None):
        return False
    if time is not None and item.actual_start is not None:
        _until(session, own, time)
    else:
        rows.remove(session, "Seat", own)
    return True


def _until(session: Session, seat: tables.Seat, time: str | None) -> None:
    seat.until = time
    session.add(seat)
    session.flush()


def _nothing(session: Session, person_pks: Sequence[int], member_pks: Sequence[int], *, at_table: bool) -> Refused:
    """Say that nothing changes: of one by name, of several together."""
    if len(person_pks) + len(member_pks) == 1:
        kind, pk = ("Person", person_pks[0]) if person_pks else ("Member", member_pks[0])
        row = rows.fetch(session, kind, pk)
        return _already(row.name if person_pks else row.id, at_table=at_table)
    if at_table:
        return Refused(_("Everybody who is asked in is there already."))
    return Refused(_("Nobody without a part in this case has a seat here."))


def _already(name: str, *, at_table: bool) -> Refused:
    words = _("{name} sits at the table already.") if at_table else _("{name} does not sit at the table.")
    return Refused(words.format(name=name), names=[name])
