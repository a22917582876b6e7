"""The time zone of a calendar as rules that repeat each year: some programs read no other form of it."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Component, Timezone

_YEARS: Final = 10
"""For so many years a rule must hold."""
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class _Change(NamedTuple):
    """One change of the clock: the local time just before it, and the offsets before and after."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str


def zone_of_rules(zone: ZoneInfo, first_year: int) -> "Timezone | None":
    """Return the zone from the year before `first_year` on; nothing where its clock follows no yearly rule."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    start = max(first_year - 1, 2)
    years = [_changes(zone, year) for year in range(start, min(start + _YEARS, 9999))]
    if not years or len({len(found) for found in years}) != 1:
        return None
    made = Timezone()
    made.add("tzid", str(zone))
    if not years[0]:
        moment = datetime(start, 1, 1, tzinfo=zone)
        offset = moment.utcoffset() or timedelta()
        still = _Change(moment.replace(tzinfo=None), offset, offset, moment.tzname() or "")
        made.add_component(_part(TimezoneStandard(), still, None))
        return made
    for alike in zip(*years, strict=True):
        rule = _rule(alike)
        if rule is None:
            return None
        first = alike[0]
        made.add_component(_part(TimezoneDaylight() if first.after > first.before else TimezoneStandard(), first, rule))
    return made


def _part(part: "Component", change: _Change, rule: dict[str, str | int] | None) -> "Component":
    part.add("dtstart", change.at)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if rule:
        part.add("rrule", rule)
    return part


@lru_cache(maxsize=64)
def _changes(zone: ZoneInfo, year: int) -> tuple[_Change, ...]:
    """Return when the clock changes in a year."""
    found = []
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        following = day + timedelta(days=1)
        if _offset(zone, day) != _offset(zone, following):
            found.append(_between(zone, day, following))
        day = following
    return tuple(found)


def _between(zone: ZoneInfo, early: datetime, late: datetime) -> _Change:
    before = _offset(zone, early)
    while late - early > timedelta(minutes=1):
        middle = early + (late - early) // 2
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    late = late.replace(second=0, microsecond=0)
    if _offset(zone, late) == before:
        late += timedelta(minutes=1)
    name = late.astimezone(zone).tzname() or ""
    return _Change((late + before).replace(tzinfo=None), before, _offset(zone, late), name)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _rule(alike: tuple[_Change, ...]) -> dict[str, str | int] | None:
    """Return the rule that all these changes follow: a weekday counted from the end or the start of a month."""
    first = alike[0]
    same = {(one.at.month, one.at.weekday(), one.at.time(), one.before, one.after) for one in alike}
    if len(same) != 1:
        return None
    counted = [{_from_the_end(one.at) for one in alike}, {(one.at.day - 1) // 7 + 1 for one in alike}]
    for places in counted:
        if len(places) == 1:
            day = f"{places.pop()}{_WEEKDAYS[first.at.weekday()]}"
            return {"freq": "yearly", "bymonth": first.at.month, "byday": day}
    return None


def _from_the_end(day: datetime) -> int:
    return -((monthrange(day.year, day.month)[1] - day.day) // 7 + 1)
