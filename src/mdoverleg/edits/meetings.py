"""Edits of a meeting: planned, started, gone on with, closed, reopened, and who is there."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session, and_, col, or_, select

from mdoverleg.domain.case_steps import Spent
from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import THERE
from mdoverleg.domain.meeting_papers import Kept
from mdoverleg.domain.schema.meetings import MEETING
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import agenda_order, minutes, planning, rows
from mdoverleg.edits.authors import last_to_change_column
from mdoverleg.edits.meeting_rows import (
    agenda_of,
    clock_time,
    end_time,
    next_item,
    open_meeting,
    planned_minutes,
    running_item,
    shift_waiting,
    went_on_already,
)
from mdoverleg.edits.moments import moment
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import checked
from mdoverleg.store import tables
from mdoverleg.store.reading import Reader
from mdoverleg.store.store import Store

BETWEEN = "between_meetings"


class WentOn(NamedTuple):
    """Where the meeting is after going on."""

    item_pk: int | None
    """The item that runs now."""
    is_last: bool
    """There was no next item: the one that runs goes on, and the meeting may be closed."""


def plan(
    store: Store,
    who: Who,
    *,
    values: Values,
    template_name: str | None = None,
    from_meeting_pk: int | None = None,
    case_pks: Sequence[int] = (),
    person_pks: Sequence[int] | None = None,
    carries_over: bool = True,
    item_pks: Sequence[int] = (),
) -> int:
    """Plan a meeting with its agenda and return its key; `held_on` is needed, the rest may follow from what was before.

    The agenda comes from the template (`""`: none), else from the standing items of the earlier meeting, else from the
    table's first template for this kind of meeting. Cases that the earlier meeting did not reach come first, then
    `case_pks`, each with the table's minutes per case; without `carries_over` only `case_pks`. On the list come
    `person_pks`, else the people of the earlier meeting, all as present. `item_pks` are items that another meeting put
    off: their cases come behind `case_pks`, the others before what ends the agenda.
    """
    with store.write(who, "meetings.plan") as session:
        extra = agenda_order.slots_of_items(session, item_pks)
        wanted = planning.Wanted(values, template_name, from_meeting_pk, tuple(case_pks), person_pks, carries_over)
        return planning.planned(session, who, wanted, extra)


def plan_series(store: Store, who: Who, *, days: Sequence[date], from_meeting_pk: int) -> tuple[int, ...]:
    """Plan a meeting on each of the days in one step, as the earlier one: its hours, people and standing items.

    No cases come on them yet: what is put off or not reached comes by itself when the meeting before is closed.
    Returns their keys; Refused without a day.
    """
    if not days:
        raise Refused(_("Choose at least one day."))
    with store.write(who, "meetings.plan_series") as session:
        earlier: tables.Meeting = rows.fetch(session, "Meeting", from_meeting_pk)
        same: Values = {
            "kind": earlier.kind,
            "planned_start": earlier.planned_start,
            "planned_end": earlier.planned_end,
            "location": earlier.location,
            "secretary": _still(session, earlier.secretary_id),
        }
        return tuple(
            planning.planned(
                session,
                who,
                planning.Wanted({**same, "held_on": day}, from_meeting_pk=from_meeting_pk, carries_over=False),
            )
            for day in dict.fromkeys(days)
        )


def _still(session: Session, person_pk: int | None) -> int | None:
    person = session.get(tables.Person, person_pk) if person_pk is not None else None
    return person_pk if person is not None and person.active else None


def change(store: Store, who: Who, *, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of a meeting that is not closed; ChangedMeanwhile when a field no longer holds what the user saw.

    Another planned start moves the planned end and the agenda along, as far as they have not begun or are given too.
    """
    with store.write(who, "meetings.change") as session:
        meeting = open_meeting(session, pk)
        given = dict(values)
        before = minutes_of_day(meeting.planned_start)
        if given.get("planned_start") and meeting.actual_start is None and "planned_end" not in given:
            checked(session, MEETING, MEETING.field("planned_start"), given["planned_start"])
            given["planned_end"] = clock_time(minutes_of_day(given["planned_start"]) + planned_minutes(meeting))
        fresh = rows.change(session, "Meeting", meeting, given, expected)
        if "planned_start" in fresh and meeting.actual_start is None:
            shift_waiting(session, agenda_of(session, pk), minutes_of_day(meeting.planned_start) - before)


def start(store: Store, who: Who, *, pk: int, at: datetime | None = None) -> int | None:
    """Start the meeting and its first item now, or at the given instant; returns the key of that item.

    Refused when it has started already, with who did.
    """
    with store.write(who, "meetings.start") as session:
        meeting = open_meeting(session, pk)
        if meeting.actual_start is not None:
            name = last_to_change_column(session, "meeting", "actual_start", pk) or _("somebody")
            words = _("{who} started this meeting already, at {time}.")
            raise Refused(words.format(who=name, time=meeting.actual_start), names=[name])
        now = moment(store, session, at)
        meeting.actual_start = f"{now:%H:%M}"
        meeting.actual_end = None
        session.add(meeting)
        items = agenda_of(session, pk)
        first = running_item(items) or next_item(items, None)
        if first is None:
            return None
        first.actual_start = first.actual_start or meeting.actual_start
        session.add(first)
        return first.pk


def go_on(
    store: Store,
    who: Who,
    *,
    pk: int,
    at: datetime | None = None,
    expected_item_pk: int | None = None,
    phases: Spent | None = None,
    note: str = "",
) -> WentOn:
    """End the running item and begin the next one that is to be held, in one step.

    After the last one only the note is written and the answer says so. `note` is kept with the case that is left: why
    it is left with something open. `expected_item_pk` is the item that the user saw running: when another window went
    on first nothing is done, and Refused says who did. `phases` are whole minutes (0 to 600) of picture, judgement and
    decision, as far as known.
    """
    with store.write(who, "meetings.next") as session:
        meeting = open_meeting(session, pk)
        if meeting.actual_start is None:
            raise Refused(_("This meeting has not started yet."))
        items = agenda_of(session, pk)
        running = running_item(items)
        if expected_item_pk is not None and (running is None or running.pk != expected_item_pk):
            raise went_on_already(session, running, expected_item_pk)
        now = moment(store, session, at)
        if note and running is not None and running.case_id is not None:
            values = {"text": note, "by": who.person_pk or meeting.chair_id, "written_at": now, "kind": BETWEEN}
            rows.insert(session, "Note", values, parent_pk=running.case_id)
        following = next_item(items, running)
        if following is None:
            return WentOn(running.pk if running else None, is_last=True)
        time = end_time(running.actual_start if running else meeting.actual_start, now, meeting)
        if running is not None:
            running.actual_end = time
            _note_phases(running, phases)
            session.add(running)
        following.actual_start = time
        meeting.actual_end = None
        session.add_all([following, meeting])
        return WentOn(following.pk, is_last=False)


def _note_phases(item: tables.AgendaItem, phases: Spent | None) -> None:
    """Write down how long each phase took; what somebody filled in by hand stays."""
    if phases is not None and (item.picture_minutes, item.judgement_minutes, item.decision_minutes) == (None,) * 3:
        item.picture_minutes, item.judgement_minutes, item.decision_minutes = phases


def close(
    store: Store,
    who: Who,
    *,
    pk: int,
    at: datetime | None = None,
    phases: Spent | None = None,
    looked_back: Sequence[str] = (),
    fix: Callable[[Reader], Kept] | None = None,
) -> int:
    """Close the meeting: what runs is ended, the minutes are final and locked until it is reopened.

    What was put off or not reached comes on the agenda of the next meeting of this kind, where one is planned; returns
    how many items that are.

    `phases` are the minutes by phase of the running item, as in `go_on`. `looked_back` are lines that are put under
    what was written when looking back (A8.26, A8.27). `fix` returns the minutes as they are now, to be kept as this
    version (reads/minutes_versions.py).
    """
    with store.write(who, "meetings.close") as session:
        meeting = open_meeting(session, pk)
        if meeting.actual_start is None:
            raise Refused(_("This meeting has not started yet."))
        now = moment(store, session, at)
        latest = meeting.actual_start
        items = agenda_of(session, pk)
        running = running_item(items)
        for item in items:
            if item is running:
                _note_phases(item, phases)
            if item.actual_start is not None and item.actual_end is None:
                item.actual_end = end_time(item.actual_start, now, meeting)
                session.add(item)
            latest = max(latest, item.actual_end or latest)
        meeting.actual_end = meeting.actual_end or end_time(latest, now, meeting)
        meeting.closed_at = now.astimezone(UTC)
        meeting.minutes_version = min(meeting.minutes_version + 1, 999)
        if looked_back:
            text = "\n".join([*filter(None, [meeting.reflection]), *looked_back])
            meeting.reflection = checked(session, MEETING, MEETING.field("reflection"), text)
        session.add(meeting)
        left = agenda_order.carry_over(session, meeting)
        if fix is not None:
            minutes.keep(session, store, meeting, fix)
        return left


def reopen(store: Store, who: Who, *, pk: int) -> None:
    """Unlock a closed meeting; Refused once a later meeting has started."""
    with store.write(who, "meetings.reopen") as session:
        meeting: tables.Meeting = rows.fetch(session, "Meeting", pk)
        if meeting.closed_at is None:
            raise Refused(_("This meeting is not closed."))
        table = tables.Meeting
        same_day = and_(col(table.held_on) == meeting.held_on, col(table.planned_start) > meeting.planned_start)
        later = select(table).where(
            or_(col(table.held_on) > meeting.held_on, same_day), col(table.actual_start).is_not(None)
        )
        newer = session.exec(later).first()
        if newer is not None:
            day = day_with_year(newer.held_on)
            raise Refused(_("The meeting of {day} has started since; this one stays closed.").format(day=day))
        meeting.closed_at = None
        session.add(meeting)


def attend(
    store: Store,
    who: Who,
    *,
    pk: int,
    person_pk: int,
    status: str,
    arrives: str | None = None,
    leaves: str | None = None,
    capacity: str | None = None,
) -> int:
    """Note whether a person is there, and return the key of that row; one per person and meeting.

    What is not given stays as it was, `""` takes a time away; who is not there has no times.
    """
    with store.write(who, "meetings.attend") as session:
        open_meeting(session, pk)
        there = status in THERE
        values: dict[str, Any] = {"status": status}
        for key, time in (("arrives", arrives), ("leaves", leaves)):
            if time is not None or not there:
                values[key] = time if there and time else None
        if capacity is not None:
            values["capacity"] = capacity
        row = _attendance(session, pk, person_pk)
        if row is None:
            row = rows.insert(session, "Attendance", {"person": person_pk} | values, parent_pk=pk)
        else:
            rows.change(session, "Attendance", row, values)
        return row.pk


def take_off(store: Store, who: Who, *, pk: int, person_pk: int) -> None:
    """Take a person off the attendance list who does not belong on it."""
    with store.write(who, "meetings.take_off") as session:
        open_meeting(session, pk)
        row = _attendance(session, pk, person_pk)
        if row is None:
            raise Refused(_("This person is not on the list."))
        rows.remove(session, "Attendance", row)


def call_off(store: Store, who: Who, *, pk: int) -> None:
    """Take a meeting that has not begun off the list, with its agenda and who was invited; undo brings it back.

    Refused when it has begun, or when something was written down in it already. Its number is not given again, so that
    a calendar which holds the invitation knows what is called off (reads/cancellations.py).
    """
    with store.write(who, "meetings.call_off") as session:
        meeting = open_meeting(session, pk)
        if meeting.actual_start is not None:
            raise Refused(_("This meeting has begun; it cannot be called off."))
        rows.remove(session, "Meeting", meeting)


def _attendance(session: Session, pk: int, person_pk: int) -> tables.Attendance | None:
    table = tables.Attendance
    return session.exec(select(table).where(table.meeting_id == pk, table.person_id == person_pk)).first()


def confidentiality(
    store: Store,
    who: Who,
    *,
    pk: int,
    version: str | None = None,
    shared_responsibility_said: bool | None = None,
    at: datetime | None = None,
) -> None:
    """Note that the text on confidentiality was read aloud now, or at the given instant, and which version."""
    with store.write(who, "meetings.confidentiality") as session:
        meeting = open_meeting(session, pk)
        values: dict[str, Any] = {"confidentiality_time": f"{moment(store, session, at):%H:%M}"}
        if version is not None:
            values["confidentiality_version"] = version
        if shared_responsibility_said is not None:
            values["shared_responsibility_said"] = shared_responsibility_said
        rows.change(session, "Meeting", meeting, values)
