"""Bytes to a file: whole or not at all, readable by its owner alone, never through a link."""

import contextlib
import errno
import os
import shutil
import sys
from pathlib import Path
from secrets import token_hex
from typing import Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.files import flush_if_possible, write_new
from mdoverleg.domain.paths import is_folder
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _

STDOUT: Final = "-"
_MARK: Final = b"\xef\xbb\xbf"
_LONG_AGO: Final = 3600
"""Seconds."""


def write_out(output: str, data: bytes, *, is_text: bool, overwrite: bool) -> Path | None:
    """Write to a file and return its path, or to stdout when output is `-`; Refused for a format that is no text.

    On stdout the mark that tells Excel the encoding is left off.
    """
    refuse_unwritable(output, is_text=is_text)
    if output != STDOUT:
        return write_file(Path(output), data, overwrite=overwrite)
    sys.stdout.flush()
    sys.stdout.buffer.write(data.removeprefix(_MARK))
    sys.stdout.buffer.flush()
    return None


def refuse_unwritable(output: str, *, is_text: bool) -> None:
    """Refuse, before anything else is done, a format that cannot be shown, a folder as file, or a missing folder."""
    if output == STDOUT:
        if not is_text:
            raise Refused(_("This format is not text; give a file to write it to"))
        return
    _refuse_place(Path(output))


def _refuse_place(path: Path) -> None:
    name = clean(str(path), one_line=True)
    if is_folder(path):
        raise Refused(_("{path} is a folder; give a file name").format(path=name))
    if not is_folder(path.parent):
        raise Refused(_("The folder of {path} does not exist").format(path=name))


def write_file(path: Path, data: bytes, *, overwrite: bool) -> Path:
    """Write a file in one go with mode 0600 and return its path.

    Refused, with nothing left behind, when the folder is missing, the name is taken and `overwrite` is false, or the
    disk does not take it. A link of that name is replaced, not followed.
    """
    name = clean(str(path), one_line=True)
    _refuse_place(path)
    if not overwrite and os.path.lexists(path):
        raise Refused(_("{path} is already there").format(path=name))
    try:
        _write_beside(path, data, overwrite=overwrite)
    except FileExistsError:
        raise Refused(_("{path} is already there").format(path=name)) from None
    except OSError as error:
        raise Refused(reason_of(error).format(path=name)) from None
    return path


def reason_of(error: OSError) -> str:
    """Return why the disk does not take it, as a sentence with a place for `path`."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _("There is no room left to write {path}")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return _("You may not write {path}")
    return _("{path} cannot be written")


def place_beside(path: Path) -> Path:
    """Return a hidden place in the same folder, where something is made before it gets its name."""
    return path.with_name(f".mdoverleg-{token_hex(8)}.tmp")


def sweep(beside: Path) -> None:
    """Take away what stands unfinished in the folder of a place just made, of exports that were killed long before it.

    By the clock of the disk; what another process is making now stays.
    """
    with contextlib.suppress(OSError):
        now = beside.stat().st_mtime
        for left in beside.parent.glob(".mdoverleg-*.tmp"):
            if now - left.lstat().st_mtime < _LONG_AGO:
                continue
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


def _write_beside(path: Path, data: bytes, *, overwrite: bool) -> None:
    beside = place_beside(path)
    try:
        write_new(beside, data)
        sweep(beside)
        if overwrite:
            beside.replace(path)
        else:
            _give_name(beside, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()
    flush_if_possible(path.parent)


def _give_name(beside: Path, path: Path) -> None:
    """Give the file its name unless somebody else took it meanwhile."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        beside.replace(path)
