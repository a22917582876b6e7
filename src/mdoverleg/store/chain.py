"""The chain over the change log: what was once written down cannot be taken out or changed without a trace.

The chain runs over a salted digest of each item, not over its content: when content and salt are erased for good, the
chain still holds, and nobody can find the content by trying.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from typing import Any, NamedTuple

from mdoverleg.store.file import Connection

ITEM_COLUMNS = "id, table_name, row_pk, case_pk, op, before, after"


class Head(NamedTuple):
    """The facts of one change that are under the seal, in this order."""

    id: int
    at: str
    who: str
    person_id: int | None
    window: str
    via: str
    verb: str
    undoes: int | None


def digest(salt: bytes, item: Iterable[Any]) -> bytes:
    """Give the digest of one item: its table, row, case, kind, before and after."""
    return hashlib.sha256(salt + _canonical(item)).digest()


def seal(previous: bytes, head: Head, digests: Iterable[bytes]) -> bytes:
    """Give the hash of a change: over the change before it, its own facts and its items in order."""
    over = hashlib.sha256(previous)
    over.update(_canonical(head))
    for one in digests:
        over.update(one)
    return over.digest()


def seal_items(connection: Connection, change_id: int) -> list[bytes]:
    """Give every item of a fresh change its salt and digest; returns the digests in order."""
    items = connection.execute(
        f"SELECT {ITEM_COLUMNS} FROM change_item WHERE change_id = ? ORDER BY id",  # noqa: S608
        (change_id,),
    ).fetchall()
    sealed = [(salt, digest(salt, item[1:]), item[0]) for item in items for salt in (secrets.token_bytes(16),)]
    connection.executemany("UPDATE change_item SET salt = ?, digest = ? WHERE id = ?", sealed)
    return [one[1] for one in sealed]


def _canonical(values: Iterable[Any]) -> bytes:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
