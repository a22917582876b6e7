"""The one door through which the file is opened: driver, settings, refusals. Knows no SQLAlchemy.

Nobody else may open the file, not even to copy it: on POSIX, closing any second handle drops the locks of this process.
"""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.paths import is_file, is_folder, is_there
from mdoverleg.store.held import KEY_BYTES, SALT_BYTES, held_with_salt, share
from mdoverleg.store.refusals import refusal_of, refused

APPLICATION_ID: Final = 0x6D646F76
"""What SQLite keeps in the header to tell our files from others: the letters `mdov`."""

BUSY_MS: Final = 5000

HASH: Final = ".sha256"
"""Behind the name of a backup: a file with what its content hashes to."""

SETTINGS: Final[dict[str, int | str]] = {
    "busy_timeout": BUSY_MS,
    "foreign_keys": 1,
    "recursive_triggers": 1,  # else INSERT OR REPLACE would delete a row past the log
    "synchronous": 3,  # EXTRA: also the folder is flushed, so that no commit comes undone with the power
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,  # memory: no plain text beside an encrypted file
}
"""Every setting of every connection, with the value that reading it back gives."""

MOST_LOOKED_AT: Final = 50_000_000
"""Bytes of the largest file that is looked through before the first write: about a second."""

QUICKLY_CHECKED: Final = 4_000_000
"""Bytes of the largest file that is looked through before a command notes what it showed: some 30 milliseconds."""

LOOKS: Final = 10
LOOK_AGAIN: Final = 0.02
"""How often, and after how many seconds, is looked again at a file that seems damaged while others may be writing."""

FAULTS: Final = (dbapi2.Error, UnicodeDecodeError)
"""What the driver raises: also over the bytes that it wants to quote from a damaged file."""

Connection = Any
"""A connection of the driver, for which no types are published."""


def open_connection(path: Path, *, mode: str = "rw", writing: bool = False) -> Connection:
    """Open the file with all settings; `mode` is ro or rw, and only `writing` may change rows. Never creates a file.

    FileRefused when the driver cannot open it.
    """
    if mode not in ("ro", "rw"):
        raise ValueError(f"unknown mode: {mode}")
    try:
        connection = _connect(path, f"mode={mode}")
    except dbapi2.Error as error:
        raise _not_opened(error, path) from None
    try:
        _set(connection, writing=writing)
    except FAULTS as error:
        connection.close()
        raise refusal_of(error, path) or refused("damaged", path) from None
    return connection


def open_still(path: Path) -> Connection:
    """Open a file that nobody writes in, only to read it: without a lock, and past whatever lies beside it.

    FileRefused when the driver cannot open it; what is damaged shows when it is read.
    """
    try:
        connection = _connect(path, "mode=ro&immutable=1")
        for name, value in SETTINGS.items():
            connection.execute(f"PRAGMA {name} = {value}")
    except FAULTS as error:
        raise _not_opened(error, path) from None
    return connection


def open_broken(path: Path) -> Connection:
    """Open a damaged file, only to read what is left of it: also one that was cut off, or has lost part of its schema.

    Without a lock, and past whatever lies beside it. FileRefused when the driver cannot open it.
    """
    try:
        connection = _connect(path, "mode=ro&immutable=1")
        # SQLite then goes on with the part of the schema that it could read, and with a file that is too short.
        connection.execute("PRAGMA writable_schema = 1")
    except FAULTS as error:
        raise _not_opened(error, path) from None
    with suppress(*FAULTS):
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for name, value in SETTINGS.items():
        with suppress(*FAULTS):
            connection.execute(f"PRAGMA {name} = {value}")
    return connection


def peek(path: Path, sql: str) -> Any:
    """Read one value without a lock, a journal or a change to the file, whatever the file may be.

    FileRefused when it is missing, a folder, no database, damaged or not to be read.
    """
    if not is_file(path) and is_there(path):
        raise refused("folder" if is_folder(path) else "no_database", path)  # a pipe would keep us waiting for ever
    for _look in range(LOOKS - 1):
        try:
            return _peek_once(path, sql)
        except FileRefused as refusal:
            # Without a lock the file may be seen while somebody writes: half a change looks like damage.
            if refusal.reason not in ("damaged", "disk"):
                raise
            time.sleep(LOOK_AGAIN)
    return _peek_once(path, sql)


def _peek_once(path: Path, sql: str) -> Any:
    try:
        connection = _connect(path, "mode=ro&immutable=1")
    except dbapi2.Error as error:
        raise _not_opened(error, path) from None
    try:
        row = connection.execute(sql).fetchone()
    except FAULTS as error:
        raise refusal_of(error, path) or refused("damaged", path) from None
    finally:
        connection.close()
    return row[0] if row else None


def require_ours(path: Path) -> None:
    """Refuse what is not the file of a table, without touching it."""
    if peek(path, "PRAGMA application_id") != APPLICATION_ID:
        empty = peek(path, "SELECT count(*) FROM sqlite_master") == 0
        raise refused("no_database" if empty else "foreign", path)


def require_rights(path: Path, *, read_only: bool) -> None:
    """Refuse a file that may not be read or, unless `read_only`, not be written or be given a journal beside it."""
    if not os.access(path, os.R_OK):
        raise refused("no_rights", path)
    if not read_only and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise refused("read_only", path)


def require_sound(connection: Connection, path: Path) -> None:
    """Refuse to write in a damaged file: SQLite itself goes on writing where it still can.

    Reads the whole file, so a large one is looked at by `doctor` alone.
    """
    try:
        connection.execute("SELECT 1 FROM log_head")  # reads the schema, which takes its time
        is_sound = path.stat().st_size > MOST_LOOKED_AT or (
            connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            and connection.execute("PRAGMA foreign_key_check").fetchone() is None
        )
    except FAULTS as error:
        raise refusal_of(error, path) or error from None
    except OSError:
        raise refused("moved", path) from None
    if not is_sound:
        raise refused("damaged", path)


def is_quickly_checked(path: Path) -> bool:
    """Tell whether looking through the whole file takes no longer than a command may."""
    try:
        return path.stat().st_size <= QUICKLY_CHECKED
    except OSError:
        return True  # told by who opens it


def create_empty(path: Path) -> None:
    """Make an empty file that only its owner may read; FileRefused when something of that name is there."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileExistsError:
        raise refused("folder" if is_folder(path) else "exists", path) from None
    except PermissionError:
        raise refused("no_rights", path) from None
    except OSError as error:
        raise _not_made(error, path) from None
    os.close(handle)


def copy(path: Path, target: Path) -> None:
    """Write a whole copy of a file that may be in use, for its owner alone; FileRefused when the name is taken."""
    create_empty(target)
    try:
        connection = open_connection(path, mode="ro", writing=True)
        try:
            connection.execute("VACUUM INTO ?", (str(target),))  # takes a file that is there, as long as it is empty
        finally:
            connection.close()
        _copy_key_file(path, target)
    except FAULTS as error:
        target.unlink(missing_ok=True)
        raise refusal_of(error, path, writing=True) or error from None
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _copy_key_file(path: Path, target: Path) -> None:
    # The copy has the same salt and the same key: an encrypted one is of use only with its key file.
    if held_with_salt(path):
        from mdoverleg.store import header

        header.copy(path, target)
        share(path, target)


def uri(path: Path) -> str:
    """Give the address of a file as SQLite reads it, with every odd letter of the name quoted."""
    address = path.absolute().as_uri()
    # A Windows share: SQLite takes no host in the address, the share is part of the path.
    return address if address.startswith("file:///") else address.replace("file://", "file:////", 1)


def first_bytes(path: Path) -> bytes:
    """Read the first 16 bytes, by which a plain file and the salt of an encrypted one are known; none of a short one.

    Asked of the driver: on POSIX a handle of our own would, when closed, drop the locks of this process.
    """
    try:
        if path.stat().st_size < SALT_BYTES:
            return b""
        connection = _driver(path, "mode=ro&immutable=1")
        try:
            _give(connection, bytes(KEY_BYTES))  # any key: the salt is read before it is used
            return bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])
        finally:
            connection.close()
    except (OSError, dbapi2.Error):
        return b""


def _connect(path: Path, options: str) -> Connection:
    connection = _driver(path, options)
    key = held_with_salt(path)
    if key:
        # Here, and nowhere else, a file is given its key; a new one also the salt that its key file names.
        _give(connection, key.key, key.salt if _is_new(path) else b"")
    return connection


def _give(connection: Connection, key: bytes, salt: bytes = b"") -> None:
    if len(key) != KEY_BYTES or len(salt) not in (0, SALT_BYTES):
        raise ValueError("a data key has 32 bytes, a salt 16")
    connection.execute(f"PRAGMA key = \"x'{(key + salt).hex()}'\"")


def _is_new(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False


def _driver(path: Path, options: str) -> Connection:
    connection = dbapi2.connect(
        f"{uri(path)}?{options}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
        cached_statements=500,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to standard error, which is the screen
    connection.execute("PRAGMA cipher_log = off")
    return connection


def _set(connection: Connection, *, writing: bool) -> None:
    for name, value in SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "delete":
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(f"PRAGMA query_only = {0 if writing else 1}")


def _not_opened(error: Exception, path: Path) -> FileRefused:
    if is_folder(path):
        return refused("folder", path)
    if not is_there(path):
        return refused("missing", path)
    return refusal_of(error, path) or refused("no_rights", path)


def _not_made(error: OSError, path: Path) -> FileRefused:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return refused("no_space", path)
    if error.errno == errno.EROFS:
        return refused("read_only", path)
    return refused("no_folder" if not is_folder(path.parent) else "no_rights", path)
