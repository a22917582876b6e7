"""The order that is proposed for an agenda: families at their time, heavy cases early, a break, closing cases last.

A pure function of what is on the agenda; where nothing speaks for another order the present one stays.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.enums import AgendaItemKind
from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.timing import clock_text
from mdoverleg.domain.words import _

Weight = Literal["", "urgent", "crisis", "safety", "prone", "put_off"]
"""Why a case goes early."""

WEIGHTS: Final[tuple[Weight, ...]] = ("urgent", "crisis", "safety", "prone", "put_off")
NEW_BREAK: Final = 10
"""Minutes of a break that is proposed."""
PASSES: Final = 8

_BEFORE: Final = ("opening", "previous_actions", "announcement")
_AFTER: Final = ("theory", "any_other_business", "reflection")
_LEVEL: Final[dict[str, int]] = {"urgent": 3, "crisis": 3, "safety": 4, "prone": 5, "put_off": 5, "": 6}
_CLOSING: Final = 7
_TAIL: Final = 8


class Orderable(NamedTuple):
    """One item of an agenda that has not begun."""

    key: int
    kind: AgendaItemKind
    minutes: int
    title: str = ""
    comes_at: str | None = None
    """HH:MM at which the family comes: the item keeps this time."""
    weight: Weight = ""
    is_closing: bool = False
    people: frozenset[int] = frozenset()
    """Those who come for this case."""


class Placed(NamedTuple):
    """One item at its proposed place."""

    key: int | None
    """Nothing: a break that is new."""
    kind: AgendaItemKind
    title: str
    start: str
    minutes: int
    has_moved: bool = False
    why: str = ""
    """In words; nothing where it stays without a reason of its own."""

    @property
    def end(self) -> str:
        """HH:MM at which it is planned to end; past midnight it turns over."""
        return clock_text(minutes_of_day(self.start) + self.minutes)


class _Step(NamedTuple):
    item: Orderable
    start: int
    beside: str = ""
    """Title of the case before it, when the same people are there for."""
    fits_before: str = ""
    """Title of the case with a fixed time for which a better one was too long."""


def proposed(items: Sequence[Orderable], start: str, limit: int = LIMITS["E54.minutes"]) -> tuple[Placed, ...]:
    """Return the items in the proposed order with their times, from `start` (HH:MM) on.

    Every item stays, with its length; at most breaks of NEW_BREAK minutes are added so that no row of items without a
    family's own time goes on longer than `limit` minutes (E54). Proposing again what was proposed changes nothing.
    """
    found = list(items)
    steps: list[_Step] = []
    for _pass in range(PASSES):
        steps = _pass_over(found, minutes_of_day(start), limit)
        again = [step.item for step in steps]
        if [one.key for one in again] == [one.key for one in found]:
            break
        found = again
    return _explained(items, steps)


def _pass_over(items: Sequence[Orderable], start: int, limit: int) -> list[_Step]:
    breaks = [item for item in items if item.kind == "break" and item.comes_at is None]
    others = [item for item in items if item not in breaks]
    lowest = min((item.key for item in items), default=0)
    new = [Orderable(min(lowest, 0) - number, "break", NEW_BREAK) for number in range(1, len(others) + 1)]
    filling = _Filling(items, breaks, start, limit)
    more = 0
    while not filling.run():
        more += 1
        filling = _Filling(items, [*breaks, *new[:more]], start, limit)
    for one in filling.breaks:
        if one in breaks:
            filling.put(one)
    return filling.steps


class _Filling:
    """One way through the day, from one minute to the next."""

    def __init__(
        self,
        items_with_breaks: Sequence[Orderable],
        breaks: list[Orderable],
        start: int,
        limit: int,
    ) -> None:
        items = [item for item in items_with_breaks if item not in breaks]
        self.fixed = sorted((item for item in items if item.comes_at), key=lambda item: item.comes_at or "")
        self.waiting = [item for item in items if not item.comes_at]
        self.breaks = list(breaks)
        self.limit = limit
        self.now = self.since = start
        self.last: Orderable | None = None
        self.steps: list[_Step] = []
        body = sum(item.minutes for item in items if _tier(item) < _TAIL)
        self.share = body / (len(breaks) + 1)
        self.stays: list[int] = []
        """Of a meeting short enough to do without: after how many items each break stood, and stands."""
        if body <= limit:
            self.stays = [_before(one, items_with_breaks) for one in breaks]
        shared = [item.people for item in items if item.kind == "case"]
        self.everybody = frozenset.intersection(*shared) if len(shared) > 1 else frozenset()

    def run(self) -> bool:
        """Place every item; tells whether there were breaks enough."""
        while self.waiting or self.fixed:
            if self.fixed and _at(self.fixed[0]) <= self.now:
                self._put_fixed()
                continue
            chosen = self._choose()
            if chosen is None:  # nothing fits before the next family
                if not self._rest():
                    self.now = _at(self.fixed[0])
            elif self._wants_break(chosen) or self._family_needs_rest(chosen):
                if not self._rest():
                    if not self.breaks and self._is_too_long(chosen):
                        return False
                    self._take(chosen)
            else:
                self._take(chosen)
        return True

    def _take(self, item: Orderable) -> None:
        self.waiting.remove(item)
        self.put(item)

    def _is_too_long(self, item: Orderable) -> bool:
        return self.now + item.minutes - self.since > self.limit

    @property
    def _room(self) -> int | None:
        """Minutes until the next family comes."""
        return _at(self.fixed[0]) - self.now if self.fixed else None

    def _choose(self) -> Orderable | None:
        room = self._room
        fitting = [item for item in self.waiting if room is None or item.minutes <= room]
        return min(fitting, key=self._rank, default=None)

    def _rank(self, item: Orderable) -> tuple[int, int]:
        return _tier(item), -len(self._shared(item))

    def _shared(self, item: Orderable) -> frozenset[int]:
        if self.last is None or item.kind != "case":
            return frozenset()
        return (item.people & self.last.people) - self.everybody

    def _wants_break(self, item: Orderable) -> bool:
        """Whether a break belongs before this item: it would be too long without one, or half of it is over."""
        passed = self.now - self.since
        if passed <= 0:
            return False
        if self.stays and not self._is_too_long(item):
            done = sum(step.item.kind != "break" for step in self.steps)
            return bool(self.breaks) and done >= self.stays[len(self.stays) - len(self.breaks)]
        if _tier(item) >= _TAIL:  # a break that is on the agenda stays on it
            return any(one.key > 0 for one in self.breaks) and not self.fixed
        return self._is_too_long(item) or (bool(self.breaks) and passed + item.minutes / 2 > self.share)

    def _family_needs_rest(self, item: Orderable) -> bool:
        """Whether the break has to be now, because a family comes after this item and would be without one."""
        if not self.fixed or not self.breaks or self.now <= self.since:
            return False
        comes = _at(self.fixed[0])
        too_long = comes + self.fixed[0].minutes - self.since > self.limit
        return too_long and self.now + item.minutes + self.breaks[0].minutes > comes

    def _rest(self) -> bool:
        """Place the next break if there is one, something went before it, and it fits before the next family."""
        room = self._room
        if not self.breaks or self.now <= self.since or (room is not None and self.breaks[0].minutes > room):
            return False
        self.put(self.breaks.pop(0))
        return True

    def _beside(self, item: Orderable) -> str:
        """Return the case before this one when most of those who come for it are the same, whoever is there anyway."""
        shared = len(self._shared(item))
        is_most = shared and 2 * shared >= len(item.people - self.everybody)
        return self.last.title if self.last is not None and is_most else ""

    def _put_fixed(self) -> None:
        item = self.fixed.pop(0)
        self.steps.append(_Step(item, _at(item), self._beside(item)))
        self.now = max(self.now, _at(item) + item.minutes)
        self.last = item if item.kind == "case" else self.last

    def put(self, item: Orderable) -> None:
        """Place an item now."""
        better = any(self._rank(other) < self._rank(item) for other in self.waiting) and item.kind != "break"
        self.steps.append(
            _Step(item, self.now, self._beside(item), self.fixed[0].title if better and self.fixed else "")
        )
        self.now += item.minutes
        if item.kind == "break":
            self.since = self.now
        elif item.kind == "case":
            self.last = item


def _before(one: Orderable, items: Sequence[Orderable]) -> int:
    """Return how many items that are no break stand before one, or all of them where it is new."""
    place = items.index(one) if one in items else len(items)
    return sum(item.kind != "break" for item in items[:place])


def _at(item: Orderable) -> int:
    return minutes_of_day(item.comes_at or "00:00")


def _tier(item: Orderable) -> int:
    if item.kind in _BEFORE:
        return _BEFORE.index(item.kind)
    if item.kind in _AFTER:
        return _TAIL + _AFTER.index(item.kind)
    return _CLOSING if item.is_closing and item.weight not in ("urgent", "crisis", "safety") else _LEVEL[item.weight]


def _explained(items: Sequence[Orderable], steps: Sequence[_Step]) -> tuple[Placed, ...]:
    """Return the steps in words, and which of them moved: those outside the longest row that kept its order."""
    places = {item.key: place for place, item in enumerate(items)}
    kept = _kept([places[step.item.key] for step in steps if step.item.key in places])
    found = []
    since = minutes_of_day("00:00") if not steps else steps[0].start
    for step in steps:
        item = step.item
        is_new = item.key not in places
        has_moved = is_new or places[item.key] not in kept
        why = _why(step, step.start - since, is_new=is_new) or (
            _("makes room for what goes first") if has_moved else ""
        )
        if item.kind == "break":
            since = step.start + item.minutes
        start = clock_text(step.start)
        found.append(Placed(None if is_new else item.key, item.kind, item.title, start, item.minutes, has_moved, why))
    return tuple(found)


def _kept(places: Sequence[int]) -> frozenset[int]:
    """Return a longest row of places that go up: these items stayed in their order."""
    ends: list[int] = []
    rows: list[tuple[int, ...]] = []
    for place in places:
        at = bisect_left(ends, place)
        row = (*(rows[at - 1] if at else ()), place)
        ends[at : at + 1] = [place]
        rows[at : at + 1] = [row]
    return frozenset(rows[-1]) if rows else frozenset()


def _why(step: _Step, passed: int, *, is_new: bool) -> str:
    item = step.item
    if item.kind == "break":
        words = _("new: a break after {n} min") if is_new else _("a break after {n} min")
        return words.format(n=passed)
    parts = [_own_reason(item)]
    if step.beside:
        parts.append(_("the same people as {case}").format(case=step.beside))
    if step.fits_before:
        parts.append(_("fits before {case}").format(case=step.fits_before))
    return " · ".join(part for part in parts if part)


def _own_reason(item: Orderable) -> str:
    if item.comes_at:
        return _("the family comes at {time}").format(time=item.comes_at)
    if item.is_closing and _tier(item) == _CLOSING:
        return _("is being closed: last")
    words = {
        "urgent": _("urgent: early"),
        "crisis": _("crisis: early"),
        "safety": _("safety is at stake now: early"),
        "prone": _("crisis can come back: early"),
        "put_off": _("put off more than once: early"),
    }
    return words.get(item.weight, "") if item.kind == "case" else ""
