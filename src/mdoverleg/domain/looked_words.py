"""What was looked at, in words: for the lines of the log."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from mdoverleg.domain.exports import lines_words
from mdoverleg.domain.words import _, n_, np_, p_

PLACES: Final[dict[str, str]] = {
    "window": np_("looked at", "in a window"),
    "lines": np_("looked at", "in lines"),
    "cases": np_("looked at", "cases"),
    "people": np_("looked at", "people"),
    "organisations": np_("looked at", "organisations"),
    "meetings": np_("looked at", "meetings"),
    "meeting": np_("looked at", "one meeting"),
    "parked": np_("looked at", "parked cases"),
    "points": np_("looked at", "action points"),
    "obstacles": np_("looked at", "obstacles"),
    "roles": np_("looked at", "roles"),
    "records": np_("looked at", "records of a case"),
    "warnings": np_("looked at", "warnings"),
    "exports": np_("looked at", "files made"),
    "history": np_("looked at", "the log"),
    "row": np_("looked at", "one line"),
    "list": np_("looked at", "a list"),
    "case": np_("looked at", "a whole case"),
}
"""How a table was opened, which list was looked at, what was copied: each by its name, in English."""

NameOf = Callable[[str, int], str]
"""What a record is called, by its kind and key."""


def look_words(noted: Mapping[str, Any], name_of: NameOf) -> str:
    """Say what was looked at in one line of the history."""
    return ", ".join(part for part in _parts(noted, name_of) if part)


def _parts(noted: Mapping[str, Any], name_of: NameOf) -> Iterator[str]:
    place = str(noted.get("place", ""))
    yield p_("looked at", PLACES[place]) if place in PLACES else place
    for kind, key in (("Case", "case_id"), ("Person", "person_id")):
        if isinstance(noted.get(key), int):
            yield name_of(kind, noted[key])
    if noted.get("words"):
        yield _("“{words}”").format(words=noted["words"])
        yield n_("{n} found", "{n} found", int(noted.get("lines", 0))).format(n=noted.get("lines", 0))
    elif noted.get("lines"):
        yield lines_words(int(noted["lines"]))
