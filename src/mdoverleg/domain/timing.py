"""Minutes of an agenda: planned, spent and expected, computed from what is known and an instant."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.snapshots import AgendaRow


class ItemTime(NamedTuple):
    """Whole minutes of one agenda item."""

    planned: int
    spent: int | None
    """Nothing when it has not begun."""
    percent: int
    """Spent of planned; 0 when it has not begun."""


class MeetingTime(NamedTuple):
    """Where a meeting stands at one instant."""

    items: tuple[ItemTime, ...]
    expected_end: str
    """HH:MM, when what is left takes as long as planned, and a family is not asked to come earlier than it was told."""
    late: int
    """Minutes by which the expected end lies after the planned one; negative: early."""


def clock_text(minutes: int) -> str:
    """Return HH:MM of minutes since midnight, turning over at 24 hours."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def item_time(row: AgendaRow, now: str) -> ItemTime:
    """Return planned and spent minutes of one item at `now` (HH:MM)."""
    planned = minutes_of_day(row.planned_end) - minutes_of_day(row.planned_start)
    if row.actual_start is None:
        return ItemTime(planned, None, 0)
    until = row.actual_end or now
    spent = max(0, minutes_of_day(until) - minutes_of_day(row.actual_start))
    return ItemTime(planned, spent, spent * 100 // planned)


def meeting_time(agenda: Iterable[AgendaRow], now: datetime, *, begun: bool) -> MeetingTime:
    """Return the minutes of every item and the expected end; before the start everything goes as planned."""
    rows = tuple(agenda)
    clock = f"{now:%H:%M}"
    items = tuple(item_time(row, clock) for row in rows)
    planned_end = minutes_of_day(rows[-1].planned_end) if rows else minutes_of_day(clock)
    if not begun:
        return MeetingTime(items, clock_text(planned_end), 0)
    if all(row.is_done or row.not_held for row in rows) and rows:
        ended = max((minutes_of_day(row.actual_end) for row in rows if row.actual_end), default=planned_end)
        return MeetingTime(items, clock_text(ended), ended - planned_end)
    expected = _expected_end(rows, items, minutes_of_day(clock))
    return MeetingTime(items, clock_text(expected), expected - planned_end)


def _expected_end(rows: Sequence[AgendaRow], items: Sequence[ItemTime], at: int) -> int:
    """Return when the last item ends: what runs, what comes after it, and then what was passed over."""
    running = [place for place, row in enumerate(rows) if row.is_running]
    first = max(running, key=lambda place: (rows[place].actual_start or "", place), default=0)
    for place in (*range(first, len(rows)), *range(first)):
        row, item = rows[place], items[place]
        if row.is_done or row.not_held:
            continue
        if row.has_family and item.spent is None:
            at = max(at, minutes_of_day(row.planned_start))
        at += max(0, item.planned - (item.spent or 0))
    return at
