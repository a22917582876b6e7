"""Making a backup by hand and putting one back, with the note of it in the log. Loads no SQLModel."""

from contextlib import suppress
from pathlib import Path

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.looking import BACKUP, CLOCK_BEHIND, RESTORE
from mdoverleg.domain.who import Who
from mdoverleg.edits.looking import did_with_file
from mdoverleg.store import backups
from mdoverleg.store.coming_back import remember
from mdoverleg.store.restoring import Restored, restore
from mdoverleg.store.store import Store


def back_up(store: Store, who: Who, target: Path | None = None) -> Path:
    """Make a backup beside the table, or under a name of one's own choice, and note that; gives its path.

    FileRefused when it cannot be made. Of a table that can only be read it is made and not noted.
    """
    if target is None:
        made = store.back_up()
    else:
        backups.make_as(store.path, target)
        made = target
    _note(store, who, BACKUP, made)
    return made


def keep_so_many(store: Store, newest: int | None, months: int | None) -> None:
    """Set how many backups are kept: of the newest, and of the months before the last one of each; None: as it was.

    What is superfluous goes when the next one is made.
    """
    for name, number in ((backups.KEPT_SETTING, newest), (backups.MONTHS_SETTING, months)):
        if number is not None:
            store.set_setting(name, str(number))


def put_back(store: Store, who: Who, backup: Path) -> Restored:
    """Put a backup in the place of a table that nobody has open, this store too (`Store.close`).

    Refused, with everything as it was, when another window is open or the backup is no good.
    """
    return restore(store.path, backup, store.clock, mine=who.window)


def note_put_back(store: Store, who: Who, backup: Path, restored: Restored) -> None:
    """Note, in the table as it is now, that this backup was put back, and which erased cases came back with it."""
    if not store.read_only:
        with suppress(MdError):
            remember(store, restored.back)
    _note(store, who, RESTORE, backup)


def _note(store: Store, who: Who, verb: str, path: Path) -> None:
    if not store.read_only:
        with suppress(MdError):
            did_with_file(store, who, verb, path)


def doubts_at_opening(store: Store, who: Who) -> list[str]:
    """Say what whoever opens this table must know; that the clock is behind the log is noted in it as well."""
    if not store.read_only and store.is_clock_behind():
        with suppress(MdError):
            did_with_file(store, who, CLOCK_BEHIND)
    return store.doubts()
