"""Getting back on time: which items to shorten and which case to put off, so that people leave when they planned to.

Nothing here changes anything: the chair ticks what is taken. A child at risk and a family in the room are left alone;
what was put off twice is held, and shortened only when nothing else is left. What counts as at risk: `rules/safety.py`.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from mdoverleg.domain import enums
from mdoverleg.domain.words import _

LATE_FROM: Final = 5
"""Minutes after the planned end from which the table speaks of it."""
LEAST_OF_CASE: Final = 10
LEAST_OF_OTHER: Final = 5
"""No case and no other item is made shorter than this, nor than half."""
MOST_PUT_OFF: Final = 2
"""Put off so often in a row, a case is not put off again."""

CHILD, UNSAFE = "child", "unsafe"
SHORTEN, MOVE = "shorten", "move"

_SHORT_WORD: Final = ("announcement", "theory", "any_other_business")
_LIGHT: Final = {"closing": 0, "evaluation": 0, "preventive": 0, "consultation": 0, "learning": 0, "follow_up": 1}
_PHASES: Final = {"recovery": 0, "risk_led_care": 1, "immediate_safety": 2}


class Waiting(NamedTuple):
    """One agenda item that has not begun and is to be held."""

    item_pk: int
    place: int
    """Its place in the order in which the items will be held."""
    number: int
    """Its number on the agenda."""
    kind: enums.AgendaItemKind
    title: str
    minutes: int
    """Planned."""
    start: int
    """Planned, in minutes since midnight."""
    weight: int = 0
    """Of a case: the higher, the more it needs its time (see `weight_of`)."""
    risk: str = ""
    """`child`: a child is at risk; `unsafe`: somebody else is; else nothing."""
    put_off: int = 0
    """How often in a row before this meeting."""
    has_family: bool = False
    """The family sits at the table for it, at its planned time."""
    is_urgent: bool = False
    category: str = ""
    """Of a case: why it is on the agenda."""


class Change(NamedTuple):
    """One line of a proposal: an item that becomes shorter, or that is put off to the next meeting."""

    item_pk: int
    how: str
    """`shorten` or `move`."""
    minutes: int
    """What is left of it; 0 when it is put off."""


class Proposal(NamedTuple):
    """What would bring a meeting back on time."""

    changes: tuple[Change, ...]
    """In the order of the agenda."""
    late: int
    """Minutes after the planned end when nothing is done; negative: early."""
    left: int
    """Minutes that stay too many when everything is taken; 0: it ends on time."""


def weight_of(category: str, phase: str) -> int:
    """Return how much a case needs its time: by why it is on the agenda, then by its phase (E55 puts crisis first)."""
    return _LIGHT.get(category, 2) + _PHASES.get(phase, 1)


def expected_times(rows: Iterable[Waiting], at: int, changes: Iterable[Change] = ()) -> Mapping[int, tuple[int, int]]:
    """Return start and end (minutes since midnight) of every item that is held, when the first can begin at `at`.

    What is put off is left out. A family is not asked to come earlier than it was told, so its item waits for it.
    """
    taken = {change.item_pk: change for change in changes}
    found: dict[int, tuple[int, int]] = {}
    for row in sorted(rows, key=_by_place):
        change = taken.get(row.item_pk)
        if change is not None and change.how == MOVE:
            continue
        begin = max(at, row.start) if row.has_family else at
        at = begin + (change.minutes if change is not None else row.minutes)
        found[row.item_pk] = (begin, at)
    return found


def expected_end(rows: Iterable[Waiting], at: int, changes: Iterable[Change] = ()) -> int:
    """Return when the last item ends, in minutes since midnight."""
    return max((end for _begin, end in expected_times(rows, at, changes).values()), default=at)


def least_of(row: Waiting) -> int:
    """Return to how many minutes an item may be shortened; its own length when it stays as it is."""
    if row.risk or row.has_family or row.kind in ("opening", "previous_actions", "reflection"):
        return row.minutes
    least = LEAST_OF_CASE if row.kind == "case" else LEAST_OF_OTHER
    return min(row.minutes, max(least, (row.minutes + 1) // 2))


def may_be_put_off(row: Waiting) -> bool:
    """Tell whether an item may wait for the next meeting."""
    if row.kind != "case":
        return row.kind == "theory"
    return not (row.risk or row.has_family or row.is_urgent or row.put_off >= MOST_PUT_OFF)


def comes_last(row: Waiting) -> bool:
    """Tell whether a case is shortened only when nothing else is left to shorten or put off."""
    return row.kind == "case" and (row.is_urgent or row.put_off >= MOST_PUT_OFF)


def propose(rows: Iterable[Waiting], at: int, end: int) -> Proposal:
    """Return what to shorten and what to put off so that a meeting ends at `end`, or as near to it as it can.

    `at` is when the first of the rows can begin; both in minutes since midnight. The least that helps: items are
    shortened first, lightest first; something is put off only when that is not enough.
    """
    waiting = tuple(sorted(rows, key=_by_place))
    late = expected_end(waiting, at) - end
    if late <= 0:
        return Proposal((), late, 0)
    plan = _Plan(waiting, at, end)
    first = [row for row in waiting if least_of(row) < row.minutes and not comes_last(row)]
    plan.put_off_what_must(first)
    plan.shorten(sorted(first, key=_shortened_first))
    plan.shorten(sorted(filter(comes_last, waiting), key=_shortened_first))
    return Proposal(plan.in_order(), late, max(0, plan.finish() - end))


class _Plan:
    """A proposal in the making."""

    def __init__(self, rows: tuple[Waiting, ...], at: int, end: int) -> None:
        self._rows, self._at, self._end = rows, at, end
        self._taken: dict[int, Change] = {}

    def finish(self, more: Iterable[Change] = ()) -> int:
        """When the meeting ends with what was taken so far, and more."""
        return expected_end(self._rows, self._at, (*more, *self._taken.values()))

    def put_off_what_must(self, short: Iterable[Waiting]) -> None:
        """Put off as little as is needed besides shortening all that may be."""
        shortest = tuple(Change(row.item_pk, SHORTEN, least_of(row)) for row in short)
        for row in sorted(filter(may_be_put_off, self._rows), key=_put_off_first):
            before = self.finish(shortest)
            if before <= self._end:
                break
            move = Change(row.item_pk, MOVE, 0)
            if self.finish((*shortest, move)) < before:  # the later of two changes of one item counts
                self._taken[row.item_pk] = move
        for pk in tuple(self._taken):
            move = self._taken.pop(pk)
            if self.finish(shortest) > max(self._end, self.finish((*shortest, move))):
                self._taken[pk] = move

    def shorten(self, rows: Iterable[Waiting]) -> None:
        """Shorten what is not put off, one after the other, each no further than helps."""
        for row in rows:
            before = self.finish()
            if before <= self._end or row.item_pk in self._taken:
                continue
            choices = [Change(row.item_pk, SHORTEN, minutes) for minutes in range(least_of(row), row.minutes)]
            aim = max(self._end, min((self.finish((one,)) for one in choices), default=before))
            if aim < before:
                self._taken[row.item_pk] = next(one for one in reversed(choices) if self.finish((one,)) <= aim)

    def in_order(self) -> tuple[Change, ...]:
        """What was taken, in the order of the agenda."""
        return tuple(self._taken[row.item_pk] for row in self._rows if row.item_pk in self._taken)


def _by_place(row: Waiting) -> tuple[int, int]:
    return row.place, row.item_pk


def _shortened_first(row: Waiting) -> tuple[int, int, int]:
    """A word less costs nothing; then the lightest case, of equal ones the later; the break before what comes last."""
    rank = 0 if row.kind in _SHORT_WORD else 2 if row.kind == "break" else 1
    return rank, row.weight, -row.place


def _put_off_first(row: Waiting) -> tuple[bool, int, int]:
    """What is no case first; then the lightest, where having been put off before weighs as well; then the later."""
    return row.kind == "case", row.weight + row.put_off, -row.place


# In words.


def reason_of(row: Waiting, how: str) -> str:
    """Say why this item is shortened, put off, or (`how` empty) stays as it is; in the current language."""
    if how == MOVE:
        return _why_put_off(row)
    if how == SHORTEN:
        return _why_shorter(row)
    return _why_kept(row)


def _why_put_off(row: Waiting) -> str:
    if row.kind != "case":
        return _("can wait for the next meeting")
    if row.put_off:
        return _("was put off once before; no child at risk")
    return _("was never put off before; no child at risk")


def _why_shorter(row: Waiting) -> str:
    if row.kind == "break":
        return _("the break stays, but shorter")
    if row.kind != "case":
        return _("a short word will do")
    if row.is_urgent:
        return _("urgent: shorter, but held")
    if row.put_off >= MOST_PUT_OFF:
        return _("was put off twice: shorter, but held")
    return _("one of the lighter cases") if row.weight < 3 else _("only what must be settled today")


def _why_kept(row: Waiting) -> str:
    if row.risk:
        return _("a child is at risk") if row.risk == CHILD else _("somebody is not safe")
    if row.has_family:
        return _("the family is in the room")
    if row.put_off >= MOST_PUT_OFF:
        return _("was put off twice: not a third time")
    if row.is_urgent:
        return _("urgent")
    return _("looking back stays") if row.kind == "reflection" else ""
