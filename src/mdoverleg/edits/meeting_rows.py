"""What the edits of a meeting, its agenda and its decisions share: the lock, the running item and planned times."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _
from mdoverleg.edits.authors import last_to_change_column
from mdoverleg.edits.rows import fetch, ordered
from mdoverleg.store import tables

LAST_MINUTE = 24 * 60 - 1


def open_meeting(session: Session, pk: int) -> tables.Meeting:
    """Return the meeting; Refused when its minutes are closed."""
    meeting: tables.Meeting = fetch(session, "Meeting", pk)
    if meeting.closed_at is not None:
        raise Refused(_("The meeting of {day} is closed; reopen it first.").format(day=day_with_year(meeting.held_on)))
    return meeting


def refuse_closed(session: Session, meeting_pk: int | None) -> None:
    """Refuse what was agreed in a meeting whose minutes are closed."""
    if meeting_pk is not None:
        open_meeting(session, meeting_pk)


def agenda_of(session: Session, meeting_pk: int) -> list[tables.AgendaItem]:
    """Return the agenda items in order."""
    return ordered(session, "AgendaItem", meeting_pk)


def running_item(items: Sequence[tables.AgendaItem]) -> tables.AgendaItem | None:
    """Return the item that has begun and not ended; of several the last one that began, as the checks see it."""
    begun = [item for item in items if item.actual_start and not item.actual_end and not item.not_held]
    return max(begun, key=lambda item: (item.actual_start or "", item.position), default=None)


def next_item(items: Sequence[tables.AgendaItem], after: tables.AgendaItem | None) -> tables.AgendaItem | None:
    """Return the first item that has not begun and will be held: after the given one, else one that was passed over."""
    waiting = [item for item in items if item.actual_start is None and item.not_held is None]
    later = [item for item in waiting if after is None or item.position > after.position]
    return next(iter(later or waiting), None)


def end_time(start: str | None, now: datetime, meeting: tables.Meeting) -> str:
    """Return the time of day to write as an end: never before the start, past midnight the last minute of the day."""
    time = f"{now:%H:%M}"
    if start is None or time >= start:
        return time
    return "23:59" if now.date() > meeting.held_on else start


def clock_time(minutes: int) -> str:
    """Return HH:MM of minutes since midnight; Refused when an agenda would run past midnight."""
    if not 0 <= minutes <= LAST_MINUTE:
        raise Refused(_("The agenda would run past midnight: start earlier, or plan fewer or shorter items."))
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def planned_minutes(item: tables.AgendaItem | tables.Meeting) -> int:
    """Return how long it is planned to take."""
    return minutes_of_day(item.planned_end) - minutes_of_day(item.planned_start)


def shift(item: tables.AgendaItem, minutes: int) -> None:
    """Move the planned times of an item, its length kept."""
    start, end = minutes_of_day(item.planned_start) + minutes, minutes_of_day(item.planned_end) + minutes
    item.planned_start, item.planned_end = clock_time(start), clock_time(end)


def shift_waiting(session: Session, items: Sequence[tables.AgendaItem], minutes: int) -> None:
    """Move the planned times of those of the items that have not begun."""
    for item in items:
        if item.actual_start is None:
            shift(item, minutes)
            session.add(item)


def renumber(session: Session, items: Sequence[tables.AgendaItem]) -> None:
    """Write the place of each item; only those that moved change."""
    for position, item in enumerate(items):
        if item.position != position:
            item.position = position
            session.add(item)
    session.flush()


def went_on_already(session: Session, running: tables.AgendaItem | None, expected_item_pk: int) -> Refused:
    """Return the refusal that says who went on, when the item that the user saw running does not run any more."""
    changed, column = (running.pk, "actual_start") if running else (expected_item_pk, "actual_end")
    name = last_to_change_column(session, "agenda_item", column, changed) or _("somebody")
    return Refused(_("{who} went on already; nothing was changed.").format(who=name), names=[name])
