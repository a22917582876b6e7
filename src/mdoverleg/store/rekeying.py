"""A table gets another key, its first one, or none: a new file takes the place of the old one, in one step.

Whenever this stops, one whole file lies there that its key file opens: until the new file has its name, the key file
holds both keys. The old file is held by one lock until it is overwritten, so that nobody saves into what goes.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.files import flush, flush_if_possible
from mdoverleg.domain.paths import is_there
from mdoverleg.store import backups, header, held
from mdoverleg.store.chain import chain_key, reseal
from mdoverleg.store.file import (
    FAULTS,
    Connection,
    create_empty,
    first_bytes,
    open_connection,
    require_ours,
    require_rights,
    require_sound,
    uri,
)
from mdoverleg.store.held import Key
from mdoverleg.store.locked import PLAIN, is_encrypted
from mdoverleg.store.patience import patiently, take_lock
from mdoverleg.store.refusals import refusal_of, refused
from mdoverleg.store.slots import passphrase_slot

PIECE: Final = 1 << 20

SPARE: Final = 1 << 20
"""Bytes that a disk must have left beside the new file: for the key file, and for who goes on saving."""

_HOLDS_WHAT_IS_OPEN: Final = os.name == "nt"
"""Windows gives no other file the name of one that is open: there the lock ends before that."""


def encrypt(path: Path, passphrase: str) -> None:
    """Give a plain table a data key, which the passphrase opens; refusals as in `keys.encrypt`."""
    if is_encrypted(path):
        raise refused("encrypted", path)
    key = _fresh()
    slots = [passphrase_slot(passphrase, key.key)]
    _replace(path, key, lambda: _add(path, key, slots), lambda: None)


def rekey(path: Path, passphrase: str) -> None:
    """Give an encrypted table another data key, which the passphrase opens; the old sheet opens it no more."""
    old, key = held.held_with_salt(path), _fresh()
    if old is None:
        raise refused("key_needed", path)
    slots = [passphrase_slot(passphrase, key.key)]
    _replace(path, key, lambda: _add(path, key, slots), lambda: _drop(path, old.salt))


def decrypt(path: Path) -> None:
    """Make an encrypted table plain; its key file goes when it holds no other table."""
    old = held.held_with_salt(path)
    if old is None:
        raise refused("key_needed", path)
    _replace(path, None, lambda: None, lambda: _drop(path, old.salt))


def follow(copy: Path, table: Path) -> None:
    """Bring a copy that was made of a table, plain or under an older key that is held, to the key of that table."""
    key = held.held_with_salt(table)
    if key is None:
        raise refused("key_needed", table)
    old = held.held_with_salt(copy)
    own = header.read(table)["files"][key.salt.hex()]

    def add() -> None:
        _put(copy, key.salt, own)

    _replace(copy, key, add, (lambda: _drop(copy, old.salt)) if old else lambda: None)


def _fresh() -> Key:
    return Key(os.urandom(held.KEY_BYTES), os.urandom(held.SALT_BYTES))


def _add(path: Path, key: Key, slots: list[dict[str, object]]) -> None:
    _put(path, key.salt, {"slots": slots, "sheet": ""})


def _put(path: Path, salt: bytes, entry: dict[str, object]) -> None:
    """Let the key file hold this key beside what it holds."""
    if not header.has_header(path):
        header.write(path, header.empty(), is_new=True)
    with header.changing(path) as values:
        values["files"][salt.hex()] = entry


def _drop(path: Path, salt: bytes) -> None:
    with header.changing(path) as values:
        values["files"].pop(salt.hex(), None)
        is_empty = not values["files"]
    if is_empty:
        header.remove(path)


def _replace(path: Path, key: Key | None, before: Callable[[], None], after: Callable[[], None]) -> None:
    """Write the table under another key and put it in its own place; `before` and `after` change the key file.

    FileRefused when it is held by others, damaged or cannot be written: then the table is as it was.
    """
    real = path.resolve()
    require_ours(real)
    require_rights(real, read_only=False)
    if real.stat().st_nlink > 1:
        raise refused("two_names", path)
    fresh = real.with_name(f".{real.name}.new")
    try:
        with _held_still(real) as source:
            try:
                # Only now: who holds the lock is the only one who makes this file, or may take away one that was left.
                _clear(fresh)
                _made(source, real, fresh, key)
                before()
                _swap(source, real, fresh, key)
            except BaseException:
                with contextlib.suppress(OSError):
                    _clear(fresh)
                raise
    except FAULTS as error:
        raise refusal_of(error, path, writing=True) or error from None
    except OSError as error:
        raise backups.refused_by_system(error, path) from None
    finally:
        held.let_go(fresh)
    after()


@contextlib.contextmanager
def _held_still(real: Path) -> Iterator[Connection]:
    """Give a connection that keeps all others out for as long as the block lasts, also when it commits."""
    connection = open_connection(real, writing=True)
    try:
        # First its turn among those who save, kept from then on; after that only readers can stand in the way.
        take_lock(connection, real)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("COMMIT")
        patiently(lambda: connection.execute("BEGIN EXCLUSIVE"), real)
        connection.execute("COMMIT")
        require_sound(connection, real)
        yield connection
    finally:
        connection.close()


def _made(source: Connection, real: Path, fresh: Path, key: Key | None) -> None:
    """Make the new file; FileRefused when the disk is full or does not do as it is told."""
    room = shutil.disk_usage(real.parent).free
    if room < real.stat().st_size + SPARE:
        raise refused("no_space", real)
    try:
        _write(source, real, fresh, key)
    except (FileRefused, *FAULTS):
        # The table itself was looked through just now: what fails is the new file. It is all one error to the export.
        is_full = shutil.disk_usage(real.parent).free < SPARE
        raise refused("no_space" if is_full else "disk", real) from None


def _write(source: Connection, real: Path, fresh: Path, key: Key | None) -> None:
    """Write everything into a new file under the new key, prove that it is all there, and put it on the disk."""
    create_empty(fresh)
    given = f"x'{(key.key + key.salt).hex()}'" if key else ""
    source.execute("ATTACH DATABASE ? AS fresh KEY ?", (uri(fresh), given))
    try:
        source.execute("PRAGMA fresh.journal_mode = OFF")  # a half file is thrown away as a whole
        source.execute("SELECT sqlcipher_export('fresh')")
        for name in ("application_id", "user_version"):
            value = int(source.execute(f"PRAGMA main.{name}").fetchone()[0])
            source.execute(f"PRAGMA fresh.{name} = {value}")
        _require_equal(source, real)
    finally:
        source.execute("DETACH DATABASE fresh")
    if key:
        held.hold(fresh, key.key, key.salt)
    if (first_bytes(fresh) == PLAIN) is not (key is None):
        raise refused("damaged", real)
    _seal(real, fresh)


def _seal(real: Path, fresh: Path) -> None:
    """Chain the log of the new file with its own key, and look through it once more as it lies on the disk."""
    connection = open_connection(fresh, writing=True)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        reseal(connection, chain_key(real), chain_key(fresh))
        connection.execute("COMMIT")
        require_sound(connection, fresh)
    finally:
        connection.close()
    flush(fresh)


def _require_equal(source: Connection, real: Path) -> None:
    """Refuse a copy that does not hold exactly what the file holds, in every database table."""
    schema = "SELECT type, name, sql FROM {}.sqlite_master WHERE sql IS NOT NULL"
    if not _are_equal(source, schema.format("main"), schema.format("fresh")):
        raise refused("damaged", real)
    tables = source.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall()
    for (name,) in tables:
        every = 'SELECT * FROM {}."' + name.replace('"', '""') + '"'
        if not _are_equal(source, every.format("main"), every.format("fresh")):
            raise refused("damaged", real)


def _are_equal(source: Connection, one: str, other: str) -> bool:
    """Tell whether two questions give as many rows, and no row that the other does not give."""
    counts = [source.execute(f"SELECT count(*) FROM ({sql})").fetchone()[0] for sql in (one, other)]
    return counts[0] == counts[1] and source.execute(f"{one} EXCEPT {other} LIMIT 1").fetchone() is None


def _swap(source: Connection, real: Path, fresh: Path, key: Key | None) -> None:
    """Give the new file the name of the old one, and overwrite the old one, which others may still have open."""
    # Closed after the connection alone: on POSIX that would drop its lock.
    handle = os.open(real, os.O_RDWR)
    try:
        if _HOLDS_WHAT_IS_OPEN:
            source.close()
            os.close(handle)
            handle = -1
        fresh.replace(real)
        held.let_go(real)
        if key:
            held.hold(real, key.key, key.salt)
        with contextlib.suppress(OSError):  # it is done: what fails from here on undoes nothing
            flush_if_possible(real.parent)
            if handle >= 0:
                _overwrite(handle)
        source.close()
    finally:
        if handle >= 0:
            os.close(handle)


def _overwrite(handle: int) -> None:
    """Write over a file that has no name any more; where a disk writes that is the disk's own business.

    Not with zeros: to a window that still has it open that would be a database without anything in it.
    """
    left = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(handle, b"\xff" * min(left, PIECE))
    os.fsync(handle)


def _clear(fresh: Path) -> None:
    """Take away what an earlier run left when it was stopped; overwritten, since it may be plain."""
    if is_there(fresh):
        handle = os.open(fresh, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        try:
            _overwrite(handle)
        finally:
            os.close(handle)
        fresh.unlink()
