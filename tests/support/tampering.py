"""A log in the hands of somebody who takes its guards away: to tamper with, look through, and put back as it was."""

import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from mdoverleg.store.chain import Head, Verifying, chain_key, seal
from mdoverleg.store.file import Connection, open_connection
from mdoverleg.store.reading import Reader

HEADS: Final = ("at", "who", "person_id", "window", "via", "verb", "undoes", "hash")
ITEMS: Final = ("change_id", "table_name", "row_pk", "case_pk", "op", "before", "after", "salt", "digest")


class Log:
    """The log of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.key = chain_key(path)
        self.connection: Connection = open_connection(path, writing=True)
        self.connection.execute("PRAGMA foreign_keys = OFF")

    @contextmanager
    def unguarded(self) -> Iterator[Self]:
        """Let anything be done with the log without its triggers; everything is as before when the block ends."""
        self.connection.execute("BEGIN")
        try:
            self.drop_triggers()
            yield self
        finally:
            self.connection.execute("ROLLBACK")

    def drop_triggers(self) -> None:
        """Take the guards of the log away."""
        for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'change%'"):
            self.connection.execute(f'DROP TRIGGER "{name}"')

    def problems(self) -> list[str]:
        """Look through the log as `log verify` does."""
        looking = Verifying(self.key)
        reader = Reader(self.connection, self.path)
        while looking.step(reader):
            pass
        return looking.problems

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Give all rows of a question."""
        return list(self.connection.execute(sql, values).fetchall())

    def content(self) -> str:
        """Give everything that is in the log, as one digest."""
        over = hashlib.sha256()
        for table in ("change", "change_item", "log_head"):
            over.update(repr(self.rows(f"SELECT * FROM {table} ORDER BY 1")).encode("utf-8", "replace"))
        return over.hexdigest()


def tamper(log: Log, chance: random.Random, *, times: int) -> str:
    """Tamper with a log in some ways at once until it differs from what it was; returns what was done."""
    before = log.content()
    done: list[str] = []
    while len(done) < times or log.content() == before:
        way = chance.choice(WAYS)
        way(log, chance)
        done.append(way.__name__)
    return ", ".join(done)


def forge(log: Log, chance: random.Random) -> str:
    """Tamper with a log and make every plain hash from there on anew, as somebody can who has no key."""
    before, way = log.content(), change_head
    while log.content() == before:
        way = chance.choice((change_head, cut_tail, remove_change, swap_changes, begin_anew))
        way(log, chance)
    last, link = 0, b""
    for number, (old, *row) in enumerate(
        log.rows("SELECT id, at, who, person_id, window, via, verb, undoes FROM change ORDER BY id"), 1
    ):
        log.connection.execute("UPDATE change_item SET change_id = ? WHERE change_id = ?", (number, old))
        digests = [one[0] for one in log.rows("SELECT digest FROM change_item WHERE change_id = ? ORDER BY id", number)]
        last, link = number, seal(link, Head(number, *row), digests, b"")
        log.connection.execute("UPDATE change SET id = ?, hash = ? WHERE id = ?", (number, link, old))
    for number, (old,) in enumerate(log.rows("SELECT id FROM change_item ORDER BY id"), 1):
        log.connection.execute("UPDATE change_item SET id = ? WHERE id = ?", (number, old))
    log.connection.execute("UPDATE log_head SET last_id = ?, last_hash = ?", (last, link))
    return way.__name__


def _any(log: Log, table: str, chance: random.Random) -> int:
    return int(chance.choice(log.rows(f"SELECT id FROM {table}"))[0] if log.rows(f"SELECT 1 FROM {table}") else 0)


def _another(value: object, chance: random.Random) -> object:
    if isinstance(value, bytes):
        return chance.choice([None, chance.randbytes(len(value)), value[::-1], b""])
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 7])
    if isinstance(value, str) and value in ("tui", "cli", "import"):
        return chance.choice(["tui", "cli", "import"])
    if isinstance(value, str) and value in ("insert", "update", "delete"):
        return chance.choice(["insert", "update", "delete"])
    return chance.choice(["", "{}", f"{value}.", str(value)[:-1]])


def change_head(log: Log, chance: random.Random) -> None:
    """Change one fact of a change."""
    number, column = _any(log, "change", chance), chance.choice(HEADS)
    found = log.rows(f"SELECT {column} FROM change WHERE id = ?", number)
    if found:
        new = _another(found[0][0], chance)
        if new is not None:
            log.connection.execute(f"UPDATE change SET {column} = ? WHERE id = ?", (new, number))


def change_item(log: Log, chance: random.Random) -> None:
    """Change one value of a row of a change."""
    number, column = _any(log, "change_item", chance), chance.choice(ITEMS)
    found = log.rows(f"SELECT {column} FROM change_item WHERE id = ?", number)
    if found:
        new = _another(found[0][0], chance)
        if new is not None or column in ("salt", "digest"):
            log.connection.execute(f"UPDATE change_item SET {column} = ? WHERE id = ?", (new, number))


def remove_change(log: Log, chance: random.Random) -> None:
    """Take a change out, with its rows or without."""
    number = _any(log, "change", chance)
    log.connection.execute("DELETE FROM change WHERE id = ?", (number,))
    if chance.random() < 0.7:
        log.connection.execute("DELETE FROM change_item WHERE change_id = ?", (number,))


def remove_item(log: Log, chance: random.Random) -> None:
    """Take one row of a change out."""
    log.connection.execute("DELETE FROM change_item WHERE id = ?", (_any(log, "change_item", chance),))


def erase_item(log: Log, chance: random.Random) -> None:
    """Take out what a row held, as only erasing does."""
    log.connection.execute(
        "UPDATE change_item SET before = NULL, after = NULL, salt = NULL WHERE id = ?",
        (_any(log, "change_item", chance),),
    )


def swap_changes(log: Log, chance: random.Random) -> None:
    """Let two changes change places."""
    one, two = _any(log, "change", chance), _any(log, "change", chance)
    for old, new in ((one, -1), (two, one), (-1, two)):
        log.connection.execute("UPDATE change SET id = ? WHERE id = ?", (new, old))
        log.connection.execute("UPDATE change_item SET change_id = ? WHERE change_id = ?", (new, old))


def swap_items(log: Log, chance: random.Random) -> None:
    """Let two rows change places."""
    one, two = _any(log, "change_item", chance), _any(log, "change_item", chance)
    for old, new in ((one, -1), (two, one), (-1, two)):
        log.connection.execute("UPDATE change_item SET id = ? WHERE id = ?", (new, old))


def append_change(log: Log, chance: random.Random) -> None:
    """Add a change at the end, and say or do not say that it is the last one."""
    last = log.rows("SELECT coalesce(max(id), 0) FROM change")[0][0]
    log.connection.execute(
        "INSERT INTO change SELECT ?, at, ?, person_id, window, via, verb, NULL, hash FROM change WHERE id = ?",
        (last + 1, "Sem van Dam", _any(log, "change", chance)),
    )
    if chance.random() < 0.5:
        end = "last_id = ?, last_hash = coalesce((SELECT hash FROM change WHERE id = ?), x'')"
        log.connection.execute(f"UPDATE log_head SET {end}", (last + 1, last + 1))


def append_item(log: Log, chance: random.Random) -> None:
    """Add a row to a change."""
    log.connection.execute(
        "INSERT INTO change_item (change_id, table_name, row_pk, op, after, salt, digest) "
        "VALUES (?, 'x', 1, 'insert', '{}', ?, ?)",
        (_any(log, "change", chance), chance.randbytes(16), chance.randbytes(32)),
    )


def put_in_front(log: Log, chance: random.Random) -> None:
    """Add a change before the first, with a row or without: in the history it stands like any other."""
    first = min(1, log.rows("SELECT coalesce(min(id), 1) FROM change")[0][0]) - 1
    log.connection.execute(
        "INSERT INTO change SELECT ?, at, ?, person_id, window, via, verb, NULL, hash FROM change WHERE id = ?",
        (first, "Sem van Dam", _any(log, "change", chance)),
    )
    if chance.random() < 0.5:
        log.connection.execute(
            "INSERT INTO change_item SELECT (SELECT min(id) - 1 FROM change_item), ?, table_name, row_pk, case_pk, op, "
            "before, after, salt, digest FROM change_item WHERE id = ?",
            (first, _any(log, "change_item", chance)),
        )


def cut_tail(log: Log, chance: random.Random) -> None:
    """Cut the end off, and say or do not say so."""
    number = _any(log, "change", chance)
    log.connection.execute("DELETE FROM change WHERE id >= ?", (number,))
    log.connection.execute("DELETE FROM change_item WHERE change_id >= ?", (number,))
    if chance.random() < 0.5:
        log.connection.execute("UPDATE log_head SET last_id = ?", (number - 1,))


def change_end(log: Log, chance: random.Random) -> None:
    """Change what stands apart about the end of the log."""
    last_id, last_hash = log.rows("SELECT last_id, last_hash FROM log_head")[0]
    column, value = chance.choice(
        [
            ("last_id", last_id + chance.choice([-1, 1, 5])),
            ("last_hash", chance.randbytes(32)),
            ("last_hash", last_hash[:-1]),
            ("writing", 1),
        ]
    )
    log.connection.execute(f"UPDATE log_head SET {column} = ?", (value,))


def begin_anew(log: Log, chance: random.Random) -> None:
    """Take everything out and say that nothing was ever there."""
    del chance
    log.connection.execute("DELETE FROM change")
    log.connection.execute("DELETE FROM change_item")
    log.connection.execute("UPDATE log_head SET last_id = 0, last_hash = ?", (bytes(8),))


WAYS: Final[tuple[Callable[[Log, random.Random], None], ...]] = (
    change_head,
    change_item,
    remove_change,
    remove_item,
    erase_item,
    swap_changes,
    swap_items,
    append_change,
    append_item,
    put_in_front,
    cut_tail,
    change_end,
    begin_anew,
)
"""Every way to tamper with a log."""
