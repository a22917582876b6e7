"""Edits of organisations."""

from mdoverleg.domain.who import Who
from mdoverleg.edits import rows
from mdoverleg.edits.rows import Values
from mdoverleg.store.store import Store


def add(store: Store, who: Who, *, values: Values) -> int:
    """Add an organisation and return its key; without an id it gets the next number."""
    with store.write(who, "organisations.add") as session:
        pk: int = rows.insert(session, "Organisation", values).pk
        return pk


def change(store: Store, who: Who, *, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of an organisation; ChangedMeanwhile when a field no longer holds what the user saw."""
    with store.write(who, "organisations.change") as session:
        rows.change(session, "Organisation", rows.fetch(session, "Organisation", pk), values, expected)
