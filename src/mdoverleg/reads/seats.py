"""Who can sit at the table for one agenda item, and who does: people of the meeting and the family of the case."""

from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.groups import THERE
from mdoverleg.domain.labels import label
from mdoverleg.reads.loading import load

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


class SeatRow(NamedTuple):
    """Somebody who can sit at the table for an item."""

    person_pk: int | None
    member_pk: int | None
    name: str
    note: str
    sits: bool


PEOPLE = """
SELECT a.person_id, p.name, o.name, a.status FROM attendance a
JOIN person p ON p.pk = a.person_id JOIN organisation o ON o.pk = p.organisation_id
WHERE a.meeting_id = ? ORDER BY a.position, a.pk"""


def read_seats(store: "Store", item_pk: int) -> tuple[SeatRow, ...]:
    """Return everybody who is there or comes, then the family; without any seat everybody who is there sits."""
    with store.read() as reader:
        found = load(reader, records.AgendaItem, "pk = ?", (item_pk,))
        if not found:
            return ()
        item = found[0]
        seats = load(reader, records.Seat, "agenda_item_id = ?", (item_pk,))
        sits = {seat.person_id for seat in seats if seat.until is None}
        is_open = not any(seat.person_id for seat in seats)
        people = [
            SeatRow(pk, None, name, organisation, is_open or pk in sits)
            for pk, name, organisation, status in reader.rows(PEOPLE, (item.meeting_id,))
            if status in THERE
        ]
        members = load(reader, records.Member, "case_id = ?", (item.case_id,)) if item.case_id else ()
        here = {seat.member_id for seat in seats if seat.until is None}
    family = [SeatRow(None, row.pk, row.id, label("Relation", row.relation), row.pk in here) for row in members]
    return (*people, *family)
