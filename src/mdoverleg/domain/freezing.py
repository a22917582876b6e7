"""A paper as text and back: what was fixed once can be made again later, word for word."""

import json
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from types import ModuleType
from typing import Any, Final

from mdoverleg.domain import meeting_papers, papers, roles
from mdoverleg.domain.clock import known_zone

_IS: Final = "is"
_DAY: Final = "day"
_MOMENT: Final = "moment"
_ZONE: Final = "zone"


def _named_tuples(*modules: ModuleType) -> dict[str, type]:
    found = (one for module in modules for one in vars(module).values())
    return {one.__name__: one for one in found if isinstance(one, type) and hasattr(one, "_fields")}


_KNOWN: Final[Mapping[str, Any]] = _named_tuples(roles, papers, meeting_papers)


def frozen(paper: object) -> str:
    """Return a paper as text."""
    return json.dumps(_frozen(paper), ensure_ascii=False, separators=(",", ":"))


def thawed(text: str) -> Any:
    """Return the paper of a text; a field that it does not have yet is as it is by default.

    ValueError when the text is no paper that this version knows.
    """
    try:
        return _thawed(json.loads(text))
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from None


def _frozen(value: object) -> object:
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return [_frozen(part) for part in value]
        return {_IS: type(value).__name__} | {name: _frozen(part) for name, part in zip(fields, value, strict=True)}
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    if isinstance(value, tzinfo):
        return {_ZONE: str(value)}
    return {_DAY: value.isoformat()} if isinstance(value, date) else value


def _thawed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_thawed, value))
    if not isinstance(value, dict):
        return value
    if value.keys() == {_MOMENT}:
        return datetime.fromisoformat(value[_MOMENT])
    if value.keys() == {_ZONE}:
        return known_zone(value[_ZONE])
    if value.keys() == {_DAY}:
        return date.fromisoformat(value[_DAY])
    kind = _KNOWN[value[_IS]]
    return kind(**{name: _thawed(part) for name, part in value.items() if name in kind._fields})
