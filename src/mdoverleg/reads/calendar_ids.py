"""By what a calendar knows a record again: a mark of the table, and how often the record was changed."""

from collections.abc import Iterable, Mapping
from typing import Literal

from mdoverleg.store.reading import Reader


def table_mark(reader: Reader) -> str:
    """Return a mark of this table's file that never changes and tells nothing: of the first row in its log.

    Not of the chain, which is made anew when the file is encrypted or gets another key.
    Copies of one file have the same mark. Nothing in a file without any change.
    """
    found = reader.value("SELECT digest FROM change_item ORDER BY id LIMIT 1")
    return bytes(found).hex() if found else ""


def revisions(reader: Reader, table: Literal["action_point", "meeting"], pks: Iterable[int]) -> Mapping[int, int]:
    """Return how often each record was changed since it was made; taking it out and undoing that are changes too."""
    among = ", ".join(str(int(pk)) for pk in pks)
    found = reader.rows(
        f"SELECT row_pk, count(*) - 1 FROM change_item WHERE table_name = ? AND row_pk IN ({among}) GROUP BY row_pk",
        (table,),
    )
    return dict(found)
