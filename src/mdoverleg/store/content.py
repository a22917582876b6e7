"""What a file holds, as one number: the same for every file with the same rows, however they lie on its pages."""

import hashlib
from pathlib import Path
from typing import Final

from mdoverleg.store.file import FAULTS, Connection, open_connection
from mdoverleg.store.refusals import refusal_of, refused

_KINDS: Final = (b"table", b"virtual")
"""What is read; what a search index keeps beneath itself follows from it, and differs from file to file."""

_THEMSELVES: Final = (b"sqlite_schema", b"sqlite_temp_schema")

_AT_ONCE: Final = 500
"""Rows that are read and hashed together."""


def content_hash(path: Path) -> str:
    """Give the SHA-256 (64 hex letters) over all database tables of a file, row by row in the order of their keys.

    It covers the log, the settings and what the database tables are; not the layout. FileRefused when the file cannot
    be read to its end. Others may save between two tables: for one state of the file, see `backups.make`.
    """
    connection = open_connection(path, mode="ro")
    try:
        return hash_of(connection)
    except FAULTS as error:
        raise refusal_of(error, path) or refused("damaged", path) from None
    finally:
        connection.close()


def hash_of(connection: Connection) -> str:
    """Give the same over an open connection that is used for nothing else afterwards; raises what the driver does."""
    connection.text_factory = bytearray  # text that is no UTF-8 counts too, and differs from a blob
    total = hashlib.sha256()
    for question in ("PRAGMA application_id", "PRAGMA user_version"):
        total.update(repr(connection.execute(question).fetchone()).encode())
    listed = connection.execute("PRAGMA main.table_list").fetchall()
    shadows = {bytes(row[1]) for row in listed if row[2] == b"shadow"}
    made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    total.update(repr([row for row in made if bytes(row[2]) not in shadows]).encode())
    for _schema, name, kind, *_rest in sorted(listed):
        if kind in _KINDS and name not in _THEMSELVES:
            count = _rows(connection, bytes(name).decode(), total, is_virtual=kind == b"virtual")
            total.update(repr((name, count)).encode())
    return total.hexdigest()


def _rows(connection: Connection, table: str, total: "hashlib._Hash", *, is_virtual: bool) -> int:
    """Take every row of one database table into the total, and count them."""
    columns = connection.execute(f'PRAGMA main.table_info("{table}")').fetchall()
    names = [f'"{bytes(column[1]).decode()}"' for column in columns]
    keys = [name for name, column in zip(names, columns, strict=True) if column[5]]
    if is_virtual:
        names, keys = ["rowid", *names], ["rowid"]
    count = 0
    cursor = connection.execute(f'SELECT {", ".join(names)} FROM main."{table}" ORDER BY {", ".join(keys or names)}')
    while rows := cursor.fetchmany(_AT_ONCE):
        count += len(rows)
        total.update(repr(rows).encode())
    return count
