from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdoverleg.domain import dates
from mdoverleg.domain.typed_dates import read_date
from mdoverleg.domain.words import LANGUAGES, Language, in_language

TODAY = date(2026, 10, 6)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("language", "day", "said", "short", "with_year", "long"),
    [
        ("nl", date(2026, 10, 15), "do 15 okt", "15 okt", "do 15 okt 2026", "donderdag 15 oktober 2026"),
        ("en", date(2026, 10, 15), "Thu 15 Oct", "15 Oct", "Thu 15 Oct 2026", "Thursday 15 October 2026"),
        ("nl", date(2027, 2, 3), "wo 3 feb 2027", "3 feb 2027", "wo 3 feb 2027", "woensdag 3 februari 2027"),
        ("en", date(2025, 3, 3), "Mon 3 Mar 2025", "3 Mar 2025", "Mon 3 Mar 2025", "Monday 3 March 2025"),
        ("nl", date(2026, 5, 12), "di 12 mei", "12 mei", "di 12 mei 2026", "dinsdag 12 mei 2026"),
        ("nl", date(2026, 3, 1), "zo 1 mrt", "1 mrt", "zo 1 mrt 2026", "zondag 1 maart 2026"),
    ],
)
def test_dates_are_shown_as_people_say_them(
    language: Language, day: date, said: str, short: str, with_year: str, long: str
) -> None:
    with in_language(language):
        assert dates.day_text(day, TODAY) == said
        assert dates.day_short(day, TODAY) == short
        assert dates.day_with_year(day) == with_year
        assert dates.day_long(day) == long


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_have_one_form_in_both_languages(language: Language) -> None:
    with in_language(language):
        assert dates.day_file(date(2026, 9, 4)) == "04-09-2026"


@given(DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_what_is_shown_is_read_as_the_same_day(day: date, today: date, language: Language) -> None:
    with in_language(language):
        assert read_date(dates.day_with_year(day), today) == day
        assert read_date(dates.day_long(day), today) == day
        assert read_date(dates.day_file(day), today) == day
        if day >= today:
            assert read_date(dates.day_text(day, today), today) == day


FAR = [
    (0, "today", "today"),
    (1, "tomorrow", "tomorrow"),
    (2, "in 2 days", "in 2 days"),
    (30, "in 30 days", "in 30 days"),
    (-1, "1 day late", "yesterday"),
    (-2, "2 days late", "2 days ago"),
]


@pytest.mark.parametrize(("days", "due", "away"), FAR)
def test_how_far_off_in_english(days: int, due: str, away: str) -> None:
    with in_language("en"):
        assert dates.due_text(TODAY + timedelta(days=days), TODAY) == due
        assert dates.away_text(TODAY + timedelta(days=days), TODAY) == away


@pytest.mark.parametrize(
    ("days", "due", "away"),
    [
        (0, "vandaag", "vandaag"),
        (1, "morgen", "morgen"),
        (3, "over 3 dagen", "over 3 dagen"),
        (-1, "1 dag te laat", "gisteren"),
        (-3, "3 dagen te laat", "3 dagen geleden"),
    ],
)
def test_how_far_off_in_dutch(days: int, due: str, away: str) -> None:
    with in_language("nl"):
        assert dates.due_text(TODAY + timedelta(days=days), TODAY) == due
        assert dates.away_text(TODAY + timedelta(days=days), TODAY) == away


def test_a_day_of_23_hours_is_a_day() -> None:
    with in_language("en"):
        assert dates.due_text(date(2026, 3, 30), date(2026, 3, 28)) == "in 2 days"


def test_what_is_set_aside_comes_back_before_the_next_meeting_and_safety_in_three_days() -> None:
    next_meeting = date(2026, 11, 3)
    assert dates.day_to_look_again(next_meeting, TODAY, "E19") == date(2026, 11, 2)
    assert dates.day_to_look_again(None, TODAY) == date(2026, 10, 13)
    assert {dates.day_to_look_again(next_meeting, TODAY, check) for check in ("E05", "E44")} == {date(2026, 10, 9)}
