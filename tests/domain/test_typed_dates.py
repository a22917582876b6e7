from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdoverleg.domain.typed_dates import Anchors, read_date, read_phrase, to_words

# A Saturday: the day on which the grammar was first tried out.
TODAY = date(2026, 11, 21)
NEXT_MEETING = date(2026, 12, 8)
TODAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))

READ = {
    "vandaag": (2026, 11, 21),
    "Vandaag": (2026, 11, 21),
    "today": (2026, 11, 21),
    "tonight": (2026, 11, 21),
    "vanmiddag": (2026, 11, 21),
    "morgen": (2026, 11, 22),
    "morgenochtend": (2026, 11, 22),
    "tomorrow": (2026, 11, 22),
    "tomorrow morning": (2026, 11, 22),
    "overmorgen": (2026, 11, 23),
    "the day after tomorrow": (2026, 11, 23),
    "vr": (2026, 11, 27),
    "vr.": (2026, 11, 27),
    "VRIJDAG": (2026, 11, 27),
    "vrijdag": (2026, 11, 27),
    "vrijdagochtend": (2026, 11, 27),
    "fri": (2026, 11, 27),
    "friday": (2026, 11, 27),
    "friday afternoon": (2026, 11, 27),
    "za": (2026, 11, 28),
    "zo": (2026, 11, 22),
    "ma": (2026, 11, 23),
    "maandag": (2026, 11, 23),
    "mon": (2026, 11, 23),
    "tues": (2026, 11, 24),
    "wo": (2026, 11, 25),
    "thurs": (2026, 11, 26),
    "do": (2026, 11, 26),
    "a.s. dinsdag": (2026, 11, 24),
    "as. dinsdag": (2026, 11, 24),
    "aanstaande dinsdag": (2026, 11, 24),
    "komende wo": (2026, 11, 25),
    "coming friday": (2026, 11, 27),
    "voor vrijdag": (2026, 11, 27),
    "vóór vrijdag": (2026, 11, 27),
    "uiterlijk op vrijdag": (2026, 11, 27),
    "t/m vrijdag": (2026, 11, 27),
    "tot en met vrijdag": (2026, 11, 27),
    "by friday": (2026, 11, 27),
    "due by friday": (2026, 11, 27),
    "no later than friday": (2026, 11, 27),
    "volgende week di": (2026, 11, 24),
    "volgende week vrijdag": (2026, 11, 27),
    "vrijdag volgende week": (2026, 11, 27),
    "vrijdag van volgende week": (2026, 11, 27),
    "next week tue": (2026, 11, 24),
    "friday next week": (2026, 11, 27),
    "friday of next week": (2026, 11, 27),
    "volgende week": (2026, 11, 27),
    "eind volgende week": (2026, 11, 27),
    "begin volgende week": (2026, 11, 23),
    "week 50": (2026, 12, 11),
    "wk 50": (2026, 12, 11),
    "wk50": (2026, 12, 11),
    "in week 50": (2026, 12, 11),
    "eind week 50": (2026, 12, 11),
    "di week 50": (2026, 12, 8),
    "week 50 di": (2026, 12, 8),
    "vrijdag in week 50": (2026, 12, 11),
    "week 3": (2027, 1, 22),
    "week 53": (2027, 1, 1),
    "week 10 2028": (2028, 3, 10),
    "eind december": (2026, 12, 31),
    "einde dec.": (2026, 12, 31),
    "eind van december": (2026, 12, 31),
    "end of december": (2026, 12, 31),
    "eind februari": (2027, 2, 28),
    "eind februari 2028": (2028, 2, 29),
    "eind november": (2026, 11, 30),
    "eind oktober": (2027, 10, 31),
    "eind van de maand": (2026, 11, 30),
    "end of the month": (2026, 11, 30),
    "voor het eind van de maand": (2026, 11, 30),
    "aan het eind van de maand": (2026, 11, 30),
    "by the end of next month": (2026, 12, 31),
    "by the end of next week": (2026, 11, 27),
    "eind volgende maand": (2026, 12, 31),
    "end of next month": (2026, 12, 31),
    "eind van het jaar": (2026, 12, 31),
    "+3d": (2026, 11, 24),
    "+2w": (2026, 12, 5),
    "+1m": (2026, 12, 21),
    "+1j": (2027, 11, 21),
    "+2 weken": (2026, 12, 5),
    "+0d": (2026, 11, 21),
    "over 2 weken": (2026, 12, 5),
    "over twee weken": (2026, 12, 5),
    "over een week": (2026, 11, 28),
    "over een maand": (2026, 12, 21),
    "over één maand": (2026, 12, 21),
    "over 10 dagen": (2026, 12, 1),
    "binnen drie weken": (2026, 12, 12),
    "in 2 weeks": (2026, 12, 5),
    "in a month": (2026, 12, 21),
    "within three days": (2026, 11, 24),
    "2 weeks from now": (2026, 12, 5),
    "12-4": (2027, 4, 12),
    "12/4": (2027, 4, 12),
    "１２-４": (2027, 4, 12),
    "4-12": (2026, 12, 4),
    "04-12": (2026, 12, 4),
    "21-11": (2026, 11, 21),
    "20-11": (2027, 11, 20),
    "12-3": (2027, 3, 12),
    "12-4-2027": (2027, 4, 12),
    "12/4/2027": (2027, 4, 12),
    "12.4.2027": (2027, 4, 12),
    "12-4-27": (2027, 4, 12),
    "12-4-2020": (2020, 4, 12),
    "29-2-2028": (2028, 2, 29),
    "2026-12-04": (2026, 12, 4),
    "2026-4-12": (2026, 4, 12),
    "12 april": (2027, 4, 12),
    "12 apr.": (2027, 4, 12),
    "1 mei": (2027, 5, 1),
    "3 mrt": (2027, 3, 3),
    "de 12e april": (2027, 4, 12),
    "12th of april": (2027, 4, 12),
    "april 12": (2027, 4, 12),
    "april 12th, 2028": (2028, 4, 12),
    "4 december 2026": (2026, 12, 4),
    "vr 4 dec": (2026, 12, 4),
    "vrijdag 4-12": (2026, 12, 4),
    "vrijdag, 4 december 2026": (2026, 12, 4),
    "voor volgende tafel": (2026, 12, 8),
    "voor de volgende tafel": (2026, 12, 8),
    "volgende tafel": (2026, 12, 8),
    "volgend overleg": (2026, 12, 8),
    "uiterlijk het volgende overleg": (2026, 12, 8),
    "volgende keer": (2026, 12, 8),
    "next table": (2026, 12, 8),
    "next meeting": (2026, 12, 8),
    "before the next meeting": (2026, 12, 8),
}


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for phrase in text.split("|")]


IMPOSSIBLE = _phrases(
    "31-2 | 31-4 | 30/2 | 29-2 | 29-2-2027 | 0-1 | 1-0 | 13-13 | 12-13 | 32-1 | 12-4-0000 | 2026-13-01"
    "| 12-4-202 | 12-4-20266 | 31 april | 29 februari 2027 | 0 mei | 32 december | vrijdag 5 december | do 4 dec 2026"
    "| week 54 | week 0 | week 53 2027 | +9999d | +9999y | over 9999 weken"
)
UNCLEAR = _phrases(
    "volgende vrijdag | next friday | next fri | deze dinsdag | this tuesday | deze week | eind van de week"
    "| volgende maand | next month | volgend jaar | begin december | half december | medio december"
    "| begin van de maand | dinsdag over een week | over 2 weken op dinsdag | early december"
)
NOT_A_DATE = _phrases(
    "| . | maan | zon | vrij | dinges | zo snel mogelijk | zo spoedig mogelijk | vrijdags | maandagen"
    "| 12 | 4 | april | mei | may | march | week | eind | eind goed | voor | by | next | volgende | over"
    "| 2 weken | over weken | over een paar weken | over anderhalve week | in week | van week 50 | +2 | +w | +2x"
    "| 12- | -12 | 12--4 | 12-4- | 12-4/2027 | 1.5 | 12.4 | 06-12345678 | 12:30 | 12e | 1-2-3-4"
    "| vr vr | vr of za | overleg | tafel | morgen gaat het beter | a.s. | vrijdag de 13e | over 2 w | ٤-١٢ | -"
)
NOT_A_DATE += ["  ", "vr" * 500, "voor " * 50 + "vr"]


@pytest.mark.parametrize(("phrase", "expected"), READ.items())
def test_typed_dates_are_read(phrase: str, expected: tuple[int, int, int]) -> None:
    assert read_date(phrase, TODAY, NEXT_MEETING) == date(*expected)


@pytest.mark.parametrize("phrase", IMPOSSIBLE)
def test_what_cannot_be_is_refused(phrase: str) -> None:
    found = read_phrase(to_words(phrase), Anchors(TODAY, NEXT_MEETING))
    assert found is not None
    assert (found.day, found.trouble) == (None, "impossible")
    assert read_date(phrase, TODAY, NEXT_MEETING) is None


@pytest.mark.parametrize("phrase", UNCLEAR)
def test_what_can_be_two_days_is_refused(phrase: str) -> None:
    found = read_phrase(to_words(phrase), Anchors(TODAY, NEXT_MEETING))
    assert found is not None
    assert (found.day, found.trouble) == (None, "unclear")


@pytest.mark.parametrize("phrase", NOT_A_DATE)
def test_other_words_are_no_date(phrase: str) -> None:
    assert read_phrase(to_words(phrase), Anchors(TODAY, NEXT_MEETING)) is None


def test_the_next_table_must_be_planned() -> None:
    found = read_phrase(to_words("voor volgende tafel"), Anchors(TODAY, None))
    assert found is not None
    assert (found.day, found.trouble) == (None, "no_next_meeting")


@pytest.mark.parametrize(
    ("today", "phrase", "expected"),
    [
        (date(2026, 10, 9), "vrijdag", date(2026, 10, 16)),  # Friday on a Friday is next week's
        (date(2026, 10, 9), "a.s. vrijdag", date(2026, 10, 16)),
        (date(2026, 10, 9), "deze vrijdag", date(2026, 10, 9)),
        (date(2026, 10, 8), "deze vrijdag", date(2026, 10, 9)),
        (date(2026, 10, 8), "this week", date(2026, 10, 9)),
        (date(2026, 10, 6), "vr", date(2026, 10, 9)),
        (date(2026, 10, 11), "volgende week ma", date(2026, 10, 12)),  # a Sunday: the week starts tomorrow
        (date(2026, 10, 12), "volgende week ma", date(2026, 10, 19)),
        (date(2026, 1, 31), "+1m", date(2026, 2, 28)),
        (date(2028, 1, 31), "+1m", date(2028, 2, 29)),
        (date(2026, 12, 31), "+2m", date(2027, 2, 28)),
        (date(2028, 2, 29), "+1j", date(2029, 2, 28)),
        (date(2026, 12, 15), "+1m", date(2027, 1, 15)),
        (date(2026, 3, 13), "12-3", date(2027, 3, 12)),
        (date(2026, 3, 12), "12-3", date(2026, 3, 12)),
        (date(2027, 3, 1), "29-2", date(2028, 2, 29)),
        (date(2026, 12, 11), "week 50", date(2026, 12, 11)),
        (date(2026, 12, 12), "week 50", date(2027, 12, 17)),
        (date(2027, 1, 1), "week 1", date(2027, 1, 8)),
        (date(2026, 12, 20), "eind volgende maand", date(2027, 1, 31)),
        (date(2026, 12, 31), "eind december", date(2026, 12, 31)),
        (date(2026, 12, 30), "overmorgen", date(2027, 1, 1)),
    ],
)
def test_the_rules_at_the_edges_of_weeks_months_and_years(today: date, phrase: str, expected: date) -> None:
    assert read_date(phrase, today) == expected


@given(TODAYS, st.sampled_from(_phrases("ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun|maandag|sunday")))
def test_a_weekday_is_one_to_seven_days_ahead(today: date, phrase: str) -> None:
    day = read_date(phrase, today)
    assert day is not None
    assert 1 <= (day - today).days <= 7


@given(TODAYS, st.integers(1, 31), st.integers(1, 12), st.sampled_from("-/"))
def test_a_day_and_month_are_never_past_and_within_a_year(today: date, day: int, month: int, sign: str) -> None:
    found = read_date(f"{day}{sign}{month}", today)
    if found is None:
        assert day > 28
    else:
        assert (found.day, found.month) == (day, month)
        assert timedelta() <= found - today <= timedelta(days=366)


@given(st.text(max_size=40), TODAYS)
def test_any_text_is_read_or_refused(text: str, today: date) -> None:
    found = read_date(text, today)
    assert found is None or isinstance(found, date)


PIECES = _phrases(
    "voor|op|by|vr|do|zo|volgende|week|next|50|12|4|12-4|eind|begin|over|een|+2w|april|morgen|tafel|in|van|de|weken"
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), TODAYS)
def test_any_words_of_dates_are_read_or_refused(words: list[str], today: date) -> None:
    found = read_phrase(tuple(words), Anchors(today, today + timedelta(days=20)))
    assert found is None or (found.day is None) == (found.trouble is not None)
    assert read_phrase(tuple(word.upper() for word in words), Anchors(today)) is None or found is not None
