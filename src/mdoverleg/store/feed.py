"""The change feed: has somebody else written to the file, and is it still the same file?"""

import os
from typing import Final

from sqlcipher3 import dbapi2

from mdoverleg.store.file import open_connection
from mdoverleg.store.refusals import BUSY, code_of, refusal_of, refused
from mdoverleg.store.store import Store

_POLL: Final = "PRAGMA data_version"


class Feed:
    """Asks a few times a second, on a connection of its own and outside any transaction; costs microseconds."""

    def __init__(self, store: Store) -> None:
        self._path = store.path
        self._file = self._identity()
        self._connection = open_connection(store.path, mode="ro" if store.read_only else "rw")
        self._seen = self._version()

    def moved(self) -> bool:
        """Tell, once for each time, that the file was written since; FileRefused when it was deleted or replaced.

        Own commits count too: see `noticed`.
        """
        if self._identity() != self._file:
            raise refused("moved", self._path)
        version = self._version()
        if version == self._seen:
            return False
        self._seen = version
        return True

    def noticed(self) -> None:
        """Forget what was written up to now; call it after an own commit and before reading the file again."""
        self._seen = self._version()

    def close(self) -> None:
        """Close the connection of the feed."""
        self._connection.close()

    def _version(self) -> int:
        try:
            return int(self._connection.execute(_POLL).fetchone()[0])
        except dbapi2.Error as error:
            if code_of(error) == BUSY:  # somebody is writing: what comes of it shows at the next poll
                return self._seen
            raise refusal_of(error, self._path) or error from None

    def _identity(self) -> tuple[int, int]:
        try:
            found = os.stat(self._path)  # noqa: PTH116 - three times as fast, and asked ten times a second
        except OSError:
            raise refused("moved", self._path) from None
        return found.st_dev, found.st_ino
