"""Edits of who is at the meeting: everybody at once, who comes late or leaves early, and who stands in for somebody."""

from datetime import datetime

from sqlmodel import Session

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import THERE
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows, seats
from mdoverleg.edits.meeting_rows import end_time, open_meeting
from mdoverleg.edits.moments import moment
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def everybody(store: Store, who: Who, *, pk: int) -> int:
    """Note everybody on the list as present and return how many that changes; who sent word stays excused.

    Who is online, on the phone or partly there is there already. Refused when nothing changes.
    """
    with store.write(who, "attendance.everybody") as session:
        open_meeting(session, pk)
        absent = [row for row in rows.ordered(session, "Attendance", pk) if row.status == "absent"]
        if not absent:
            raise Refused(_("Everybody who did not send word is noted as there."))
        for row in absent:
            rows.change(session, "Attendance", row, {"status": "present"})
        return len(absent)


def arrive(store: Store, who: Who, *, pk: int, person_pk: int, at: datetime | None = None) -> str:
    """Note that somebody comes in now, or at the given instant, and return that time; Refused when they are there."""
    with store.write(who, "attendance.arrive") as session:
        meeting = _begun(session, pk)
        time = _time(session, store, meeting, at)
        person: tables.Person = rows.fetch(session, "Person", person_pk)
        row = seats.attendance_row(session, pk, person_pk)
        if row is not None and row.status in THERE and row.arrives is None and row.leaves is None:
            # Everybody is noted as present beforehand: who is said to come now was not there until now.
            rows.change(session, "Attendance", row, {"arrives": time})
        elif not seats.note_there(session, meeting, person_pk, time):
            raise Refused(_("{name} is there already.").format(name=person.name), names=[person.name])
        return time


def leave(store: Store, who: Who, *, pk: int, person_pk: int, at: datetime | None = None) -> str:
    """Note that somebody leaves the meeting now, or at the given instant, and return that time.

    Refused for who is not there, or came this very minute.
    """
    with store.write(who, "attendance.leave") as session:
        meeting = _begun(session, pk)
        time = _time(session, store, meeting, at)
        person: tables.Person = rows.fetch(session, "Person", person_pk)
        row = seats.attendance_row(session, pk, person_pk)
        is_there = row is not None and row.status in THERE and (row.leaves is None or row.leaves > time)
        if row is None or not is_there or (row.arrives is not None and row.arrives >= time):
            words = _("{name} is not there now.")
            raise Refused(words.format(name=person.name), names=[person.name])
        rows.change(session, "Attendance", row, {"leaves": time})
        return time


def deputise(
    store: Store,
    who: Who,
    *,
    pk: int,
    absent_pk: int,
    deputy_pk: int | None = None,
    values: Values | None = None,
    item_pk: int | None = None,
    at: datetime | None = None,
) -> int:
    """Note that somebody stands in at a meeting for a person who is not there, and return the key of who does.

    It is `deputy_pk`, somebody new with `values`, or else the deputy whom that person has; they are kept as their
    deputy and sit in for the item. Refused when the person is there, when nobody stands in, and when the deputy sits
    there already.
    """
    with store.write(who, "attendance.deputise") as session:
        meeting = open_meeting(session, pk)
        absent: tables.Person = rows.fetch(session, "Person", absent_pk)
        row = seats.attendance_row(session, pk, absent_pk)
        now = moment(store, session, at)
        if row is not None and row.status in THERE and not (meeting.actual_start and row.leaves):
            raise Refused(_("{name} is there already.").format(name=absent.name), names=[absent.name])
        if values is not None:
            deputy_pk = rows.insert(session, "Person", values).pk
        deputy_pk = deputy_pk or absent.deputy_id
        if deputy_pk is None:
            raise Refused(_("{name} has no deputy yet.").format(name=absent.name), names=[absent.name])
        if deputy_pk == absent_pk:
            raise refusal("Person", "deputy", _("this is somebody else."))
        is_new = absent.deputy_id != deputy_pk
        if is_new:
            rows.change(session, "Person", absent, {"deputy": deputy_pk})
        comes = seats.note_there(session, meeting, deputy_pk, _time(session, store, meeting, now))
        sits = item_pk is not None and _sits(session, pk, item_pk, deputy_pk, now)
        if not (is_new or comes or sits):
            deputy: tables.Person = rows.fetch(session, "Person", deputy_pk)
            raise Refused(_("{name} is there already.").format(name=deputy.name), names=[deputy.name])
        return deputy_pk


def _sits(session: Session, pk: int, item_pk: int, deputy_pk: int, now: datetime) -> bool:
    """Let the deputy sit in for an item of this meeting that is not over; tell whether they did not."""
    item: tables.AgendaItem = rows.fetch(session, "AgendaItem", item_pk)
    if item.meeting_id != pk or item.actual_end is not None:
        return False
    came = seats.give_seat(session, item, deputy_pk)
    if came:
        seats.ask_for(session, item, deputy_pk, now)
    return came


def _begun(session: Session, pk: int) -> tables.Meeting:
    meeting = open_meeting(session, pk)
    if meeting.actual_start is None:
        raise Refused(_("This meeting has not started yet."))
    return meeting


def _time(session: Session, store: Store, meeting: tables.Meeting, at: datetime | None) -> str:
    """Return the time of day to note: never before the meeting began, nor after it ended."""
    time = end_time(meeting.actual_start, moment(store, session, at), meeting)
    return min(time, meeting.actual_end) if meeting.actual_end is not None else time
