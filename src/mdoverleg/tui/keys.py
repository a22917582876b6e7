"""What the screens ask of the key of a file. The command line hands it in, as it hands in the store."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from mdoverleg.domain.errors import FileRefused, MdError
from mdoverleg.domain.looking import Failure

GONE: Final = ("key_needed", "key_changed", "no_key_file", "foreign_key_file")
"""Reasons of a refused file, open until now, that are over once it is unlocked again."""

LOST: Final = ("no_key_file", "foreign_key_file", "damaged_key_file")
"""Reasons for which no passphrase helps, and the recovery sheet does."""

WAITS: Final = ("wrong_key", "too_soon")
"""Reasons after which one waits a while, longer each time."""


def is_for_its_key(error: Exception, keys: "Keys | None") -> bool:
    """Tell whether an open file is refused for its key alone, and unlocking it again helps.

    A file that was damaged or replaced by something else begins as an encrypted one may; no keys lie beside it.
    """
    if not isinstance(error, FileRefused) or error.reason not in GONE or keys is None:
        return False
    try:
        if keys.is_encrypted():
            keys.require_openable()
    except MdError:
        return False
    return True


class Hidden(str):
    """A passphrase on its way: it never shows itself in a message or in a traceback."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Hidden"


class Keys(Protocol):
    """The key of one file. What takes a passphrase takes a moment: it belongs in a thread."""

    name: str
    """Name of the file."""

    def of_copy(self, path: Path) -> "Keys":
        """Give the key of another file: a backup that is under one of its own."""

    def is_encrypted(self) -> bool:
        """Tell whether the file is encrypted as it lies there now."""

    def is_held(self) -> bool:
        """Tell whether this process can read the encrypted file; never for a plain one."""

    def require_openable(self) -> None:
        """FileRefused when no passphrase can open it as it is now: the file with its keys is lost or damaged."""

    def delay(self) -> float:
        """Seconds until a passphrase may be tried again."""

    def unlock(self, passphrase: str) -> None:
        """Hold the key; FileRefused when it is another passphrase or the keys are lost."""

    def unlock_with_sheet(self, typed: str) -> None:
        """Hold the key that stands on the recovery sheet; Refused names the line that is wrong."""

    def failures(self) -> Sequence[Failure]:
        """Give the wrong tries that are not in the log yet."""

    def clear_failures(self) -> None:
        """Forget the wrong tries: they stand in the log now."""

    def change(self, passphrase: str) -> None:
        """Give the file another passphrase while its key is held, whatever it was before."""

    def let_go(self) -> None:
        """Forget the key."""

    def prove(self, passphrase: str) -> None:
        """FileRefused when this is not the passphrase; the key stays as it is."""

    def sheet(self) -> tuple[str, ...]:
        """Give the lines of the recovery sheet; the key has to be held."""

    def take_back_sheet(self, passphrase: str) -> tuple[str, ...]:
        """Give the file another key, so that the sheet that was made before opens it no more.

        Nobody may have it open here. Returns the names of copies that the old sheet still opens.
        """

    def encrypt(self, passphrase: str) -> tuple[str, ...]:
        """Encrypt a plain file and hold its key; nobody may have it open here. Returns the names of plain copies."""

    def decrypt(self) -> None:
        """Make it a plain file and let go of its key; nobody may have it open here."""
