"""Dates as people say them, in the current language. Typed dates are read in `typed_dates.py`."""

from datetime import date, timedelta
from typing import Final

from mdoverleg.domain.words import Language, _, current_language, n_

# Tables and not catalogue entries: reading needs the words of both languages at once, and each form has its own rule.
_DAYS: Final[dict[Language, str]] = {
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_DAYS_SHORT: Final[dict[Language, str]] = {"nl": "ma di wo do vr za zo", "en": "Mon Tue Wed Thu Fri Sat Sun"}
_MONTHS: Final[dict[Language, str]] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_MONTHS_SHORT: Final[dict[Language, str]] = {
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


def weekday_name(day: date) -> str:
    """Show the day of the week in full: dinsdag, Tuesday."""
    return _DAYS[current_language()].split()[day.weekday()]


def month_name(day: date) -> str:
    """Show the month in full: oktober, October."""
    return _MONTHS[current_language()].split()[day.month - 1]


def _weekday_short(day: date) -> str:
    return _DAYS_SHORT[current_language()].split()[day.weekday()]


def _month_short(day: date) -> str:
    return _MONTHS_SHORT[current_language()].split()[day.month - 1]


def day_text(day: date, today: date) -> str:
    """Show a date as people say it: do 15 okt; with the year when it is not this one: wo 3 feb 2027."""
    return f"{_weekday_short(day)} {day_short(day, today)}"


def day_short(day: date, today: date) -> str:
    """Show a date without its day of the week: 12 mei; with the year when it is not this one: 12 mei 2025."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {_month_short(day)}{year}"


def day_with_year(day: date) -> str:
    """Show a date with its year, also when it is this one: vr 9 okt 2026."""
    return f"{_weekday_short(day)} {day.day} {_month_short(day)} {day.year}"


def day_long(day: date) -> str:
    """Show a date in full, for the head of a document: dinsdag 6 oktober 2026."""
    return f"{weekday_name(day)} {day.day} {month_name(day)} {day.year}"


def day_file(day: date) -> str:
    """Show a date as files that people read have it, in both languages: dd-mm-jjjj (15-10-2026)."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def due_text(due: date, today: date) -> str:
    """Tell how far off a due date is: today, tomorrow, in 3 days; when it is past: 3 days late. Calendar days."""
    days = (due - today).days
    if days < 0:
        return n_("{n} day late", "{n} days late", -days).format(n=-days)
    return _to_come(days)


def away_text(day: date, today: date) -> str:
    """Tell how far off a date is that nobody can be late for: yesterday, 3 days ago, today, in 3 days."""
    days = (day - today).days
    if days == -1:
        return _("yesterday")
    if days < 0:
        return n_("{n} day ago", "{n} days ago", -days).format(n=-days)
    return _to_come(days)


SOON = frozenset(("E05", "E44"))
"""Red checks of safety: what they warn of does not wait for the next meeting."""
SOON_DAYS = 3


def day_to_look_again(next_meeting: date | None, today: date, check: str = "") -> date:
    """Propose until when something may rest: up to the day before the next meeting, else for a week.

    A warning that nobody leads on safety (E05), or that a restraining order ends (E44), comes back after three days.
    """
    if check in SOON:
        return today + timedelta(days=SOON_DAYS)
    return (next_meeting or today + timedelta(days=8)) - timedelta(days=1)


def _to_come(days: int) -> str:
    if days < 2:
        return _("tomorrow") if days else _("today")
    return n_("in {n} day", "in {n} days", days).format(n=days)
