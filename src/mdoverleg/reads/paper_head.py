"""What every paper says about itself: the table, the meeting, when it was made and by whom."""

from datetime import datetime

from mdoverleg.domain import records
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.facts import TableFacts
from mdoverleg.domain.papers import NOBODY, MeetingHead, PaperHead, Ref
from mdoverleg.reads.calendar_ids import revisions, table_mark
from mdoverleg.reads.loading import load
from mdoverleg.store.reading import Reader


def paper_head(
    reader: Reader, table: TableFacts, clock: Clock, *, made_by: str = "", meeting_pk: int | None = None
) -> PaperHead:
    """Return the head of a paper, made now on the table's one clock."""
    found = load(reader, records.Meeting, "pk = ?", (meeting_pk,)) if meeting_pk is not None else ()
    return PaperHead(
        table=table.info.name,
        made_at=made_now(table, clock),
        made_by=made_by,
        meeting=_with_revision(reader, found[0], table) if found else None,
        table_mark=table_mark(reader),
        zone=table.zone,
    )


def _with_revision(reader: Reader, meeting: records.Meeting, table: TableFacts) -> MeetingHead:
    changed = revisions(reader, "meeting", (meeting.pk,))
    return meeting_head(meeting, table)._replace(revision=changed.get(meeting.pk, 0))


def made_now(table: TableFacts, clock: Clock) -> datetime:
    """Return this moment in the table's zone."""
    return clock.now(table.zone)


def meeting_head(meeting: records.Meeting, table: TableFacts) -> MeetingHead:
    """Return what a paper says about its meeting; it is final once the meeting was closed."""
    return MeetingHead(
        id=meeting.id,
        kind=meeting.kind,
        title=meeting.title or "",
        held_on=meeting.held_on,
        start=meeting.actual_start or meeting.planned_start,
        end=meeting.actual_end or meeting.planned_end,
        location=meeting.location or "",
        chair=person_ref(meeting.chair_id, table).name,
        secretary=person_ref(meeting.secretary_id, table).name,
        version=meeting.minutes_version,
        is_final=meeting.closed_at is not None,
    )


def person_ref(pk: int | None, table: TableFacts) -> Ref:
    """Return a person's id and full name."""
    person = table.people.get(pk or 0)
    return Ref(person.id, person.name) if person else NOBODY


def organisation_ref(pk: int | None, table: TableFacts) -> Ref:
    """Return an organisation's id and name."""
    organisation = table.organisations.get(pk or 0)
    return Ref(organisation.id, organisation.name) if organisation else NOBODY


def case_ref(reader: Reader, pk: int | None) -> Ref | None:
    """Return a case's id and alias."""
    row = reader.one('SELECT id, alias FROM "case" WHERE pk = ?', (pk,)) if pk is not None else None
    return Ref(*row) if row else None


def organisation_of(person_pk: int | None, table: TableFacts) -> int:
    """Return the key of the organisation where somebody works; 0 without a person."""
    person = table.people.get(person_pk or 0)
    return person.organisation_id if person else 0
