"""What windows on one file tell each other: who has it open, and what is half typed where.

Kept as settings of the file (`room.py`), so that it is as safe as the table itself; never logged, undone or exported.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from mdoverleg.domain.room import DRAFTS, WINDOWS

GONE_AFTER: Final = 120.0
"""Seconds after which a window that gave no sign of life counts as gone."""
KINDS: Final = ("chair", "secretary", "")
"""What somebody at a window is in the meeting that is shown."""


_OF_SCREEN: Final = {"CasesScreen": "case", "PointsScreen": "action_point"}
"""What the rows of a screen of one list are, where they are cases or of one."""


class OpenWindow(NamedTuple):
    """A window that has the file open and can write in it."""

    id: str
    name: str = ""
    """Nothing as long as nobody said who sits there."""
    person_pk: int | None = None
    kind: str = ""
    pid: int = 0
    host: str = ""
    since: str = ""
    """UTC, in ISO form, as is `seen`."""
    seen: str = ""

    @property
    def setting(self) -> str:
        """The name of its setting."""
        return WINDOWS + self.id

    def as_text(self) -> str:
        """Return it as it is kept."""
        return json.dumps(self._asdict(), ensure_ascii=False)


class Way(NamedTuple):
    """How somebody came to a dialog: the screen and where one was on it, the verb, and what was picked on the way."""

    screen: str = ""
    at: Mapping[str, Any] = {}
    verb: str = ""
    steps: tuple[str, ...] = ()


class Draft(NamedTuple):
    """What is half typed at one place of a window."""

    place: str
    """What kind of form it is; unique in its window."""
    title: str
    values: Mapping[str, str]
    """What was typed, by field."""
    before: Mapping[str, str] = {}
    """What stood in those fields before."""
    way: Way = Way()
    window: str = ""
    who: str = ""
    person_pk: int | None = None
    at: str = ""
    """When it was kept: UTC, in ISO form."""

    @property
    def setting(self) -> str:
        """The name of its setting."""
        return f"{DRAFTS}{self.window}.{self.place}"

    @property
    def text(self) -> str:
        """What was typed, to read and to copy."""
        return "\n".join(typed for typed in self.values.values() if typed.strip())

    @property
    def about(self) -> tuple[str, int] | None:
        """The database table and key of the case or action point that it is about; nothing where that is not known."""
        case = self.way.at.get("case")
        if isinstance(case, int):
            return "case", case
        table, row = _OF_SCREEN.get(self.way.screen), _object(str(self.way.at.get("row")))
        return (table, row) if table is not None and isinstance(row, int) else None

    def is_as(self, other: "Draft | None") -> bool:
        """Whether the same is typed at the same place, whenever it was kept."""
        return other is not None and self._replace(at="") == other._replace(at="")

    def as_text(self) -> str:
        """Return it as it is kept."""
        return json.dumps(self._asdict() | {"way": self.way._asdict()}, ensure_ascii=False)


def window_of(text: str) -> OpenWindow | None:
    """Return a window as it was kept; nothing of what this version cannot read."""
    found = _object(text)
    try:
        return OpenWindow(
            str(found["id"]),
            str(found["name"]),
            _number(found["person_pk"]),
            str(found["kind"]) if found["kind"] in KINDS else "",
            int(found["pid"]),
            str(found["host"]),
            str(found["since"]),
            str(found["seen"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def draft_of(text: str) -> Draft | None:
    """Return a draft as it was kept; nothing of what this version cannot read."""
    found = _object(text)
    try:
        way = found["way"]
        return Draft(
            str(found["place"]),
            str(found["title"]),
            _texts(found["values"]),
            _texts(found["before"]),
            Way(str(way["screen"]), dict(way["at"]), str(way["verb"]), tuple(map(str, way["steps"]))),
            str(found["window"]),
            str(found["who"]),
            _number(found["person_pk"]),
            str(found["at"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def key_text(key: object) -> str:
    """Return the key of a row or a choice as text: the same on another day and in another window."""
    return json.dumps(key, default=str)


def moment_of(text: str) -> datetime | None:
    """Return a kept moment; nothing when it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _object(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _texts(found: Any) -> dict[str, str]:
    return {str(key): str(value) for key, value in dict(found).items()}


def _number(found: Any) -> int | None:
    return None if found is None else int(found)
