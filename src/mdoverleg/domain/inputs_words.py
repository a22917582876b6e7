"""Typed words of a form, a command or a cell, turned into the value of one key; Dutch and English at once."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import Any, Final

from mdoverleg.domain.clock import instant_of
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import shown, with_meant
from mdoverleg.domain.labels import LABELS, LABELS_OF_CODES, label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import LINKED, Field
from mdoverleg.domain.text import clean, fold
from mdoverleg.domain.words import LANGUAGES, _, in_language

YES: Final = frozenset(["ja", "j", "yes", "y", "true", "waar", "x"])
NO: Final = frozenset(["nee", "n", "no", "false", "onwaar"])

_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_DUTCH_DAY: Final = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK: Final = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})|([0-9]{2})([0-9]{2})")

OwnCodes = Mapping[str, Mapping[str, str]]
"""A table's own codes with their labels, by their list; also built-in ones that it calls otherwise."""

Find = Callable[[str, str], Any]
"""Finds a record: kind of record and typed name -> reference; raises Refused when there is none or more than one."""


def from_words(
    entity_name: str,
    key: str,
    text: str,
    *,
    today: date | None = None,
    zone: tzinfo = UTC,
    find: Find | None = None,
    own_codes: OwnCodes | None = None,
) -> Any:
    """Turn what was typed for one key into a value; None clears it. Refused with one sentence when it says nothing.

    `today` allows spoken dates (`vr`, `+2w`) beside dd-mm-jjjj and ISO, `zone` is the one of times of day, `find` turns
    names into references (without it they stay as typed), `own_codes` are the table's.
    A list is separated by commas.
    """
    field = ENTITIES[entity_name].field(key)
    one_line = field.kind != kinds.TEXT
    text = clean(text, one_line=one_line)
    if not text:
        return None
    if field.kind in LINKED:
        parts = [part for part in (part.strip() for part in text.split(",")) if part]
        return tuple(_entry(field, part, find, own_codes or {}) for part in parts)
    if field.kind in (kinds.WORD, kinds.CODE, kinds.REF):
        return _entry(field, text, find, own_codes or {})
    if field.kind == kinds.DAY:
        return read_day(text, today)
    if field.kind == kinds.INSTANT:
        return _read_instant(text, today, zone)
    return {kinds.BOOL: read_bool, kinds.INT: read_whole, kinds.TIME: read_time_of_day}.get(field.kind, str)(text)


def read_bool(text: str) -> bool:
    """Read ja, nee, yes, no; Refused for anything else."""
    word = fold(text)
    if word in YES or word in NO:
        return word in YES
    raise Refused(_("{value} is not yes or no").format(value=shown(text)))


def read_whole(text: str) -> int:
    """Read a whole number of at most nine digits; Refused for anything else."""
    if _WHOLE.fullmatch(text):
        return int(text)
    raise Refused(_("{value} is not a whole number").format(value=shown(text)))


def read_day(text: str, today: date | None = None) -> date:
    """Read dd-mm-jjjj or an ISO date, and with `today` a spoken one; Refused for anything else."""
    found = _DUTCH_DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[4]), int(found[3]), int(found[1]))
        if _ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        today = None
    if today is not None:
        from mdoverleg.domain.typed_dates import read_date

        day = read_date(text, today)
        if day is not None:
            return day
    raise Refused(_("{value} is not a date; write dd-mm-yyyy").format(value=shown(text)))


def read_time_of_day(text: str) -> str:
    """Read a time as 9:05, 09.05 or 0905, and give it as HH:MM; Refused for anything else."""
    found = _CLOCK.fullmatch(text)
    if found:
        hour, minute = int(found[1] or found[3]), int(found[2] or found[4])
        if hour < 24 and minute < 60:
            return f"{hour:02d}:{minute:02d}"
    raise Refused(_("{value} is not a time; write hh:mm").format(value=shown(text)))


def _read_instant(text: str, today: date | None, zone: tzinfo) -> datetime:
    try:
        written = datetime.fromisoformat(text)
        if written.tzinfo is not None:
            return written
    except ValueError:
        pass
    day, _blank, clock = text.rpartition(" ")
    return instant_of(read_day(day.strip(), today), read_time_of_day(clock), zone)


def _entry(field: Field, text: str, find: Find | None, own_codes: OwnCodes) -> Any:
    if field.kind in (kinds.REF, kinds.REFS):
        return find(field.target, text) if find else text
    if field.kind in (kinds.WORD, kinds.WORDS):
        return read_word(field.target, text)
    if field.target:
        return read_word(LABELS_OF_CODES[field.target], text, own_codes.get(field.target))
    return text


def read_word(kind: str, text: str, own: Mapping[str, str] | None = None) -> str:
    """Read a word of an enum or list of codes, or its label in either language; Refused with what was meant."""
    names = dict(_names(kind))
    for code, own_label in (own or {}).items():
        names.update({fold(code): code, fold(own_label): code})
    found = names.get(_bare(text))
    if found is not None:
        return found
    here = [label(kind, word) for word in LABELS[kind]] + list((own or {}).values())
    if len(here) <= 8:
        sentence = _("{value} is not one of: {words}").format(value=shown(text), words=", ".join(here))
    else:
        sentence = _("{value} is not one of the words for this").format(value=shown(text))
    raise Refused(with_meant(sentence, text, here))


def whole_word(field: Field, text: str, own_codes: OwnCodes) -> str:
    """Return the one word of a field that is meant by the beginning of its label, or of one word in its label.

    The text itself where it is a whole label, the beginning of none or of several, or the field holds no such words.
    """
    kind = field.target if field.kind in (kinds.WORD, kinds.WORDS) else LABELS_OF_CODES.get(field.target, "")
    if not kind:
        return text
    names = dict(_names(kind))
    for code, own_label in own_codes.get(field.target, {}).items():
        names.update({fold(code): code, fold(own_label): code})
    wanted = _bare(text)
    if not wanted or wanted in names:
        return text
    begins = {word for name, word in names.items() if name.startswith(wanted)}
    inside = {word for name, word in names.items() if any(one.startswith(wanted) for one in name.split())}
    found = begins or inside
    return found.pop() if len(found) == 1 else text


def _bare(text: str) -> str:
    return fold(text).strip(" .,;:")


@cache
def _names(kind: str) -> tuple[tuple[str, str], ...]:
    names: dict[str, str] = {}
    for language in LANGUAGES:
        with in_language(language):
            for word in LABELS[kind]:
                names.setdefault(_bare(label(kind, word)), word)
    for word in LABELS[kind]:
        names[fold(word.replace("_", " "))] = word
    for word in LABELS[kind]:
        names[fold(word)] = word
    return tuple(names.items())
