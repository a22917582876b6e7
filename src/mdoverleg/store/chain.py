"""The chain over the change log: what was once written down cannot be taken out or changed without a trace.

The chain runs over a salted digest of each item, not over its content: when content and salt are erased for good, the
chain still holds, and nobody can find the content by trying.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from mdoverleg.domain.words import _
from mdoverleg.store.file import Connection
from mdoverleg.store.reading import Reader

PIECE: Final = 500
"""Changes that are looked at in one reading transaction."""

ITEM_COLUMNS: Final = "id, table_name, row_pk, case_pk, op, before, after"


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
    """Give the digest of one item: its database table, row, case, kind, before and after."""
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
    sealed = [(salt, digest(salt, item[1:]), item[0]) for item in items for salt in (os.urandom(16),)]
    connection.executemany("UPDATE change_item SET salt = ?, digest = ? WHERE id = ?", sealed)
    return [one[1] for one in sealed]


def _canonical(values: Iterable[Any]) -> bytes:
    """Return values as bytes to be hashed; what only a damaged file can hold becomes something that never fits."""
    text = json.dumps(list(values), ensure_ascii=False, separators=(",", ":"), default=repr)
    return text.encode("utf-8", "surrogatepass")


class Verifying:
    """The look through the whole chain, a piece at a time: a long look would hold up other windows' saving."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._last = 0
        self._hash = b""

    def step(self, reader: Reader) -> bool:
        """Look at the next changes; tells whether there was anything left. At the end, look at what stands apart."""
        rows = reader.rows(
            "SELECT id, at, who, person_id, window, via, verb, undoes, hash FROM change WHERE id > ? "
            "ORDER BY id LIMIT ?",
            (self._last, PIECE),
        )
        for row in rows:
            self._change(reader, Head._make(row[:8]), row[8])
        if not rows:
            self._end(reader)
        return bool(rows)

    def _change(self, reader: Reader, head: Head, own: bytes) -> None:
        gaps = range(self._last + 1, head.id)
        self.problems += [_("Change {number} was removed.").format(number=gap) for gap in gaps]
        digests, faults = _items(reader, head.id)
        self.problems += faults
        if not faults and not gaps and seal(self._hash, head, digests) != own:
            self.problems.append(_("Change {number} is not as it was written.").format(number=head.id))
        self._last, self._hash = head.id, own

    def _end(self, reader: Reader) -> None:
        kept = reader.one("SELECT last_id, last_hash FROM log_head")
        if kept is None or kept[0] > self._last:
            self.problems.append(_("The end of the log was cut off after change {number}.").format(number=self._last))
        elif kept != (self._last, self._hash):
            self.problems.append(_("The end of the log is not as it was written."))
        lost = "SELECT DISTINCT change_id FROM change_item WHERE change_id NOT IN (SELECT id FROM change)"
        for (change,) in reader.rows(f"{lost} ORDER BY change_id"):
            self.problems.append(_("Rows are left of change {number}, which was removed.").format(number=change))


def _items(reader: Reader, change_id: int) -> tuple[list[bytes], list[str]]:
    digests: list[bytes] = []
    faults: list[str] = []
    for row in reader.rows(
        f"SELECT {ITEM_COLUMNS}, salt, digest FROM change_item WHERE change_id = ? ORDER BY id",
        (change_id,),
    ):
        item, salt, own = row[1:7], row[7], row[8]
        # Content that was erased for good has no salt any more; its digest still stands in the chain.
        erased = salt is None and item[-2:] == (None, None) and own is not None
        if not erased and (salt is None or digest(salt, item) != own):
            faults.append(_("A row of change {number} is not as it was written.").format(number=change_id))
        digests.append(own)
    return digests, faults
