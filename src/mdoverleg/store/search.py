"""Search over every text of the table; triggers keep the index, so it always fits what is in the file.

Deleted words stay hidden in the index, as they stay in the log, until both are erased for good: FTS5's own
secure-delete made taking back an import of 10,000 rows six times as slow, and hid nothing that the log does not hold.
"""

import unicodedata
from typing import Final, NamedTuple

from mdoverleg.store.reading import Reader
from mdoverleg.store.triggers import SEARCH_SLOTS, SEARCHED

_TABLE_OF: Final = {number: table for table, number in SEARCHED.items()}


class Hit(NamedTuple):
    """One record that holds all the words that were asked for."""

    table: str
    pk: int
    case_pk: int | None
    """The case that it belongs to, if any."""
    snippet: str
    """The text around the first word found; one line."""


def search(reader: Reader, words: str, limit: int) -> list[Hit]:
    """Find the records that hold every word, each as a word or its beginning, accents and capitals ignored; best first.

    Signs mean nothing: the words are looked for as they are.
    """
    query = _query(words)
    if not query:
        return []
    found = reader.rows(
        "SELECT rowid, snippet(search, 0, '', '', '…', 16) FROM search "
        "WHERE search MATCH ? ORDER BY rank, rowid LIMIT ?",
        (query, limit),
    )
    hits = []
    for rowid, snippet in found:
        table, pk = _TABLE_OF[rowid % SEARCH_SLOTS], rowid // SEARCH_SLOTS
        hits.append(Hit(table, pk, _case_of(reader, table, pk), " ".join(snippet.split())))
    return hits


def _query(words: str) -> str:
    """Quote every word, so that nothing of what was typed is taken as the language of the index."""
    cleaned = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Cn") else sign for sign in words)
    asked = [word for word in cleaned.replace('"', " ").split() if any(sign.isalnum() for sign in word)]
    return " ".join(f'"{word}"*' for word in asked)


def _case_of(reader: Reader, table: str, pk: int) -> int | None:
    if table == "case":
        return pk
    if "case_id" not in _columns(reader, table):
        return None
    case: int | None = reader.value(f'SELECT case_id FROM "{table}" WHERE pk = ?', (pk,))
    return case


def _columns(reader: Reader, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in reader.rows(f'PRAGMA table_info("{table}")'))
