"""The change log: what was changed by whom, undo, and the proof that nothing was cut out."""

import json
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from sqlcipher3 import dbapi2

from mdoverleg.domain.errors import UndoRefused
from mdoverleg.domain.exports import DELETE, WRITE
from mdoverleg.domain.exports import KIND as MADE
from mdoverleg.domain.looking import KIND as LOOKED
from mdoverleg.domain.verb_kinds import LISTED, SEEN, TRUST, Only, is_undoable
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.store.chain import Verifying, chain_key
from mdoverleg.store.reading import Reader
from mdoverleg.store.store import Store

UNDO: Final = "log.undo"
REDO: Final = "log.redo"

_CAN_BE_UNDONE: Final = (
    f"undoes IS NULL AND verb NOT IN ('{WRITE}', '{DELETE}') AND verb NOT GLOB '{SEEN}*' AND verb NOT GLOB '{TRUST}*'"
)
"""What stands in the log alone does not come back (`is_undoable`): the undo key passes over it."""

_IS_KEPT: Final = "NOT EXISTS (SELECT 1 FROM change_item i WHERE i.change_id = change.id AND i.salt IS NULL)"
"""Nor does it take what was erased for good."""

# Undos are few among many changes; left to itself SQLite looks through them all, to save the sorting.
_UNDOS: Final = "SELECT id, undoes FROM change INDEXED BY ix_change_undoes WHERE undoes IS NOT NULL ORDER BY id DESC"


class ChangedRow(NamedTuple):
    """One row of a change; of an update, `before` and `after` hold the changed columns only."""

    table: str
    pk: int
    case_pk: int | None
    op: str
    """`insert`, `update` or `delete`; `before` of an insert and `after` of a delete are empty."""
    before: dict[str, Any]
    after: dict[str, Any]


class Change(NamedTuple):
    """One change as it stands in the log, with its rows in the order in which they were changed."""

    id: int
    at: str
    """UTC, as YYYY-MM-DD HH:MM:SS."""
    who: str
    person_pk: int | None
    window: str
    via: str
    verb: str
    undoes: int | None
    is_undone: bool
    rows: tuple[ChangedRow, ...]


def undo(store: Store, who: Who, change_id: int) -> int:
    """Append the reverse of a change; undoing an undo is redoing. Returns the number of the new change.

    UndoRefused when a value is no longer what the change made it, or when other rows would go along.
    """
    with store.read() as reader:
        change = reader.one("SELECT undoes, verb FROM change WHERE id = ?", (change_id,))
    if change is None:
        raise UndoRefused(_("There is no such change in the log."))
    if change[1] in (WRITE, DELETE):
        raise UndoRefused(_("That a file was made or deleted is not undone; delete it from the list of files made."))
    if not is_undoable(change[1]):
        raise UndoRefused(_("What was looked at, unlocked, kept or erased is not undone."))
    from mdoverleg.store.undo import Undoing

    verb = UNDO if change[0] is None else REDO
    try:
        with store.write(who, verb, undoes=change_id) as session:
            driver = session.connection().connection.driver_connection
            if change_id in undone_of(Reader(driver, store.path)):
                raise UndoRefused(_("This change has been undone already."))
            Undoing(driver, store.clock, change_id).run()
            number: int = session.info["change_id"]
    except dbapi2.IntegrityError:
        raise UndoRefused(_("Not undone: what was changed since does not allow it any more.")) from None
    return number


def newest_of_window(store: Store, window: str) -> int | None:
    """Give the newest change of this window that is not undone: what the undo key takes."""
    return _newest_undoable(store, "window = ?", (window,))


def newest_by_command(store: Store, name: str) -> int | None:
    """Give the newest change that this name made by a command and that is not undone."""
    return _newest_undoable(store, "who = ? AND via = 'cli'", (name,))


def newest_redoable(store: Store, window: str) -> int | None:
    """Give the undo that the redo key of this window takes back; nothing after a new change of the window."""
    return _newest_redoable(store, "window = ?", (window,))


def newest_redoable_by_command(store: Store, name: str) -> int | None:
    """Give the undo that `redo` takes back for this name; nothing after a new change by a command."""
    return _newest_redoable(store, "who = ? AND via = 'cli'", (name,))


def is_keyed(store: Store) -> bool:
    """Tell whether the chain has a key; without one, who can rewrite the whole log can forge it."""
    return bool(chain_key(store.path))


def verify(store: Store, told: Callable[[int, int], None] = lambda _done, _total: None) -> list[str]:
    """Tell in words what is wrong with the log's chain; an empty list when nothing was removed, changed or moved.

    `told` hears now and then how many entries of how many were looked at. Other windows can save meanwhile.
    """
    looking = Verifying(chain_key(store.path))
    with store.read() as reader:
        total = reader.value("SELECT count(*) FROM change")
    while True:
        with store.read() as reader:
            if not looking.step(reader):
                told(total, total)
                return looking.problems
        told(min(looking.looked_at, total), total)


_ONLY: Final[dict[Only, str]] = {
    "changes": f"c.verb NOT GLOB '{SEEN}*'",
    "usual": f"c.verb <> '{LISTED}'",
    "seen": f"(c.verb GLOB '{SEEN}*' OR c.verb IN ('{WRITE}', '{DELETE}'))",
    "all": "1",
}

_OF_PERSON: Final = (
    "(c.person_id = ?1 OR c.who = (SELECT name FROM person WHERE pk = ?1) OR c.id IN "
    "(SELECT change_id FROM change_item WHERE table_name = 'person' AND row_pk = ?1 "
    f"UNION ALL SELECT change_id FROM change_item WHERE table_name IN ('{MADE}', '{LOOKED}') "
    "AND json_valid(after) AND json_extract(after, '$.person_id') = ?1))"
)
"""What somebody of the table did and saw, what was changed about them, asked of them, and made for them."""


def changes(
    reader: Reader,
    *,
    limit: int,
    before: int | None = None,
    case_pk: int | None = None,
    person_pk: int | None = None,
    only: Only = "changes",
) -> list[Change]:
    """Give the newest changes, newest first, from before the change `before`; of one case or person when asked."""
    where, params = [_ONLY[only]], list[Any]()
    if person_pk is not None:
        where.append(_OF_PERSON)
        params.append(person_pk)
    if before is not None:
        where.append("c.id < ?")
        params.append(before)
    if case_pk is not None:
        where.append("c.id IN (SELECT change_id FROM change_item WHERE case_pk = ?)")
        params.append(case_pk)
    heads = reader.rows(
        "SELECT c.id, c.at, c.who, c.person_id, c.window, c.via, c.verb, c.undoes FROM change c "
        f"WHERE {' AND '.join(where)} ORDER BY c.id DESC LIMIT ?",
        (*params, limit),
    )
    undone = undone_of(reader)
    return [Change._make((*head, head[0] in undone, rows_of(reader, head[0]))) for head in heads]


def rows_of(reader: Reader, change_id: int) -> tuple[ChangedRow, ...]:
    """Give the rows of one change in the order in which they were changed."""
    return tuple(
        ChangedRow._make((*row[:4], _columns(row[4]), _columns(row[5])))
        for row in reader.rows(
            "SELECT table_name, row_pk, case_pk, op, before, after FROM change_item WHERE change_id = ? ORDER BY id",
            (change_id,),
        )
    )


def _columns(text: str | None) -> dict[str, Any]:
    # A damaged entry must not hide the whole history; `verify` tells of it.
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def undone_of(reader: Reader) -> set[int]:
    """Collect the changes that are undone; an undo that was itself undone does not count."""
    undone: set[int] = set()
    for change, undoes in reader.rows(_UNDOS):
        if change not in undone:
            undone.add(undoes)
    return undone


def _newest_undoable(store: Store, whose: str, params: tuple[str, ...]) -> int | None:
    with store.read() as reader:
        undone = undone_of(reader)
        last: int | None = None
        while True:
            # In steps: the newest few are nearly always enough, and a file may hold a hundred thousand.
            found = reader.rows(
                f"SELECT id FROM change WHERE {whose} AND {_CAN_BE_UNDONE} AND {_IS_KEPT} AND id < ? "
                "ORDER BY id DESC LIMIT 50",
                (*params, last or 1 << 62),
            )
            for (change,) in found:
                if change not in undone:
                    return int(change)
            if not found:
                return None
            last = found[-1][0]


def _newest_redoable(store: Store, whose: str, params: tuple[str, ...]) -> int | None:
    with store.read() as reader:
        own = reader.value(f"SELECT max(id) FROM change WHERE {whose} AND {_CAN_BE_UNDONE}", params)
        undone = undone_of(reader)
        found = reader.rows(
            f"SELECT id FROM change WHERE {whose} AND verb = ? AND id > ? ORDER BY id DESC",
            (*params, UNDO, own or 0),
        )
    return next((int(change) for (change,) in found if change not in undone), None)
