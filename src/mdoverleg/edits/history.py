"""Undo and redo: of this window, of a command, or of any change in the history."""

from mdoverleg.domain.who import Who
from mdoverleg.store import changelog
from mdoverleg.store.store import Store


def undo(store: Store, who: Who) -> int | None:
    """Undo the newest change of this window that is not undone; returns its number, nothing when there is none.

    UndoRefused says which field was changed since, and by whom.
    """
    newest = changelog.newest_of_window(store, who.window)
    return newest if newest is None else _reversed(store, who, newest)


def redo(store: Store, who: Who) -> int | None:
    """Take back the newest undo of this window; returns the number of that undo, nothing when there is none."""
    newest = changelog.newest_redoable(store, who.window)
    return newest if newest is None else _reversed(store, who, newest)


def undo_change(store: Store, who: Who, *, pk: int) -> int:
    """Undo any change of the history; returns its number."""
    return _reversed(store, who, pk)


def _reversed(store: Store, who: Who, number: int) -> int:
    changelog.undo(store, who, number)
    return number
