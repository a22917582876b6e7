"""What a file holds about one person, for somebody's right to see it."""

from datetime import date, datetime
from typing import NamedTuple


class DossierRecord(NamedTuple):
    """One record that is about the person, or that names the person."""

    kind: str
    """What kind of record, in words."""
    case: str
    """Alias; empty: not about a case."""
    fields: tuple[tuple[str, str], ...]
    """Name and value of each field that is filled, in words."""


class DossierEntry(NamedTuple):
    """One thing that the log says the person did."""

    at: datetime
    words: str


class Dossier(NamedTuple):
    """Everything that a file holds about a professional, or a family member by id."""

    name: str
    table: str
    made_on: date
    own: DossierRecord
    named_in: tuple[DossierRecord, ...]
    log: tuple[DossierEntry, ...]
    """Of a professional: what the log says that they did; newest first."""
    files: tuple[str, ...]
    """Files that were made for this person, in words."""
