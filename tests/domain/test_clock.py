from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from mdoverleg.domain.clock import (
    Clock,
    FixedClock,
    OffsetClock,
    began_at,
    clock_from,
    instant_of,
    known_zone,
    local,
    minutes_of_day,
    read_instant,
    read_time,
    time_text,
    zone_named,
)

AMSTERDAM = "Europe/Amsterdam"


@time_machine.travel(datetime(2026, 10, 6, 8, 40, 12, 987654, tzinfo=UTC), tick=False)
def test_the_real_clock_shows_whole_seconds_in_the_zone() -> None:
    clock = clock_from(environment={})
    assert type(clock) is Clock
    assert clock.now(AMSTERDAM).isoformat() == "2026-10-06T10:40:12+02:00"
    assert clock.utc().isoformat() == "2026-10-06T08:40:12+00:00"
    assert clock.now(ZoneInfo("America/Lima")).isoformat() == "2026-10-06T03:40:12-05:00"


def test_today_is_the_date_in_the_zone() -> None:
    clock = FixedClock(read_instant("2026-10-05T22:30:00Z"))
    assert clock.today(AMSTERDAM) == date(2026, 10, 6)
    assert clock.today("UTC") == date(2026, 10, 5)


def test_the_variable_fixes_the_clock_and_wins_from_the_offset() -> None:
    clock = clock_from(3600, {"MDOVERLEG_NOW": "2026-10-06T10:40:00+02:00"})
    assert isinstance(clock, FixedClock)
    assert clock.now(AMSTERDAM) == clock.now(AMSTERDAM) == read_instant("2026-10-06T08:40Z")


def test_an_empty_variable_fixes_nothing() -> None:
    assert type(clock_from(environment={"MDOVERLEG_NOW": ""})) is Clock


@pytest.mark.parametrize("wrong", ["gisteren", "2026-10-06", "2026-10-06T10:40:00", "2026-13-06T10:40:00Z"])
def test_a_variable_that_is_no_instant_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not an instant"):
        clock_from(environment={"MDOVERLEG_NOW": wrong})


def test_an_offset_runs_on_with_the_real_clock() -> None:
    clock = clock_from(-86_400, {})
    assert isinstance(clock, OffsetClock)
    with time_machine.travel(datetime(2027, 3, 2, 9, 0, tzinfo=UTC), tick=False) as real:
        assert clock.utc() == datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
        real.shift(timedelta(minutes=7))
        assert clock.utc() == datetime(2027, 3, 1, 9, 7, tzinfo=UTC)


def test_a_fixed_clock_needs_an_offset() -> None:
    with pytest.raises(ValueError, match="needs an offset"):
        FixedClock(datetime(2026, 10, 6, 10, 40))  # noqa: DTZ001 - the case at hand


@pytest.mark.parametrize(
    ("day", "clock_time", "expected"),
    [
        (date(2026, 10, 6), "09:30", "2026-10-06T09:30:00+02:00"),
        (date(2026, 12, 4), "09:30", "2026-12-04T09:30:00+01:00"),
        (date(2026, 10, 25), "02:30", "2026-10-25T02:30:00+02:00"),  # twice: the first
        (date(2026, 10, 25), "03:00", "2026-10-25T03:00:00+01:00"),
        (date(2026, 3, 29), "02:30", "2026-03-29T03:30:00+02:00"),  # not there: 02:30+01:00
        (date(2026, 3, 29), "02:00", "2026-03-29T03:00:00+02:00"),
        (date(2026, 3, 29), "01:59", "2026-03-29T01:59:00+01:00"),
    ],
)
def test_a_time_of_day_is_an_instant(day: date, clock_time: str, expected: str) -> None:
    assert instant_of(day, clock_time, AMSTERDAM).isoformat() == expected
    assert instant_of(day, clock_time, ZoneInfo(AMSTERDAM)).isoformat() == expected


def test_the_first_and_the_last_day_have_instants() -> None:
    first, last = instant_of(date.min, "00:00", AMSTERDAM), instant_of(date.max, "23:59", "America/Lima")
    assert first < instant_of(date(2026, 10, 6), "09:00", AMSTERDAM) < last


def test_time_passes_as_it_really_does_when_the_clock_changes() -> None:
    start, end = (instant_of(date(2026, 10, 25), t, AMSTERDAM) for t in ("01:30", "03:30"))
    assert end - start == timedelta(hours=3)
    start, end = (instant_of(date(2026, 3, 29), t, AMSTERDAM) for t in ("01:30", "03:30"))
    assert end - start == timedelta(hours=1)


def test_the_two_half_past_twos_differ() -> None:
    first, second = read_instant("2026-10-25T00:30:00Z"), read_instant("2026-10-25T01:30:00Z")
    assert time_text(first, AMSTERDAM) == time_text(second, AMSTERDAM) == "02:30"
    assert local(first, AMSTERDAM) < local(second, AMSTERDAM)
    assert local(second, AMSTERDAM) - local(first, AMSTERDAM) == timedelta(hours=1)


@given(
    st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - limits have no zone
    st.sampled_from([AMSTERDAM, "UTC", "America/Lima", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_local_is_the_same_instant(instant: datetime, zone: str) -> None:
    there = local(instant, zone)
    assert there == instant
    assert there.replace(tzinfo=None) == instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.times())
def test_a_time_that_occurs_is_shown_again_as_it_was(day: date, moment: object) -> None:
    clock_time = str(moment)[:5]
    instant = instant_of(day, clock_time, AMSTERDAM)
    shown = time_text(instant, AMSTERDAM)
    assert shown == clock_time or (clock_time[:2] == "02" and day.month == 3 and shown[:2] == "03")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-14T09:05:00+02:00", "2026-09-14T09:05:00+02:00"),
        ("2026-09-14T09:05+02:00", "2026-09-14T09:05:00+02:00"),
        ("2026-09-14 09:05:00z", "2026-09-14T09:05:00+00:00"),
        (" 2026-09-14T09:05:00-05:30 ", "2026-09-14T09:05:00-05:30"),
    ],
)
def test_instants_are_read(text: str, expected: str) -> None:
    assert read_instant(text).isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-09-14",
        "2026-09-14T09:05:00",
        "2026-09-14T24:05:00Z",
        "20260914T090500Z",
        "2026-02-30T09:05:00Z",
        "2026-09-14T09:05:00.5Z",
        "2026-09-14T09:05:00+2:00",
        "٢٠٢٦-09-14T09:05:00Z",
        "2026-09-14T09:05:00+25:00",
    ],
)
def test_other_things_are_no_instant(text: str) -> None:
    with pytest.raises(ValueError, match="is not an instant"):
        read_instant(text)


@pytest.mark.parametrize("text", ["9:05", "24:00", "09:60", "09:05:00", "", "0905", "٠٩:05", "09:05\n"])
def test_other_things_are_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        read_time(text)


@pytest.mark.parametrize(
    "name", ["", "Europe", "Mars/Base", "../etc/passwd", "/etc/passwd", "a\x00b", "Europe/Amsterdam\n"]
)
def test_other_things_are_no_zone(name: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        zone_named(name)


def test_a_time_of_day_in_minutes() -> None:
    assert minutes_of_day("01:05") == 65


def test_a_zone_that_is_not_known_here_does_not_stop_a_table() -> None:
    assert known_zone("Mars/Base") == known_zone(None) == zone_named(AMSTERDAM)
    assert known_zone("America/Lima") == zone_named("America/Lima")


@pytest.mark.parametrize(
    ("now", "clock_time", "began"),
    [
        ("2026-11-22T10:00", "09:30", "2026-11-22T09:30"),
        ("2026-11-23T00:10", "23:50", "2026-11-22T23:50"),
        ("2026-11-22T09:29", "09:30", "2026-11-22T09:30"),
    ],
)
def test_what_runs_began_the_last_time_it_was_that_time(now: str, clock_time: str, began: str) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    at = datetime.fromisoformat(now).replace(tzinfo=zone)
    assert began_at(clock_time, at) == datetime.fromisoformat(began).replace(tzinfo=zone)
