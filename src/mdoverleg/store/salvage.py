"""What can still be read of a damaged file, row by row, in a new and whole one beside it; the rest is named."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlcipher3 import dbapi2

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.store import held, migrations
from mdoverleg.store.file import FAULTS, Connection, create_empty, first_bytes, open_broken, open_connection, peek
from mdoverleg.store.locked import PAGE
from mdoverleg.store.refusals import refused

MOST_TRIED: Final = 20_000
"""So many rows are asked for one by one between the last one that can be read and the first one after it."""


class Lost(NamedTuple):
    """Something that is not in the new file as it was in the old one."""

    table: str
    """The database table."""
    pk: int
    """0: nobody knows which; the whole table, or some of its rows."""
    why: str
    """`row` or `rows`: cannot be read; `cell`: a value in it was left out; `owner`: what it belongs to is lost."""
    column: str = ""


@contextmanager
def salvaged(path: Path) -> Iterator[tuple[Path, list[Lost]]]:
    """Give a new file, gone after the block, with what can be read of a damaged one, and what cannot.

    The damaged file is not touched. FileRefused when it is no table, or nothing at all can be read of it.
    """
    real = path.resolve()
    with _for_a_while(real, "salvage") as fresh:
        migrations.create(fresh)
        with (
            _mended(real) as readable,
            closing(open_broken(readable)) as source,
            closing(open_connection(fresh, writing=True)) as target,
        ):
            lost = _salvage(source, target, real)
        yield fresh, lost


@contextmanager
def _mended(path: Path) -> Iterator[Path]:
    """Give a copy of an encrypted file, gone after the block, in which only the spoiled pages are missing.

    After one page that is not as it was written the driver refuses every other one too. In the copy such a page is
    empty, and the driver says that of this page alone. A plain file, and one without such pages, is given itself.
    """
    bad = _spoiled_pages(path)
    if not bad or bad[0] == 1:  # without its first page nothing tells how the rest is laid out
        yield path
        return
    with _for_a_while(path, "empty") as empty, _for_a_while(path, "mended") as copy:
        content = bytearray(path.read_bytes())
        _make_empty_pages(empty, len(content) // PAGE)
        pages = empty.read_bytes()
        for page in bad:
            place = slice((page - 1) * PAGE, page * PAGE)
            content[place] = pages[place]
        create_empty(copy)
        copy.write_bytes(content)
        yield copy


def _spoiled_pages(path: Path) -> list[int]:
    """Give the numbers of the pages of an encrypted file that are not as they were written; none of a plain one."""
    if held.held(path) is None:
        return []
    last = path.stat().st_size // PAGE
    try:
        with closing(open_broken(path)) as connection:
            told = " ".join(str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check"))
    except (*FAULTS, FileRefused):
        return []
    return sorted({page for page in map(int, re.findall(r"page (\d+)", told)) if page <= last})


def _make_empty_pages(path: Path, pages: int) -> None:
    """Make a file of so many pages under the same key, all but the first empty: their seals fit the same places."""
    create_empty(path)
    with closing(open_connection(path, writing=True)) as connection:
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute(f"CREATE TABLE filling AS SELECT zeroblob({pages * PAGE}) AS zeros")
        connection.execute("DROP TABLE filling")  # what is freed is overwritten with zeros: `secure_delete`


@contextmanager
def _for_a_while(path: Path, what: str) -> Iterator[Path]:
    """Give a name beside a file for one under the same key, and take away what is there after the block."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.{what}")
    beside.unlink(missing_ok=True)
    if key := held.held_with_salt(path):
        held.hold(beside, key.key, key.salt or first_bytes(path))
    try:
        yield beside
    finally:
        held.let_go(beside)
        for suffix in ("", "-journal"):
            with suppress(OSError):
                beside.with_name(beside.name + suffix).unlink()


def _salvage(source: Connection, target: Connection, path: Path) -> list[Lost]:
    try:
        peek(path, "SELECT count(*) FROM sqlite_master")
    except FileRefused as refusal:  # of a schema that is damaged itself, a part may do
        if refusal.reason != "damaged":
            raise
    source.text_factory = bytes
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN EXCLUSIVE")
    kept = target.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in kept:
        target.execute(f'DROP TRIGGER "{name}"')
    lost: list[Lost] = []
    count = 0
    for table in SUBJECTS:
        copied, missing = _table(source, target, table)
        count += copied
        lost += missing
    if count == 0:
        raise refused("damaged", path)
    lost += _without_owner(target)
    migrations.finish(target)
    target.execute("COMMIT")
    return lost


def _table(source: Connection, target: Connection, table: str) -> tuple[int, list[Lost]]:
    wanted = [str(row[1]) for row in target.execute(f'PRAGMA table_info("{table}")')]
    try:
        there = {row[1].decode() for row in source.execute(f'PRAGMA table_info("{table}")')}
    except FAULTS:
        there = set()
    columns = [name for name in wanted if name in there]
    if "pk" not in columns:
        return 0, [Lost(table, 0, "rows")]
    lost: list[Lost] = []
    count = 0
    for row in _rows(source, table, columns, lost):
        missing = _put(target, table, columns, row)
        count += missing is not None
        lost += [Lost(table, int(row[0]), "row")] if missing is None else missing
    return count, lost


def _rows(source: Connection, table: str, columns: Sequence[str], lost: list[Lost]) -> Iterator[tuple[Any, ...]]:
    """Give every row that can be read: from the front, from the back, and what is between one by one."""
    names = ", ".join(f'"{name}"' for name in ["pk", *(name for name in columns if name != "pk")])
    first: dict[int, tuple[Any, ...]] = {}
    if _scan(source, f'SELECT {names} FROM "{table}" NOT INDEXED ORDER BY pk', first):
        yield from first.values()
        return
    last: dict[int, tuple[Any, ...]] = {}
    _scan(source, f'SELECT {names} FROM "{table}" NOT INDEXED ORDER BY pk DESC', last)
    low, high = max(first, default=0), min(last, default=0)
    between: dict[int, tuple[Any, ...]] = {}
    faults = 0
    for pk in range(low + 1, min(high, low + MOST_TRIED)):
        try:
            row = source.execute(f'SELECT {names} FROM "{table}" NOT INDEXED WHERE pk = ?', (pk,)).fetchone()
        except FAULTS:
            lost.append(Lost(table, pk, "row"))
            faults += 1
        else:
            between |= {pk: row} if row else {}
    if not faults:
        lost.append(Lost(table, 0, "rows"))
    yield from (first | between | last).values()


def _scan(source: Connection, sql: str, found: dict[int, tuple[Any, ...]]) -> bool:
    """Read as far as it goes; tells whether that was to the end."""
    try:
        for row in source.execute(sql):
            if isinstance(row[0], int):
                found[row[0]] = row
    except FAULTS:
        return False
    return True


def _put(target: Connection, table: str, columns: Sequence[str], row: tuple[Any, ...]) -> list[Lost] | None:
    """Write one row, if need be without a value that cannot be; nothing when it cannot be written at all."""
    order = ["pk", *(name for name in columns if name != "pk")]
    values: list[Any] = []
    lost: list[Lost] = []
    for name, value in zip(order, row, strict=True):
        text = value
        if isinstance(value, bytes):
            # Where a page was lost, zeros stand: what comes behind them may be of something else.
            shown, zero, _behind = value.partition(b"\0")
            text = shown.decode("utf-8", "replace") + ("\ufffd" if zero else "")
            lost += [Lost(table, int(row[0]), "cell", name)] if "\ufffd" in text else []
        values.append(text)
    sql = f'INSERT INTO "{table}" ({", ".join(f"{chr(34)}{name}{chr(34)}" for name in order)}) VALUES '
    sql += f"({', '.join('?' * len(order))})"
    for number in (None, *range(1, len(order))):
        for instead in (None, "", 0) if number is not None else (None,):
            tried = [instead if place == number else value for place, value in enumerate(values)]
            try:
                target.execute(sql, tried)
            except dbapi2.Error:
                continue
            if number is not None:
                lost.append(Lost(table, int(row[0]), "cell", order[number]))
            return lost
    return None


def _without_owner(target: Connection) -> Iterable[Lost]:
    """Take out what belongs to something that is lost, until nothing hangs in the air; a mere mention is emptied."""
    lost: list[Lost] = []
    for _round in range(50):
        hanging = target.execute("PRAGMA foreign_key_check").fetchall()
        if not hanging:
            break
        for table, pk, _parent, number in hanging:
            column = next(row[3] for row in target.execute(f'PRAGMA foreign_key_list("{table}")') if row[0] == number)
            try:
                target.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE pk = ?', (pk,))
                lost.append(Lost(table, int(pk), "cell", column))
            except dbapi2.Error:
                target.execute(f'DELETE FROM "{table}" WHERE pk = ?', (pk,))
                lost.append(Lost(table, int(pk), "owner"))
    return lost
