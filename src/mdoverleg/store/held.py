"""The keys of encrypted files that this process holds, by file; nothing is written down and nothing else is told."""

from pathlib import Path
from typing import Final

_KEYS: Final[dict[Path, bytes]] = {}


def hold(path: Path, key: bytes) -> None:
    """Keep the data key of a file until it is let go; a key that was held for it gives way."""
    _KEYS[path.resolve()] = key


def held(path: Path) -> bytes | None:
    """Give the data key that is held for a file; nothing for a plain file and for one that is locked."""
    return _KEYS.get(path.resolve()) if _KEYS else None


def let_go(path: Path) -> None:
    """Forget the data key of a file; nothing happens when none is held."""
    _KEYS.pop(path.resolve(), None)
