"""Erasing for good: the one place that lifts the append-only triggers, inside one transaction that restores them.

What stood in the log loses content and salt; the digests stay, so that the chain still verifies. Rows, search index,
fixed minutes and what is half typed go along. What was erased does not come back: not by undo, and not from the file.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlcipher3 import dbapi2

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.looking import KIND as LOOKED
from mdoverleg.domain.looking import KIND_OF_CASE as LOOKED_AT_CASE
from mdoverleg.domain.retention import KIND, KIND_OF_TERMS, PENDING, Erased
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.store import triggers
from mdoverleg.store.chain import ERASED, Head, chain_key, reseal
from mdoverleg.store.file import Connection, open_connection
from mdoverleg.store.noting import Noted, enter, leave, note_rows
from mdoverleg.store.noting import erased as noted_as_erased
from mdoverleg.store.patience import commit, take_lock
from mdoverleg.store.refusals import refusal_of, refused

Rows = dict[str, set[int]]
"""Keys of rows by their database table."""

PIECE: Final = 5000
"""Rows that one statement is given."""

NUMBERS_ALONE: Final = (ERASED, KIND, KIND_OF_TERMS)
"""Kinds of rows of the log that hold numbers alone, and are never emptied themselves."""

OLD_ENTRIES: Final = (
    "SELECT i.id FROM change c JOIN change_item i ON i.change_id = c.id WHERE c.at < ? "
    "AND (i.before IS NOT NULL OR i.after IS NOT NULL) AND i.table_name NOT IN (?, ?, ?)"
)
"""Entries from before a day (YYYY-MM-DD, UTC) that still hold something, but for the kinds of NUMBERS_ALONE."""

_GO_ALONG: Final = frozenset(
    {
        ("agenda_item", "case_id"),
        ("action_point", "case_id"),
        ("override", "case_id"),
        ("seat", "member_id"),
        ("score", "by_member_id"),
        ("score", "subject_id"),
        ("offer", "by_member_id"),
    }
)
"""References that may be empty, of rows that nevertheless go with what they refer to."""


class Edge(NamedTuple):
    """A reference from one database table to another."""

    table: str
    column: str
    goes_along: bool
    """Whether a row goes when what it refers to goes; else the reference is emptied."""


Ask = Callable[[str, tuple[Any, ...]], Iterable[tuple[Any, ...]]]
"""Puts a question to the file: of a reader, or of a connection."""


class Hanging:
    """Knows which rows hang on others, from the references that the database tables really have."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._edges: dict[str, list[Edge]] = {}
        for table in SUBJECTS:
            required = {row[1] for row in ask(f'PRAGMA table_info("{table}")', ()) if row[3]}
            for row in list(ask(f'PRAGMA foreign_key_list("{table}")', ())):
                target, column, on_delete = row[2], row[3], row[6]
                goes = on_delete == "CASCADE" or column in required or (table, column) in _GO_ALONG
                self._edges.setdefault(target, []).append(Edge(table, column, goes))

    def with_all(self, roots: Mapping[str, Iterable[int]]) -> Rows:
        """Return the rows with everything that hangs on them."""
        found: Rows = {}
        waiting = [(table, set(pks)) for table, pks in roots.items()]
        while waiting:
            table, pks = waiting.pop()
            fresh = pks - found.setdefault(table, set())
            found[table] |= fresh
            if fresh:
                waiting += [
                    (edge.table, {pk for (pk,) in self._referring(edge, fresh)})
                    for edge in self._edges.get(table, ())
                    if edge.goes_along
                ]
        return {table: pks for table, pks in found.items() if pks}

    def _referring(self, edge: Edge, pks: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        return self.select(
            f'SELECT pk FROM "{edge.table}" WHERE "{edge.column}" IN (SELECT value FROM json_each(?))', pks
        )

    def select(self, sql: str, pks: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a question that is asked for these keys, as JSON in the place of its one value."""
        for piece in _pieces(pks):
            yield from self._ask(sql, (json.dumps(piece),))


class Eraser(Hanging):
    """Takes rows and log contents out, inside a transaction in which the triggers are lifted."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection.execute)
        self.connection = connection
        self.emptied: set[int] = set()
        """Numbers of the entries of the log that lost their content."""
        self.windows_before: dict[int, str] = {}
        """What stood in the heads of changes that were rewritten, so that the chain must be made anew."""

    def take_out(self, rows: Rows) -> dict[str, int]:
        """Delete rows with their words in the search index, and empty what refers to them; returns how many of each."""
        self.connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, pks in rows.items():
            for edge in self._edges.get(table, ()):
                if not edge.goes_along:
                    self._each(
                        f'UPDATE "{edge.table}" SET "{edge.column}" = NULL '
                        f'WHERE "{edge.column}" IN (SELECT value FROM json_each(?))',
                        pks,
                    )
        for table, pks in rows.items():
            if table in triggers.SEARCHED:
                self._each(
                    "DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(?))",
                    [triggers.search_row(table, pk) for pk in pks],
                )
            self._each(f'DELETE FROM "{table}" WHERE pk IN (SELECT value FROM json_each(?))', pks)
        return dict(Counter({table: len(pks) for table, pks in sorted(rows.items())}))

    def empty_log(self, rows: Rows, cases: Iterable[int] = ()) -> int:
        """Take content and salt out of the log of rows, and of all that ever hung on cases; returns how many entries.

        Of a row that was taken out of a case before, or went to another, only what the log has under these cases.
        """
        of_cases = set(cases)
        items = {
            pk
            for (pk,) in self.select(
                "SELECT id FROM change_item WHERE case_pk IN (SELECT value FROM json_each(?))", of_cases
            )
        }
        own = [(table, pk) for table, pks in rows.items() for pk in pks]
        once = list(
            self.select(
                "SELECT DISTINCT table_name, row_pk FROM change_item WHERE case_pk IN (SELECT value FROM json_each(?))",
                of_cases,
            )
        )
        items |= self._items_of(own, "")
        items |= self._items_of(once, " AND i.case_pk IS NULL")
        # What was searched for stands beside the cases that it found: it may be a family's own words.
        looked = [(LOOKED, pk) for table, pk in once if table == LOOKED_AT_CASE]
        items |= self._items_of(looked, "")
        return self.empty_items(items)

    def empty_items(self, items: Iterable[int]) -> int:
        """Take content and salt out of entries of the log; their digests stay. Returns how many had any."""
        sql = (
            "SELECT id FROM change_item WHERE (before IS NOT NULL OR after IS NOT NULL) "
            "AND id IN (SELECT value FROM json_each(?))"
        )
        full = [pk for (pk,) in self.select(sql, set(items))]
        self._each(
            "UPDATE change_item SET before = NULL, after = NULL, salt = NULL "
            "WHERE id IN (SELECT value FROM json_each(?))",
            full,
        )
        self.emptied.update(full)
        return len(full)

    def setting(self, name: str) -> str | None:
        """Give a setting of the file as it is in this transaction."""
        row = self.connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting, together with the erasing."""
        self.connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def _items_of(self, rows: Iterable[tuple[str, int]], only: str) -> set[int]:
        found: set[int] = set()
        for piece in _pieces(rows):
            found |= {
                pk
                for (pk,) in self.connection.execute(
                    "SELECT i.id FROM json_each(?) e JOIN change_item i ON i.table_name = json_extract(e.value, '$[0]')"
                    f" AND i.row_pk = json_extract(e.value, '$[1]'){only}",
                    (json.dumps(piece),),
                )
            }
        return found

    def _each(self, sql: str, pks: Iterable[int]) -> None:
        for piece in _pieces(pks):
            self.connection.execute(sql, (json.dumps(piece),))


def _pieces(values: Iterable[Any]) -> Iterator[list[Any]]:
    listed = list(values)
    for start in range(0, len(listed), PIECE):
        yield listed[start : start + PIECE]


def erase(path: Path, clock: Clock, head: Head, work: Callable[[Eraser], Erased]) -> Erased:
    """Do the work in one transaction with the triggers lifted, and note it in the log in numbers; whole or not at all.

    The file still has to be cleaned up (store/cleaning.py): a setting says so until that is done. FileRefused when it
    cannot be written.
    """
    connection = open_connection(path, writing=True)
    try:
        take_lock(connection, path)
        key = chain_key(path)
        eraser = Eraser(connection)
        with _lifted(connection, path):
            erased = work(eraser)
            connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
            if eraser.windows_before:
                reseal(connection, key, key, eraser.windows_before)
        number = enter(connection)
        erased = erased._replace(change=number, at=clock.utc().strftime("%Y-%m-%d %H:%M:%S"), by=head.who)
        rows = [Noted(KIND, 0, None, "insert", erased.counted())]
        note_rows(connection, number, [*rows, noted_as_erased(eraser.emptied)] if eraser.emptied else rows)
        leave(connection, head._replace(id=number), clock, key)
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (PENDING, erased.as_text()))
        commit(connection, path)
        return erased
    except dbapi2.Error as error:
        raise refusal_of(error, path, writing=True) or error from None
    finally:
        connection.close()


@contextmanager
def _lifted(connection: Connection, path: Path) -> Iterator[None]:
    """Take every trigger away for the block, and put the same ones back; a block that raises is rolled back whole."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid").fetchall()
    for name, _sql in found:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in found:
        connection.execute(sql)
    now = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    if triggers.fingerprint(now) != triggers.FINGERPRINT:
        raise refused("damaged", path)
