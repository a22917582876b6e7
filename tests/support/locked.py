"""Encrypted tables for tests: made fast, with a passphrase that costs next to nothing to try."""

import atexit
import functools
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mdoverleg.domain.errors import FileRefused
from mdoverleg.store import file, held, keys, slots
from mdoverleg.store.file import Connection, first_bytes
from mdoverleg.store.locked import PAGE
from mdoverleg.store.store import Store

if TYPE_CHECKING:  # programs that tests start use this module too, and begin sooner without
    import pytest

PASSPHRASE = "vijf woorden uit het bos"
OTHER = "zes andere woorden van het wad"
CHEAP = slots.Cost(1, 8192)


ALL: Final = "MDOVERLEG_ENCRYPTED"
"""Set to 1, the tables that the fixtures of all rooms make are encrypted, and this process holds their key."""


def prepare(path: Path) -> None:
    """Let the table that is about to be made be encrypted, when all are."""
    if os.environ.get(ALL):
        import pytest

        with pytest.MonkeyPatch.context() as patch:
            make_cheap(patch)
            keys.create(path, PASSPHRASE)


def copy_of(path: Path, target: Path) -> Path:
    """Copy the table of a fixture, with its key where it has one."""
    shutil.copy(path, target)
    if held.held(path):
        shutil.copy(keys.header_of(path), keys.header_of(target))
        held.share(path, target)
    return target


def bare(path: Path) -> Connection:
    """Open a table without any of our settings and checks, as another program does that has its key."""
    return file._connect(path, "mode=rw")


def unlock(path: Path) -> None:
    """Give a program that a test starts the key of its table, where that has one."""
    if os.environ.get(ALL):
        keys.unlock(path, PASSPHRASE)


def options_for(path: Path) -> list[str]:
    """Give the options by which a command opens a table of a fixture: none for a plain one."""
    return ["--key-file", _passphrase_file()] if os.environ.get(ALL) and keys.header_of(path).exists() else []


@functools.cache
def _passphrase_file() -> str:
    folder = tempfile.TemporaryDirectory(prefix="mdoverleg-")
    atexit.register(folder.cleanup)
    source = Path(folder.name) / "passphrase"
    source.write_text(PASSPHRASE, encoding="utf-8")
    source.chmod(0o600)
    return str(source)


def plain_only(why: str) -> "pytest.MarkDecorator":
    """Leave a test out when all tables are encrypted: it is about plain files only, and says why."""
    import pytest

    return pytest.mark.skipif(bool(os.environ.get(ALL)), reason=f"about plain files: {why}")


def listed(folder: Path) -> list[str]:
    """Give the names of what is in a folder, without the key files that belong to its tables."""
    return sorted(one.name for one in folder.iterdir() if one.suffix != ".keys")


def make_cheap(monkeypatch: "pytest.MonkeyPatch") -> None:
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


def spoil_page(path: Path, text: str, table: str) -> bytes:
    """Spoil a page on which a row of a table stands, one with this text where that can be seen; gives the new content.

    No page that a file is opened with: what the tables are can still be read.
    """
    whole = path.read_bytes()
    if held.held(path):
        places: Iterable[int] = range(len(whole) - PAGE, PAGE, -PAGE)  # where the text stands, nobody can see
    else:
        places = (found.start() // PAGE * PAGE for found in re.finditer(re.escape(text.encode()), whole))
    for place in places:
        content = bytearray(whole)
        content[place : place + 64] = b"\xaa" * 64
        path.write_bytes(content)
        if _is_read(path, "SELECT * FROM sqlite_master") and not _is_read(path, f'SELECT * FROM "{table}" NOT INDEXED'):
            return bytes(content)
    raise AssertionError("it is on no page")


def _is_read(path: Path, sql: str) -> bool:
    try:
        connection = file.open_still(path)
    except FileRefused:
        return False
    try:
        connection.execute(sql).fetchall()
    except file.FAULTS:
        return False
    finally:
        connection.close()
    return True


def found_in(folder: Path, *words: str) -> set[str]:
    """Return the names of the files below a folder in which one of the words stands, in any usual encoding."""
    wanted = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return {
        str(one.relative_to(folder))
        for one in folder.rglob("*")
        if one.is_file() and any(word in one.read_bytes() for word in wanted)
    }
