"""Reading of what is typed in a dialog: minutes, days."""

from collections.abc import Callable
from datetime import date

from mdoverleg.domain.dates import away_text, day_with_year
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_words import read_time_of_day
from mdoverleg.domain.typed_dates import read_date
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.ask import Reading, Understood

LONGEST = 600


def minutes_read(typed: str) -> Understood:
    """Say whether a number of minutes was understood: 1 to 600."""
    fine = typed.isascii() and typed.isdigit() and len(typed) <= 3 and 1 <= int(typed) <= LONGEST
    return Understood("" if fine else _("Type a number of minutes, 1 to {most}.").format(most=LONGEST), fine)


def day_reader(today: date, next_meeting: date | None) -> tuple[Reading, Callable[[str], date | None]]:
    """Return what says how a typed day was understood, and what turns it into a day."""

    def day_of(typed: str) -> date | None:
        return read_date(typed, today, next_meeting)

    def say(typed: str) -> Understood:
        day = day_of(typed)
        if day is None:
            return Understood(_("“{word}” is not understood as a date.").format(word=typed), is_fine=False)
        return Understood(f"{day_with_year(day)} ({away_text(day, today)})")

    return say, day_of


def time_read(typed: str) -> Understood:
    """Say how a time of day was understood: 9:05, 09.05 or 0905."""
    time = time_of(typed)
    return Understood(time, bool(time)) if time else Understood(_("Type a time, such as 9:30."), is_fine=False)


def time_of(typed: str) -> str:
    """Return a typed time of day as HH:MM; nothing when it is none."""
    try:
        return read_time_of_day(typed)
    except Refused:
        return ""
