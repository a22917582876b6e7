"""What stands in the log alone: a change whose rows are in no database table; loads no SQLAlchemy.

The files that are made of a table are noted so: the log is the list of them, and its chain covers it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.who import Who
from mdoverleg.store.chain import ERASED, Head, chain_key, end_mark, previous_link, ranges, seal, seal_items
from mdoverleg.store.file import Connection, require_sound
from mdoverleg.store.patience import commit, take_lock, writer


class Noted(NamedTuple):
    """One row of the log that no trigger writes."""

    kind: str
    """Stands where other rows name their database table."""
    pk: int
    """Number of what it is about; 0: the next number of this kind; -1: the number of the row before it."""
    case_pk: int | None
    op: str
    """`insert` or `delete`."""
    values: Mapping[str, Any]


def entries_of(who: Who, notes: Iterable[tuple[str, Iterable[Noted]]]) -> list[tuple[Head, Iterable[Noted]]]:
    """Give what is noted under each verb as entries by one person, as `noting` takes them."""
    return [(Head(0, "", who.name, who.person_pk, who.window, who.via, verb, None), rows) for verb, rows in notes]


@contextmanager
def noting(
    path: Path,
    clock: Clock,
    entries: Iterable[tuple[Head, Iterable[Noted]]],
    *,
    connection: Connection | None = None,
    looks_first: bool = False,
) -> Iterator[None]:
    """Write rows in the log, each entry a change, committed when the block ends; nothing is written when it raises.

    `connection` is one of this file that may write and is idle, else one is opened; `looks_first`: is the file whole?
    FileRefused when the file cannot be written, or is damaged.
    """
    with writer(path, connection) as driver:
        if looks_first:
            require_sound(driver, path)
        take_lock(driver, path)
        key = chain_key(path)
        noted = list(entries)
        last = noted.pop()
        for head, rows in noted:
            number = enter(driver)
            note_rows(driver, number, rows)
            leave(driver, head._replace(id=number), clock, key)
        number = enter(driver)
        note_rows(driver, number, last[1])
        yield
        leave(driver, last[0]._replace(id=number), clock, key)
        commit(driver, path)


def erased(items: Iterable[int]) -> Noted:
    """Give the row that must stand in the change that erases: which rows of the log lost their content for good.

    Such a row holds numbers alone and is itself never erased; `log verify` tells of every empty row that none names.
    """
    return Noted(ERASED, 0, None, "insert", {"rows": ranges(items)})


def note_rows(connection: Connection, change: int, rows: Iterable[Noted]) -> None:
    """Write rows in the log of a change that is being written, between `enter` and `leave` or in the write gate."""
    last = 0
    for row in rows:
        if row.pk == 0:
            newest = "SELECT coalesce(max(row_pk), 0) FROM change_item WHERE table_name = ?"
            last = int(connection.execute(newest, (row.kind,)).fetchone()[0]) + 1
        elif row.pk > 0:
            last = row.pk
        values = json.dumps(row.values, ensure_ascii=False)
        before, after = (None, values) if row.op == "insert" else (values, None)
        connection.execute(
            "INSERT INTO change_item (change_id, table_name, row_pk, case_pk, op, before, after) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (change, row.kind, last, row.case_pk, row.op, before, after),
        )


def enter(driver: Connection) -> int:
    """Open the log for this transaction; returns the number of the change to come."""
    driver.execute("UPDATE log_head SET writing = last_id + 1")
    return int(driver.execute("SELECT writing FROM log_head").fetchone()[0])


def leave(driver: Connection, head: Head, clock: Clock, key: bytes) -> bool:
    """Write the change down, made now, and close the log; tells whether there was anything to write."""
    digests = seal_items(driver, head.id)
    if not digests:
        return False
    head = head._replace(at=clock.utc().strftime("%Y-%m-%d %H:%M:%S"))
    own = seal(previous_link(driver, key), head, digests, key)
    driver.execute(
        "INSERT INTO change (id, at, who, person_id, window, via, verb, undoes, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*head, own),
    )
    # The last number and hash stand apart from the log, so that a tail that was cut off shows.
    mark = end_mark(head.id, own, key)
    driver.execute("UPDATE log_head SET last_id = ?, last_hash = ?, writing = NULL", (head.id, mark))
    return True
