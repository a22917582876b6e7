"""The records of one kind of a case, one line each, for the lists in which they are added, changed and taken out."""

from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.reads.facts import case_facts, related_meetings, table_facts
from mdoverleg.reads.record_lines import SAID, At, Said, joined

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


class RecordRow(NamedTuple):
    """One record as a line: its key, what it is called, what is known of it, and whether it is past."""

    pk: int
    text: str
    note: str = ""
    is_past: bool = False


def read_case_records(store: "Store", entity: str, case_pk: int) -> tuple[RecordRow, ...]:
    """Return the records of one kind of a case: what still holds first, each as one line."""
    with store.read() as reader:
        case = case_facts(reader, case_pk)
        if case is None:
            return ()
        table = table_facts(reader, related_meetings(reader, case_pk))
        at = At(case, table, store.clock.today(table.zone))
        kept = getattr(case, ENTITIES[entity].list_key)
        rows = [_row(record.pk, SAID[entity](record, at)) for record in kept]
    return tuple(sorted(rows, key=lambda row: row.is_past))


def _row(pk: int, said: Said) -> RecordRow:
    return RecordRow(pk, joined(said.label, said.text), said.note, said.is_past)
