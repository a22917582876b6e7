"""Who was in the room for one agenda item, from when to when: attendance, seats and the time of the item together."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.enums import AttendanceStatus
from mdoverleg.domain.facts import MeetingFacts, TableFacts
from mdoverleg.domain.papers import Present
from mdoverleg.domain.records import AgendaItem
from mdoverleg.reads.facts import meeting_facts, table_facts
from mdoverleg.rules.words import attended

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


class WasIn(NamedTuple):
    """A person or a family member in the room for an item; empty times: from its beginning, to its end."""

    person_pk: int | None
    member_pk: int | None
    status: AttendanceStatus = "present"
    since: str = ""
    until: str = ""


def was_in(facts: MeetingFacts, item: AgendaItem) -> tuple[WasIn, ...]:
    """Return who was in the room for an item, in the order of the list; of one that has not begun, who is to be there.

    Nobody for an item that is not held. Who was only there before or after it, or for no minute of it, is left out.
    """
    if item.not_held:
        return ()
    start = item.actual_start or item.planned_start
    end = item.actual_end if item.actual_start else item.planned_end
    seats = facts.seats.get(item.pk, ())
    until = {seat.person_id: seat.until for seat in seats if seat.person_id is not None}
    family = (
        WasIn(None, seat.member_id, "present", *times)
        for seat in seats
        if seat.member_id is not None and (times := _times(start, end, None, (seat.until,))) is not None
    )
    return (*_people(facts, until, start, end), *family)


def _people(facts: MeetingFacts, until: dict[int, str | None], start: str, end: str | None) -> Iterator[WasIn]:
    for row in facts.attendance:
        if attended(row) and (not until or row.person_id in until):
            times = _times(start, end, row.arrives, (row.leaves, until.get(row.person_id)))
            if times is not None:
                yield WasIn(row.person_id, None, row.status, *times)


def _times(start: str, end: str | None, arrives: str | None, left: tuple[str | None, ...]) -> tuple[str, str] | None:
    """Return from when and until when, empty where that is the time of the item; nothing for no minute of it."""
    since = max(start, arrives or start)
    until = min((time for time in (*left, end) if time is not None), default=None)
    if until is not None and (until < since or (until == since and start != end)):
        return None
    return ("" if since == start else since), ("" if until is None or until == end else until)


def read_rooms(store: "Store", meeting_pk: int) -> dict[int, tuple[Present, ...]]:
    """Return who was in the room, by the key of the item: of the cases of a meeting that were discussed."""
    with store.read() as reader:
        table = table_facts(reader)
        members = dict(reader.rows("SELECT pk, id FROM member"))
        return {
            item.pk: tuple(present(who, table, members) for who in was_in(facts, item))
            for facts in meeting_facts(reader, "pk = ?", (meeting_pk,))
            for item in facts.agenda
            if item.case_id is not None and item.actual_start is not None
        }


def present(who: WasIn, table: TableFacts, members: Mapping[int, str]) -> Present:
    """Say who it was, for on paper: a short name, or the id of a family member; `members` are the ids by key."""
    name = table.person_name(who.person_pk) if who.person_pk is not None else members.get(who.member_pk or 0, "")
    return Present(name, who.since, who.until)
