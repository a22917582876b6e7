"""Dates as people type them, in Dutch and in English at once, whatever the language of the screen.

Our own grammar: a wrong date is worse than a refusal. Only whole phrases count, the day comes before the month, and
what cannot be, or can be taken in two ways, is refused. A week stands for its Friday, a month's end for its last day: a
due date is the last day on which something may be done.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from mdoverleg.domain.text import fold

Trouble = Literal["impossible", "unclear", "no_next_meeting"]
Phrase = tuple[str, ...]


class ReadDate(NamedTuple):
    """What a phrase says: a day, or the reason why no day is made of it."""

    day: date | None
    trouble: Trouble | None = None


class Anchors(NamedTuple):
    """What a phrase is read against: today, and the day of the next meeting when one is planned."""

    today: date
    next_meeting: date | None = None


IMPOSSIBLE: Final = ReadDate(None, "impossible")
UNCLEAR: Final = ReadDate(None, "unclear")


def _numbered(*lists: str, start: int = 0) -> dict[str, int]:
    return {word: number for words in lists for number, word in enumerate(words.split(), start)}


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


WEEKDAYS: Final = _numbered(
    "ma di wo do vr za zo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "mon tue wed thu fri sat sun",
    "monday tuesday wednesday thursday friday saturday sunday",
) | {"tues": 1, "thur": 3, "thurs": 3}
MONTHS: Final = _numbered(
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "january february march april may june july august september october november december",
    start=1,
)
_COUNTS: Final = _numbered(
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "one two three four five six seven eight nine ten eleven twelve",
    "a",
    "an",
    start=1,
)
_UNITS: Final = {
    **dict.fromkeys(_all("d dag dagen day days"), "d"),
    **dict.fromkeys(_all("w week weken weeks wk"), "w"),
    **dict.fromkeys(_all("m maand maanden month months mnd"), "m"),
    **dict.fromkeys(_all("j y jaar year years"), "y"),
}
_NEAR: Final = {
    **dict.fromkeys(["vandaag", "vanmiddag", "vanavond", "today", "tonight", "this afternoon", "this evening"], 0),
    **dict.fromkeys(["morgen", "morgenochtend", "morgenmiddag", "morgenavond", "tomorrow"], 1),
    **dict.fromkeys(["overmorgen", "day after tomorrow", "the day after tomorrow"], 2),
}
_BY: Final = sorted(
    [
        *(tuple(word.split()) for word in ("tot en met", "uiterlijk op", "uiterlijk voor", "no later than", "due by")),
        *((word,) for word in _all("voor op uiterlijk per tot t/m by on before until due")),
    ],
    key=len,
    reverse=True,
)
_ARTICLES: Final = _all("de het the")
_COMING: Final = _all("as aanstaande komende eerstkomende eerstvolgende coming")
_THIS: Final = _all("deze dit this")
_NEXT: Final = _all("volgende volgend next")
_LINKS: Final = _all("van of in")
_END: Final = _all("eind einde end")
_BEGIN: Final = _all("begin start")
_END_OR_BEGIN: Final = frozenset((word,) for word in _END | _BEGIN)
_VAGUE: Final = _BEGIN | _all("half medio midden mid early late rond circa around about")
_PARTS: Final = _all("ochtend middag avond morning afternoon evening night")
_MEETINGS: Final = _all("tafel casustafel overleg casusoverleg vergadering bijeenkomst mdo keer table meeting time")
_FARTHEST: Final = timedelta(days=3660)


def read_date(text: str, today: date, next_meeting: date | None = None) -> date | None:
    """Read a typed date (`vr`, `volgende week di`, `+2w`, `12-4`, `eind december`, `2026-12-04`); None when it is none.

    A weekday is never today; a day and month that are past are next year's; what is impossible or unclear is None.
    """
    found = read_phrase(to_words(text), Anchors(today, next_meeting))
    return found.day if found else None


def to_words(text: str) -> Phrase:
    """Split a text into words as the grammar knows them: folded, without the signs around them."""
    return tuple(word for word in map(plain_word, text.split()) if word)


def plain_word(word: str) -> str:
    """Fold a word and take the signs around it off; `a.s.` becomes `as`."""
    word = fold(word).strip(".,;:!?()[]\"'")
    return word if any(letter.isdigit() for letter in word) else word.replace(".", "")


def read_phrase(words: Phrase, anchors: Anchors) -> ReadDate | None:
    """Read words that are a date from first to last; None when they are not the words of a date at all."""
    bare = without_by(words)
    if len(bare) > 1 and bare[-1] in _PARTS and (_weekday(bare[-2]) is not None or bare[-2] in _NEAR):
        bare = bare[:-1]
    # het eind van de maand, aan het eind van, at the end of
    for opening in (("aan", "het"), ("at", "the"), ("het",), ("the",)):
        if bare[: len(opening)] == opening and bare[len(opening) : len(opening) + 1] in _END_OR_BEGIN:
            bare = bare[len(opening) :]
    if not bare or len(bare) > 7:
        return None
    for rule in _RULES:
        found = rule(bare, anchors)
        if found:
            return found
    return None


def without_by(words: Phrase) -> Phrase:
    """Take off what stands before a due date: voor, uiterlijk op, by, no later than."""
    for by in _BY:
        if words[: len(by)] == by and len(words) > len(by):
            return words[len(by) :]
    return words


def _near(words: Phrase, at: Anchors) -> ReadDate | None:
    days = _NEAR.get(" ".join(words))
    return None if days is None else ReadDate(at.today + timedelta(days=days))


def _weekday(word: str) -> int | None:
    number = WEEKDAYS.get(word)
    if number is None:
        # vrijdagochtend, dinsdagmiddag
        stem = next((word.removesuffix(part) for part in ("ochtend", "middag", "avond") if word.endswith(part)), "")
        number = WEEKDAYS.get(stem) if stem.endswith("dag") else None
    return number


def _on_weekday(words: Phrase, at: Anchors) -> ReadDate | None:
    number = _weekday(words[-1])
    if number is None or len(words) > 2:
        return None
    ahead = (number - at.today.weekday() - 1) % 7 + 1
    if len(words) == 1 or words[0] in _COMING:
        return ReadDate(at.today + timedelta(days=ahead))
    if words[0] in _THIS:
        day = _monday(at.today) + timedelta(days=number)
        return ReadDate(day) if day >= at.today else UNCLEAR
    # "volgende vrijdag" is the coming one to some and a week later to others.
    return UNCLEAR if words[0] in _NEXT else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _in_week(words: Phrase, at: Anchors) -> ReadDate | None:
    """`volgende week di`, `vrijdag in week 50`, `week 50`, `eind volgende week`, `begin week 3`."""
    number: int | None = None
    if len(words) > 1 and _weekday(words[-1]) is not None:
        number, words = _weekday(words[-1]), words[:-1]
    elif _weekday(words[0]) is not None:
        number, words = _weekday(words[0]), words[1:]
    elif words[0] in _END | _BEGIN:
        number, words = (4 if words[0] in _END else 0), words[1:]
    if number is not None:
        words = _without_links(words)
    elif words[0] == "in":
        words = words[1:]
    return _day_of_week(words, 4 if number is None else number, at)


def _without_links(words: Phrase) -> Phrase:
    while words and (words[0] in _LINKS or words[0] in _ARTICLES):
        words = words[1:]
    return words


def _day_of_week(words: Phrase, number: int, at: Anchors) -> ReadDate | None:
    if len(words) == 2 and words[1] == "week":
        if words[0] in _NEXT or words[0] in _COMING:
            return ReadDate(_monday(at.today) + timedelta(days=7 + number))
        if words[0] in _THIS:
            day = _monday(at.today) + timedelta(days=number)
            return ReadDate(day) if day >= at.today else UNCLEAR
    found = re.fullmatch(r"(?:week|wk) ?([0-9]{1,2})(?: ([0-9]{4}))?", " ".join(words))
    if not found:
        return None
    this_year = at.today.isocalendar().year
    years = [int(found[2])] if found[2] else [this_year, this_year + 1]
    for year in years:
        try:
            day = date.fromisocalendar(year, int(found[1]), number + 1)
        except ValueError:
            return IMPOSSIBLE
        if found[2] or day >= at.today:
            return ReadDate(day)
    return IMPOSSIBLE


def _from_now(words: Phrase, at: Anchors) -> ReadDate | None:
    """`+2w`, `over 2 weken`, `over een maand`, `binnen drie dagen`, `in a month`, `2 weeks from now`."""
    if words[0].startswith("+"):
        found = re.fullmatch(r"\+([0-9]{1,4}) ?([a-z]+)", " ".join(words))
        count, unit = (found[1], found[2]) if found else ("", "")
    elif len(words) == 3 and words[0] in {"over", "in", "binnen", "within"}:
        count, unit = words[1:]
    elif len(words) == 4 and words[2:] == ("from", "now"):
        count, unit = words[:2]
    else:
        return None
    number = _COUNTS.get(count, int(count) if re.fullmatch("[0-9]{1,4}", count) else None)
    if number is None or unit not in _UNITS or (len(unit) == 1 and not words[0].startswith("+")):
        return None
    return _later(at.today, number, _UNITS[unit])


def _later(today: date, number: int, unit: str) -> ReadDate:
    if unit in "dw":
        ahead = timedelta(days=number * (7 if unit == "w" else 1))
    else:
        year, month = divmod(today.year * 12 + today.month - 1 + number * (12 if unit == "y" else 1), 12)
        if year >= date.max.year:
            return IMPOSSIBLE
        last = _month_end(year, month + 1)
        ahead = last.replace(day=min(today.day, last.day)) - today
    return ReadDate(today + ahead) if ahead <= _FARTHEST else IMPOSSIBLE


def _at_end(words: Phrase, at: Anchors) -> ReadDate | None:
    """`eind december`, `eind van de maand`, `end of next month`, `eind 2027`; `begin` and `half` are refused."""
    if words[0] not in _END and words[0] not in _VAGUE:
        return None
    day = _last_day(_without_links(words[1:]), at.today)
    return day if day is None or words[0] in _END else UNCLEAR


def _last_day(words: Phrase, today: date) -> ReadDate | None:
    match words:
        case ("week",):
            friday = _monday(today) + timedelta(days=4)
            return ReadDate(friday) if friday >= today else UNCLEAR
        case ("maand",) | ("month",) | ("deze", "maand") | ("this", "month"):
            return ReadDate(_month_end(today.year, today.month))
        case ("volgende", "maand") | ("next", "month"):
            return ReadDate(_month_end(today.year + today.month // 12, today.month % 12 + 1))
        case ("jaar",) | ("year",) | ("dit", "jaar") | ("this", "year"):
            return ReadDate(date(today.year, 12, 31))
        case (month,) if month in MONTHS:
            return ReadDate(_month_end(today.year + (MONTHS[month] < today.month), MONTHS[month]))
        case (month, year) if month in MONTHS and re.fullmatch("[12][0-9]{3}", year):
            return ReadDate(_month_end(int(year), MONTHS[month]))
    return None


def _month_end(year: int, month: int) -> date:
    # The 28th and four days are always in the next month.
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _vague(words: Phrase, _at: Anchors) -> ReadDate | None:
    """`volgende maand`, `dinsdag over een week`, `over 2 weken op dinsdag`: something is meant, but not one day."""
    if len(words) == 2 and words[0] in _NEXT and words[1] in {"maand", "month", "jaar", "year"}:
        return UNCLEAR
    day_first, day_last = _weekday(words[0]) is not None, _weekday(words[-1]) is not None
    if len(words) > 3 and day_first != day_last:
        rest = words[1:] if day_first else words[:-1]
        rest = rest[:-1] if rest[-1] in {"op", "on"} else rest
        return UNCLEAR if _from_now(rest, _at) else None
    return None


def _numbers(words: Phrase, at: Anchors) -> ReadDate | None:
    """`12-4`, `12/4/2027`, `12.4.2027`, `2026-12-04`."""
    if len(words) != 1:
        return None
    if found := re.fullmatch(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})", words[0]):
        return _made(int(found[4]), int(found[3]), int(found[1]), at.today)
    found = re.fullmatch(r"([0-9]{1,2})([-/])([0-9]{1,2})(?:\2([0-9]{2,5}))?", words[0])
    found = found or re.fullmatch(r"([0-9]{1,2})(\.)([0-9]{1,2})\.([0-9]{3,5})", words[0])
    if not found:
        return None
    if found[4] and len(found[4]) in (3, 5):
        return IMPOSSIBLE  # a digit of the year too few or too many
    year = None if found[4] is None else int(found[4]) + (2000 if len(found[4]) == 2 else 0)
    return _made(int(found[1]), int(found[3]), year, at.today)


def _made(day: int, month: int, year: int | None, today: date) -> ReadDate:
    if year is None:
        # A day and month that are past are next year's.
        year = today.year + ((month, day) < (today.month, today.day))
    try:
        return ReadDate(date(year, month, day))
    except ValueError:
        return IMPOSSIBLE


def _day_and_month(words: Phrase, at: Anchors) -> ReadDate | None:
    """`12 april`, `12th of april 2027`, `april 12`."""
    if words[0] in _ARTICLES:
        words = words[1:]
    words = tuple(word for place, word in enumerate(words) if place != 1 or word not in {"of", "van"})
    if not 2 <= len(words) <= 3:
        return None
    first, second = (words[1], words[0]) if words[0] in MONTHS else words[:2]
    number = re.fullmatch("([0-9]{1,2})(?:e|de|ste|st|nd|rd|th)?", first)
    if not number or second not in MONTHS:
        return None
    if len(words) == 3 and not re.fullmatch("[0-9]{4}", words[2]):
        return None
    return _made(int(number[1]), MONTHS[second], int(words[2]) if len(words) == 3 else None, at.today)


def _weekday_and_date(words: Phrase, at: Anchors) -> ReadDate | None:
    """`vr 9 okt 2026`: the day of the week must fit."""
    number = _weekday(words[0])
    if number is None or len(words) < 2:
        return None
    found = _numbers(words[1:], at) or _day_and_month(words[1:], at)
    return found if not found or not found.day or found.day.weekday() == number else IMPOSSIBLE


def _next_meeting(words: Phrase, at: Anchors) -> ReadDate | None:
    """`volgende tafel`, `het volgende overleg`, `next meeting`."""
    if words[0] in _ARTICLES:
        words = words[1:]
    if len(words) != 2 or words[1] not in _MEETINGS or (words[0] not in _NEXT and words[0] not in _COMING):
        return None
    return ReadDate(at.next_meeting) if at.next_meeting else ReadDate(None, "no_next_meeting")


_RULES: Final[tuple[Callable[[Phrase, Anchors], ReadDate | None], ...]] = (
    _near,
    _on_weekday,
    _weekday_and_date,
    _numbers,
    _day_and_month,
    _from_now,
    _in_week,
    _at_end,
    _next_meeting,
    _vague,
)
