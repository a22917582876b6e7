"""Why a file is better read than written, and who else may read it: looked at when it is opened."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from mdoverleg.domain.paths import is_there
from mdoverleg.store.file import HASH
from mdoverleg.store.held import held
from mdoverleg.store.refusals import plainly_refused

ANY_FOLDER: Final = "MDOVERLEG_ANY_FOLDER"
"""`1`: write also where that is not wise."""


def doubt_about(path: Path) -> str:
    """Give the reason for which a file is better not written, if any, as it is called in `refusals`."""
    if is_there(path.with_name(path.name + HASH)):
        return "backup"  # whatever is written in it, if only that it was looked at, it would not be put back any more
    if _is_plain_again(path):
        return "plain_again"
    if os.environ.get(ANY_FOLDER) == "1":
        return ""
    from mdoverleg.store.disk import is_elsewhere

    try:
        seen = path.stat()
    except OSError:
        return ""
    # A journal is found by the name of its file: under another name half a change would be taken for all of it.
    if seen.st_nlink > 1:
        return "second_name"
    if is_open_to_others(seen) and not _is_mine(seen):
        return "open_to_others"
    return "place" if is_elsewhere(path) else ""


def close_to_others(path: Path) -> bool:
    """Take the rights of all others on a file of this user's own away; tells whether they had any, and have none now.

    A stick without rights, or one that can only be read, stays as it is: `doctor` says so.
    """
    with suppress(OSError):
        seen = path.stat()
        if is_open_to_others(seen) and _is_mine(seen):
            path.chmod(stat.S_IMODE(seen.st_mode) & 0o700)
            return not is_open_to_others(path.stat())
    return False


def was_closed(path: Path) -> str:
    """Say that others had rights on the file and have them no more."""
    return str(plainly_refused("was_open_to_others", path))


def is_open_to_others(seen: os.stat_result) -> bool:
    """Tell whether anybody but its owner may do anything with a file; Windows keeps that elsewhere."""
    return os.name != "nt" and bool(stat.S_IMODE(seen.st_mode) & 0o077)


def _is_mine(seen: os.stat_result) -> bool:
    return os.name == "nt" or os.geteuid() in (0, seen.st_uid)


def _is_plain_again(path: Path) -> bool:
    """Tell whether a plain file lies where its key file says that an encrypted one did: it may be another one.

    What is typed in it would be on the disk for all to read, and nothing would show it but that no passphrase is asked.
    """
    from mdoverleg.store import header, locked

    return held(path) is None and header.has_header(path) and not locked.is_encrypted(path)
