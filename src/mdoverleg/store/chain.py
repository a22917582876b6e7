"""The chain over the change log: what was once written down cannot be taken out or changed without a trace.

The chain runs over a salted digest of each item, not over its content: when content and salt are erased for good, the
chain still holds, and nobody can find the content by trying.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from typing import Any, NamedTuple

from mdoverleg.domain.words import _
from mdoverleg.store.file import Connection
from mdoverleg.store.reading import Reader

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
        f"SELECT {ITEM_COLUMNS} FROM change_item WHERE change_id = ? ORDER BY id",
        (change_id,),
    ).fetchall()
    sealed = [(salt, digest(salt, item[1:]), item[0]) for item in items for salt in (secrets.token_bytes(16),)]
    connection.executemany("UPDATE change_item SET salt = ?, digest = ? WHERE id = ?", sealed)
    return [one[1] for one in sealed]


def _canonical(values: Iterable[Any]) -> bytes:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def verify_log(reader: Reader) -> list[str]:
    """Tell in words what is wrong with the chain over the whole log; nothing when it is whole."""
    problems: list[str] = []
    last_id, last_hash = reader.one("SELECT last_id, last_hash FROM log_head") or (0, b"")
    previous, expected = b"", 1
    for row in reader.rows("SELECT id, at, who, person_id, window, via, verb, undoes, hash FROM change ORDER BY id"):
        head, own = Head(*row[:8]), row[8]
        problems += [_("Change {number} was removed.").format(number=gap) for gap in range(expected, head.id)]
        expected = head.id + 1
        digests, faults = _items(reader, head.id)
        problems += faults
        if not faults and seal(previous, head, digests) != own:
            problems.append(_("Change {number} is not as it was written.").format(number=head.id))
        previous = own
    if (expected - 1, previous) != (last_id, last_hash):
        problems.append(_("The end of the log was cut off: it ends at {number}.").format(number=expected - 1))
    for (change,) in reader.rows(
        "SELECT DISTINCT change_id FROM change_item WHERE change_id NOT IN (SELECT id FROM change) ORDER BY change_id"
    ):
        problems.append(_("Change {number} has lost its head.").format(number=change))
    return problems


def _items(reader: Reader, change_id: int) -> tuple[list[bytes], list[str]]:
    digests: list[bytes] = []
    faults: list[str] = []
    for row in reader.rows(
        f"SELECT {ITEM_COLUMNS}, salt, digest FROM change_item WHERE change_id = ? ORDER BY id",
        (change_id,),
    ):
        item, salt, own = row[1:7], row[7], row[8]
        # Content that was erased for good has no salt any more; its digest still stands in the chain.
        if salt is not None and digest(salt, item) != own:
            faults.append(_("A row of change {number} is not as it was written.").format(number=change_id))
        digests.append(own or b"")
    return digests, faults
