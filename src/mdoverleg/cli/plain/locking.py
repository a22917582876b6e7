"""Locking the table in lines: the file is closed and its key forgotten, until the passphrase is typed again."""

import os
import select
import sys

from mdoverleg.cli import context
from mdoverleg.cli.plain.table import Said, Table
from mdoverleg.cli.unlocking import note_unlock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _


def is_left_alone(table: Table) -> bool:
    """Wait until something is typed; tells when nobody did so for as long as was chosen for windows.

    Only of an encrypted file, at a terminal, and while nothing is being discussed: who listens types nothing.
    """
    from mdoverleg.store import held
    from mdoverleg.tui.preferences import read_preferences

    minutes = read_preferences().cover_after
    if not minutes or os.name == "nt" or not sys.stdin.isatty() or not held.held(table.store.path):
        return False  # there is no waiting for a key with an end to it on Windows
    while not select.select([sys.stdin], [], [], minutes * 60)[0]:
        from mdoverleg.tui.covering import is_being_discussed

        if not is_being_discussed(table.read_again(), table.now(), minutes):
            return True
    return False


def lock_alone(table: Table) -> Said:
    """Lock it because nobody typed anything."""
    yield _("Nobody typed anything for a while.")
    yield from lock(table, "")


def lock(table: Table, _rest: str) -> Said:
    """Close the file of an encrypted table, ask for its passphrase, and go on where it was.

    FileRefused when nobody gives it: then the work at the table ends.
    """
    from mdoverleg.cli import passphrases
    from mdoverleg.edits.looking import locked
    from mdoverleg.store import held

    path = table.store.path
    if not held.held(path):
        raise Refused(_("This file is not encrypted; there is nothing to lock."))
    if not sys.stdin.isatty():
        raise Refused(_("Nobody can be asked for the passphrase here; q stops."))
    locked(table.store, table.who)
    table.rest()
    held.let_go(path)
    yield _("Locked: the file is closed. What was said before may still stand in this terminal.")
    passphrases.unlock(context.current._replace(key_file=None), path)
    table.wake()
    note_unlock(table.store, table.who)
    yield _("Unlocked.")
    yield from table.news()
