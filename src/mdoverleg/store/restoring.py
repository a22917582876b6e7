"""Putting a backup back in the place of a table's file: proved first, in one step, with the old file kept beside it."""

import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from mdoverleg.domain.backups import NOTHING_BACK, Back
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import FileRefused, Refused
from mdoverleg.domain.files import flush_if_possible
from mdoverleg.domain.looking import BACKUP, RESTORE
from mdoverleg.domain.paths import is_there
from mdoverleg.domain.processes import is_running
from mdoverleg.domain.room import WINDOWS
from mdoverleg.domain.verb_kinds import SEEN
from mdoverleg.domain.windows import OpenWindow, moment_of, window_of
from mdoverleg.domain.words import _
from mdoverleg.store import coming_back, header, held, migrations, triggers
from mdoverleg.store.backups import borrowed, hash_beside, make_private, refused_by_system
from mdoverleg.store.content import hash_of
from mdoverleg.store.file import (
    FAULTS,
    Connection,
    create_empty,
    first_bytes,
    open_connection,
    open_still,
    require_ours,
)
from mdoverleg.store.locked import PLAIN
from mdoverleg.store.patience import patiently
from mdoverleg.store.refusals import refusal_of, refused

BESIDE: Final = ("-journal", "-wal", "-shm")
"""What SQLite may have left beside a file, and would read into another one of that name."""

SIGN_OF_LIFE_S: Final = 12 * 3600
"""A window on another machine that was seen within so many seconds may still be open: one that is alone is silent."""


_IS_CHANGE: Final = (
    f"substr(verb, 1, {len(SEEN)}) <> '{SEEN}' AND verb NOT IN ('{BACKUP}', '{RESTORE}') AND verb NOT LIKE 'exports.%'"
)
"""Not what was only looked at, copied or written elsewhere."""


class Looked(NamedTuple):
    """What is in a file, in numbers."""

    digest: str
    changes: int
    """Number of the newest change in its log."""
    seal: bytes
    """Hash of that change."""
    at: datetime | None
    """When it was made, UTC."""
    cases: int
    people: int
    action_points: int
    version: int


class Lost(NamedTuple):
    """What is in the table and not in the backup."""

    changes: int | None
    """So many changes were made since; nothing when that cannot be told: another history, or a file that is damaged."""
    since: datetime | None
    """When the newest change of the backup was made, UTC."""


class Restored(NamedTuple):
    """What came of it."""

    beside: Path | None
    """The file that was there, under its new name; nothing when there was none."""
    digest: str
    """The hash of the content that is there now."""
    lost: Lost
    back: Back = NOTHING_BACK
    """What was erased for good in the old file and is there again."""


def look_into(path: Path, *, is_glance: bool = False) -> Looked:
    """Look through a whole file without touching it or what lies beside it; FileRefused when it may not be put back.

    It must be a table of this version or an older one, whole, and as it was when it was made, as far as that is known.
    A glance leaves all that takes time for when it is put back: what is in it, without its digest.
    """
    require_ours(path)
    migrations.needs_upgrade(path)  # refuses what is newer
    digest = hash_beside(path)
    if digest is None and any(_size(path, suffix) for suffix in BESIDE):
        raise refused("waiting", path)  # nothing tells whether what lies there belongs to it
    try:
        with closing(open_still(path)) as connection:
            if is_glance:
                return _looked(connection)
            _require_sound(connection, path)
            looked = _looked(connection)._replace(digest=hash_of(connection))
    except FAULTS as error:
        raise refusal_of(error, path) or refused("damaged", path) from None
    if digest is not None and digest != looked.digest:
        raise refused("damaged", path)
    return looked


def difference(path: Path, backup: Looked) -> Lost:
    """Tell what is in a table and not in a backup of it; never refuses."""
    try:
        with closing(open_connection(path, mode="ro")) as connection:
            return _difference(connection, backup)
    except (FileRefused, *FAULTS):
        return Lost(None, backup.at)


def open_windows(connection: Connection, clock: Clock, mine: str = "") -> list[OpenWindow]:
    """Give the windows that say in the file that they have it open, but for the one with this id."""
    sql = f"SELECT value FROM setting WHERE substr(name, 1, {len(WINDOWS)}) = ? AND name <> ?"
    found = [window_of(str(row[0])) for row in connection.execute(sql, (WINDOWS, WINDOWS + mine))]
    return [one for one in found if one is not None and _is_open(one, clock)]


def restore(path: Path, backup: Path, clock: Clock, *, mine: str = "") -> Restored:
    """Put a backup in the place of a table's file, or of one that is gone, and keep the old file beside it.

    What a crash left beside the file goes with the old one. `mine` is the window that asks for it. Refused when another
    window is open, FileRefused when the backup or the place is no good; then everything is as it was.
    """
    real = path.resolve()
    if real.exists() and backup.exists() and real.samefile(backup):
        raise Refused(_("{name} is the table itself; name a backup of it.").format(name=backup.name))
    with borrowed(real, backup):
        return _restore(real, backup, clock, mine)


def _restore(real: Path, backup: Path, clock: Clock, mine: str) -> Restored:
    looked = look_into(backup)
    _require_no_less_safe(real, backup)
    fresh = real.with_name(f".{real.name}.{os.getpid()}.restoring")
    try:
        _write_anew(backup, fresh, looked.digest)
        with _alone(real) as connection:
            _require_no_window(connection, clock, mine)
            lost = _difference(connection, looked) if connection is not None else Lost(None, looked.at)
            back = _back(connection, fresh)
            beside = _free_name(real, clock)
            with _key_file(real, backup, beside):
                is_kept = _swap(real, fresh, beside, connection)
    except OSError as error:
        raise refused_by_system(error, real) from None
    finally:
        held.let_go(fresh)
        for suffix in ("", *BESIDE):
            with suppress(OSError):
                fresh.with_name(fresh.name + suffix).unlink()
    return Restored(beside if is_kept else None, looked.digest, lost, back)


def _back(connection: Connection | None, fresh: Path) -> Back:
    if connection is None:
        return NOTHING_BACK
    try:
        with closing(open_still(fresh)) as copy:
            return coming_back.between(connection, copy)
    except FAULTS:  # of an older version, or of a table whose log is damaged: no reason not to put it back
        return NOTHING_BACK


def _write_anew(backup: Path, fresh: Path, digest: str) -> None:
    """Write what is in the backup to a file of its own, proved equal, and put it on the disk itself."""
    fresh.unlink(missing_ok=True)
    create_empty(fresh)
    held.share(backup, fresh)
    try:
        with closing(open_still(backup)) as source:
            source.execute("VACUUM INTO ?", (str(fresh),))
        with closing(open_still(fresh)) as copy:
            _require_sound(copy, backup)
            if hash_of(copy) != digest:
                raise refused("disk", fresh)
    except FAULTS as error:
        raise refusal_of(error, fresh, writing=True) or refused("damaged", backup) from None
    flush_if_possible(fresh)


@contextmanager
def _alone(path: Path) -> Iterator[Connection | None]:
    """Hold a file so that nobody reads or writes it; nothing for one that is gone, or cannot be opened any more."""
    try:
        require_ours(path)  # else opening it could take away a journal that belongs to it
        connection = open_connection(path, writing=True)
    except FileRefused as refusal:
        if refusal.reason == "locked":
            raise
        yield None
        return
    try:
        try:
            patiently(lambda: connection.execute("BEGIN EXCLUSIVE"), path)
            connection.execute("SELECT last_id FROM log_head").fetchone()
        except FileRefused as refusal:
            if refusal.reason in ("locked", "no_space", "read_only", "no_rights"):
                raise
            yield None
        except FAULTS:
            yield None
        else:
            yield connection
    finally:
        connection.close()


def _swap(path: Path, fresh: Path, beside: Path, connection: Connection | None) -> bool:
    """Give the new file its name while the old one keeps another; tells whether there was an old one.

    At no moment is there no file of that name.
    """
    if not path.exists():
        for suffix in BESIDE:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        fresh.rename(path)
        flush_if_possible(path.parent)
        return False
    for suffix in BESIDE:
        stale = path.with_name(path.name + suffix)
        if connection is not None:  # it was opened, so what it needed of them is in it
            stale.unlink(missing_ok=True)
        elif stale.exists():
            stale.rename(beside.with_name(beside.name + suffix))
    if os.name == "nt":
        if connection is not None:
            connection.close()  # an open file cannot be given another name there
        path.rename(beside)
        fresh.rename(path)
    else:
        try:
            os.link(path, beside)
        except OSError:  # a stick without links
            path.rename(beside)
        fresh.replace(path)
        make_private(beside)
    flush_if_possible(path.parent)
    return True


def _require_no_less_safe(path: Path, backup: Path) -> None:
    """Refuse to put plain text in the place of an encrypted table."""
    if first_bytes(backup) == PLAIN and header.has_header(path) and is_there(path):
        sentence = _("{name} is not encrypted and the table is. Encrypt it first: mdoverleg --file FILE keys encrypt")
        raise Refused(sentence.format(name=backup.name))


@contextmanager
def _key_file(path: Path, backup: Path, beside: Path) -> Iterator[None]:
    """Let the key file fit both the old file and the new one while they change places, and then the new one alone.

    The old file has its own kept under its new name. A backup under the present key is opened by the present
    passphrase; one of before a change of key by the passphrase of its day.
    """
    key = held.held_with_salt(backup)
    old = _own_key_file(path)
    if old is not None and path.exists():
        header.write(beside, old)
    elif header.has_header(path) and path.exists():
        shutil.copyfile(header.header_of(path), header.header_of(beside))  # damaged: kept as it is
        make_private(header.header_of(beside))
    if key is None:
        yield
        return
    mine = dict(old["files"]) if old is not None else {}
    if key.salt.hex() not in mine and header.has_header(backup):
        theirs = header.read(backup)
        header.write(path, theirs | {"files": {**mine, **theirs["files"]}, "failures": [], "row": 0})
    try:
        yield
    except BaseException:
        if old is not None:
            header.write(path, old)
        elif not header.has_header(beside):
            header.remove(path)
        header.remove(beside)
        raise
    held.hold(path, *key)
    if old is not None and key.salt.hex() not in mine and header.has_header(backup):
        with header.changing(path) as values:
            values["files"] = {salt: one for salt, one in values["files"].items() if salt not in mine}


def _own_key_file(path: Path) -> header.Values | None:
    try:
        return header.read(path) if header.has_header(path) else None
    except FileRefused:
        return None


def _free_name(path: Path, clock: Clock) -> Path:
    stem = f"{path.stem}-{clock.utc():%Y%m%d-%H%M%S}-old"
    names = (path.with_name(f"{stem}{f'-{number}' if number > 1 else ''}{path.suffix}") for number in range(1, 10_000))
    return next(name for name in names if not name.exists() and not name.is_symlink())


def _require_sound(connection: Connection, path: Path) -> None:
    if (
        connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok"
        or connection.execute("PRAGMA foreign_key_check").fetchone() is not None
    ):
        raise refused("damaged", path)
    found = connection.execute("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    kept = connection.execute("SELECT value FROM setting WHERE name = ?", (migrations.SCHEMA,)).fetchone()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    running = triggers.fingerprint(sql for kind, sql in found if kind in ("trigger", "view"))
    if (
        kept is None
        or triggers.fingerprint(sql for _kind, sql in found) != kept[0]
        or (version == len(migrations.REVISIONS) and running != triggers.FINGERPRINT)
    ):
        raise refused("damaged", path)


def _looked(connection: Connection) -> Looked:
    changes = int(connection.execute("SELECT last_id FROM log_head").fetchone()[0])
    at, seal = connection.execute("SELECT at, hash FROM change WHERE id = ?", (changes,)).fetchone() or ("", b"")
    cases, people, points = (
        int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ('"case"', "person", "action_point")
    )
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    return Looked("", changes, bytes(seal), _moment(at), cases, people, points, version)


def _difference(connection: Connection, backup: Looked) -> Lost:
    sql = f"SELECT last_id, (SELECT count(*) FROM change WHERE id > ? AND {_IS_CHANGE}) FROM log_head"
    newest = connection.execute(sql, (backup.changes,)).fetchone()
    same = connection.execute("SELECT hash FROM change WHERE id = ?", (backup.changes,)).fetchone()
    if newest is None or (backup.changes and (same is None or bytes(same[0]) != backup.seal)):
        return Lost(None, backup.at)
    return Lost(int(newest[1]), backup.at) if newest[0] >= backup.changes else Lost(None, backup.at)


def _require_no_window(connection: Connection | None, clock: Clock, mine: str) -> None:
    found = open_windows(connection, clock, mine) if connection is not None else []
    if found:
        names = ", ".join(dict.fromkeys(one.name or _("somebody") for one in found))
        sentence = _("The table is open in another window ({names}). Close that window first; nothing was changed.")
        raise Refused(sentence.format(names=names), names=[one.name for one in found])


def _is_open(one: OpenWindow, clock: Clock) -> bool:
    if one.host == platform.node():
        return is_running(one.pid)
    seen = moment_of(one.seen)
    return seen is None or abs((clock.utc() - seen).total_seconds()) < SIGN_OF_LIFE_S


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=UTC)
    except ValueError:
        return None


def _size(path: Path, suffix: str) -> int:
    try:
        return path.with_name(path.name + suffix).stat().st_size
    except OSError:
        return 0
