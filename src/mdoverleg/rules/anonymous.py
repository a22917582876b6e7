"""Whether a text may stand in a learning case: nothing in it tells who it is about or who was there."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from mdoverleg.domain.names import short_name
from mdoverleg.rules.recognisable import is_telling

_SHORTEST_NAME = 3
_NUMBER = re.compile(r"(?<!\w)[ACMOP]-\d{3,}(?!\w)")
"""A number that the program gave: of an action point, a case, a person."""


def words_of_people(names: Iterable[str]) -> frozenset[str]:
    """Return by what people may be called: the whole name, the short one, the first word and the last."""
    words: set[str] = set()
    for name in names:
        parts = name.split()
        words |= {name, short_name(name), *parts[:1], *parts[-1:]}
    return frozenset(word for word in words if len(word) >= _SHORTEST_NAME)


def still_tells(text: str, today: date, words: frozenset[str]) -> bool:
    """Whether a text holds one of these words, or something by which a family could be recognised (E62)."""
    pattern = _any_of(words)
    if pattern is not None and pattern.search(text):
        return True
    return is_telling(text, today) or _NUMBER.search(text) is not None


def renamed(text: str, alias: str, new: str) -> str:
    """Return the text with another alias in the place of the family's own, also in the ids of its members."""
    return re.sub(rf"(?<!\w){re.escape(alias)}(?!\w)", lambda _found: new, text, flags=re.IGNORECASE)


@lru_cache(maxsize=4)
def _any_of(words: frozenset[str]) -> re.Pattern[str] | None:
    among = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{among})(?!\w)") if among else None
