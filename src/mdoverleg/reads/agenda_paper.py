"""The agenda of a meeting as it goes out: its items with their times, and who is in the room for each."""

from mdoverleg.domain import records
from mdoverleg.domain.clock import Clock, minutes_of_day
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.facts import MeetingFacts, TableFacts
from mdoverleg.domain.papers import AgendaLine, AgendaPaper, Invited, Present
from mdoverleg.domain.words import _
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.facts import meeting_facts, table_facts
from mdoverleg.reads.in_the_room import WasIn, present, was_in
from mdoverleg.reads.meeting_times import meeting_times
from mdoverleg.reads.meetings import meeting_of_today
from mdoverleg.reads.paper_head import made_now, organisation_of, organisation_ref, paper_head, person_ref
from mdoverleg.store.reading import Reader


def agenda_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> AgendaPaper:
    """Return the agenda of a meeting, else of the running or next one; Refused when there is none."""
    table = table_facts(reader)
    meeting_pk = asked.meeting_pk or meeting_of_today(reader, made_now(table, clock).date())
    found = meeting_facts(reader, "pk = ?", (meeting_pk,)) if meeting_pk else ()
    if not found:
        raise Refused(_("There is no meeting yet"))
    cases = dict(reader.rows('SELECT pk, alias FROM "case"'))
    members = dict(reader.rows("SELECT pk, id FROM member"))
    now = made_now(table, clock)
    times = meeting_times(reader, now, found[0].meeting.pk)
    return AgendaPaper(
        head=paper_head(reader, table, clock, made_by=made_by, meeting_pk=meeting_pk),
        items=tuple(
            _agenda_line(number, item, cases, _seated(found[0], item, table, members))
            for number, item in enumerate(found[0].agenda, 1)
        ),
        invited=tuple(invited(row, table) for row in found[0].attendance),
        calls=times.calls() if times else (),
        as_of=f"{now:%H:%M}" if times and times.runs else "",
    )


def _agenda_line(
    number: int, item: records.AgendaItem, cases: dict[int, str], people: tuple[Present, ...]
) -> AgendaLine:
    alias = cases.get(item.case_id or 0, "")
    return AgendaLine(
        number=number,
        start=item.planned_start,
        end=item.planned_end,
        minutes=minutes_of_day(item.planned_end) - minutes_of_day(item.planned_start),
        kind=item.kind,
        title=" · ".join(part for part in (alias, item.title or "") if part),
        case=alias,
        people=people,
        not_held=item.not_held,
        added_because=item.added_because or "",
    )


def _seated(
    meeting: MeetingFacts, item: records.AgendaItem, table: TableFacts, members: dict[int, str]
) -> tuple[Present, ...]:
    """Name who was in the room for a case that was discussed; for what is to come who is asked to the table."""
    seats = meeting.seats.get(item.pk, ())
    if item.actual_start and (seats or item.case_id is not None):
        return tuple(present(who, table, members) for who in was_in(meeting, item))
    return tuple(present(WasIn(seat.person_id, seat.member_id), table, members) for seat in seats)


def invited(row: records.Attendance, table: TableFacts) -> Invited:
    """Return somebody on the list of a meeting, with full name."""
    return Invited(
        name=person_ref(row.person_id, table).name,
        organisation=organisation_ref(organisation_of(row.person_id, table), table).name,
        status=row.status,
        arrives=row.arrives or "",
        leaves=row.leaves or "",
        capacity=row.capacity,
    )
