"""How long data are kept: the table's terms, until when a case may stay, and what is said of what was erased."""

import json
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from mdoverleg.domain.words import _, n_

TERMS: Final = "retention.terms"
"""The setting of a file that holds what differs from the default terms; the table format has no place for them."""
PENDING: Final = "erasing.pending"
"""The setting that tells, from the erasing on, that the file has yet to be cleaned up and a certificate be written."""
NUMBERS: Final = "erased.numbers"
"""The setting with the counts of what was erased, added up over all of it; nothing per case."""
CAME_BACK: Final = "erased.came_back"
"""The setting with the keys of cases that were erased and came back with a backup, as a JSON list."""

ERASE: Final = "trust.erase"
FORGET: Final = "trust.forget"
ERASE_PERSON: Final = "trust.erase_person"
SET_TERMS: Final = "trust.set_terms"
"""Verbs that are never undone: what was erased does not come back, and terms stand outside the table."""

KIND: Final = "erasing"
KIND_OF_TERMS: Final = "retention_terms"
"""What rows of the log about an erasing, and about other terms, are called, where others name their database table."""

OWN_CASES: Final = ("closed", "transferred", "not_taken_up")
"""Statuses of which the day until which a case is kept is set by itself."""


class Terms(NamedTuple):
    """How long what is kept: a table is a working copy, and every partner keeps its own file."""

    closed_months: int = 12
    """A case that is closed or went to others."""
    referred_weeks: int = 6
    """A case that was registered and never taken up."""
    meetings_months: int = 24
    """A meeting in which no case is left."""
    log_years: int = 5
    """The log of what was done, read and exported; without content."""

    def as_text(self) -> str:
        """Return it as the file keeps it."""
        return json.dumps(self._asdict())


RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "closed_months": (0, 600),
    "referred_weeks": (1, 520),
    "meetings_months": (1, 600),
    "log_years": (1, 50),
}
"""The smallest and the largest number of each term."""


def terms_of(text: str | None) -> Terms:
    """Return the terms that a file keeps; what is missing or makes no sense is as by default."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return Terms()
    given = found if isinstance(found, dict) else {}
    return Terms(**{name: given[name] for name in Terms._fields if _is_fine(name, given.get(name))})


def cases_back(text: str | None) -> tuple[int, ...]:
    """Return the keys of the cases that came back, as a file keeps them; nothing of what makes no sense."""
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(pk for pk in found if isinstance(pk, int)) if isinstance(found, list) else ()


def _is_fine(name: str, number: object) -> bool:
    low, high = RANGES[name]
    return isinstance(number, int) and not isinstance(number, bool) and low <= number <= high


def term_words(name: str, number: int) -> str:
    """Say one term: what is kept, and how long."""
    if name == "closed_months":
        return n_("a closed case: {n} month after closing", "a closed case: {n} months after closing", number).format(
            n=number
        )
    if name == "referred_weeks":
        sentence = n_(
            "a registered case that was never taken up: {n} week",
            "a registered case that was never taken up: {n} weeks",
            number,
        )
        return sentence.format(n=number)
    if name == "meetings_months":
        sentence = n_(
            "a meeting in which no case is left: {n} month", "a meeting in which no case is left: {n} months", number
        )
        return sentence.format(n=number)
    return n_("the log: {n} year", "the log: {n} years", number).format(n=number)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month when it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def keep_until(status: str, ended_on: date, terms: Terms) -> date | None:
    """Return the last day on which a case that is over is kept; nothing for one that is not over."""
    if status not in OWN_CASES:
        return None
    if status == "not_taken_up":
        return ended_on + timedelta(weeks=terms.referred_weeks)
    return months_after(ended_on, terms.closed_months)


Why = Literal["kept_long_enough", "never_taken_up", "asked", "no_case_left", "log_kept_long_enough", "came_back"]


def why_words(why: Why) -> str:
    """Say why something is to be erased."""
    return {
        "kept_long_enough": _("kept long enough"),
        "never_taken_up": _("registered and never taken up"),
        "asked": _("asked for now"),
        "no_case_left": _("no case is left in it"),
        "came_back": _("erased before, and back with a backup"),
        "log_kept_long_enough": _("what the entries hold; who did what when stays"),
    }[why]


class FileLeft(NamedTuple):
    """A file that was made of a case, by the list of files made, and is still on the disk."""

    number: int
    what: str
    path: str


class Due(NamedTuple):
    """One case, one meeting without cases, or what old entries of the log hold, that is to be erased for good."""

    kind: Literal["case", "meeting", "log"]
    pk: int
    """Of the log 0."""
    name: str
    """Alias of the case, day of the meeting, or which part of the log."""
    why: Why
    until: date
    """The last day on which it was to be kept."""
    rows: int
    """Of the table."""
    entries: int
    """Rows of the log that lose their content."""
    files: tuple[FileLeft, ...] = ()
    waits: str = ""
    """Why it is not erased now, in words; empty: nothing stands in the way."""


class Erased(NamedTuple):
    """What was erased for good, in numbers alone; `cases` and `meetings` count what was asked for."""

    change: int = 0
    """Number of the entry in the log."""
    at: str = ""
    """UTC, as the log has it."""
    cases: int = 0
    meetings: int = 0
    people: int = 0
    rows: Mapping[str, int] = {}
    """Rows of the table by their kind of record (the name of its database table)."""
    entries: int = 0
    minutes: int = 0
    """Versions of minutes from which something was taken out."""
    texts: int = 0
    """Texts elsewhere in which a name was replaced."""
    settings: int = 0
    """What was half typed, and the like."""
    by: str = ""
    """Who did it."""
    table: str = ""
    """Database table of what was erased, with its keys in `of`: by these a backup is known that holds it."""
    of: tuple[int, ...] = ()

    def as_text(self) -> str:
        """Return it as the file keeps it until the certificate is written."""
        return json.dumps(self._asdict())

    def counted(self) -> dict[str, object]:
        """Return the numbers that the log and the certificate keep."""
        named = ("cases", "meetings", "people", "entries", "minutes", "texts", "settings")
        return {name: number for name in named if (number := getattr(self, name))} | {"rows": dict(self.rows)}


def erased_of(text: str) -> Erased | None:
    """Return what a file keeps of an erasing that was not finished; nothing of what cannot be read."""
    try:
        found = json.loads(text)
        erased = Erased(**{name: found[name] for name in Erased._fields})
        return erased._replace(of=tuple(erased.of))
    except (ValueError, KeyError, TypeError):
        return None


class Cleaned(NamedTuple):
    """What became of an erasing once the file was cleaned up."""

    erased: Erased
    certificate: str = ""
    """Path of the certificate; empty: it could not be written."""
    backup: str = ""
    """Path of the fresh backup; empty: none could be made."""
    deleted: tuple[str, ...] = ()
    """Names of the older backups that held what was erased and are gone."""
    left: tuple[str, ...] = ()
    """Names of those that could not be deleted."""
    elsewhere: tuple[str, ...] = ()
    """Paths of copies that were made by hand outside the folder of backups, and are still there."""
