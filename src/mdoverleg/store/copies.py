"""The copies of a table beside it, when the table is encrypted or gets another key: they go along, or are named."""

from pathlib import Path

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.paths import is_file
from mdoverleg.store import backups, held
from mdoverleg.store.file import APPLICATION_ID, first_bytes, peek
from mdoverleg.store.held import Key
from mdoverleg.store.locked import PLAIN
from mdoverleg.store.rekeying import follow


def take_along(path: Path, key: Key, old: Key | None) -> tuple[Path, ...]:
    """Bring the backups of a table to its key, and name every copy beside it that stays plain or under the old key."""
    for backup in backups.kept(path):
        if _is_behind(backup.path, key, old):
            _bring(backup.path, path, old)
    return tuple(
        copy for copy in (*(one.path for one in backups.kept(path)), *_others(path)) if _is_behind(copy, key, old)
    )


def _is_behind(copy: Path, key: Key, old: Key | None) -> bool:
    start = first_bytes(copy)
    return start != key.salt and start in (PLAIN, old.salt if old else PLAIN)


def _bring(copy: Path, path: Path, old: Key | None) -> None:
    """Give one backup the key of its table, if it is whole; what it hashes to is written down anew."""
    if old and first_bytes(copy) == old.salt:
        held.hold(copy, *old)
    try:
        stood = backups.hash_beside(copy)
        if stood is None or stood == backups.content_hash(copy):
            # Were it stopped between the two, a backup without its hash is better than one with a wrong one.
            backups.forget_hash(copy)
            follow(copy, path)
            backups.keep_hash(copy)
    except FileRefused:
        return  # it is named
    finally:
        held.let_go(copy)


def _others(path: Path) -> list[Path]:
    """Give what else lies beside the table under a name that begins as its own does, and is a table."""
    real = path.resolve()
    try:
        beside = sorted(real.parent.glob(f"{_plainly(real.stem)}*{_plainly(real.suffix)}"))
    except OSError:
        return []
    return [one for one in beside if one != real and is_file(one) and _is_table(one)]


def _is_table(path: Path) -> bool:
    if first_bytes(path) != PLAIN:
        return True  # under which key, its first bytes tell
    try:
        return bool(peek(path, "PRAGMA application_id") == APPLICATION_ID)
    except FileRefused:
        return False


def _plainly(text: str) -> str:
    """Return text that a pattern of file names takes as it stands."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)
