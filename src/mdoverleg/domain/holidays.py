"""Public holidays in the Netherlands: the days on which no table meets.

Ten days; Good Friday is not among them, because most offices are open then. Liberation Day is one in lustrum years.
"""

from datetime import date, timedelta
from typing import Final

from mdoverleg.domain.words import N_, _

LUSTRUM: Final = 5
SUNDAY: Final = 6
SATURDAY: Final = 5


def easter(year: int) -> date:
    """Return Easter Sunday of a year from 1583 on, by the Gregorian computus."""
    century = year // 100
    golden = year % 19
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (skipped + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    after = epact - weekday
    month = 3 + (after + 40) // 44
    return date(year, month, after + 28 - 31 * (month // 4))


def holidays(year: int) -> dict[date, str]:
    """Return the public holidays of a year with their English names, marked for translation, by day."""
    sunday = easter(year)
    king = date(year, 4, 27)
    found = {
        date(year, 1, 1): N_("New Year's Day"),
        sunday: N_("Easter Sunday"),
        sunday + timedelta(days=1): N_("Easter Monday"),
        sunday + timedelta(days=39): N_("Ascension Day"),
        sunday + timedelta(days=49): N_("Whit Sunday"),
        sunday + timedelta(days=50): N_("Whit Monday"),
        king - timedelta(days=king.weekday() == SUNDAY): N_("King's Day"),
        date(year, 12, 25): N_("Christmas Day"),
        date(year, 12, 26): N_("Boxing Day"),
    }
    if year % LUSTRUM == 0:
        found.setdefault(date(year, 5, 5), N_("Liberation Day"))
    return found


def holiday_name(day: date) -> str:
    """Return what public holiday it is, in the current language; nothing on any other day."""
    name = holidays(day.year).get(day) if day.year > 1582 else None
    return _(name) if name else ""


def is_weekend(day: date) -> bool:
    """Tell whether it is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY
