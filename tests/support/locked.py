"""Encrypted tables for tests: made fast, with a passphrase that costs next to nothing to try."""

import os
import shutil
from pathlib import Path
from typing import Final

import pytest

from mdoverleg.store import held, keys, slots
from mdoverleg.store.file import first_bytes
from mdoverleg.store.store import Store

PASSPHRASE = "vijf woorden uit het bos"
OTHER = "zes andere woorden van het wad"
CHEAP = slots.Cost(1, 8192)


ALL: Final = "MDOVERLEG_ENCRYPTED"
"""Set to 1, the tables that the fixtures of all rooms make are encrypted, and this process holds their key."""


def prepare(path: Path) -> None:
    """Let the table that is about to be made be encrypted, when all are."""
    if os.environ.get(ALL):
        with pytest.MonkeyPatch.context() as patch:
            make_cheap(patch)
            keys.create(path, PASSPHRASE)


def copied(path: Path, target: Path) -> Path:
    """Copy the table of a fixture, with its key where it has one."""
    shutil.copy(path, target)
    if held.held(path):
        shutil.copy(keys.header_of(path), keys.header_of(target))
        held.share(path, target)
    return target


def make_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a new slot cost next to nothing to open, also for the programs that a test starts."""
    monkeypatch.setattr(slots, "COST", CHEAP)


def forget_all() -> None:
    """Forget what this process holds and has open, as a new one would begin."""
    held._keys.clear()
    held._open.clear()


def encrypted(path: Path, passphrase: str = PASSPHRASE) -> Path:
    """Make an empty encrypted table of which nobody holds the key."""
    keys.create(path, passphrase)
    Store.create(path).close()
    held.let_go(path)
    return path


def beside(path: Path, data: bytes | None = None) -> bytes:
    """Return what the key file of a table holds, after writing something else in it."""
    header = keys.header_of(path)
    if data is not None:
        header.write_bytes(data)
        header.chmod(0o600)
    return header.read_bytes()


def is_plain(path: Path) -> bool:
    """Tell whether a file begins as a plain database does."""
    return first_bytes(path) == b"SQLite format 3\0"


def found_in(folder: Path, *words: str) -> set[str]:
    """Return the names of the files below a folder in which one of the words stands, in any usual encoding."""
    wanted = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return {
        str(one.relative_to(folder))
        for one in folder.rglob("*")
        if one.is_file() and any(word in one.read_bytes() for word in wanted)
    }
