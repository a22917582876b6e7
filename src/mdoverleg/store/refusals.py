"""Why a file cannot be used: one sentence each, without a word of what is in the file."""

from pathlib import Path
from typing import Any, Final

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.paths import is_there
from mdoverleg.domain.words import N_, _

_SENTENCES: Final = {
    "missing": N_("There is no file {name}. Make a new table with: mdoverleg init FILE"),
    "no_folder": N_("The folder for {name} is not there, and could not be made. Choose another place."),
    "folder": N_("{name} is a folder. Name the file of a table."),
    "exists": N_("{name} is there already. Choose another name."),
    "foreign": N_("{name} is a database of another program. It was left as it is."),
    "no_database": N_("{name} is not the file of a table, or it is encrypted. It was left as it is."),
    "damaged": N_("{name} is damaged. It was left as it is; put back a backup, or look with: mdoverleg doctor"),
    "unfinished": N_("{name} holds no table yet. Fill it with: mdoverleg import table, or make another one."),
    "newer": N_("{name} was made by a newer version of mdoverleg. Install that version; the file was left as it is."),
    "older": N_(
        "{name} is of an older version and can only be read here. Open it once for writing to bring it up to date."
    ),
    "locked": N_("{name} is held by another window or program. Wait for it, or close it, and try again."),
    "waiting": N_("Waiting for the other window: {name} was left in the middle of saving. Open it once for writing."),
    "read_only": N_("{name} can only be read here; nothing was changed."),
    "no_rights": N_("You may not open {name}. Ask who manages the file or its folder."),
    "no_space": N_("The disk is full; nothing was changed. Make room and try again."),
    "moved": N_("{name} was moved, deleted or replaced while it was open. Close this window and open the file again."),
    "disk": N_("The disk does not read or write {name} well; nothing was changed. Look with: mdoverleg doctor"),
}

BUSY: Final = 5
CORRUPT: Final = 11
NOT_A_DATABASE: Final = 26
_REASONS: Final = {
    3: "no_rights",
    BUSY: "locked",
    6: "locked",
    10: "disk",
    13: "no_space",
    14: "no_rights",
    23: "no_rights",
}
_READ_ONLY: Final = 8


def refused(reason: str, path: Path) -> FileRefused:
    """Give the refusal with this reason; KeyError for an unknown one."""
    return FileRefused(_(_SENTENCES[reason]).format(name=path.name), reason)


def code_of(error: BaseException) -> int:
    """Tell the number that SQLite gave with an error; 0 when it gave none."""
    code: Any = getattr(error, "sqlite_errorcode", 0)
    return int(code or 0) & 0xFF


def refusal_of(error: BaseException, path: Path, *, writing: bool = False) -> FileRefused | None:
    """Give the refusal that an error of the driver amounts to; nothing when the error is about the statement."""
    if isinstance(error, UnicodeDecodeError):  # the driver quotes what it cannot read, and trips over it
        return refused("damaged", path)
    code = code_of(error)
    if code == _READ_ONLY:
        return refused(_why_read_only(path, writing=writing), path)
    if code == CORRUPT:
        return refused("damaged", path)
    if code == NOT_A_DATABASE:
        return refused("no_database", path)
    return refused(_REASONS[code], path) if code in _REASONS else None


def _why_read_only(path: Path, *, writing: bool) -> str:
    """SQLite says `read-only` for three things: no rights, a file that was moved away, a journal that a crash left."""
    if not is_there(path):
        return "moved"
    if not writing:
        return "waiting"
    return "read_only" if not _may_write(path) else "moved"


def _may_write(path: Path) -> bool:
    import os

    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
