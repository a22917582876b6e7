"""The backups of a table as one chooses from them: when, how large, and what is in them."""

from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from mdoverleg.domain.backups import back_words, contents_words, lost_words, moment_words, size_words
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.words import _
from mdoverleg.reads.table import zone_of
from mdoverleg.store.backups import Backup, borrowed, kept
from mdoverleg.store.coming_back import would_come_back
from mdoverleg.store.restoring import difference, look_into
from mdoverleg.store.store import Store


class BackupLine(NamedTuple):
    """One backup in words."""

    number: int
    path: Path
    when: str
    size: str
    contents: str
    """What is in it, or why it cannot be read."""
    lost: str
    """What is in the table and not in it."""
    is_good: bool
    """It can be read; whether it is whole is looked at when it is put back."""
    back: str = ""
    """What of it was erased for good in the table, in a sentence."""
    needs_key: bool = False
    """It is under another key than the table: only the passphrase of its day opens it."""


def read_backups(store: Store) -> list[BackupLine]:
    """Give the backups beside a table, newest first, after a glance at each."""
    with store.read() as reader:
        zone = zone_of(reader)
    return [_line(store, one, zone) for one in kept(store.path)]


def read_backup(store: Store, path: Path) -> BackupLine | None:
    """Give one backup beside a table after another glance at it; nothing when it is gone."""
    return next((one for one in read_backups(store) if one.path == path), None)


def _line(store: Store, one: Backup, zone: tzinfo) -> BackupLine:
    found = BackupLine(one.number, one.path, moment_words(one.made, zone), size_words(one.size), "", "", is_good=True)
    try:
        with borrowed(store.path, one.path):
            looked = look_into(one.path, is_glance=True)
            back = back_words(would_come_back(store.path, one.path))
    except FileRefused as refusal:
        if refusal.reason == "key_needed":
            words = _("It is under an older key: Enter asks the passphrase of that day.")
            return found._replace(contents=words, is_good=False, needs_key=True)
        return found._replace(contents=str(refusal), is_good=False)
    behind = difference(store.path, looked)
    contents = contents_words(looked.cases, looked.people, looked.action_points)
    return found._replace(contents=contents, lost=lost_words(behind.changes, behind.since, zone), back=back)
