"""The rhythm of a series of meetings, derived from the days of the earlier ones, and its next days off holidays."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from itertools import count, pairwise
from statistics import median_low
from typing import Final, NamedTuple

from mdoverleg.domain.dates import day_text, weekday_name
from mdoverleg.domain.holidays import holiday_name, is_weekend
from mdoverleg.domain.words import _, n_

WEEK: Final = timedelta(weeks=1)
USUAL_WEEKS: Final = 4
"""Between two meetings when there was only one, or none."""
MOST_WEEKS: Final = 26
LOOKED_AT: Final = 12
"""Earlier meetings that say what the rhythm is; what was usual years ago is not."""
LAST: Final = -1
ENOUGH: Final = 3
"""Meetings after which a day of the month is a rhythm and no chance."""


class Rhythm(NamedTuple):
    """Every so many weeks, or once a month on one weekday of it."""

    weeks: int = USUAL_WEEKS
    """1 to MOST_WEEKS; 0 when it is monthly."""
    nth: int = 0
    """1 to 4, or LAST: which one of its weekday in the month; 0 when it goes by weeks."""

    def words(self, day: date) -> str:
        """Say the rhythm, with the weekday of a day in it."""
        name = weekday_name(day)
        if not self.nth:
            words = n_("every week on {day}", "every {n} weeks on {day}", self.weeks)
            return words.format(n=self.weeks, day=name)
        words = {
            1: _("every first {day} of the month"),
            2: _("every second {day} of the month"),
            3: _("every third {day} of the month"),
            4: _("every fourth {day} of the month"),
        }.get(self.nth, _("every last {day} of the month"))
        return words.format(day=name)


class NextDay(NamedTuple):
    """A day that is proposed."""

    day: date
    instead_of: date | None = None
    """The day of the rhythm, when that is a holiday."""

    def why(self, today: date) -> str:
        """Say why it is not the day of the rhythm; nothing when it is."""
        if self.instead_of is None:
            return ""
        words = _("{day} is {holiday}; proposal {other}")
        name = holiday_name(self.instead_of)
        return words.format(day=day_text(self.instead_of, today), holiday=name, other=day_text(self.day, today))


def rhythm_of(days: Iterable[date]) -> Rhythm:
    """Return the rhythm of the meetings on these days; every four weeks when there are too few to tell.

    A meeting that was moved once, off a holiday or for another reason, does not change it.
    """
    held = sorted(set(days))[-LOOKED_AT:]
    if len(held) < 2:
        return Rhythm()
    gaps = [(later - earlier).days for earlier, later in pairwise(held)]
    weeks = min(max(round(median_low(gaps) / 7), 1), MOST_WEEKS)
    in_phase = Counter(day.toordinal() % (7 * weeks) for day in held).most_common(1)[0][1]
    nth, monthly = Counter(_nth(day, held) for day in held).most_common(1)[0]
    is_monthly = len(held) >= ENOUGH and weeks in (4, 5) and monthly > in_phase
    return Rhythm(0, nth) if is_monthly or (weeks == 5 and monthly == len(held)) else Rhythm(weeks)


def _nth(day: date, among: Collection[date]) -> int:
    """Return which one of its weekday in the month a day is; the last one when every meeting was."""
    return LAST if all(_is_last(one) for one in among) else min((day.day + 6) // 7, 4)


def _is_last(day: date) -> bool:
    return (day + WEEK).month != day.month


def next_days(rhythm: Rhythm, held: Iterable[date], after: date, number: int) -> tuple[NextDay, ...]:
    """Return the next `number` days of the rhythm after a day, each a week later when it is a public holiday.

    `held` are the days of the earlier meetings: the weekday that most of them had counts on from the last one. A day of
    the rhythm that is taken by one that moved falls out. There are fewer where the calendar ends.
    """
    found: dict[date, NextDay] = {}
    anchor = _anchor(sorted(held), after)
    try:
        for step in count(1):
            regular = _regular(rhythm, anchor, step)
            day = regular
            while holiday_name(day):
                day += WEEK
            if day > after:
                found.setdefault(day, NextDay(day, None if day == regular else regular))
            if len(found) >= number:
                break
    except (OverflowError, ValueError):  # past the year 9999
        pass
    return tuple(found.values())


def _anchor(held: list[date], after: date) -> date:
    """Return the last meeting on the usual weekday, from which the rhythm counts on."""
    if not held:
        return after
    recent = held[-LOOKED_AT:]
    usual = Counter(day.weekday() for day in recent).most_common(1)[0][0]
    return max(day for day in recent if day.weekday() == usual)


def _regular(rhythm: Rhythm, anchor: date, step: int) -> date:
    if not rhythm.nth:
        return anchor + step * rhythm.weeks * WEEK
    months = anchor.year * 12 + anchor.month - 1 + step
    year, month = divmod(months, 12)
    first = date(year, month + 1, 1)
    first += timedelta(days=(anchor.weekday() - first.weekday()) % 7)
    if rhythm.nth != LAST:
        return first + (rhythm.nth - 1) * WEEK
    return max(first + weeks * WEEK for weeks in (3, 4) if (first + weeks * WEEK).month == first.month)


def doubts(day: date, today: date, others: Collection[date] = ()) -> tuple[str, ...]:
    """Say in sentences why a meeting on this day may be a mistake: a holiday, a weekend, past, another meeting."""
    when = day_text(day, today)
    found = []
    if name := holiday_name(day):
        found.append(_("{day} is {holiday}.").format(day=when, holiday=name))
    elif is_weekend(day):
        found.append(_("{day} is in a weekend.").format(day=when))
    if day < today:
        found.append(_("{day} is past.").format(day=when))
    if day in others:
        found.append(_("There is another meeting on {day}.").format(day=when))
    return tuple(found)
