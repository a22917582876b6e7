from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdoverleg.domain.date_in_line import DateInLine, find_date

TODAY = date(2026, 10, 6)  # a Tuesday
NEXT_MEETING = date(2026, 11, 3)
FRIDAY = date(2026, 10, 9)


def find(line: str, next_meeting: date | None = NEXT_MEETING) -> tuple[DateInLine, str]:
    words = line.split()
    found = find_date(words, [word[0] in "@!#" for word in words], TODAY, next_meeting)
    gone = {place for start, end in found.spans for place in range(start, end)}
    return found, " ".join(word for place, word in enumerate(words) if place not in gone)


FOUND = [
    (
        "belt de school over het verzuim @akk vr !veiligheid #Kind1",
        FRIDAY,
        "belt de school over het verzuim @akk !veiligheid #Kind1",
    ),
    ("belt de school vr", FRIDAY, "belt de school"),
    ("belt de school vr.", FRIDAY, "belt de school"),
    ("belt de school voor vrijdag", FRIDAY, "belt de school"),
    ("belt de school uiterlijk op vrijdag @akk", FRIDAY, "belt de school @akk"),
    ("belt de school vr @akk", FRIDAY, "belt de school @akk"),
    ("belt de school @akk vr", FRIDAY, "belt de school @akk"),
    ("@akk vr belt de school", FRIDAY, "@akk belt de school"),
    ("@akk volgende week di belt de school", date(2026, 10, 13), "@akk belt de school"),
    ("belt de school volgende week di", date(2026, 10, 13), "belt de school"),
    ("belt de school +2w", date(2026, 10, 20), "belt de school"),
    ("belt de school 12-4 #K1", date(2027, 4, 12), "belt de school #K1"),
    ("belt de school op 12 april", date(2027, 4, 12), "belt de school"),
    ("belt de school over 2 weken", date(2026, 10, 20), "belt de school"),
    ("belt de school voor volgende tafel", NEXT_MEETING, "belt de school"),
    ("calls the school by friday", FRIDAY, "calls the school"),
    ("calls the school @akk next week tue !care", date(2026, 10, 13), "calls the school @akk !care"),
    ("calls the school before the next meeting", NEXT_MEETING, "calls the school"),
    ("belt de school voor het einde van de maand", date(2026, 10, 31), "belt de school"),
    ("belt @akk do", date(2026, 10, 8), "belt @akk"),
    ("belt de school do", date(2026, 10, 8), "belt de school"),
    ("@akk do belt de school", date(2026, 10, 8), "@akk belt de school"),
    ("belt de school @akk zo", date(2026, 10, 11), "belt de school @akk"),
    ("belt de school @akk zo !zorg", date(2026, 10, 11), "belt de school @akk !zorg"),
    ("belt de school op zo", date(2026, 10, 11), "belt de school"),
    ("belt de school ma", date(2026, 10, 12), "belt de school"),
    ("belt de school @akk 12-4 !zorg 12-4", date(2027, 4, 12), "belt de school @akk !zorg"),
    ("leest verslag van vrijdag @akk +1w", date(2026, 10, 13), "leest verslag van vrijdag @akk"),
]


@pytest.mark.parametrize(("line", "day", "left"), FOUND)
def test_a_date_counts_at_the_end_or_next_to_a_mark(line: str, day: date, left: str) -> None:
    found, rest = find(line)
    assert (found.day, found.trouble) == (day, None)
    assert rest == left


NOT_FOUND = [
    "regelt plek zo snel mogelijk",
    "regelt plek @akk zo snel mogelijk",
    "regelt plek zo snel mogelijk @akk",
    "@akk zo snel mogelijk plek regelen",
    "doet het zo",
    "doet het zo @akk",
    "tot zo",
    "kijkt naar de maan",
    "zit in the sun",
    "what to do",
    "asks what they can do @akk",
    "@akk do the shopping",
    "gaat vr naar de school",
    "vr belt de school @akk",
    "belt @akk school vr over verzuim",
    "belt elke vrijdag",
    "belt iedere maandag @akk",
    "calls every friday",
    "leest het verslag van vrijdag",
    "leest het verslag van 12 april",
    "vraagt wat er sinds maandag is",
    "is weg vanaf vrijdag",
    "vorige week",
    "belt afgelopen vrijdag",
    "kijkt terug op vorige vrijdag",
    "belt niet voor vrijdag",
    "geeft een 7/10",
    "noteert cijfer 7/10",
    "is bereikbaar 24/7",
    "verdelen het 50/50",
    "werkt met groep 7-8",
    "belt met ma",
    "in de morgen",
    "werkt 3 dagen per week",
    "logeert 2 weken",
    "belt 06-12345678",
    "gaat naar blok 12e",
    "zit op de vrijdag",
    "stuurt agenda van de volgende tafel",
    "vrijdags",
    "belt de vriendin",
]


@pytest.mark.parametrize("line", NOT_FOUND)
def test_what_only_looks_like_a_date_stays_text(line: str) -> None:
    found, rest = find(line)
    assert found == DateInLine()
    assert rest == line


TROUBLE = [
    ("belt de school @akk 31-2", "impossible", "31-2"),
    ("belt de school 31-4", "impossible", "31-4"),
    ("belt de school 13-10-226", "impossible", "13-10-226"),
    ("belt de school @akk 50/50 !zorg", "impossible", "50/50"),
    ("belt de school vrijdag 10 oktober", "impossible", "vrijdag 10 oktober"),
    ("belt de school volgende vrijdag", "unclear", "volgende vrijdag"),
    ("belt de school @akk next friday", "unclear", "next friday"),
    ("belt de school begin december", "unclear", "begin december"),
    ("belt de school rond 12 december", "unclear", "12 december"),
    ("belt de school dinsdag over een week", "unclear", "dinsdag over een week"),
    ("belt de school maandag of vrijdag", "unclear", "vrijdag"),
    ("belt de school ma en vr", "unclear", "vr"),
    ("@akk maandag of vrijdag bellen", "unclear", "maandag"),
    ("belt elke week di", "unclear", "di"),
    ("belt de school maandag vrijdag", "unclear", "vrijdag"),
    ("belt de school vr @akk +2w", "two_dates", "vr, +2w"),
    ("belt de school @akk vrijdagg", "misspelt", "vrijdagg"),
    ("belt de school dinsdg", "misspelt", "dinsdg"),
    ("belt de school wensday @akk", "misspelt", "wensday"),
]


@pytest.mark.parametrize(("line", "trouble", "words"), TROUBLE)
def test_a_date_that_is_not_understood_is_said_and_not_guessed(line: str, trouble: str, words: str) -> None:
    found, rest = find(line)
    assert (found.day, found.trouble, found.words) == (None, trouble, words)
    assert rest == line


def test_the_next_table_is_only_a_date_when_it_is_planned() -> None:
    found, _rest = find("belt de school voor volgende tafel", next_meeting=None)
    assert (found.day, found.trouble, found.words) == (None, "no_next_meeting", "voor volgende tafel")


PIECES = [
    "vr",
    "zo",
    "do",
    "12-4",
    "31-2",
    "+2w",
    "volgende",
    "week",
    "di",
    "elke",
    "belt",
    "@a",
    "!z",
    "#K1",
    "op",
    "en",
    "50/50",
]


@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_only_words_at_the_end_or_beside_a_mark_are_taken(words: list[str]) -> None:
    marks = [word[0] in "@!#" for word in words]
    found = find_date(words, marks, TODAY, NEXT_MEETING)
    assert bool(found.spans) == (found.day is not None)
    assert not (found.day and found.trouble)
    for start, end in found.spans:
        assert not any(marks[start:end])
        assert end == len(words) or marks[end] or (start > 0 and marks[start - 1])


@given(st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_any_line_is_looked_through(words: list[str]) -> None:
    marks = [word.startswith(("@", "!", "#")) for word in words]
    found = find_date(words, marks, TODAY)
    assert all(0 <= start < end <= len(words) for start, end in found.spans)
