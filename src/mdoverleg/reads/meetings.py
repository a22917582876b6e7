"""Meetings: the list, and one meeting as its heading."""

from collections.abc import Mapping
from datetime import date

from mdoverleg.domain import records
from mdoverleg.domain.facts import MeetingFacts, TableFacts
from mdoverleg.domain.names import short_name
from mdoverleg.domain.snapshots import MeetingRow
from mdoverleg.reads.loading import Reader, load

PRESENT = ("present", "online", "by_phone", "partly")


def meeting_row(facts: MeetingFacts, table: TableFacts) -> MeetingRow:
    """Return one meeting with its numbers."""
    return _row(
        facts.meeting,
        {pk: person.name for pk, person in table.people.items()},
        cases=sum(1 for item in facts.agenda if item.case_id),
        present=sum(1 for row in facts.attendance if row.status in PRESENT),
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
        secretary=short_name(people[meeting.secretary_id]) if meeting.secretary_id else "",
        closed_at=meeting.closed_at,
        cases=cases,
        present=present,
        invited=invited,
    )


COUNTS = """
SELECT m.pk, (SELECT count(*) FROM agenda_item i WHERE i.meeting_id = m.pk AND i.case_id IS NOT NULL),
  (SELECT count(*) FROM attendance a WHERE a.meeting_id = m.pk
     AND a.status IN ('present', 'online', 'by_phone', 'partly')),
  (SELECT count(*) FROM attendance a WHERE a.meeting_id = m.pk)
FROM meeting m"""


def meeting_rows(reader: Reader) -> tuple[MeetingRow, ...]:
    """Return every meeting, the newest first."""
    people = dict(reader.rows("SELECT pk, name FROM person"))
    counts = {pk: (cases, present, invited) for pk, cases, present, invited in reader.rows(COUNTS)}
    found = load(reader, records.Meeting, order="held_on DESC, planned_start DESC, pk DESC")
    return tuple(
        _row(meeting, people, cases=counts[meeting.pk][0], present=counts[meeting.pk][1], invited=counts[meeting.pk][2])
        for meeting in found
    )


def next_meeting_after(reader: Reader, day: date) -> date | None:
    """Return the day of the first meeting after a day."""
    found = reader.value("SELECT min(held_on) FROM meeting WHERE held_on > ?1", (day.isoformat(),))
    return date.fromisoformat(found) if found else None
