"""Search over everything, with each hit as a line that says what it is and where it belongs."""

from typing import TYPE_CHECKING

from mdoverleg.domain.field_labels import entity_label
from mdoverleg.domain.list_rows import SearchRow
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.reads.history import Wording
from mdoverleg.reads.table import zone_of

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

MOST = 100


def search_rows(store: "Store", words: str, *, most: int = MOST) -> tuple[SearchRow, ...]:
    """Return what holds all the words, best first, at most `most` rows; nothing for no words."""
    from mdoverleg.store.search import search

    with store.read() as reader:
        zone = zone_of(reader)
        wording = Wording(reader, zone, store.clock.today(zone))
        rows = []
        for hit in search(reader, words, most):
            entity = SUBJECTS[hit.table].entity
            name = wording.name_of(entity.name, hit.pk)
            rows.append(
                SearchRow(
                    entity=entity.name,
                    pk=hit.pk,
                    case_pk=hit.case_pk,
                    case=wording.name_of("Case", hit.case_pk) if hit.case_pk else "",
                    id=name if entity.has_id else "",
                    label=entity_label(entity.name),
                    snippet=hit.snippet,
                )
            )
    return tuple(rows)
