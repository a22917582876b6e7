"""The pack of one meeting: every document that goes out after it, with whom it is for, and how they like to get it."""

import json
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from mdoverleg.domain.exports import Made
from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.papers import Paper
from mdoverleg.domain.secrets import Guard

RecipientKind = Literal["person", "organisation", "table"]

PREFERS: Final = "pack.for."
"""Settings of the file begin so, followed by kind and key of who prefers it: a name would outlive its person."""

CONTENTS: Final = "contents.json"
MARK: Final = "mdoverleg-pack"
"""The file in which a pack says what is in it, and by which it is known."""


class Taken(NamedTuple):
    """What contents.json says once a file was taken out of its pack."""

    data: bytes
    lines: int
    """Files that are still there."""
    meeting: str
    drafts: tuple[str, ...]
    """Names of the drafts of mails that still hold the file."""


def without(contents: bytes, name: str, at: datetime) -> Taken | None:
    """Return the contents of a pack after one of its files was deleted; nothing where it is none, or not of a pack."""
    try:
        content = json.loads(contents)
        files = content["files"] if content["format"] == MARK else []
        found = [one for one in files if one["name"] == name and "deleted_at" not in one]
    except (ValueError, LookupError, TypeError):
        return None
    if not found:
        return None
    found[0]["deleted_at"] = at.isoformat(timespec="seconds")
    left = [one for one in files if "deleted_at" not in one]
    drafts = tuple(str(one["name"]) for one in left if name in one.get("attached", ()))
    data = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    return Taken(data, len(left), str(content.get("meeting", "")), drafts)


class Preference(NamedTuple):
    """How one person or organisation gets their files: kept in the table's file, and in nothing that leaves it."""

    formats: tuple[str, ...] = ()
    """Keys of export FORMATS; nothing: those of the whole pack."""
    address: str = ""
    """Where the draft of a mail goes."""

    @property
    def text(self) -> str:
        """It as it is typed and kept: `pdf, ics, name@example.org`."""
        return ", ".join([*self.formats, *([self.address] if self.address else [])])


class Preferring(NamedTuple):
    """A preference with whose it is."""

    kind: RecipientKind
    pk: int
    id: str
    name: str
    prefers: Preference


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
    prefers: Preference = Preference()
    """Of whom it is for."""


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
    held_on: date | None = None
    """Day of the meeting."""
    invited: frozenset[str] = frozenset()
    """Ids of the people who are invited to the next meeting."""
