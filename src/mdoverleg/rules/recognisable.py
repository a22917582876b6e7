"""What could tell who a family is, on a screen that all can see (E62)."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Final, NamedTuple

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import TEXT, Entity
from mdoverleg.domain.words import N_
from mdoverleg.rules.base import RED, Check, Found
from mdoverleg.rules.case_at import CaseAt

_OLD_DAYS: Final = 365
_Texts = Callable[[object], tuple[str | None, ...]]


class _Patterns(NamedTuple):
    digit: re.Pattern[str]
    short: tuple[re.Pattern[str], ...]
    four_digits: re.Pattern[str]
    long: tuple[re.Pattern[str], ...]
    dates: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> _Patterns:
    """Compiled when the first text is looked at: most commands never do."""
    return _Patterns(
        digit=re.compile(r"\d"),
        short=(
            # Finds what checks.md finds with `[^\W\d_]{2,}` in front, but takes no second over a very long word.
            re.compile(
                r"(?<=[^\W\d_]{2})"
                r"(?:straat|laan|weg|plein|kade|singel|gracht|hof|dijk|dreef|plantsoen|steeg|pad) \d"
            ),
            re.compile(r"(?<![\d+])(?:\+31|0031|0)[ ()-]{0,3}[1-9](?:[ ()-]{0,3}\d){8}(?!\d)"),
        ),
        four_digits=re.compile(r"\d{4}"),
        long=(
            re.compile(r"(?<!\d)\d{9}(?!\d)"),
            re.compile(r"(?<![\w-])[1-9]\d{3} ?[A-Z]{2}(?!\w)"),
            re.compile(r"(?i)\b(?:geboren|geboortedatum|geb\.|born)[^\n]{0,20}\d{4}(?!\d)"),
        ),
        dates=(
            re.compile(r"(?<!\d)(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"),
            re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
        ),
    )


def is_telling(text: str, today: date) -> bool:
    """Whether a text holds a number, address or old date by which a family could be recognised."""
    patterns = _patterns()
    if not patterns.digit.search(text):
        return False
    if any(pattern.search(text) for pattern in patterns.short):
        return True
    if not patterns.four_digits.search(text):
        return False
    return any(pattern.search(text) for pattern in patterns.long) or any(
        _is_long_ago(found, today) for pattern in patterns.dates for found in pattern.finditer(text)
    )


def _is_long_ago(found: re.Match[str], today: date) -> bool:
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return False
    return (today - day).days > _OLD_DAYS


@cache
def _texts_of(entity: Entity) -> _Texts | None:
    """What reads every value of type text of a record."""
    keys = [field.key for field in entity.fields if field.kind == TEXT]
    # A second time the same key, so that one text is also read as a tuple.
    return attrgetter(keys[0], *keys) if keys else None


@cache
def _lists() -> tuple[tuple[str, _Texts], ...]:
    """The lists of a case that hold texts, and how to read them."""
    lists = [(field.key, ENTITIES[field.target]) for field in ENTITIES["Case"].lists]
    found = [(key, _texts_of(entity)) for key, entity in (*lists, ("actions", ENTITIES["ActionPoint"]))]
    return tuple((key, texts) for key, texts in found if texts is not None)


def _texts(case: CaseAt) -> Iterator[str | None]:
    of_case = _texts_of(ENTITIES["Case"])
    if of_case is not None:
        yield from of_case(case.case)[1:]
    for key, texts in _lists():
        for record in getattr(case.facts, key):
            yield from texts(record)[1:]


def recognisable(case: CaseAt) -> Iterator[Found]:
    """E62: the screen is seen by all, and texts of the case tell who the family is."""
    meeting = case.moment.meeting
    if meeting is None or not meeting.meeting.projector:
        return
    if not any(item.case_id == case.case.pk for item in meeting.agenda):
        return
    hits = sum(is_telling(text, case.today) for text in _texts(case) if text)
    if hits:
        yield Found(value=hits)


CHECKS = (
    Check(
        "E62",
        (RED,),
        N_("Recognisable on the screen"),
        N_("Names and details that tell who it is do not belong on the wall."),
        scope="meeting",
        case_rule=recognisable,
    ),
)
