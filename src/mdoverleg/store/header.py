"""The key file beside an encrypted table: the slots that hold its data key, and the wrong tries. Knows no cipher.

It is found by the table's first 16 bytes, its salt, so that the key file of another table is told from a wrong
passphrase. While a table is given another key both salts stand in it: whenever that stops, one of them fits.
"""

import contextlib
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from mdoverleg.domain.files import flush_if_possible, write_new
from mdoverleg.domain.paths import is_file, is_there
from mdoverleg.store.refusals import refused

SUFFIX: Final = ".keys"
VERSION: Final = 1
MOST_BYTES: Final = 1_000_000
"""A key file is a few hundred bytes; what is larger is none."""

MOST_SLOTS: Final = 20
"""Of one file; each passphrase slot is tried, and one try may cost a second."""
MOST_TRIES: Final = 1_000_000
"""More wrong tries in a row than anybody makes: the figure is shown."""

Values = dict[str, Any]


def header_of(path: Path) -> Path:
    """Name the key file of a table: beside the file itself, wherever a link to it stands."""
    real = path.resolve()
    return real.with_name(real.name + SUFFIX)


def has_header(path: Path) -> bool:
    """Tell whether a key file lies beside the table."""
    return is_there(header_of(path))


def empty() -> Values:
    """Give the values of a key file without slots."""
    return {"mdoverleg": "keys", "version": VERSION, "files": {}, "row": 0, "failures": []}


def read(path: Path) -> Values:
    """Read the key file of a table.

    FileRefused when it is not there, damaged, of a newer version, or can be read by others on this machine.
    """
    header = header_of(path)
    if not is_file(header):
        raise refused("no_key_file", path)
    try:
        _require_private(header)
        with header.open("rb") as file:
            return _checked(file.read(MOST_BYTES + 1), header)
    except OSError:
        raise refused("no_rights", header) from None


def _require_private(header: Path) -> None:
    # Who reads it can try passphrases for as long as he likes.
    if os.name != "nt" and stat.S_IMODE(header.stat().st_mode) & 0o077:
        raise refused("open_key_file", header)


def _checked(text: bytes, header: Path) -> Values:
    try:
        values = json.loads(text.decode("utf-8")) if len(text) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict) or values.get("mdoverleg") != "keys" or type(values.get("version")) is not int:
        raise refused("damaged_key_file", header)
    if values["version"] > VERSION:
        raise refused("newer", header)
    if not _is_whole(values):
        raise refused("damaged_key_file", header)
    return values


def _is_whole(values: Values) -> bool:
    files, failures = values.get("files"), values.get("failures")
    return (
        isinstance(files, dict)
        and all(isinstance(one, dict) and _are_slots(one.get("slots")) for one in files.values())
        and type(values.get("row")) is int
        and 0 <= values["row"] <= MOST_TRIES
        and isinstance(failures, list)
        and all(
            isinstance(one, dict) and isinstance(one.get("at"), str) and isinstance(one.get("who"), str)
            for one in failures
        )
    )


def _are_slots(slots: object) -> bool:
    return (
        isinstance(slots, list)
        and len(slots) <= MOST_SLOTS
        and all(isinstance(slot, dict) and isinstance(slot.get("kind"), str) for slot in slots)
    )


@contextlib.contextmanager
def changing(path: Path) -> Iterator[Values]:
    """Give the values of the key file to be changed, alone; written in one step when the block ends without an error.

    FileRefused as in `read`, and when it cannot be written.
    """
    with _alone(header_of(path)):
        values = read(path)
        yield values
        write(path, values)


def write(path: Path, values: Values, *, is_new: bool = False) -> None:
    """Put a whole key file in the place of the old one, flushed, for its owner alone; `is_new`: there may be none.

    FileRefused when that cannot be done; then the old one is as it was.
    """
    header = header_of(path)
    if is_new and is_there(header):
        raise refused("exists", header)
    fresh = header.with_name(f".{header.name}.new")
    try:
        with contextlib.suppress(FileNotFoundError):
            fresh.unlink()
        write_new(fresh, (json.dumps(values, indent=1) + "\n").encode())
        fresh.replace(header)
        flush_if_possible(header.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise _not_written(error, path) from None


def remove(path: Path) -> None:
    """Take the key file of a table away."""
    with contextlib.suppress(OSError):
        header_of(path).unlink()
        flush_if_possible(path.parent)


def copy(path: Path, target: Path) -> None:
    """Give the copy of a table its key file: the same slots, without the wrong tries."""
    values = read(path)
    write(target, {**values, "row": 0, "failures": []}, is_new=True)


def _not_written(error: OSError, path: Path) -> Exception:
    import errno

    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return refused("no_folder", path)
    header = header_of(path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return refused("no_space", header)
    return refused("read_only" if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM) else "disk", header)


@contextlib.contextmanager
def _alone(header: Path) -> Iterator[None]:
    """Keep other windows from changing a key file at the same time: the later one would bring back what was."""
    try:
        import fcntl
    except ImportError:  # Windows: a lock would stand in the way of the new file
        yield
        return
    while True:
        try:
            handle = os.open(header, os.O_RDONLY)
        except OSError:  # `read` tells what is wrong
            yield
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            try:
                is_current = os.path.samestat(os.fstat(handle), header.stat())
            except OSError:
                is_current = True
            if is_current:
                yield
                return
        finally:
            os.close(handle)
