"""Reading: plain SQL in one transaction on one long-lived connection, shared by the threads of a window."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mdoverleg.store.file import FAULTS, Connection, open_connection
from mdoverleg.store.refusals import refusal_of

Parameters = Sequence[Any] | dict[str, Any]


class Reader:
    """Asks questions of one state of the file; good only inside the block that gave it."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def rows(self, sql: str, params: Parameters = ()) -> list[tuple[Any, ...]]:
        """Give all rows; FileRefused when the file cannot be read."""
        try:
            found: list[tuple[Any, ...]] = self._connection.execute(sql, params).fetchall()
        except FAULTS as error:
            if "decode to UTF-8" in str(error):
                return self._tolerantly(sql, params)
            raise refusal_of(error, self._path) or error from None
        return found

    def one(self, sql: str, params: Parameters = ()) -> tuple[Any, ...] | None:
        """Give the first row, or nothing."""
        found = self.rows(sql, params)
        return found[0] if found else None

    def value(self, sql: str, params: Parameters = ()) -> Any:
        """Give the first column of the first row, or nothing."""
        found = self.rows(sql, params)
        return found[0][0] if found else None

    def _tolerantly(self, sql: str, params: Parameters) -> list[tuple[Any, ...]]:
        # One bad byte must not hide a whole list: it is shown as a mark instead.
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            found: list[tuple[Any, ...]] = self._connection.execute(sql, params).fetchall()
            return found
        finally:
            self._connection.text_factory = str


class Reading:
    """The reading connection of a store; one thread reads at a time, the others wait."""

    def __init__(self, path: Path, *, mode: str) -> None:
        self.connection = open_connection(path, mode=mode)
        self._path = path
        self._mode = mode
        self._lock = threading.RLock()
        self._depth = 0
        self._thread = 0

    @contextmanager
    def transaction(self) -> Iterator[Reader]:
        """Give a reader of one state of the file; blocks inside one another share it."""
        with self._lock:
            outermost = self._depth == 0
            if outermost:
                self.connection.execute("BEGIN")
                self._thread = threading.get_ident()
            self._depth += 1
            try:
                yield Reader(self.connection, self._path)
            finally:
                self._depth -= 1
                if outermost:
                    self._thread = 0
                    if self.connection.in_transaction:
                        self.connection.execute("ROLLBACK")

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """Lend the connection to write something small, while nobody reads: another one takes longer to open."""
        with self._lock:
            self.connection.execute("PRAGMA query_only = 0")
            try:
                yield self.connection
            finally:
                self.connection.execute("PRAGMA query_only = 1")

    def is_mine(self) -> bool:
        """Tell whether this thread is inside a reading transaction: its own commit would wait for itself."""
        return self._thread == threading.get_ident()

    def open_again(self) -> None:
        """Open the connection anew, after it was closed."""
        with self._lock:
            self.connection.close()
            self.connection = open_connection(self._path, mode=self._mode)

    def close(self) -> None:
        """Close the connection, once no thread reads any more."""
        with self._lock:
            self.connection.close()
