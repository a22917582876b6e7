"""Reads the values of a method and notes what is wrong with them, instead of stopping at the first."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from mdoverleg.domain.inputs_say import Path as Place
from mdoverleg.domain.inputs_say import path_text, shown, with_meant
from mdoverleg.domain.limits import CODE_PATTERN, STRING_LENGTH, TEXT_LENGTH
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import LANGUAGES, Language, _
from mdoverleg.methods.values import Words

Raw = Mapping[str, Any]
Record = TypeVar("Record")

_NO_DEFAULT: Final = object()


class FieldReader:
    """Reads values; a wrong one is noted in `problems`, with where it stands, and replaced by a harmless one."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.problems: list[str] = []

    def wrong(self, place: Place, sentence: str) -> None:
        """Note a problem."""
        self.problems.append(f"{path_text(place)}: {sentence}" if place else sentence)

    def only(self, row: Raw, known: set[str], place: Place) -> None:
        """Note every key that is not known, with what was probably meant."""
        for key in row:
            if key not in known:
                self.wrong((*place, key), with_meant(_("unknown key"), key, sorted(known)))

    def once(self, values: Sequence[object], key: str, part: str) -> None:
        """Note every value that stands twice in a list."""
        for number, value in enumerate(values):
            if value in values[:number]:
                self.wrong((key, number, part), _("is there twice"))

    def rows(self, raw: Raw, key: str, read: Callable[[Raw, Place], Record], place: Place = ()) -> tuple[Record, ...]:
        """Read a list of records."""
        rows = raw.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.wrong((*place, key), _("must be a list of tables, written as [[{key}]]").format(key=key))
            return ()
        return tuple(read(row, (*place, key, number)) for number, row in enumerate(rows))

    def _given(self, row: Raw, key: str, place: Place, default: object) -> object:
        if key not in row and default is _NO_DEFAULT:
            self.wrong((*place, key), _("required"))
        return row.get(key)

    def word(self, row: Raw, key: str, place: Place, allowed: Sequence[str], default: object = _NO_DEFAULT) -> Any:
        """Read a word out of those that are allowed; without a default it is required."""
        value = self._given(row, key, place, default)
        if value is None:
            return allowed[0] if default is _NO_DEFAULT else default
        if not isinstance(value, str) or value not in allowed:
            self._not_allowed((*place, key), value, allowed)
            return allowed[0]
        return value

    def words(self, raw: Raw, key: str, allowed: Sequence[str], default: tuple[str, ...]) -> tuple[str, ...]:
        """Read a list of words out of those that are allowed, each once; in the order of those."""
        values = raw.get(key, list(default))
        if not isinstance(values, list):
            self.wrong((key,), _("must be a list"))
            return default
        for number, value in enumerate(values):
            if not isinstance(value, str) or value not in allowed:
                self._not_allowed((key, number), value, allowed)
            elif value in values[:number]:
                self.wrong((key, number), _("is there twice"))
        return tuple(value for value in allowed if value in values)

    def _not_allowed(self, place: Place, value: object, allowed: Sequence[str]) -> None:
        sentence = _("{value} is not allowed; choose from {words}").format(value=shown(value), words=", ".join(allowed))
        self.wrong(place, with_meant(sentence, str(value), allowed))

    def number(
        self, row: Raw, key: str, place: Place, limits: tuple[int, int], default: object = _NO_DEFAULT
    ) -> int | None:
        """Read a whole number between two limits, both included."""
        value = self._given(row, key, place, default)
        if value is None:
            return default if isinstance(default, int) else None
        low, high = limits
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            sentence = _("{value} is not a whole number from {low} to {high}")
            self.wrong((*place, key), sentence.format(value=shown(value), low=low, high=high))
            return low
        return value

    def flag(self, row: Raw, key: str, place: Place) -> bool | None:
        """Read true, false or nothing."""
        value = row.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.wrong((*place, key), _("{value} is not true or false").format(value=shown(value)))
        return None

    def code(self, row: Raw, place: Place) -> str:
        """Read a code of the table's own."""
        value = self._given(row, "code", place, _NO_DEFAULT)
        if value is None:
            return ""
        if isinstance(value, str) and re.fullmatch(CODE_PATTERN, value):
            return value
        self.wrong((*place, "code"), _("{value} is not a code: small letters, digits and _").format(value=shown(value)))
        return ""

    def text(
        self, row: Raw, key: str, place: Place, longest: int = TEXT_LENGTH, *, required: bool = True
    ) -> str | None:
        """Read a text in the language of this reader: one for both languages, or a table with `nl` and `en`."""
        if key not in row and not required:
            return None
        found = self._in_each(row, key, place, longest)
        return found.get(self._language)

    def both(self, row: Raw, key: str, place: Place) -> Words | None:
        """Read a line that may be missing, in both languages."""
        found = self._in_each(row, key, place, STRING_LENGTH) if key in row else {}
        return Words(**found) if len(found) == len(LANGUAGES) else None

    def _in_each(self, row: Raw, key: str, place: Place, longest: int) -> dict[str, str]:
        """Read a text in each language; empty when it is wrong."""
        value = self._given(row, key, place, _NO_DEFAULT)
        if value is None:
            return {}
        if isinstance(value, dict):
            self.only(value, {*LANGUAGES}, (*place, key))
            if not value.keys() <= {*LANGUAGES}:
                return {}
            missing = [language for language in LANGUAGES if language not in value]
            for language in missing:
                self.wrong((*place, key, language), _("required: what is in braces is there in each language"))
            if missing:
                return {}
        else:
            value = dict.fromkeys(LANGUAGES, value)
        one_line = longest == STRING_LENGTH
        found = {language: clean(text, one_line=one_line) for language, text in value.items() if isinstance(text, str)}
        if len(found) < len(LANGUAGES) or not all(0 < len(text) <= longest for text in found.values()):
            sentence = _("must be a text of at most {number} characters, or one for each of {languages}")
            self.wrong((*place, key), sentence.format(number=longest, languages=", ".join(LANGUAGES)))
            return {}
        return found
