"""Rows of the lists beside the table: what was changed, and what a search found."""

from datetime import datetime
from typing import NamedTuple


class ChangeRow(NamedTuple):
    """One change of the history, in words."""

    pk: int
    at: datetime
    who: str
    verb: str
    words: str
    """What was done: `rol toegewezen`."""
    details: tuple[str, ...]
    """What differs, one line per record: `A-014 status: open -> gedaan`."""
    case: str
    undoes: int | None
    is_undone: bool
    is_own: bool
    """Made by this window."""


class SearchRow(NamedTuple):
    """One hit of a search over everything."""

    entity: str
    pk: int
    case_pk: int | None
    case: str
    id: str
    label: str
    snippet: str
