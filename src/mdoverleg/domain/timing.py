"""Minutes of an agenda: planned, spent and expected, computed from what is known and an instant."""

from collections.abc import Iterable
from datetime import datetime, timedelta
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
    """HH:MM, when what is left takes as long as planned."""
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
    left = sum(
        max(0, item.planned - (item.spent or 0))
        for row, item in zip(rows, items, strict=True)
        if not row.is_done and not row.not_held
    )
    planned_end = minutes_of_day(rows[-1].planned_end) if rows else minutes_of_day(clock)
    if not begun:
        return MeetingTime(items, clock_text(planned_end), 0)
    if all(row.is_done or row.not_held for row in rows) and rows:
        ended = max((minutes_of_day(row.actual_end) for row in rows if row.actual_end), default=planned_end)
        return MeetingTime(items, clock_text(ended), ended - planned_end)
    end = now + timedelta(minutes=left)
    expected = end.hour * 60 + end.minute + (1440 if end.date() > now.date() else 0)
    return MeetingTime(items, clock_text(expected), expected - planned_end)
