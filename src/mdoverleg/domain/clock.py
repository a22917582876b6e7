"""What time it is, and times of day of a meeting as instants.

Every instant made here carries a fixed offset, not a zone: Python compares and subtracts two times of one zone by what
the clock on the wall says, which is an hour wrong on the day the clock changes.
"""

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Final

NOW_VARIABLE: Final = "MDOVERLEG_NOW"
DEFAULT_ZONE: Final = "Europe/Amsterdam"

_INSTANT: Final = r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d)?)(Z|z|[+-]\d\d:\d\d)"
_TIME: Final = r"([01]\d|2[0-3]):([0-5]\d)"


class Clock:
    """The real clock; the other clocks differ only in `_real`."""

    def utc(self) -> datetime:
        """Give this moment in UTC, in whole seconds: what the file stores."""
        return self._real().replace(microsecond=0)

    def now(self, zone: str | tzinfo) -> datetime:
        """Give this moment with the offset that holds in the zone, in whole seconds."""
        return local(self.utc(), zone)

    def today(self, zone: str | tzinfo) -> date:
        """Give the date in the zone."""
        return self.now(zone).date()

    def _real(self) -> datetime:
        return datetime.now(UTC)


class FixedClock(Clock):
    """A clock that stands still, for tests, pictures and `check --at`."""

    def __init__(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("an instant needs an offset")
        self._instant = instant.astimezone(UTC)

    def _real(self) -> datetime:
        return self._instant


class OffsetClock(Clock):
    """The real clock, so many seconds on or back: the demo file lives on the day of its meeting."""

    def __init__(self, offset_seconds: int) -> None:
        self._offset = timedelta(seconds=offset_seconds)

    def _real(self) -> datetime:
        return datetime.now(UTC) + self._offset


def clock_from(offset_seconds: int = 0, environment: Mapping[str, str] = os.environ) -> Clock:
    """Give the clock of this process and file: fixed by MDOVERLEG_NOW, else the file's offset, else the real one.

    ValueError when MDOVERLEG_NOW is no instant.
    """
    fixed = environment.get(NOW_VARIABLE)
    if fixed:
        return FixedClock(read_instant(fixed))
    return OffsetClock(offset_seconds) if offset_seconds else Clock()


@cache
def zone_named(name: str) -> tzinfo:
    """Give the zone with this IANA name; ValueError when there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no time zone {name!r}") from error


def known_zone(name: str | None) -> tzinfo:
    """Give the zone with this name; that of Amsterdam without a name, or where this machine does not know it.

    For what is shown: a table from elsewhere must open all the same.
    """
    try:
        return zone_named(name or DEFAULT_ZONE)
    except ValueError:
        return zone_named(DEFAULT_ZONE)


def local(instant: datetime, zone: str | tzinfo) -> datetime:
    """Give the same instant with the offset that holds in the zone."""
    there = instant.astimezone(zone_named(zone) if isinstance(zone, str) else zone)
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()), fold=0)


def instant_of(day: date, clock_time: str, zone: str | tzinfo) -> datetime:
    """Give the instant of a time of day (HH:MM) in the zone (checks.md, "t, today").

    A time that occurs twice is the first one, one that does not occur is read with the offset before the change.
    """
    there = datetime.combine(day, read_time(clock_time), zone_named(zone) if isinstance(zone, str) else zone)
    fixed = there.replace(tzinfo=timezone(there.utcoffset() or timedelta()))
    try:
        return local(fixed, zone)
    except OverflowError:  # the first or last day that there is
        return fixed


def began_at(clock_time: str, now: datetime) -> datetime:
    """Give the instant at which what runs at `now` began: the last time that it was HH:MM in the zone of `now`.

    Not the day of the meeting: it may have been begun on another day than it was planned for, and go on past midnight.
    A clock that is up to an hour behind that of the window in which it was begun is taken for the same day.
    """
    zone = now.tzinfo or DEFAULT_ZONE
    began = instant_of(now.date(), clock_time, zone)
    return instant_of(now.date() - timedelta(days=1), clock_time, zone) if began - now > timedelta(hours=1) else began


def read_time(text: str) -> time:
    """Read a time of day as docs/format.md writes it (09:05); ValueError for anything else."""
    found = re.fullmatch(_TIME, text, re.ASCII)
    if not found:
        raise ValueError(f"{text!r} is not a time; write HH:MM")
    return time(int(found[1]), int(found[2]))


def read_instant(text: str) -> datetime:
    """Read an instant (2026-09-14T09:05:00+02:00, seconds may be left out, Z is UTC); ValueError for anything else."""
    found = re.fullmatch(_INSTANT, text.strip(), re.ASCII)
    if found:
        try:
            return datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3].upper()}")
        except ValueError:
            pass
    raise ValueError(f"{text!r} is not an instant; write YYYY-MM-DDTHH:MM:SS+HH:MM")


def time_text(instant: datetime, zone: str | tzinfo) -> str:
    """Show the time of day in the zone as HH:MM; seconds are left off, not rounded."""
    return local(instant, zone).strftime("%H:%M")


def minutes_of_day(clock_time: str) -> int:
    """Count the minutes from midnight to a time of day (HH:MM), as the clock shows them."""
    read = read_time(clock_time)
    return read.hour * 60 + read.minute
