"""Why a file cannot be opened as it is: encrypted, under another key, or nothing of ours at all."""

from pathlib import Path
from typing import Final

from mdoverleg.domain.errors import FileRefused
from mdoverleg.store import header, held
from mdoverleg.store.file import first_bytes
from mdoverleg.store.refusals import plainly_refused

PLAIN: Final = b"SQLite format 3\0"
PAGE: Final = 4096
_LETTERS: Final = frozenset(range(0x20, 0x7F)) | {9, 10, 13}


def is_encrypted(path: Path) -> bool:
    """Tell whether the file begins as an encrypted one does: neither empty nor a plain database."""
    start = first_bytes(path)
    return bool(start) and start != PLAIN


def fits(path: Path) -> bool:
    """Tell whether the file is opened by what this process holds: its key, or none for a plain file."""
    start, key = first_bytes(path), held.held_with_salt(path)
    return _opens(key, start) if key else start == PLAIN


def _opens(key: held.Key, start: bytes) -> bool:
    return bool(start) and start != PLAIN and key.salt in (b"", start)


def why_no_database(path: Path) -> FileRefused:
    """Give the refusal of a file that the driver calls no database."""
    start, key = first_bytes(path), held.held_with_salt(path)
    if not start:
        return plainly_refused("damaged" if header.has_header(path) else "no_database", path)
    if key and _opens(key, start):
        return plainly_refused("damaged", path)
    if key or (start != PLAIN and held.is_open(path)):
        return plainly_refused("key_changed", path)
    return plainly_refused("no_database", path) if start == PLAIN else _why_locked(path, start)


def why_damaged(path: Path) -> FileRefused:
    """Give the refusal of a file that the driver calls damaged: what it had open may have been replaced."""
    return plainly_refused("damaged" if fits(path) or not held.is_open(path) else "key_changed", path)


def _why_locked(path: Path, start: bytes) -> FileRefused:
    if not header.has_header(path):
        return plainly_refused("no_key_file" if _may_be_ours(path, start) else "no_database", path)
    try:
        files = header.read(path)["files"]
    except FileRefused as refusal:
        return refusal
    return plainly_refused("key_needed" if start.hex() in files else "foreign_key_file", path)


def _may_be_ours(path: Path, start: bytes) -> bool:
    # Whole pages that begin neither with text nor with a plain file's first bytes, one of them damaged: nothing else
    # can be said of an encrypted file.
    try:
        size = path.stat().st_size
    except OSError:
        return False
    as_plain = sum(one == other for one, other in zip(start, PLAIN, strict=True))
    return size > 0 and size % PAGE == 0 and as_plain < len(PLAIN) // 2 and not set(start) <= _LETTERS
