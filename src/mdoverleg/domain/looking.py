"""What was only looked at, and what was done with the file itself: how it stands in the log, its only trace."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mdoverleg.domain.text import clean

if TYPE_CHECKING:
    from mdoverleg.domain.list_rows import SearchRow

TABLE: Final = "seen.table"
WALL: Final = "seen.wall"
CASE: Final = "seen.case"
LIST: Final = "seen.list"
SEARCH: Final = "seen.search"
COPY: Final = "seen.copy"
UNLOCK: Final = "seen.unlock"
LOCK: Final = "seen.lock"

BACKUP: Final = "trust.backup"
RESTORE: Final = "trust.restore"
CLOCK_BEHIND: Final = "trust.clock"
KEYS_CHANGE: Final = "trust.keys_change"
ADD_RECOVERY: Final = "trust.add_recovery"
REMOVE_RECOVERY: Final = "trust.remove_recovery"
ENCRYPT: Final = "trust.encrypt"
DECRYPT: Final = "trust.decrypt"
PLAIN_SET_ASIDE: Final = "trust.plain_set_aside"
PLAIN_AGAIN_SAID: Final = "trust.plain_bring_back"

KIND: Final = "seen"
KIND_OF_CASE: Final = "seen_case"
KIND_OF_FAILURE: Final = "failed_unlock"
KIND_OF_FILE: Final = "trust"
"""What such rows of the log are called, where others name their database table: what was looked at, a case that was
among it, a passphrase that did not fit, and what was done with the file."""

AGAIN: Final = 600.0
"""Seconds before the same case or list in the same window is noted again: ten minutes."""

MOST_CASES: Final = 50
"""Of a search that found more cases, so many are noted one by one; the number of all stands beside them."""


class Look(NamedTuple):
    """One thing that was looked at."""

    verb: str
    place: str = ""
    """A key of PLACES (domain/looked_words.py)."""
    case_pk: int | None = None
    person_pk: int | None = None
    """Of whom a list was asked."""
    words: str = ""
    """What was searched for: content, so it is erased when the log is."""
    lines: int = 0
    """Rows that were found or copied."""
    cases: tuple[int, ...] = ()
    """The cases among what a search found."""


def of_list(place: str, case_pk: int | None = None, person_pk: int | None = None) -> Look:
    """Return the look at a list, of one case or person when asked; that of one case counts as a look at that case."""
    return Look(CASE if case_pk else LIST, place, case_pk, person_pk)


def of_search(words: str, rows: "Iterable[SearchRow]") -> Look:
    """Return the look at what a search found: its words, how many rows, and of which cases."""
    found = tuple(rows)
    cases = tuple(dict.fromkeys(row.case_pk for row in found if row.case_pk))
    return Look(SEARCH, words=clean(words, one_line=True), lines=len(found), cases=cases)


class Failure(NamedTuple):
    """One try to unlock that failed."""

    at: str
    """UTC, as YYYY-MM-DD HH:MM:SS or ISO."""
    who: str


class Looks:
    """What one window looked at and did not note yet; the same case or list counts once in ten minutes."""

    def __init__(self) -> None:
        self._noted: dict[Look, float] = {}
        self._waiting: dict[Look, float] = {}
        self._searched: Look | None = None

    def add(self, look: Look, now: float) -> None:
        """Keep a look that began at a moment in seconds, unless it counts as one that was kept already."""
        if look.verb == COPY or now - self._noted.get(look, -AGAIN) >= AGAIN:
            self._waiting[look] = self._noted[look] = now

    def searching(self, look: Look | None, now: float) -> None:
        """Keep what is searched for while it is typed: of words that grow only the last; nothing: the box is empty."""
        before, self._searched = self._searched, look
        if before is not None and not (look and look.words.startswith(before.words)):
            self.add(before, now)

    def take(self, now: float) -> list[Look]:
        """Give what is to be noted now, and forget it."""
        self.searching(None, now)
        found, self._waiting = list(self._waiting), {}
        return found


def about(look: Look) -> dict[str, Any]:
    """Return what the log keeps of a look."""
    values = {"place": look.place, "person_id": look.person_pk, "words": look.words, "lines": look.lines}
    found = {key: value for key, value in values.items() if value not in (None, "", 0)}
    return found | ({"case_id": look.case_pk} if look.case_pk else {})
