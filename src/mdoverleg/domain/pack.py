"""The pack of one meeting: every document that goes out after it, with whom it is for."""

from datetime import datetime
from typing import Literal, NamedTuple

from mdoverleg.domain.exports import Made
from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.papers import Paper
from mdoverleg.domain.secrets import Guard

RecipientKind = Literal["person", "organisation", "table"]


class PackItem(NamedTuple):
    """One document for one reader."""

    document: str
    """A key of reads/papers.py PAPERS."""
    kind: RecipientKind
    recipient: str
    """The id of the person or organisation; nothing for what the table keeps itself."""
    paper: Paper
    guard: Guard
    noted: Made
    """What the log keeps of it, when it is written."""
    action_points: int = 0
    """How many stand in it."""


class Pack(NamedTuple):
    """All of them, read at one moment."""

    meeting: str
    """Its id."""
    noted: Made
    """What the log keeps of the contents."""
    minutes_version: int
    is_final: bool
    made_at: datetime
    items: tuple[PackItem, ...]
    style: HouseStyle | None = None
