"""The time of one meeting: what still waits, who comes when, and what each item took; pure, for any instant."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mdoverleg.domain import enums
from mdoverleg.domain.catching_up import Change, Proposal, Waiting, expected_end, expected_times, propose
from mdoverleg.domain.timing import clock_text


class Comer(NamedTuple):
    """Somebody who is not at the table for the whole meeting."""

    name: str
    """Empty for a family: it is known by the number of its item alone."""
    organisation: str
    item_pks: frozenset[int]
    """The items that wait and at which they sit."""
    before: int = 0
    """At how many more items they sat or sit, that ended or run."""
    is_here: bool = False
    """They sit at the running item, so that they hear it."""
    person_pk: int = 0
    """0: a family."""


class Call(NamedTuple):
    """When one person is expected."""

    name: str
    organisation: str
    stops: tuple[tuple[str, int], ...]
    """HH:MM and the number of the item, in order of time."""
    only_one: bool
    """They come for one item of this meeting alone."""
    is_here: bool = False
    person_pk: int = 0
    """0: a family."""


class SpentRow(NamedTuple):
    """What one item was given and what it took, in whole minutes."""

    item_pk: int
    number: int
    kind: enums.AgendaItemKind
    title: str
    planned: int
    spent: int | None
    phases: tuple[int | None, int | None, int | None]
    """Of picture, judgement and decision."""
    not_held: enums.NotHeld | None
    steps: tuple[tuple[str, int], ...] = ()
    """Each step that was walked, as the method calls it, with its minutes; kept until another meeting runs."""


class MeetingTimes(NamedTuple):
    """Where the time of one meeting goes, from one read."""

    meeting_pk: int
    runs: bool
    """It has begun, is not closed, and today is its day."""
    running_pk: int | None
    at: int
    """When the first that waits can begin, in minutes since midnight."""
    end: int
    """The planned end of the meeting."""
    rows: tuple[Waiting, ...]
    """What waits, in the order in which it will be held."""
    comers: tuple[Comer, ...]
    spent: tuple[SpentRow, ...]
    location: str = ""

    def proposal(self) -> Proposal:
        """Return what would bring the meeting back on time; only of one that runs."""
        return propose(self.rows, self.at, self.end) if self.runs else Proposal((), 0, 0)

    def starts(self, changes: Iterable[Change] = ()) -> Mapping[int, int]:
        """Return when every item that waits begins; of a meeting that does not run as planned."""
        if not self.runs:
            return {row.item_pk: row.start for row in self.rows}
        return {pk: begin for pk, (begin, _end) in expected_times(self.rows, self.at, changes).items()}

    def late_after(self, changes: Iterable[Change] = ()) -> int:
        """Return by how many minutes it ends after its planned end with these changes; negative: early."""
        return expected_end(self.rows, self.at, changes) - self.end

    def too_long(self) -> int:
        """Return by how many minutes the plan of what waits lies over the planned end of the meeting; 0: it fits."""
        return max(0, max((row.start + row.minutes for row in self.rows), default=0) - self.end)

    def calls(self, changes: Iterable[Change] = ()) -> tuple[Call, ...]:
        """Return who is to be called when: first for one item alone, last who is here; each group in order of time.

        Who comes only for what is put off is not on the list.
        """
        starts = self.starts(changes)
        numbers = {row.item_pk: row.number for row in self.rows}
        found = []
        for comer in self.comers:
            stops = sorted((starts[pk], numbers[pk]) for pk in comer.item_pks if pk in starts)
            if stops:
                said = tuple((clock_text(begin), number) for begin, number in stops)
                only_one = comer.before + len(stops) == 1
                group = 2 if comer.is_here else int(not only_one)
                call = Call(comer.name, comer.organisation, said, only_one, comer.is_here, comer.person_pk)
                found.append((group, stops, call))
        return tuple(call for _group, _stops, call in sorted(found))

    def to_be_told(self, changes: Iterable[Change] = ()) -> int:
        """Return how many who are not here were told another time than these changes give, or come for nothing."""
        starts, told = self.starts(changes), {row.item_pk: row.start for row in self.rows}
        absent = (comer for comer in self.comers if not comer.is_here)
        return sum(any(starts.get(pk) != told[pk] for pk in comer.item_pks) for comer in absent)
