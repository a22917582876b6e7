"""What cases took against what was planned, per kind, over the meetings that are closed; of nobody in particular."""

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

ENOUGH: int = 3
"""Items of one kind from which their median says something."""
STEP: int = 5
"""Minutes are proposed in steps of so many."""

HELD = (
    'SELECT c.category, i.planned_start, i.planned_end, i.actual_start, i.actual_end, i.meeting_id FROM "case" c'
    " JOIN agenda_item i ON i.case_id = c.pk JOIN meeting m ON m.pk = i.meeting_id"
    " WHERE m.closed_at IS NOT NULL AND i.actual_end IS NOT NULL AND i.not_held IS NULL"
)
"""Every case item that was held in a closed meeting, by the kind that its case has now."""


class KindSpent(NamedTuple):
    """One kind of case: what its items were given and what they took, in whole minutes."""

    category: str
    items: int
    planned: int
    """Median."""
    spent: int
    """Median."""
    total_planned: int
    total_spent: int

    @property
    def usual(self) -> int | None:
        """Minutes to propose, in steps of five; nothing when too few were held to say."""
        return max(STEP, (self.spent + STEP // 2) // STEP * STEP) if self.items >= ENOUGH else None


class TimeSpent(NamedTuple):
    """Planned against spent over closed meetings."""

    meetings: int
    """In which at least one case was held."""
    kinds: tuple[KindSpent, ...]
    """The kind that was held most often first."""

    def of(self, category: str) -> KindSpent | None:
        """Return one kind of case; nothing when none was ever held."""
        return next((kind for kind in self.kinds if kind.category == category), None)


def read_time_spent(store: "Store") -> TimeSpent:
    """Return what cases took over all closed meetings."""
    with store.read() as reader:
        return time_spent(reader)


def time_spent(reader: Reader) -> TimeSpent:
    """Return what cases took over all closed meetings, from a reader."""
    minutes: dict[str, list[tuple[int, int]]] = {}
    meetings = set()
    for category, start, end, began, ended, meeting_pk in reader.rows(HELD):
        minutes.setdefault(category, []).append((_between(start, end), _between(began, ended)))
        meetings.add(meeting_pk)
    kinds = [
        KindSpent(
            category=category,
            items=len(pairs),
            planned=round(median(planned for planned, _spent in pairs)),
            spent=round(median(spent for _planned, spent in pairs)),
            total_planned=sum(planned for planned, _spent in pairs),
            total_spent=sum(spent for _planned, spent in pairs),
        )
        for category, pairs in minutes.items()
    ]
    return TimeSpent(len(meetings), tuple(sorted(kinds, key=lambda kind: (-kind.items, kind.category))))


def _between(start: str, end: str) -> int:
    return minutes_of_day(end) - minutes_of_day(start)
