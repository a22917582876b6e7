"""The change feed: has somebody else written to the file, and is it still the same file?"""

import os
from typing import Any, Final

from sqlcipher3 import dbapi2

from mdoverleg.domain.house_style import STYLE
from mdoverleg.domain.room import DRAFTS, WINDOWS
from mdoverleg.domain.verb_kinds import SEEN
from mdoverleg.store.file import open_connection
from mdoverleg.store.refusals import BUSY, code_of, refusal_of, refused
from mdoverleg.store.store import Store

_POLL: Final = "PRAGMA data_version"
_NEWEST: Final = f"SELECT coalesce((SELECT id FROM change WHERE verb NOT GLOB '{SEEN}*' ORDER BY id DESC LIMIT 1), 0)"
"""That somebody looked at something changes nothing for who looks at it too."""
_FACTS: Final = "SELECT at || ' ' || verb FROM change WHERE id = ?"
"""Of a change: what stays as it is also when people are erased from the log."""

_KEPT: Final = (
    f"SELECT name, value FROM setting WHERE substr(name, 1, {len(DRAFTS)}) <> ?"
    f" AND substr(name, 1, {len(STYLE)}) <> ? ORDER BY name"
)
"""Neither what is half typed nor the house style, which is megabytes and read when something is exported."""


class Feed:
    """Asks a few times a second, on a connection of its own and outside any transaction; costs microseconds.

    What windows tell each other (who they are, what is half typed in them) moves the file and not the table.
    """

    def __init__(self, store: Store) -> None:
        self._path = store.path
        self._file = self._identity()
        self._mode = "ro" if store.read_only else "rw"
        self._connection = open_connection(store.path, mode=self._mode)
        self.newest = 0
        """Number of the newest change when it was last looked."""
        self.windows: dict[str, str] = {}
        """What every window says of itself, by the name of its setting, as it was when it was last looked."""
        self._settings: tuple[tuple[str, str], ...] = ()
        self._facts: object = None
        self._seen = -1
        self.noticed()

    def moved(self) -> bool:
        """Tell, once for each time, that the table was changed since; FileRefused when it was deleted or replaced.

        Own commits count too: see `noticed`. `newest` and `windows` are those of now.
        """
        if self._identity() != self._file:
            raise refused("moved", self._path)
        before = self.newest, self._settings
        self.noticed()
        return (self.newest, self._settings) != before

    def noticed(self) -> None:
        """Forget what was written up to now; call it after an own commit and before reading the file again."""
        try:
            version = int(self._one(_POLL))
            if version != self._seen:
                kept = [(str(name), str(value)) for name, value in self._connection.execute(_KEPT, (DRAFTS, STYLE))]
                self._require_same_table()
                self.newest = int(self._one(_NEWEST))
                self._facts = self._facts_of(self.newest)
                self.windows = {name: value for name, value in kept if name.startswith(WINDOWS)}
                self._settings = tuple(row for row in kept if row[0] not in self.windows)
                self._seen = version
        except dbapi2.Error as error:
            if code_of(error) != BUSY:  # somebody is writing: what comes of it shows at the next poll
                raise refusal_of(error, self._path) or error from None

    def close(self) -> None:
        """Close the connection of the feed."""
        self._connection.close()

    def open_again(self, *, is_same: bool = True) -> None:
        """Open the connection anew; what others wrote while it was closed shows at the next poll.

        FileRefused when another file has taken the place of the one that was closed, unless not `is_same`: then this
        window has itself put another one there.
        """
        if not is_same:
            self._file = self._identity()
        elif self._identity() != self._file:
            raise refused("moved", self._path)
        self._connection.close()
        self._connection = open_connection(self._path, mode=self._mode)
        self._seen = -1
        self.newest = self.newest if is_same else -1

    def _require_same_table(self) -> None:
        """Refuse a file that was written over by another one: the log of this table does not go back."""
        if self.newest > 0 and self._facts_of(self.newest) != self._facts:
            raise refused("moved", self._path)

    def _facts_of(self, change: int) -> object:
        found = self._connection.execute(_FACTS, (change,)).fetchone()
        return found[0] if found else None

    def _one(self, sql: str) -> Any:
        return self._connection.execute(sql).fetchone()[0]

    def _identity(self) -> tuple[int, int]:
        try:
            found = os.stat(self._path)  # noqa: PTH116 - three times as fast, and asked ten times a second
        except OSError:
            raise refused("moved", self._path) from None
        return found.st_dev, found.st_ino
