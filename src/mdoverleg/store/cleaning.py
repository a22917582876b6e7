"""Cleaning up after an erasing: the file made anew, backups that held it gone, and a dated certificate.

Whatever stops it, the file says that it is still to be done, and the next opening finishes it.
"""

import json
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from mdoverleg.domain.certificates import certificate_text
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.exports import path_of
from mdoverleg.domain.files import write_new
from mdoverleg.domain.looking import BACKUP, KIND_OF_FILE
from mdoverleg.domain.paths import is_there
from mdoverleg.domain.retention import PENDING, Cleaned, Erased, erased_of
from mdoverleg.store import backups
from mdoverleg.store.file import FAULTS, first_bytes, open_connection
from mdoverleg.store.held import held, let_go, share
from mdoverleg.store.locked import PLAIN
from mdoverleg.store.patience import commit, patiently, take_lock
from mdoverleg.store.refusals import refusal_of


def pending(path: Path) -> Erased | None:
    """Return the erasing after which a file is still to be cleaned up."""
    with closing(open_connection(path, mode="ro")) as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (PENDING,)).fetchone()
    return erased_of(row[0]) if row else None


def finish(path: Path, clock: Clock) -> Cleaned | None:
    """Clean up after the last erasing; nothing when there is nothing to do. FileRefused leaves it to be done later.

    In this order: the pages of the file are written anew, so that nothing is left between the rows; a fresh backup is
    made; older ones that hold what was erased are deleted; the certificate is written.
    """
    erased = pending(path)
    if erased is None:
        return None
    _write_anew(path)
    backup = ""
    with suppress(FileRefused):
        backup = backups.make(path, clock, tidies=False).name
    deleted, left = _without_older(path, backup, erased)
    done = Cleaned(erased, backup=backup, deleted=deleted, left=left, elsewhere=_elsewhere(path))
    done = done._replace(certificate=_write_certificate(path, done))
    _forget(path)
    return done


def _write_anew(path: Path) -> None:
    with closing(open_connection(path, writing=True)) as connection:
        try:
            patiently(lambda: connection.execute("VACUUM"), path)
        except dbapi2.Error as error:
            raise refusal_of(error, path, writing=True) or error from None


def _without_older(path: Path, fresh: str, erased: Erased) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Delete every older copy that holds what was erased; returns the names of what is gone and of what had to stay."""
    deleted, left = list[str](), list[str]()
    for copy in [one.path for one in backups.kept(path) if one.path.name != fresh] + copies_beside(path):
        if not _opened_holds(path, copy, erased):
            continue
        try:
            backups.discard(copy)
            for suffix in ("-journal", "-wal", "-shm"):
                copy.with_name(copy.name + suffix).unlink(missing_ok=True)
            deleted.append(copy.name)
        except (FileRefused, OSError):
            left.append(copy.name)
    return tuple(deleted), tuple(left)


def copies_beside(path: Path) -> list[Path]:
    """Return the copies of a file that this program set aside beside it: before a new version, or before an import."""
    real = path.resolve()
    stem, suffix = real.stem, real.suffix
    dated = "[0-9]" * 8 + "-" + "[0-9]" * 6
    patterns = (f"{dated}{suffix}", f"{dated}-*{suffix}")
    with suppress(OSError):
        names = sorted(one.name for one in real.parent.iterdir() if one.is_file() and one != real)
        import fnmatch

        found = [
            name
            for name in names
            if (name.startswith(f"{stem}-") and any(fnmatch.fnmatch(name[len(stem) + 1 :], one) for one in patterns))
            or (name.startswith(f"{stem}.v") and name.endswith(suffix))
        ]
        return [real.with_name(name) for name in found]
    return []


def _elsewhere(path: Path) -> tuple[str, ...]:
    """Return where copies that were made by hand still stand, by the log; they are not touched, but named."""
    with closing(open_connection(path, mode="ro")) as connection:
        rows = connection.execute(
            "SELECT i.after FROM change c JOIN change_item i ON i.change_id = c.id "
            "WHERE c.verb = ? AND i.table_name = ? AND i.after IS NOT NULL ORDER BY i.id",
            (BACKUP, KIND_OF_FILE),
        ).fetchall()
    found = dict.fromkeys(str(json.loads(text).get("path", "")) for (text,) in rows)
    folder = backups.folder_of(path)
    return tuple(one for one in found if one and path_of(one).parent != folder and is_there(path_of(one)))


def _opened_holds(path: Path, copy: Path, erased: Erased) -> bool:
    if first_bytes(copy) == PLAIN or held(copy) is not None:
        return holds(copy, erased)
    share(path, copy)
    try:
        return holds(copy, erased)
    finally:
        let_go(copy)


def holds(copy: Path, erased: Erased) -> bool:
    """Tell whether a copy holds what was erased, as a row or in its log; of one that cannot be read it is assumed.

    Copies go by number and age, so none is as old as the log from which only the oldest was taken out.
    """
    if not erased.table:
        return False
    listed = json.dumps(list(erased.of))
    there = f'SELECT 1 FROM "{erased.table}" WHERE pk IN (SELECT value FROM json_each(?)) LIMIT 1'
    logged = (
        "SELECT 1 FROM change_item WHERE table_name = ? AND row_pk IN (SELECT value FROM json_each(?)) "
        "AND (before IS NOT NULL OR after IS NOT NULL) LIMIT 1"
    )
    try:
        with closing(open_connection(copy, mode="ro")) as connection:
            if connection.execute(there, (listed,)).fetchone():
                return True
            return connection.execute(logged, (erased.table, listed)).fetchone() is not None
    except (FileRefused, *FAULTS):
        return True


def _write_certificate(path: Path, done: Cleaned) -> str:
    """Write what was erased, in numbers, in a dated file beside the table, once; empty when that is not allowed."""
    link, day = _place_in_log(path, done.erased)
    target = path.resolve().with_name(f"certificate-{day.isoformat()}-{done.erased.change}.txt")
    try:
        write_new(target, certificate_text(done, link).encode())
    except FileExistsError:
        return str(target)  # of this erasing: a backup that was put back would finish it once more
    except OSError:
        return ""
    return str(target)


def _place_in_log(path: Path, erased: Erased) -> tuple[str, date]:
    """Return the link of the erasing in the chain of the log, and its day."""
    with closing(open_connection(path, mode="ro")) as connection:
        row = connection.execute("SELECT hash FROM change WHERE id = ?", (erased.change,)).fetchone()
    try:
        day = datetime.fromisoformat(erased.at).replace(tzinfo=UTC).date()
    except ValueError:
        day = datetime.now(UTC).date()
    return (row[0].hex() if row and isinstance(row[0], bytes) else ""), day


def _forget(path: Path) -> None:
    with closing(open_connection(path, writing=True)) as connection:
        try:
            take_lock(connection, path)
            connection.execute("DELETE FROM setting WHERE name = ?", (PENDING,))
            commit(connection, path)
        except dbapi2.Error as error:
            raise refusal_of(error, path, writing=True) or error from None
