"""The backups of a table as one chooses from them: when, how large, and what is in them."""

from pathlib import Path
from typing import NamedTuple

from mdoverleg.domain.backups import contents_words, lost_words, moment_words, size_words
from mdoverleg.domain.errors import FileRefused
from mdoverleg.reads.table import zone_of
from mdoverleg.store.backups import borrowed, kept
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


def read_backups(store: Store) -> list[BackupLine]:
    """Give the backups beside a table, newest first, after a glance at each."""
    with store.read() as reader:
        zone = zone_of(reader)
    found = []
    for one in kept(store.path):
        contents, lost, is_good = "", "", True
        try:
            with borrowed(store.path, one.path):
                looked = look_into(one.path, is_glance=True)
        except FileRefused as refusal:
            contents, is_good = str(refusal), False
        else:
            contents = contents_words(looked.cases, looked.people, looked.action_points)
            behind = difference(store.path, looked)
            lost = lost_words(behind.changes, behind.since, zone)
        when = moment_words(one.made, zone)
        found.append(BackupLine(one.number, one.path, when, size_words(one.size), contents, lost, is_good))
    return found
