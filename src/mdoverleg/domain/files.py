"""Writing a file of one's own: new, for its owner alone, and on the disk itself before anything relies on it."""

import os
from contextlib import suppress
from pathlib import Path


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, readable for its owner alone, and flush it; what fails leaves nothing.

    FileExistsError when the name is taken, also by a link; another OSError when it cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def flush(path: Path) -> None:
    """Put a file or folder on the disk itself; OSError when the disk says that it did not."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_if_possible(path: Path) -> None:
    """Put a file or folder on the disk itself, so that a new name outlives a power cut, where a system can do that."""
    with suppress(OSError):
        flush(path)
