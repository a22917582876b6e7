"""Public holidays, and the rhythm of meetings that goes round them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdoverleg.domain.holidays import easter, holiday_name, holidays
from mdoverleg.domain.rhythm import LAST, NextDay, Rhythm, doubts, next_days, rhythm_of
from mdoverleg.domain.words import in_language

KNOWN = {
    2024: "01-01 03-31 04-01 04-27 05-09 05-19 05-20 12-25 12-26",
    2025: "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26",
    2026: "01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26",
    2027: "01-01 03-28 03-29 04-27 05-06 05-16 05-17 12-25 12-26",
    2028: "01-01 04-16 04-17 04-27 05-25 06-04 06-05 12-25 12-26",
    2029: "01-01 04-01 04-02 04-27 05-10 05-20 05-21 12-25 12-26",
    2030: "01-01 04-21 04-22 04-27 05-05 05-30 06-09 06-10 12-25 12-26",
}
"""As they stand in the diary; in 2025 the 27th of April was a Sunday."""
TODAY = date(2026, 1, 5)
DAYS = st.dates(date(2015, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize("year", KNOWN)
def test_the_holidays_of_a_year_are_those_of_the_diary(year: int) -> None:
    assert sorted(f"{day:%m-%d}" for day in holidays(year)) == KNOWN[year].split()


def test_the_earliest_and_the_latest_easter_and_the_two_odd_ones_of_the_computus() -> None:
    assert [easter(year) for year in (1818, 2038, 1954, 1981, 2049, 2076)] == [
        date(1818, 3, 22),
        date(2038, 4, 25),
        date(1954, 4, 18),
        date(1981, 4, 19),
        date(2049, 4, 18),
        date(2076, 4, 19),
    ]


def test_a_holiday_has_a_name_in_both_languages() -> None:
    names = []
    for language in ("nl", "en"):
        with in_language(language):
            names.append(holiday_name(date(2026, 4, 27)))
    assert names == ["Koningsdag", "King's Day"]
    assert holiday_name(date(2026, 4, 28)) == ""


def every(day: date, *gaps: int) -> list[date]:
    found = [day]
    for gap in gaps:
        found.append(found[-1] + timedelta(weeks=gap))
    return found


FIRST_MONDAYS = [date(2026, month, day) for month, day in ((1, 5), (2, 2), (3, 2), (4, 13), (5, 4))]
"""The first Monday of April was Easter Monday."""
LAST_THURSDAYS = [date(2026, month, day) for month, day in ((1, 29), (2, 26), (3, 26), (4, 30))]


@pytest.mark.parametrize(
    ("days", "rhythm"),
    [
        ([], Rhythm(4)),
        ([TODAY], Rhythm(4)),
        (every(TODAY, 1, 1, 1), Rhythm(1)),
        (every(TODAY, 2, 2, 4, 2), Rhythm(2)),
        (every(TODAY, 4), Rhythm(4)),
        (every(TODAY, 4, 4, 5, 3), Rhythm(4)),
        ([date(2026, 6, 30), date(2026, 9, 8), date(2026, 10, 6)], Rhythm(4)),
        (FIRST_MONDAYS, Rhythm(0, 1)),
        (LAST_THURSDAYS, Rhythm(0, LAST)),
    ],
)
def test_the_rhythm_follows_from_the_days_before(days: list[date], rhythm: Rhythm) -> None:
    assert rhythm_of(days) == rhythm


def test_the_next_days_go_round_kings_day_and_say_so() -> None:
    mondays = [date(2026, 3, 16), date(2026, 3, 30), date(2026, 4, 13)]
    found = next_days(rhythm_of(mondays), mondays, mondays[-1], 3)
    assert [one.day for one in found] == [date(2026, 5, 4), date(2026, 5, 11), date(2026, 6, 1)]
    with in_language("nl"):
        assert found[0].why(TODAY) == "ma 27 apr is Koningsdag; voorstel ma 4 mei"
        assert found[2].why(TODAY) == "ma 25 mei is Tweede pinksterdag; voorstel ma 1 jun"
    assert found[1].why(TODAY) == ""


def test_a_month_goes_on_from_the_weekday_that_is_usual() -> None:
    days = [one.day for one in next_days(Rhythm(0, LAST), LAST_THURSDAYS, LAST_THURSDAYS[-1], 2)]
    assert days == [date(2026, 5, 28), date(2026, 6, 25)]
    moved = [*every(TODAY, 1, 1), date(2026, 1, 27)]  # the last one once on a Tuesday
    assert next_days(Rhythm(1), moved, moved[-1], 1)[0].day == date(2026, 2, 2)


@given(DAYS, st.integers(1, 8), st.sampled_from([Rhythm(n) for n in (1, 2, 4, 13)] + [Rhythm(0, 2), Rhythm(0, LAST)]))
def test_next_days_come_after_each_other_on_one_weekday_and_never_on_a_holiday(
    day: date, number: int, rhythm: Rhythm
) -> None:
    found = [one.day for one in next_days(rhythm, [day], day, number)]
    assert len(found) == number
    assert found == sorted(set(found))
    assert found[0] > day
    assert {one.weekday() for one in found} == {day.weekday()}
    assert not any(holiday_name(one) for one in found)


@given(DAYS, st.sampled_from([1, 2, 4]), st.integers(4, 8))
def test_what_was_proposed_and_held_gives_the_same_rhythm_again(day: date, weeks: int, number: int) -> None:
    regular = [day + timedelta(weeks=weeks * one) for one in range(number)]
    assert rhythm_of(regular).weeks in (weeks, 0)
    if weeks < 4:
        assert rhythm_of(regular) == Rhythm(weeks)


def test_where_the_calendar_ends_there_are_fewer_days() -> None:
    assert next_days(Rhythm(4), [], date(9999, 12, 1), 3) == (NextDay(date(9999, 12, 29)),)
    assert next_days(Rhythm(0, LAST), [], date(9999, 12, 31), 3) == ()
    assert not doubts(date(1, 1, 2), date(1, 1, 1))


def test_doubts_are_said_in_sentences() -> None:
    with in_language("nl"):
        assert doubts(date(2026, 4, 27), TODAY) == ("ma 27 apr is Koningsdag.",)
        assert doubts(date(2026, 2, 7), TODAY, {date(2026, 2, 7)}) == (
            "za 7 feb valt in een weekend.",
            "Er is al een overleg op za 7 feb.",
        )
        assert doubts(date(2026, 1, 2), TODAY) == ("vr 2 jan is geweest.",)
        assert doubts(date(2026, 1, 6), TODAY) == ()
