"""Finds the due date in a line that is typed at the table (docs/keys.md, "Typing fast").

A date counts at the end of the line or next to a mark. What only looks like one is left in the text: a report *of*
Friday, *every* Monday, "zo snel mogelijk".
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from mdoverleg.domain.typed_dates import (
    MONTHS,
    WEEKDAYS,
    Anchors,
    Phrase,
    ReadDate,
    Trouble,
    plain_word,
    read_phrase,
    without_by,
)

LineTrouble = Trouble | Literal["two_dates", "misspelt"]


class DateInLine(NamedTuple):
    """The due date of a line, or what is wrong with it.

    `spans` are the places (start, end) of the words that made the date; `words` are the words in trouble.
    """

    day: date | None = None
    trouble: LineTrouble | None = None
    words: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LONGEST: Final = 8
# After these a date says when something was, or comes back; it is not the day on which it must be done.
_NO_DUE_DATE_AFTER: Final = _all(
    "elke elk iedere ieder every each vorige vorig afgelopen last past previous sinds sedert since vanaf va from na"
    " after van of or and en tussen between dan than niet not behalve except"
)
_ABOUT: Final = _all("rond circa ca ongeveer around about")
_OWNED: Final = _all("de het een 't die dit dat zijn haar hun mijn ons onze the a an his her their my our")
_NUMBERED: Final = _all(
    "cijfer score stap step fase phase groep groepen klas klassen group nr nummer number kamer room punt item blz"
    " leeftijd kinderen jongeren ages children"
)
_AND: Final = _all("en and of or")
_WEEKLY: Final = _all("week weken weeks wekelijks weekly")
# Short days that are everyday words as well: what may not stand before or after them.
_ONLY_ALONE: Final = _all("zo sat sun")
_NOT_AFTER: Final = {
    "do": _all("to can could shall should will would must may might we they you i he she not who what"),
    "ma": _all("met bij aan naar voor belt vraagt"),
    "wed": _all("to be is are were was will"),
}
_NOT_BEFORE: Final = {
    "do": _all("the a an it this that what something some his her their our not more all nothing so"),
    "ma": _all("naar is heeft moet mag wil wordt met"),
    "wed": _all("in and to"),
}
_LONG_WEEKDAYS: Final = [day for day in WEEKDAYS if len(day) >= 6 and day != "thurs"]
_EVERYDAY: Final = _all("zo do ma sat sun wed mar may mei")


def find_date(
    words: Sequence[str], is_mark: Sequence[bool], today: date, next_meeting: date | None = None
) -> DateInLine:
    """Find the date among the words of a line; `is_mark` tells which of them are marks (@, !, #) and no text.

    Two different dates, or one that cannot be or is unclear, give a trouble and no day.
    """
    plain = tuple("" if mark else plain_word(word) for word, mark in zip(words, is_mark, strict=True))
    found: list[tuple[int, int, ReadDate]] = []
    passed: list[tuple[int, int]] = []
    for start, end in _places(is_mark):
        if any(start < other_end and other_start < end for other_start, other_end in passed):
            continue
        read = read_phrase(plain[start:end], Anchors(today, next_meeting))
        if read is None:
            continue
        passed.append((start, end))
        verdict = _as_due_date(_Place(plain, is_mark, start, end), read)
        if verdict:
            found.append((start, end, verdict))
    return _one_of(words, sorted(found, key=lambda one: one[:2])) or _misspelt(words, plain, is_mark)


def _one_of(words: Sequence[str], found: list[tuple[int, int, ReadDate]]) -> DateInLine | None:
    if not found:
        return None
    for start, end, read in found:
        if read.trouble:
            return DateInLine(None, read.trouble, " ".join(words[start:end]))
    if len({read.day for _start, _end, read in found}) > 1:
        return DateInLine(None, "two_dates", ", ".join(" ".join(words[start:end]) for start, end, _read in found))
    return DateInLine(found[0][2].day, spans=tuple((start, end) for start, end, _read in found))


def _places(is_mark: Sequence[bool]) -> list[tuple[int, int]]:
    """Every run of words without a mark that ends the line or touches a mark, the longest first."""
    places = [
        (start, end)
        for start in range(len(is_mark))
        for end in range(start + 1, min(start + _LONGEST, len(is_mark)) + 1)
        if not any(is_mark[start:end]) and (end == len(is_mark) or is_mark[end] or (start > 0 and is_mark[start - 1]))
    ]
    return sorted(places, key=lambda place: (place[0] - place[1], place[0]))


class _Place(NamedTuple):
    plain: Phrase
    is_mark: Sequence[bool]
    start: int
    end: int

    @property
    def before(self) -> str:
        """The word of the text before it; nothing when a mark or the start of the line is there."""
        return self.plain[self.start - 1] if self.start and not self.is_mark[self.start - 1] else ""

    @property
    def after(self) -> str:
        return self.plain[self.end] if self.end < len(self.plain) and not self.is_mark[self.end] else ""

    @property
    def alone(self) -> bool:
        """Beside a mark, and nothing but marks and the ends of the line around it."""
        return not self.before and not self.after and self.end - self.start < len(self.plain)


def _as_due_date(place: _Place, read: ReadDate) -> ReadDate | None:
    phrase = place.plain[place.start : place.end]
    if phrase[0].startswith("+") or place.alone:
        return read
    before = place.before
    if _one_of_two(place):
        return ReadDate(None, "unclear")
    if before in _NO_DUE_DATE_AFTER or (len(phrase) == 1 and not _may_be_due(phrase[0], place)):
        return None
    if phrase[0] in {"tot", "van"} and phrase[1:] == ("zo",):
        return None
    if before in _ABOUT or before in _WEEKLY or _is_of_a_date(before):
        return ReadDate(None, "unclear")
    if read.trouble == "impossible" and not _has_numbers_of_a_date(without_by(phrase)):
        return None
    return read


def _is_of_a_date(word: str) -> bool:
    return word not in _EVERYDAY and (word in WEEKDAYS or word in MONTHS)


def _one_of_two(place: _Place) -> bool:
    """`maandag en vrijdag`, `ma of di`: which of them is the due date?"""
    plain, start, end = place.plain, place.start, place.end
    return (
        place.before in _AND and start > 1 and (_is_of_a_date(plain[start - 2]) or plain[start - 2] in WEEKDAYS)
    ) or (place.after in _AND and end + 1 < len(plain) and plain[end + 1] in WEEKDAYS)


def _may_be_due(word: str, place: _Place) -> bool:
    if word in _ONLY_ALONE or place.before in _OWNED:
        return False
    if word[0].isdigit() and (place.before in _NUMBERED or word == "24/7"):
        return False
    return place.before not in _NOT_AFTER.get(word, ()) and place.after not in _NOT_BEFORE.get(word, ())


def _has_numbers_of_a_date(phrase: Phrase) -> bool:
    """`31-2` is a date that cannot be; `50/50` in running text is no date at all."""
    numbers = phrase[-1].replace("/", "-").split("-")
    if len(numbers) != 2 or not all(number.isdigit() for number in numbers):
        return True
    return int(numbers[0]) <= 31 and int(numbers[1]) <= 12


def _misspelt(words: Sequence[str], plain: Phrase, is_mark: Sequence[bool]) -> DateInLine:
    """Tell of a word beside a mark or at the end that is nearly a day of the week (`vrijdagg`), without guessing."""
    for start, end in _places(is_mark):
        word = plain[start]
        if end - start == 1 and len(word) >= 5 and not word.endswith(("s", "en")) and _is_nearly_a_day(word):
            return DateInLine(None, "misspelt", words[start])
    return DateInLine()


def _is_nearly_a_day(word: str) -> bool:
    from difflib import get_close_matches

    return word not in WEEKDAYS and bool(get_close_matches(word, _LONG_WEEKDAYS, n=1, cutoff=0.85))
