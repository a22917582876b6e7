"""The file of one table, open: the only way in for everything that reads or writes it.

Importing this loads no SQLAlchemy; that waits for the first write, or for `prepare_writing`.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from mdoverleg.domain.clock import Clock, clock_from
from mdoverleg.domain.errors import FileRefused, Refused
from mdoverleg.domain.retention import PENDING
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.store import held, migrations, settings, triggers
from mdoverleg.store.doubt import close_to_others, doubt_about, was_closed
from mdoverleg.store.file import (
    Connection,
    copy,
    is_quickly_checked,
    open_connection,
    require_ours,
    require_rights,
    require_sound,
)
from mdoverleg.store.patience import carry_out
from mdoverleg.store.reading import Reader, Reading
from mdoverleg.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

    from mdoverleg.domain.retention import Cleaned, Erased
    from mdoverleg.store.erasing import Eraser
    from mdoverleg.store.feed import Feed
    from mdoverleg.store.noting import Noted

CLOCK_MAY_DIFFER = timedelta(minutes=5)
"""So much two machines may disagree about the time before anybody is told."""

CLOCK_OFFSET = "clock_offset_seconds"
"""The setting that lets a demo file live on the day of its meeting."""


class Store:
    """One open file; every thread of a window may use it."""

    path: Path
    read_only: bool
    was_open_to_others = False
    """Whether others on this machine had rights on the file until it was opened here."""
    _reason = "read_only"
    clock: Clock
    """MDOVERLEG_NOW, else the offset that the file carries, else the real time."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path.absolute()
        self.read_only = read_only
        self._reading = Reading(self.path, mode="ro" if read_only else "rw")
        held.opened(self.path)
        self._engine: Engine | None = None
        self._writing = threading.Lock()
        self._writer = 0
        self._is_sound = False
        self._is_open = True
        self._preparing = threading.Lock()
        try:
            self.clock = clock_from(self._offset())
        except ValueError:
            self.close()
            raise Refused(_("MDOVERLEG_NOW is no moment; write it as 2026-10-06T10:45:00+02:00")) from None

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new file that only its owner may read, and open it; FileRefused when the name is taken."""
        migrations.create(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a file, after bringing an older one up to date; FileRefused, with the file left as it was."""
        doubt = "" if read_only else doubt_about(path)
        _make_ready(path, read_only=read_only or bool(doubt))
        was_open = close_to_others(path)
        store = cls(path, read_only=read_only or bool(doubt))
        store.was_open_to_others = was_open
        store._reason = doubt or store._reason
        try:
            store._require_whole_schema()
            store._finish_erasing()
        except BaseException:
            store.close()
            raise
        return store

    def read(self) -> AbstractContextManager[Reader]:
        """Give a reader of one state of the file; keep the block short, it holds up other windows' saving."""
        return self._reading.transaction()

    @contextmanager
    def write(self, who: Who, verb: str, *, undoes: int | None = None) -> Iterator["Session"]:
        """Give a session whose work becomes one change in the log and one commit; undone when the block raises.

        A block that changes nothing leaves no trace. FileRefused when the file is read-only, full, moved, or still
        held by another window after ten seconds. Not to be used inside `read`: the commit would wait for the reader.
        """
        from mdoverleg.store.chain import Head
        from mdoverleg.store.writing import gate

        if self.read_only:
            raise refused(self._reason, self.path)
        engine = self._prepared()
        head = Head(0, "", who.name, who.person_pk, who.window, who.via, verb, undoes)
        with self._alone(), gate(engine, self.path, self.clock, head) as session:
            yield session

    @contextmanager
    def note(self, who: Who, verb: str, rows: "Iterable[Noted]") -> Iterator[None]:
        """Note in the log what stands in no table, committed when the block ends; nothing is noted when it raises.

        FileRefused as in `write`, also for a damaged file; not to be used inside `read` or `write`; loads no
        SQLAlchemy.
        """
        from mdoverleg.store.noting import entries_of, noting

        if self.read_only:
            raise refused(self._reason, self.path)
        checks = not self._is_sound
        with self._alone(), noting(self.path, self.clock, entries_of(who, [(verb, rows)]), looks_first=checks):
            self._is_sound = True
            yield

    def note_each(self, who: Who, notes: "Iterable[tuple[str, Iterable[Noted]]]") -> None:
        """Note several things in one commit, each a change with a verb of its own; also from a window that only reads.

        FileRefused as in `write`, and for a file that turns out to be damaged; not to be used inside `read` or `write`.
        """
        from mdoverleg.store.noting import entries_of, noting

        checks = not self._is_sound and is_quickly_checked(self.path)
        with (
            self._alone(),
            self._idle() as mine,
            noting(self.path, self.clock, entries_of(who, notes), connection=mine, looks_first=checks),
        ):
            self._is_sound = self._is_sound or checks

    @contextmanager
    def _idle(self, *, lends: bool = True) -> "Iterator[Connection | None]":
        """Give a connection that may write and is not used now, if there is one: opening takes longer than a note.

        `lends`: also the one that reads, and who reads then waits.
        """
        if self._engine is not None and self._is_sound:
            yield self._engine.raw_connection().driver_connection
        elif self.read_only or not lends:
            yield None
        else:
            with self._reading.lent() as connection:
                yield connection

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one thread write at a time."""
        if self._reading.is_mine() or self._writer == threading.get_ident():
            raise RuntimeError("a write inside a read or write of the same thread would wait for itself")
        with self._writing:
            self._writer = threading.get_ident()
            try:
                yield
            finally:
                self._writer = 0

    def erase(self, who: Who, verb: str, work: "Callable[[Eraser], Erased]") -> "Erased":
        """Erase for good what the work takes out, whole or not at all; it stands in the log in numbers.

        Not undone. The file has still to be cleaned up (`clean_up`). FileRefused as in `write`; not to be used inside
        `read` or `write`. Loads no SQLAlchemy.
        """
        from mdoverleg.store.chain import Head
        from mdoverleg.store.erasing import erase

        if self.read_only:
            raise refused(self._reason, self.path)
        if self.setting(PENDING) is not None:
            self.clean_up()  # of the one before: the file knows of one at a time
        if self._reading.is_mine() or self._writer == threading.get_ident():
            raise RuntimeError("erasing inside a read or write of the same thread would wait for itself")
        head = Head(0, "", who.name, who.person_pk, who.window, who.via, verb, None)
        with self._writing:
            self._writer = threading.get_ident()
            try:
                return erase(self.path, self.clock, head, work)
            finally:
                self._writer = 0

    def clean_up(self) -> "Cleaned | None":
        """Finish the last erasing: the file is written anew, backups that held it go, a certificate is written.

        Nothing when there is nothing to do. FileRefused when another window is in the way: the next opening does it.
        """
        from mdoverleg.store.cleaning import finish

        with self._writing:
            return finish(self.path, self.clock)

    def prepare_writing(self) -> None:
        """Load what the first write needs (about a third of a second); belongs in a thread after the first frame.

        FileRefused for a file that turns out to be damaged: it can be read, and every write is refused.
        """
        if not self.read_only:
            from mdoverleg.store import writing  # noqa: F401

            self._prepared()

    def feed(self) -> "Feed":
        """Give what tells whether somebody else has written; every window keeps one of its own."""
        from mdoverleg.store.feed import Feed

        return Feed(self)

    def setting(self, name: str) -> str | None:
        """Give a setting of this file; these are not logged, not undone and not exported."""
        with self.read() as reader:
            value: str | None = reader.value("SELECT value FROM setting WHERE name = ?", (name,))
        return value

    def settings(self, prefix: str) -> dict[str, str]:
        """Give the settings of this file whose names begin with a prefix, by name."""
        with self.read() as reader:
            sql = "SELECT name, value FROM setting WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name"
            return {str(name): str(value) for name, value in reader.rows(sql, (prefix,))}

    def set_setting(self, name: str, value: str, *, about: tuple[str, int] | None = None) -> bool:
        """Keep a setting, unless the row it is about was erased; tells whether. The clock follows its own at once."""
        is_kept = self._execute(*settings.kept(name, value, about)) > 0
        if name == CLOCK_OFFSET:
            self.clock = clock_from(int(value))
        return is_kept

    def replace_setting(self, name: str, value: str, *, seen: str | None) -> bool:
        """Keep a setting only if it still holds what was seen; tells whether it did (another window may be first)."""
        if seen is None:
            return self._execute("INSERT OR IGNORE INTO setting VALUES (?, ?)", (name, value)) == 1
        return self._execute("UPDATE setting SET value = ?2 WHERE name = ?1 AND value = ?3", (name, value, seen)) == 1

    def forget_setting(self, name: str) -> None:
        """Take a setting out of this file; nothing happens when it is not there."""
        self._execute("DELETE FROM setting WHERE name = ?", (name,))

    def _execute(self, statement: str, values: tuple[object, ...]) -> int:
        """Carry out one statement on what is not logged, in a transaction of its own; returns the rows it touched."""
        if self.read_only:
            raise refused(self._reason, self.path)
        with self._alone(), self._idle(lends=False) as mine:
            return carry_out(self.path, statement, values, then=settings.told_by(str(values[0])), connection=mine)

    def _offset(self) -> int:
        try:
            return int(self.setting(CLOCK_OFFSET) or 0)
        except ValueError:
            return 0  # not ours; a wrong clock is seen, a file that does not open is not

    def damage(self) -> list[str]:
        """Look through the whole file; gives SQLite's words for what is wrong, nothing when it is whole.

        Takes up to a second for 50 MB: for after the first frame, and for `doctor`.
        """
        # On a connection of its own: of one that was open before others wrote, the search index is said to be damaged
        # when it is not (SQLite 3.53: what it has in memory of the index is not read anew).
        try:
            with closing(open_connection(self.path, mode="ro" if self.read_only else "rw")) as connection:
                reader = Reader(connection, self.path)
                found = [str(row[0]) for row in reader.rows("PRAGMA quick_check")]
                found += [f"foreign key: {row[0]}" for row in reader.rows("PRAGMA foreign_key_check")]
        except FileRefused as refused:
            return [str(refused)]
        return [line for line in found if line != "ok"]

    def copy_to(self, target: Path) -> None:
        """Write a whole copy of the file as it is now, for its owner alone; FileRefused when the name is taken."""
        copy(self.path, target)

    def back_up(self) -> Path:
        """Make a backup beside the file, proved equal, and give its path; belongs in a thread. FileRefused as there."""
        from mdoverleg.store.backups import make

        return make(self.path, self.clock)

    def doubts(self) -> list[str]:
        """Say what whoever opens this file must know: why it can only be read here, and that the clock is behind."""
        found = [str(refused(self._reason, self.path))] if self._reason != "read_only" else []
        if self.was_open_to_others:
            found.append(was_closed(self.path))
        if self.is_clock_behind():
            found.append(
                _("The clock of this machine is behind the log of this table. Set it right: times would be wrong.")
            )
        return found

    def is_clock_behind(self) -> bool:
        """Tell whether the newest line of the log is of a moment to come, by more than five minutes.

        Only where the clock is the real one: an example lives on the day of its meeting.
        """
        if type(self.clock) is not Clock:
            return False
        with self.read() as reader:
            newest = reader.value("SELECT max(at) FROM change")
        try:
            ahead: timedelta = datetime.fromisoformat(str(newest)).replace(tzinfo=UTC) - self.clock.utc()
        except ValueError:
            return False
        return ahead > CLOCK_MAY_DIFFER

    def close(self) -> None:
        """Close all connections of this window."""
        with self._preparing:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None
        self._reading.close()
        if self._is_open:
            self._is_open = False
            held.closed(self.path)

    def open_again(self) -> None:
        """Open the same file again after `close`, for everybody who holds this store; FileRefused as in `open`."""
        _make_ready(self.path, read_only=self.read_only)
        self._reading.open_again()
        self._is_open = True
        held.opened(self.path)
        try:
            self._require_whole_schema()
        except BaseException:
            self.close()
            raise

    def _prepared(self) -> "Engine":
        from mdoverleg.store.engine import engine_of, raw

        with self._preparing:
            if self._engine is None:
                self._engine = engine_of(self.path)
            if not self._is_sound:
                with self._engine.connect() as connection:
                    require_sound(raw(connection), self.path)
                self._is_sound = True
            return self._engine

    def _finish_erasing(self) -> None:
        """Clean up after an erasing that was stopped; when that cannot be now, the next opening tries again."""
        if not self.read_only and self.setting(PENDING) is not None:
            with suppress(FileRefused):
                self.clean_up()

    def _require_whole_schema(self) -> None:
        # Without its triggers a file would be written past the log; views and triggers of others would run on ours.
        with self.read() as reader:
            found = reader.rows("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL")
        running = triggers.fingerprint(sql for kind, sql in found if kind in ("trigger", "view"))
        whole = triggers.fingerprint(sql for _kind, sql in found)
        if running != triggers.FINGERPRINT or whole != self.setting(migrations.SCHEMA):
            raise refused("damaged", self.path)


def _make_ready(path: Path, *, read_only: bool) -> None:
    """Refuse what cannot be used, and bring an older file up to date."""
    require_ours(path)
    require_rights(path, read_only=read_only)
    if migrations.needs_upgrade(path):
        if read_only:
            raise refused("older", path)
        migrations.upgrade(path)
