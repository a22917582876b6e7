"""Backups of a table's file: dated copies in a folder beside it, each compared with the file when it is made.

A backup is encrypted as the file is, and then has a copy of the header of that moment beside it. Beside each stands
what its content hashes to, so that a letter that changes on the disk later is found before anything is put back.
"""

import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.files import flush_if_possible
from mdoverleg.domain.processes import is_running
from mdoverleg.store import header, held
from mdoverleg.store.content import content_hash, hash_of
from mdoverleg.store.file import FAULTS, HASH, Connection, create_empty, first_bytes, open_connection
from mdoverleg.store.refusals import refusal_of, refused

__all__ = ["Backup", "content_hash", "delete", "folder_of", "kept", "make", "make_as", "tidy"]

KEPT: Final = 10
"""So many of the newest backups are kept, however old they are."""

MONTHS: Final = 12
"""Of each of so many months before, the last backup is kept as well."""

KEPT_SETTING, MONTHS_SETTING = "backups.kept", "backups.months"
"""The settings of a file that say so otherwise: whole numbers, at least 1 and 0."""

HEADER: Final = header.SUFFIX
"""Behind the name of an encrypted file: its key file."""

LOOKS: Final = 4
"""How often a copy is made that is of no use because somebody saved meanwhile, before saving is held up for one."""


class Backup(NamedTuple):
    """One backup in the folder of a table."""

    path: Path
    number: int
    """Counts up with every backup: this, and not the clock, tells which is newer."""
    made: datetime
    """UTC, as the clock of that moment had it."""
    size: int
    """Bytes."""


def folder_of(path: Path) -> Path:
    """Return the folder for the backups of a file: beside the file itself, wherever a link to it stands."""
    real = path.resolve()
    return real.with_name(f"{real.stem}-backups")


def kept(path: Path) -> list[Backup]:
    """Give the backups of a file, newest first; nothing when there is no folder, or it may not be read."""
    real = path.resolve()
    name = re.compile(rf"{re.escape(real.stem)}-(\d{{8}}-\d{{6}})-(\d+){re.escape(real.suffix)}", re.ASCII)
    found = []
    with suppress(OSError):
        for one in folder_of(path).iterdir():
            fits = name.fullmatch(one.name)
            with suppress(OSError, ValueError):
                if fits and one.is_file():
                    made = datetime.strptime(fits[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
                    found.append(Backup(one, int(fits[2]), made, one.stat().st_size))
    return sorted(found, key=lambda one: one.number, reverse=True)


def set_aside(path: Path) -> list[Path]:
    """Give the older files that were kept beside a table when a backup was put back, oldest name first."""
    real = path.resolve()
    name = re.compile(rf"{re.escape(real.stem)}-\d{{8}}-\d{{6}}-old(-\d+)?{re.escape(real.suffix)}", re.ASCII)
    try:
        return sorted(one for one in real.parent.iterdir() if name.fullmatch(one.name))
    except OSError:
        return []


def make(path: Path, clock: Clock, *, tidies: bool = True) -> Path:
    """Make a backup of a file that may be in use, prove that it is equal, and give its path.

    What need not be kept any longer goes (`tidy`), unless told otherwise. FileRefused, with nothing left behind, when
    there is no room or right, or when the file or its copy turns out to be damaged.
    """
    folder = _made_folder(path)
    number = max((one.number for one in kept(path)), default=0) + 1
    real = path.resolve()
    try:
        while True:
            target = folder / f"{real.stem}-{clock.utc():%Y%m%d-%H%M%S}-{number}{real.suffix}"
            try:
                make_as(path, target)
                break
            except FileRefused as refusal:
                if refusal.reason != "exists":
                    raise
                number += 1  # another window made one at this moment
    except FileRefused:
        with suppress(OSError):
            folder.rmdir()  # as long as there is nothing in it
        raise
    if tidies:
        tidy(path, clock)
    return target


def make_as(path: Path, target: Path) -> None:
    """Make a backup under a name of one's own choice, proved equal; FileRefused as in `make`, or when that is taken."""
    if target.exists() or target.is_symlink():
        raise refused("exists", target)
    if not target.parent.is_dir():
        raise refused("no_folder", target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        digest = _copied(path, part)
        _named(part, target, digest)
    except FAULTS as error:
        raise refusal_of(error, path, writing=True) or refused("damaged", path) from None
    except OSError as error:
        raise refused_by_system(error, target) from None
    finally:
        held.let_go(part)
        for suffix in ("", HEADER, HASH, "-journal"):
            with suppress(OSError):
                part.with_name(part.name + suffix).unlink()


def delete(backup: Backup) -> None:
    """Delete a backup with its header and hash; FileRefused when that is not allowed."""
    discard(backup.path)


def discard(path: Path) -> None:
    """Delete the file of a backup and what belongs to it; FileRefused when that is not allowed."""
    try:
        for suffix in ("", HEADER, HASH):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise refused_by_system(error, path) from None


def tidy(path: Path, clock: Clock) -> list[Backup]:
    """Delete the backups that need not be kept any longer, and give them; one that cannot be deleted stays."""
    _sweep(folder_of(path))
    gone = []
    for one in superfluous(kept(path), clock.utc(), *_how_many(path)):
        with suppress(FileRefused):
            delete(one)
            gone.append(one)
    return gone


def superfluous(backups: Iterable[Backup], now: datetime, newest: int = KEPT, months: int = MONTHS) -> list[Backup]:
    """Choose what goes: not the newest ones, nor the last of each of the months before."""
    rest = sorted(backups, key=lambda one: one.number, reverse=True)[newest:]
    begin = now - timedelta(days=31 * months)
    seen: set[str] = set()
    gone = []
    for one in rest:
        month = f"{one.made:%Y-%m}"
        if not months or one.made < begin or month in seen:
            gone.append(one)
        seen.add(month)
    return gone


def hash_beside(path: Path) -> str | None:
    """Return what stood in a backup when it was made, as its hash; nothing when it has none beside it."""
    try:
        found = path.with_name(path.name + HASH).read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return None
    return found[0] if found else ""


@contextmanager
def borrowed(path: Path, copy: Path) -> Iterator[None]:
    """Open a copy by the key of its table inside the block, when that is its key; afterwards the key is let go of."""
    key = None if held.held(copy) else held.held_with_salt(path)
    if key is None or first_bytes(copy) != key.salt:
        yield
        return
    held.hold(copy, *key)
    try:
        yield
    finally:
        held.let_go(copy)


def forget_hash(path: Path) -> None:
    """Take away what a backup hashes to, because its content is about to change."""
    with suppress(OSError):
        path.with_name(path.name + HASH).unlink()


def keep_hash(path: Path) -> None:
    """Write down anew what a backup hashes to; FileRefused when it cannot be read or written."""
    try:
        _write(path.with_name(path.name + HASH), f"{content_hash(path)}  {path.name}\n".encode())
    except OSError as error:
        raise refused_by_system(error, path) from None


def make_private(path: Path) -> None:
    """Take away what rights others have to a file, where there are such rights."""
    if os.name != "nt":
        with suppress(OSError):
            path.chmod(0o600)


def refused_by_system(error: OSError, path: Path) -> FileRefused:
    """Give the refusal that an error of the system amounts to."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return refused("no_space", path)
    if error.errno == errno.EEXIST:
        return refused("exists", path)
    if error.errno == errno.EROFS:
        return refused("read_only", path)
    if error.errno in (errno.EACCES, errno.EPERM):
        return refused("no_rights", path)
    return refused("no_folder" if error.errno in (errno.ENOENT, errno.ENOTDIR) else "disk", path)


@contextmanager
def opened_for_copy(path: Path) -> Iterator[Connection]:
    """Give a connection that changes nothing in a file but may write copies of it."""
    with closing(open_connection(path, mode="ro", writing=True)) as connection:
        yield connection


def _copied(path: Path, part: Path) -> str:
    """Write the copy and give the hash of its content, which is that of the file in the same state."""
    for look in range(LOOKS):
        digest = _copied_once(path, part)
        if digest is not None:
            break
        time.sleep(0.01 * look)
    else:  # others save all the time: now they wait
        digest = _copied_once(path, part, holds=True)
    if digest is None:
        raise refused("locked", path)
    if _sound_hash(part) != digest:
        raise refused("damaged", path)
    return digest


def _copied_once(path: Path, part: Path, *, holds: bool = False) -> str | None:
    """Copy and hash; nothing when somebody saved meanwhile, which nobody can who has to wait (`holds`).

    Held on this one connection: another would wait for who waits for this one.
    """
    with opened_for_copy(path) as source:
        if holds:
            source.execute("BEGIN")
            source.execute("SELECT last_id FROM log_head").fetchone()
        before, keys = _version(source), _header(path)
        create_empty(part)
        held.share(path, part)
        if holds:
            with closing(open_connection(part, writing=True)) as target:
                source.backup(target)
        else:
            source.execute("VACUUM INTO ?", (str(part),))
        digest = hash_of(source)
        if held.held(path):
            header.copy(path, part)
        if _version(source) == before and _header(path) == keys:
            return digest
        header.header_of(part).unlink(missing_ok=True)
    part.unlink()
    return None


def _sound_hash(part: Path) -> str:
    with closing(open_connection(part, mode="ro")) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise refused("damaged", part)
        return hash_of(connection)


def _named(part: Path, target: Path, digest: str) -> None:
    """Give a proved copy and what belongs to it their names."""
    flush_if_possible(part)
    _write(part.with_name(part.name + HASH), f"{digest}  {target.name}\n".encode())
    for suffix in (HASH, HEADER, ""):  # the file last: whoever finds it finds all of it
        one = part.with_name(part.name + suffix)
        if one.exists():
            _link(one, target.with_name(target.name + suffix))
    flush_if_possible(target.parent)


def _link(one: Path, target: Path) -> None:
    """Give a file its name; FileRefused when that is taken."""
    if os.name == "nt":
        one.rename(target)  # refuses a name that is taken
        return
    try:
        os.link(one, target)
    except FileExistsError:
        raise refused("exists", target) from None
    except OSError:  # a stick without links
        one.rename(target)


def _write(path: Path, content: bytes) -> None:
    flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _header(path: Path) -> bytes | None:
    try:
        return header.header_of(path).read_bytes()
    except FileNotFoundError:
        return None


def _version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _made_folder(path: Path) -> Path:
    """Make the folder, or see that what is there is one, for its owner alone."""
    folder = folder_of(path)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or not folder.is_dir():
            raise refused("no_folder", folder)
        if os.name != "nt" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except FileExistsError:
        raise refused("no_folder", folder) from None
    except OSError as error:
        raise refused_by_system(error, folder) from None
    return folder


def _how_many(path: Path) -> tuple[int, int]:
    """Read how many are kept, and from how many months."""
    try:
        with closing(open_connection(path, mode="ro")) as connection:
            sql = "SELECT name, value FROM setting WHERE name IN (?, ?)"
            found = dict(connection.execute(sql, (KEPT_SETTING, MONTHS_SETTING)).fetchall())
    except (FileRefused, *FAULTS):
        found = {}
    newest, months = found.get(KEPT_SETTING, ""), found.get(MONTHS_SETTING, "")
    return (
        max(1, int(newest)) if newest.isascii() and newest.isdigit() else KEPT,
        int(months) if months.isascii() and months.isdigit() else MONTHS,
    )


def _sweep(folder: Path) -> None:
    """Take away what a process that is no more left half made."""
    with suppress(OSError):
        for part in folder.glob(".*.part*"):
            pid = re.search(r"\.(\d+)\.part", part.name)
            if pid and not is_running(int(pid[1])):
                part.unlink()
