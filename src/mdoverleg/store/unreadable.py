"""Texts in the file that are no text: a byte that changed on the disk shows as a mark, and is named here."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.store.file import FAULTS, open_connection


class Cell(NamedTuple):
    """One place in the file."""

    table: str
    """The database table."""
    pk: int
    column: str


def unreadable_cells(path: Path) -> list[Cell]:
    """Give every text of the table that is not UTF-8, or is no text at all; what cannot be reached is passed over."""
    found = []
    with closing(open_connection(path, mode="ro")) as connection:
        connection.text_factory = bytes
        for table in SUBJECTS:
            try:
                columns = [row[1].decode() for row in connection.execute(f'PRAGMA table_info("{table}")')]
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    bad = [name for name, value in zip(columns, row, strict=True) if _is_bad(value)]
                    found += [Cell(table, int(row[columns.index("pk")]), name) for name in bad]
            except FAULTS:
                continue
    return found


def _is_bad(value: object) -> bool:
    if not isinstance(value, bytes):
        return False
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
