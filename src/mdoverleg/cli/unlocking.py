"""The key of a file as the windows ask for it: what `store/keys.py` can do, tied to one file."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mdoverleg.cli.context import Globals
from mdoverleg.domain.errors import FileRefused, MdError
from mdoverleg.domain.looking import Failure

if TYPE_CHECKING:
    from mdoverleg.domain.who import Who
    from mdoverleg.store.store import Store

ASKED_FOR: Final = ("key_needed", "no_key_file", "foreign_key_file", "damaged_key_file", "open_key_file")
"""Reasons of a refused file for which a window asks the passphrase, or the recovery sheet."""


class FileKeys:
    """The key of one file, handed to a window."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.name = path.name

    def of_copy(self, path: Path) -> "FileKeys":
        """Give the key of another file."""
        return FileKeys(path)

    def is_encrypted(self) -> bool:
        """Tell whether the file is encrypted as it lies there now."""
        from mdoverleg.store.locked import is_encrypted

        return is_encrypted(self.path)

    def is_held(self) -> bool:
        """Tell whether this process can read the encrypted file."""
        from mdoverleg.store import held

        return held.held(self.path) is not None

    def require_openable(self) -> None:
        """FileRefused when no passphrase can open it as it is now."""
        from mdoverleg.store import keys

        keys.recovery_of(self.path)

    def delay(self) -> float:
        """Seconds until a passphrase may be tried again."""
        from mdoverleg.store import keys

        try:
            return keys.delay(self.path)
        except FileRefused:  # there is nothing to try a passphrase on
            return 0.0

    def unlock(self, passphrase: str) -> None:
        """Hold the key; FileRefused when it is another passphrase."""
        from mdoverleg.store import keys

        keys.unlock(self.path, passphrase)

    def unlock_with_sheet(self, typed: str) -> None:
        """Hold the key that stands on the recovery sheet; Refused names what is wrong."""
        from mdoverleg.store import keys

        keys.unlock_with_sheet(self.path, typed)

    def failures(self) -> tuple[Failure, ...]:
        """Give the wrong tries that are not in the log yet."""
        from mdoverleg.store import keys

        return tuple(Failure(one.at, one.who) for one in keys.failures(self.path))

    def clear_failures(self) -> None:
        """Forget the wrong tries: they stand in the log now."""
        from mdoverleg.store import keys

        keys.clear_failures(self.path)

    def change(self, passphrase: str) -> None:
        """Give the file another passphrase while its key is held."""
        from mdoverleg.store import keys

        keys.change(self.path, passphrase)

    def let_go(self) -> None:
        """Forget the key."""
        from mdoverleg.store import held

        held.let_go(self.path)

    def prove(self, passphrase: str) -> None:
        """FileRefused when this is not the passphrase."""
        from mdoverleg.store import keys

        keys.require_passphrase(self.path, passphrase)

    def sheet(self) -> tuple[str, ...]:
        """Give the lines of the recovery sheet."""
        from mdoverleg.store import keys

        return keys.add_recovery(self.path)

    def take_back_sheet(self, passphrase: str) -> tuple[str, ...]:
        """Give the file another key; returns the names of copies that the old sheet still opens."""
        from mdoverleg.store import keys

        return tuple(path.name for path in keys.remove_recovery(self.path, passphrase))

    def encrypt(self, passphrase: str) -> tuple[str, ...]:
        """Encrypt a plain file, and hold its key; returns the names of copies that are still plain."""
        from mdoverleg.store import keys

        return tuple(path.name for path in keys.encrypt(self.path, passphrase))

    def decrypt(self) -> None:
        """Make it a plain file, and let go of its key."""
        from mdoverleg.store import keys

        keys.decrypt(self.path)


def note_unlock(store: "Store", who: "Who") -> None:
    """Note in the log that an encrypted file was unlocked, and the tries that failed before; says nothing else."""
    keys = FileKeys(store.path)
    if not keys.is_held() or store.read_only:
        return
    from mdoverleg.edits.looking import unlocked

    with suppress(MdError):
        unlocked(store, who, keys.failures())
        keys.clear_failures()


def unlocked(options: Globals, path: Path, *, on_wall: bool = False) -> FileKeys | int:
    """Return the key of a file, asked in a window when the file is encrypted; an exit code when nobody gave it.

    With `--key-file` nobody is asked, and a wrong passphrase is FileRefused.
    """
    keys = FileKeys(path)
    if keys.is_held() or options.key_file or not _asks(path) or _by_keyring(path):
        return keys  # what is given with the command is read where the file is opened
    from mdoverleg.tui.screens.unlock import run_unlock

    code = run_unlock(keys, shows=not on_wall)
    return keys if code is None else code


def _by_keyring(path: Path) -> bool:
    """Tell whether the keyring of this machine opened it."""
    from mdoverleg.store import keys

    try:
        return keys.unlock_by_keyring(path)
    except FileRefused:  # told where the passphrase is asked
        return False


def _asks(path: Path) -> bool:
    """Tell whether it is for its key alone that the file does not open; anything else is told where it is opened."""
    from mdoverleg.store.file import require_ours

    try:
        require_ours(path)
    except FileRefused as refusal:
        return refusal.reason in ASKED_FOR
    return False
