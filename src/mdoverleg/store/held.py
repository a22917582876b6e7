"""The keys that this process holds, by file; nothing here is ever written down."""

import threading
from pathlib import Path
from typing import Final, NamedTuple

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16


class Key(NamedTuple):
    """The data key of one file, and the first 16 bytes by which the file is known."""

    key: bytes
    salt: bytes

    def __repr__(self) -> str:
        """Never show itself: not in a message, not in a traceback."""
        return "Key(…)"


_keys: dict[Path, Key] = {}


def hold(path: Path, key: bytes, salt: bytes = b"") -> None:
    """Keep the data key of a file until it is let go; ValueError for one of another length.

    With the salt of the file, another file that takes its place is told from damage.
    """
    # The driver takes a key of another length for a passphrase, and says nothing.
    if len(key) != KEY_BYTES or len(salt) not in (0, SALT_BYTES):
        raise ValueError("a data key has 32 bytes, a salt 16")
    _keys[path.resolve()] = Key(key, salt)


def held(path: Path) -> bytes | None:
    """Give the data key of a file; nothing for a plain file, or one that is locked."""
    found = held_with_salt(path)
    return found.key if found else None


def held_with_salt(path: Path) -> Key | None:
    """Give the data key of a file together with the first 16 bytes of the file that it opens."""
    return _keys.get(path.resolve()) if _keys else None  # a table that is not encrypted pays nothing


def let_go(path: Path) -> None:
    """Forget the data key of a file; its open connections go on until they are closed."""
    if _keys:
        _keys.pop(path.resolve(), None)


def share(path: Path, copy: Path) -> None:
    """Let a copy be opened by the data key of the file that it is made of; nothing happens for a plain one."""
    found = held_with_salt(path)
    if found:
        hold(copy, found.key, found.salt)


_open: dict[Path, int] = {}
_counting = threading.Lock()


def opened(path: Path) -> None:
    """Note that this process has the file open: what it meets then, changed under its hands."""
    resolved = path.resolve()
    with _counting:
        _open[resolved] = _open.get(resolved, 0) + 1


def closed(path: Path) -> None:
    """Note that the file was closed once."""
    resolved = path.resolve()
    with _counting:
        _open[resolved] = _open.get(resolved, 0) - 1
        if _open[resolved] <= 0:
            del _open[resolved]


def is_open(path: Path) -> bool:
    """Tell whether this process has the file open."""
    return path.resolve() in _open
