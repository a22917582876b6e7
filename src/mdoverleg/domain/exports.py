"""The files that were made of a table: what the log keeps of each, never what stands in it."""

import hashlib
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import unquote_to_bytes

from mdoverleg.domain.words import _, n_, np_, p_

WRITE: Final = "exports.write"
DELETE: Final = "exports.delete"
"""The verbs under which a file stands in the log; neither is undone."""

KIND: Final = "export"
KIND_OF_CASE: Final = "export_case"
"""What such rows of the log are called, where others name their database table: the file, and a case that is in it."""

SHOWN: Final = "-"
"""The path of what went to the terminal or another program, and into no file."""

State = Literal["there", "changed", "gone", "deleted", "replaced", "shown", "unknown"]
"""`gone`: somebody took it away; `deleted`: taken away from the list; `replaced`: a newer file has its name.

`unknown`: what it was, and where, was erased for good.
"""

DOCUMENTS: Final[dict[str, str]] = {
    "actions": np_("file", "action list"),
    "agenda": np_("file", "agenda"),
    "minutes": np_("file", "minutes"),
    "decisions": np_("file", "decision list"),
    "case": np_("file", "case sheet"),
    "family": np_("file", "sheet for a family member"),
    "crisis": np_("file", "pre-announcement"),
    "handover": np_("file", "hand-over"),
    "phones": np_("file", "phone list"),
    "obstacles": np_("file", "obstacle list"),
    "numbers": np_("file", "numbers"),
    "calendar": np_("file", "calendar"),
    "invitation": np_("file", "invitation"),
    "cancellation": np_("file", "cancellation"),
    "reply": np_("file", "reply form"),
    "calls": np_("file", "call sheet"),
    "mail": np_("file", "draft of a mail"),
    "contents": np_("file", "contents of a pack"),
    "table": np_("file", "the whole table"),
    "copy": np_("file", "copy of what was on screen"),
    "dossier": np_("file", "what is known of one person"),
}
"""Every document by its name, in English."""


class Made(NamedTuple):
    """One file as it is noted: what it is, about what, for whom, and how it can be known again; no word of its text."""

    document: str
    """A key of DOCUMENTS."""
    format: str = ""
    path: str = SHOWN
    sha256: str = ""
    lines: int = 0
    """Rows, or lines of text where there is no table."""
    version: int = 0
    """Of the minutes; 0: not about one version."""
    meeting_id: int | None = None
    case_id: int | None = None
    person_id: int | None = None
    organisation_id: int | None = None
    member_id: int | None = None
    cases: tuple[int, ...] = ()
    """Every case that is in it, so that the log of each shows it."""

    def of(self, data: bytes, *, format_name: str, path: Path | None, lines: int) -> "Made":
        """Return it with what is known once it was made; without a path it goes to the terminal."""
        return self._replace(
            format=format_name,
            path=path_text(path.absolute()) if path else SHOWN,
            sha256=hashlib.sha256(data).hexdigest(),
            lines=lines,
        )


class ExportRow(NamedTuple):
    """One file of the list of files made."""

    number: int
    at: datetime
    """In the zone of the table."""
    who: str
    document: str
    what: str
    """Document and what it is about, in words."""
    recipient: str
    """Person, organisation or id of a family member; empty: the table itself."""
    format: str
    lines: int
    path: str
    sha256: str
    state: State
    deleted_at: datetime | None = None
    deleted_by: str = ""


def document_words(name: str) -> str:
    """Name a document; one that this version does not know as it is."""
    english = DOCUMENTS.get(name)
    return p_("file", english) if english else name


NameOf = Callable[[str, int], str]
"""What a record is called, by its kind and key."""


def about_words(noted: Mapping[str, Any], name_of: NameOf) -> str:
    """Name what a noted file is: the document, its version, the meeting and the case that it is about."""
    parts = [document_words(str(noted.get("document", "")))]
    if noted.get("version"):
        parts.append(_("version {number}").format(number=noted["version"]))
    parts += [
        name_of(kind, noted[key]) for kind, key in (("Meeting", "meeting_id"), ("Case", "case_id")) if key in noted
    ]
    return " ".join(parts)


def recipient_words(noted: Mapping[str, Any], name_of: NameOf) -> str:
    """Name for whom a noted file is; a family member by the id, nothing where it is for the table itself."""
    whom = (("Member", "member_id"), ("Person", "person_id"), ("Organisation", "organisation_id"))
    return ", ".join(name_of(kind, noted[key]) for kind, key in whom if key in noted)


def noted_words(noted: Mapping[str, Any], name_of: NameOf) -> str:
    """Say a file in one line of the history: what it is, for whom, its format and how many lines it has."""
    whom = recipient_words(noted, name_of)
    parts = [
        about_words(noted, name_of),
        _("for {name}").format(name=whom) if whom else "",
        str(noted.get("format", "")),
        lines_words(int(noted.get("lines", 0))),
    ]
    return ", ".join(part for part in parts if part)


def state_words(state: State) -> str:
    """Say whether the file is still there."""
    return {
        "there": p_("file", "still there"),
        "changed": p_("file", "changed since"),
        "gone": p_("file", "no longer there"),
        "deleted": p_("file", "deleted"),
        "replaced": p_("file", "replaced by a newer one"),
        "shown": p_("file", "shown only"),
        "unknown": p_("file", "no longer known"),
    }[state]


def still_held(draft: str) -> str:
    """Say that a draft of a mail holds a file that was deleted beside it."""
    return _("The draft {name} still holds it; delete that too.").format(name=draft)


def lines_words(lines: int) -> str:
    """Say how many lines a file has."""
    return n_("{number} line", "{number} lines", lines).format(number=lines)


def place_words(path: str) -> str:
    """Say where a file was written."""
    return _("to the terminal") if path == SHOWN else path


def path_text(path: Path) -> str:
    """Return a path as the log can keep it; one with letters that are no text as an address (`file://`)."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return path.as_uri()
    return text


def path_of(text: str) -> Path:
    """Return the path that `path_text` kept."""
    return (
        Path(os.fsdecode(unquote_to_bytes(text.removeprefix("file://")))) if text.startswith("file://") else Path(text)
    )


def state_of(path: str, sha256: str) -> State:
    """Look whether a file is still as it was made; a folder or a link in its place counts as changed."""
    if path == SHOWN:
        return "shown"
    place = path_of(path)
    try:
        if not os.path.lexists(place):
            return "gone"
        if place.is_symlink() or not place.is_file():
            return "changed"
        with place.open("rb") as file:
            return "there" if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else "changed"
    except FileNotFoundError:
        return "gone"
    except (OSError, ValueError):
        return "changed"
