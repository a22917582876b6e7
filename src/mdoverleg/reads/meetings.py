"""Meetings: the list, and one meeting as its heading."""

from collections.abc import Mapping
from datetime import date

from mdoverleg.domain import records
from mdoverleg.domain.facts import MeetingFacts, TableFacts
from mdoverleg.domain.groups import LIVE, THERE
from mdoverleg.domain.names import short_name
from mdoverleg.domain.snapshots import MeetingRow
from mdoverleg.reads.loading import among, load
from mdoverleg.store.reading import Reader


def meeting_row(facts: MeetingFacts, table: TableFacts) -> MeetingRow:
    """Return one meeting with its numbers."""
    return _row(
        facts.meeting,
        {pk: person.name for pk, person in table.people.items()},
        cases=sum(1 for item in facts.agenda if item.case_id),
        present=sum(1 for row in facts.attendance if row.status in THERE),
        invited=len(facts.attendance),
    )


def _row(meeting: records.Meeting, people: Mapping[int, str], *, cases: int, present: int, invited: int) -> MeetingRow:
    return MeetingRow(
        pk=meeting.pk,
        id=meeting.id,
        kind=meeting.kind,
        title=meeting.title or "",
        held_on=meeting.held_on,
        planned_start=meeting.planned_start,
        planned_end=meeting.planned_end,
        actual_start=meeting.actual_start,
        actual_end=meeting.actual_end,
        location=meeting.location or "",
        chair_pk=meeting.chair_id,
        chair=short_name(people[meeting.chair_id]),
        secretary_pk=meeting.secretary_id,
        closed_at=meeting.closed_at,
        cases=cases,
        present=present,
        invited=invited,
    )


COUNTS = f"""
SELECT m.pk, (SELECT count(*) FROM agenda_item i WHERE i.meeting_id = m.pk AND i.case_id IS NOT NULL),
  (SELECT count(*) FROM attendance a WHERE a.meeting_id = m.pk
     AND a.status IN {among(THERE)}),
  (SELECT count(*) FROM attendance a WHERE a.meeting_id = m.pk),
  (SELECT count(*) FROM agenda_item i WHERE i.meeting_id = m.pk AND i.not_held = 'postponed')
FROM meeting m"""

WAITING = f"""
SELECT m.pk, count(*) FROM meeting m JOIN agenda_item i ON i.meeting_id = m.pk AND i.not_held IS NULL
  JOIN action_point a ON a.case_id = i.case_id AND +a.status IN {among(LIVE)}
WHERE m.actual_start IS NULL AND m.closed_at IS NULL AND (a.created_in_id IS NULL OR a.created_in_id <> m.pk)
GROUP BY m.pk"""
"""Live action points of before, of the cases on the agenda of each meeting that has not begun."""


def meeting_rows(reader: Reader) -> tuple[MeetingRow, ...]:
    """Return every meeting, the newest first."""
    people = dict(reader.rows("SELECT pk, name FROM person"))
    counts = {pk: tuple(found) for pk, *found in reader.rows(COUNTS)}
    waiting = dict(reader.rows(WAITING))
    rows = []
    for meeting in load(reader, records.Meeting, order="held_on DESC, planned_start DESC, pk DESC"):
        cases, present, invited, put_off = counts[meeting.pk]
        row = _row(meeting, people, cases=cases, present=present, invited=invited)
        rows.append(row._replace(put_off=put_off, waiting=waiting.get(meeting.pk, 0)))
    return tuple(rows)


def running_meeting(reader: Reader) -> int | None:
    """Return the meeting that runs, in which things are agreed and answered now."""
    pk: int | None = reader.value(
        "SELECT pk FROM meeting WHERE actual_start IS NOT NULL AND actual_end IS NULL AND closed_at IS NULL"
        " ORDER BY held_on DESC, planned_start DESC LIMIT 1"
    )
    return pk


def meeting_of_today(reader: Reader, today: date) -> int | None:
    """Return the running meeting, else one of today, else the first one still to be held, else the last one held.

    One of today stays after it is closed, also when the next one is planned: its lists go out now.
    """
    open_today = "SELECT pk FROM meeting WHERE held_on = ? AND closed_at IS NULL ORDER BY planned_start LIMIT 1"
    closed_today = "SELECT pk FROM meeting WHERE held_on = ? ORDER BY planned_start DESC LIMIT 1"
    to_come = (
        "SELECT pk FROM meeting WHERE actual_start IS NULL AND held_on >= ? ORDER BY held_on, planned_start LIMIT 1"
    )
    last = "SELECT pk FROM meeting ORDER BY held_on DESC, planned_start DESC LIMIT 1"
    day = (today.isoformat(),)
    found = (reader.value(sql, day) for sql in (open_today, closed_today, to_come))
    pk: int | None = running_meeting(reader) or next(filter(None, found), None) or reader.value(last)
    return pk


def next_meeting_after(reader: Reader, day: date) -> date | None:
    """Return the day of the first meeting after a day."""
    found = reader.value("SELECT min(held_on) FROM meeting WHERE held_on > ?1", (day.isoformat(),))
    return date.fromisoformat(found) if found else None


def days_of_meetings(reader: Reader) -> frozenset[date]:
    """Return the days on which there is a meeting, held or planned."""
    return frozenset(date.fromisoformat(day) for (day,) in reader.rows("SELECT DISTINCT held_on FROM meeting"))
