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
    "key_needed": N_(
        "{name} is encrypted. Open it in a terminal, or say with --key-file from where the passphrase is to be read."
    ),
    "wrong_key": N_("This is not the passphrase of {name}. It was left as it is."),
    "wrong_sheet": N_("This recovery sheet is not that of {name}. It was left as it is."),
    "no_key_file": N_(
        "{name} is encrypted, or no table at all: its key file {name}.keys does not lie beside it. Put it back, or "
        "make a new one with the recovery sheet: mdoverleg --file {path} keys change --sheet -"
    ),
    "foreign_key_file": N_(
        "The key file {name}.keys is that of another table than {name}. Put the right one back, or make a new one with "
        "the recovery sheet: mdoverleg --file {path} keys change --sheet -"
    ),
    "damaged_key_file": N_(
        "The key file {name} is damaged. Put back the one of a backup, or make a new one with the recovery sheet: "
        "mdoverleg --file {path} keys change --sheet -"
    ),
    "open_key_file": N_(
        "Others on this machine may read the key file {name}. Take their rights away, so that only you may read it, "
        "and try again."
    ),
    "key_changed": N_(
        "The key of {name} was changed while it was open here. What was saved is not lost: close this window and open "
        "the file again."
    ),
    "encrypted": N_("{name} is encrypted already."),
    "two_names": N_(
        "{name} has a second name on this disk, which would go on being the old file. Delete that one first."
    ),
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
    "backup": N_(
        "{name} is a backup and stays as it was made: it can only be read here. Put it back with: mdoverleg restore"
    ),
    "second_name": N_(
        "{name} has a second name on this disk, and what is saved under the one can spoil the other: it can only be "
        "read here until one of the two is taken away. MDOVERLEG_ANY_FOLDER=1 writes all the same."
    ),
    "place": N_(
        "{name} is on a network share or in a cloud folder, where it gets damaged or copied along: it can only be read "
        "here. Move it to a folder of this machine; MDOVERLEG_ANY_FOLDER=1 writes there all the same."
    ),
    "plain_again": N_(
        "{name} is not encrypted, but its key file {name}.keys says that it was: another file may lie in its place. It "
        "can only be read here. Put a backup back, or encrypt it with: mdoverleg keys encrypt. If you took the "
        "encryption off yourself, delete {name}.keys."
    ),
    "open_to_others": N_(
        "{name} is somebody else's, and others on this machine may read it: it can only be read here. Ask who manages "
        "it to take that right away; MDOVERLEG_ANY_FOLDER=1 writes all the same."
    ),
    "was_open_to_others": N_(
        "Others on this machine could read or change {name}. That right was taken away: now only you can."
    ),
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
    if reason == "moved" and is_there(path):
        from mdoverleg.store.locked import fits

        reason = reason if fits(path) else "key_changed"
    return plainly_refused(reason, path)


def plainly_refused(reason: str, path: Path) -> FileRefused:
    """Give the refusal with exactly this reason."""
    table = str(path.with_suffix("") if path.suffix == ".keys" else path)
    where = f'"{table}"' if " " in table else table  # as somebody has to type it
    return FileRefused(_(_SENTENCES[reason]).format(name=path.name, path=where), reason)


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
    if code in (CORRUPT, NOT_A_DATABASE):
        from mdoverleg.store.locked import why_damaged, why_no_database

        return why_damaged(path) if code == CORRUPT else why_no_database(path)
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
