"""Everybody whose name is replaced by initials while the windows on the file are masked."""

from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.masking import Named, Names
from mdoverleg.reads.table import newest_change

if TYPE_CHECKING:
    from mdoverleg.store.reading import Reader
    from mdoverleg.store.store import Store

_PEOPLE = "SELECT name, id, phone FROM person ORDER BY position, pk"

# Names in words; who wrote something; and the names that people had before, which the history still says.
_OTHERS = """SELECT name FROM helper WHERE name IS NOT NULL
UNION SELECT seen_by_other FROM member WHERE seen_by_other IS NOT NULL
UNION SELECT by_other FROM child_voice WHERE by_other IS NOT NULL
UNION SELECT json_extract(before, '$.name') FROM change_item WHERE table_name IN ('person', 'helper')
UNION SELECT json_extract(after, '$.name') FROM change_item WHERE table_name IN ('person', 'helper')
UNION SELECT json_extract(before, '$.seen_by_other') FROM change_item WHERE table_name = 'member'
UNION SELECT json_extract(before, '$.by_other') FROM change_item WHERE table_name = 'child_voice'"""

# From one name to the next in the index: the log may be long, who wrote in it are few.
_WRITERS = """WITH RECURSIVE writer (who) AS (
  SELECT min(who) FROM change
  UNION ALL SELECT (SELECT min(who) FROM change WHERE change.who > writer.who) FROM writer WHERE writer.who IS NOT NULL
) SELECT who FROM writer WHERE who IS NOT NULL"""

_AT_WINDOWS = """SELECT json_extract(value, '$.name') FROM setting
WHERE substr(name, 1, 7) = 'window.' AND json_valid(value)
UNION SELECT json_extract(value, '$.who') FROM setting WHERE substr(name, 1, 6) = 'draft.' AND json_valid(value)"""

_PHONES_BEFORE = """SELECT DISTINCT json_extract(before, '$.phone') FROM change_item
WHERE table_name = 'person' AND before IS NOT NULL"""

_COMMON = "SELECT name FROM organisation UNION SELECT function FROM person WHERE function IS NOT NULL"


class Masking(NamedTuple):
    """The names to mask, as they were after one change."""

    sequence: int
    at_windows: tuple[str, ...]
    """Who sits at the windows that are open; that is no change."""
    names: Names


def read_masking(store: "Store", before: Masking | None = None) -> Masking:
    """Return the names to mask; `before` itself where nothing changed since."""
    with store.read() as reader:
        sequence = newest_change(reader)
        at_windows = tuple(str(name) for (name,) in reader.rows(_AT_WINDOWS) if name)
        if before is not None and (before.sequence, before.at_windows) == (sequence, at_windows):
            return before
        names = names_of(reader)
        return Masking(sequence, at_windows, names._replace(others=(*names.others, *at_windows)))


def names_of(reader: "Reader") -> Names:
    """Return everybody who is named in the file or was."""
    people = [Named(*(text or "" for text in row)) for row in reader.rows(_PEOPLE)]
    people += [Named("", "", phone) for (phone,) in reader.rows(_PHONES_BEFORE) if phone]
    others = [str(text) for sql in (_OTHERS, _WRITERS) for (text,) in reader.rows(sql) if text]
    aliases = tuple(str(text) for (text,) in reader.rows('SELECT alias FROM "case"'))
    common = tuple(str(text) for (text,) in reader.rows(_COMMON))
    return Names(tuple(dict.fromkeys(people)), tuple(others), aliases, common)
