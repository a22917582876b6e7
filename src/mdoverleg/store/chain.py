"""The chain over the change log: what was once written down cannot be taken out or changed without a trace.

The chain runs over a salted digest of each item, not over its content: when content and salt are erased for good, the
chain still holds, and nobody can find the content by trying. What was erased must be noted in the chain itself.

In an encrypted file every link is keyed, also the note of where the log ends; in a plain file it is a hash, which
whoever can rewrite the whole log can make anew.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from mdoverleg.domain.words import _
from mdoverleg.store.file import Connection
from mdoverleg.store.held import held
from mdoverleg.store.reading import Reader

PIECE: Final = 500
"""Changes that are looked at in one reading transaction."""

ITEM_COLUMNS: Final = "id, table_name, row_pk, case_pk, op, before, after"

ERASED: Final = "erased"
"""Where other rows name their database table: a row that names the rows of the log whose content was erased."""

_HEADS: Final = "SELECT id, at, who, person_id, window, via, verb, undoes, hash FROM change"

_UNFIT: Final = bytes(32)
"""Stands where a link did not fit before the chain was made anew with another key: it never fits."""


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


def chain_key(path: Path) -> bytes:
    """Give the key of a file's chain, made of the data key that is held for it; empty for a plain file."""
    key = held(path)
    return hmac.digest(key, b"mdoverleg log", "sha256") if key else b""


def seal(previous: bytes, head: Head, digests: Iterable[bytes], key: bytes) -> bytes:
    """Give the link of a change: over the change before it, its own facts and its items in order.

    With a key (of an encrypted file) only who has it can make or check the link; with an empty one it is a plain hash.
    """
    over = b"".join((previous, _canonical(head), *digests))
    return hmac.digest(key, over, "sha256") if key else hashlib.sha256(over).digest()


def end_mark(last_id: int, last_hash: bytes, key: bytes) -> bytes:
    """Give what stands apart from the log about its last change; with a key it cannot be set back to an earlier one."""
    return hmac.digest(key, b"end of the log %d " % last_id + last_hash, "sha256") if key else last_hash


def previous_link(connection: Connection, key: bytes) -> bytes:
    """Give the link that the next change hangs on; where the end of the log was tampered with, one that never fits."""
    last_id, mark = connection.execute("SELECT last_id, last_hash FROM log_head").fetchone()
    if not key:
        return _as_bytes(mark)
    row = connection.execute("SELECT hash FROM change WHERE id = ?", (last_id,)).fetchone()
    last_hash = _as_bytes(row[0]) if row else b""
    return last_hash if end_mark(last_id, last_hash, key) == mark else _UNFIT


def reseal(
    connection: Connection, old_key: bytes, new_key: bytes, windows_before: Mapping[int, str] | None = None
) -> None:
    """Make the whole chain anew with another key, inside the caller's transaction.

    `windows_before` is what stood as window in changes where an erased name was taken out of it. A link that does
    not fit under the old key fits under the new one neither: what was tampered with goes on showing.
    """
    guard = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'change_update'").fetchone()
    if guard:
        connection.execute("DROP TRIGGER change_update")
    last_id, last_old, last_new = 0, b"", b""
    while rows := connection.execute(f"{_HEADS} WHERE id > ? ORDER BY id LIMIT {PIECE}", (last_id,)).fetchall():
        links = []
        for row in rows:
            head, own = Head._make(row[:8]), _as_bytes(row[8])
            found = connection.execute("SELECT digest FROM change_item WHERE change_id = ? ORDER BY id", (head.id,))
            digests = [_as_bytes(one[0]) for one in found]
            # After a gap nothing can fit; the gap itself goes on telling.
            before = head._replace(window=(windows_before or {}).get(head.id, head.window))
            fits = head.id != last_id + 1 or seal(last_old, before, digests, old_key) == own
            last_new = seal(last_new, head, digests, new_key) if fits else _UNFIT
            last_id, last_old = head.id, own
            links.append((last_new, head.id))
        connection.executemany("UPDATE change SET hash = ? WHERE id = ?", links)
    kept = connection.execute("SELECT last_id, last_hash FROM log_head").fetchone()
    fits = kept == (last_id, end_mark(last_id, last_old, old_key))
    mark = end_mark(last_id, last_new, new_key) if fits else _UNFIT
    connection.execute("UPDATE log_head SET last_hash = ?", (mark,))
    if guard:
        connection.execute(guard[0])


def ranges(numbers: Iterable[int]) -> list[list[int]]:
    """Give numbers as first and last of each unbroken row of them."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


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


def _as_bytes(value: Any) -> bytes:
    """Return what stands in the place of a link or digest; what is no bytes becomes what never fits."""
    return value if isinstance(value, bytes) else _UNFIT


class Verifying:
    """The look through the whole chain, a piece at a time: a long look would hold up other windows' saving."""

    def __init__(self, key: bytes) -> None:
        self.problems: list[str] = []
        self.looked_at = 0
        """Changes that were looked at so far."""
        self._key = key
        self._last = 0
        self._hash = b""
        self._last_item = 0
        self._empty: list[tuple[int, int]] = []
        self._erased: list[tuple[int, int]] = []

    def step(self, reader: Reader) -> bool:
        """Look at the next changes; tells whether there was anything left. At the end, look at what stands apart."""
        rows = reader.rows(f"{_HEADS} WHERE id > ? ORDER BY id LIMIT ?", (self._last, PIECE))
        if rows:
            items = _items(reader, self._last, rows[-1][0])
            for row in rows:
                self._change(Head._make(row[:8]), _as_bytes(row[8]), items.get(row[0], []))
            self.looked_at += len(rows)
        else:
            self._end(reader)
        return bool(rows)

    def _change(self, head: Head, own: bytes, items: list[tuple[Any, ...]]) -> None:
        gaps = range(self._last + 1, head.id)
        if gaps:
            # Of a forged number there may be very many.
            text = (
                _("Change {number} was removed.") if len(gaps) == 1 else _("Changes {number} to {last} were removed.")
            )
            self.problems.append(text.format(number=gaps[0], last=gaps[-1]))
        digests, is_whole = self._digests(head.id, items, after_gap=bool(gaps))
        if not is_whole:
            self.problems.append(_("A row of change {number} is not as it was written.").format(number=head.id))
        elif not gaps and seal(self._hash, head, digests, self._key) != own:
            self.problems.append(_("Change {number} is not as it was written.").format(number=head.id))
        self._last, self._hash = head.id, own

    def _digests(self, change: int, items: list[tuple[Any, ...]], *, after_gap: bool) -> tuple[list[bytes], bool]:
        digests: list[bytes] = []
        is_whole = True
        for number, *item, salt, own in items:
            if salt is None and own is not None and item[-2:] == [None, None]:
                self._empty.append((number, change))
            elif not isinstance(salt, bytes) or digest(salt, item) != own:
                is_whole = False
            elif item[0] == ERASED:
                self._erased += _spans(item[-1])
            # Rows are numbered without a gap, so that none can be moved from one change to another.
            is_whole = is_whole and (number == self._last_item + 1 or after_gap)
            self._last_item, after_gap = number, False
            digests.append(_as_bytes(own))
        return digests, is_whole

    def _end(self, reader: Reader) -> None:
        for change in self._silently_erased():
            sentence = _("What change {number} held was erased without a note of that.")
            self.problems.append(sentence.format(number=change))
        # Between two changes nothing is being written: with a number there the log could be added to past the gate.
        kept = reader.one("SELECT last_id, last_hash, writing FROM log_head")
        if kept is None or kept[0] > self._last:
            self.problems.append(_("The end of the log was cut off after change {number}.").format(number=self._last))
        elif kept != (self._last, end_mark(self._last, self._hash, self._key), None):
            self.problems.append(_("The end of the log is not as it was written."))
        # The look begins at change 1: what was put in front of it would stand in the history and be under no seal.
        for (change,) in reader.rows("SELECT id FROM change WHERE id < 1 ORDER BY id"):
            self.problems.append(_("Change {number} is not as it was written.").format(number=change))
        lost = "SELECT DISTINCT change_id FROM change_item WHERE change_id NOT IN (SELECT id FROM change)"
        for (change,) in reader.rows(f"{lost} ORDER BY change_id"):
            self.problems.append(_("Rows are left of change {number}, which was removed.").format(number=change))

    def _silently_erased(self) -> list[int]:
        """Give the changes with rows that are empty, and that no change noted as erased."""
        noted = sorted(self._erased, reverse=True)
        found: dict[int, None] = {}
        reach = 0
        for number, change in sorted(self._empty):
            while noted and noted[-1][0] <= number:
                reach = max(reach, noted.pop()[1])
            if number > reach:
                found[change] = None
        return list(found)


def _spans(text: Any) -> list[tuple[int, int]]:
    """Read what `ranges` gave; of what only a forged file can hold nothing."""
    try:
        return [(int(first), int(last)) for first, last in json.loads(text)["rows"]]
    except (ValueError, TypeError, KeyError):
        return []


def _items(reader: Reader, after: int, last: int) -> dict[int, list[tuple[Any, ...]]]:
    """Give the rows of several changes by change, each in order: number, what is digested, salt, digest."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for change, *row in reader.rows(
        f"SELECT change_id, {ITEM_COLUMNS}, salt, digest FROM change_item WHERE change_id > ? AND change_id <= ? "
        "ORDER BY change_id, id",
        (after, last),
    ):
        found.setdefault(change, []).append(tuple(row))
    return found
