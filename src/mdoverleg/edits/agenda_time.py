"""Edits of the agenda that are about time: catching up, a break now, and minutes as such cases usually take here."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.labels import label
from mdoverleg.domain.text import capital
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.meeting_rows import (
    agenda_of,
    clock_time,
    open_meeting,
    planned_minutes,
    renumber,
    running_item,
    went_on_already,
)
from mdoverleg.edits.moments import moment
from mdoverleg.store import tables
from mdoverleg.store.store import Store

BREAK_MINUTES = 10
"""Length of a break that nobody planned."""


def catch_up(
    store: Store,
    who: Who,
    *,
    meeting_pk: int,
    shorten: Mapping[int, int],
    move: Collection[int],
    expected_item_pk: int | None = None,
    at: datetime | None = None,
) -> None:
    """Make items shorter (`shorten`: minutes that are left, from 1) and put others off to the next meeting (`move`).

    What waits gets new planned times from now on; a family is not called earlier than it was told. `expected_item_pk`
    is the item that the user saw running. Refused when somebody went on meanwhile, when one of the items does not wait
    any more or would not become shorter, and when nothing was chosen.
    """
    with store.write(who, "agenda.catch_up") as session:
        meeting = _begun(session, meeting_pk)
        items = agenda_of(session, meeting_pk)
        running = running_item(items)
        if expected_item_pk is not None and (running is None or running.pk != expected_item_pk):
            raise went_on_already(session, running, expected_item_pk)
        waiting = {item.pk: item for item in items if item.actual_start is None and item.not_held is None}
        if not shorten and not move:
            raise Refused(_("Nothing was chosen; nothing was changed."))
        if not waiting.keys() >= {*shorten, *move}:
            raise Refused(_("An item of this proposal does not wait any more; nothing was changed."))
        for pk, minutes in shorten.items():
            if not 0 < minutes < planned_minutes(waiting[pk]):
                raise Refused(_("{item} would not become shorter.").format(item=_title(session, waiting[pk])))
            _lasts(session, waiting[pk], minutes)
        for pk in move:
            rows.change(session, "AgendaItem", waiting[pk], {"not_held": "postponed"})
        replan(session, meeting, items, moment(store, session, at))


def take_break(
    store: Store, who: Who, *, meeting_pk: int, minutes: int = BREAK_MINUTES, at: datetime | None = None
) -> int:
    """Put a break right after the running item and return its key: the one that was still to come, else a new one.

    What waits gets new planned times. Refused when no item runs, in a break, and when a break is next already.
    """
    with store.write(who, "agenda.take_break") as session:
        meeting = _begun(session, meeting_pk)
        items = agenda_of(session, meeting_pk)
        running = running_item(items)
        if running is None:
            raise Refused(_("No item is running."))
        here = items.index(running)
        waiting = [item for item in items[here + 1 :] if item.actual_start is None and item.not_held is None]
        if running.kind == "break":
            raise Refused(_("It is a break now."))
        if waiting and waiting[0].kind == "break":
            raise Refused(_("The break is next already."))
        found = next((item for item in waiting if item.kind == "break"), None)
        if found is None:
            begin = minutes_of_day(running.planned_end)
            times = {"planned_start": clock_time(begin), "planned_end": clock_time(begin + minutes)}
            found = rows.insert(session, "AgendaItem", {"kind": "break", **times}, parent_pk=meeting_pk)
        else:
            items.remove(found)
        items.insert(here + 1, found)
        renumber(session, items)
        replan(session, meeting, items, moment(store, session, at))
        return found.pk


def set_minutes(
    store: Store, who: Who, *, meeting_pk: int, minutes: Mapping[int, int], at: datetime | None = None
) -> None:
    """Give items that wait so many minutes each (from 1); what follows moves along. Refused as in `catch_up`."""
    with store.write(who, "agenda.set_minutes") as session:
        meeting = open_meeting(session, meeting_pk)
        items = agenda_of(session, meeting_pk)
        waiting = {item.pk: item for item in items if item.actual_start is None and item.not_held is None}
        if not minutes:
            raise Refused(_("Nothing was chosen; nothing was changed."))
        if not waiting.keys() >= minutes.keys():
            raise Refused(_("An item of this proposal does not wait any more; nothing was changed."))
        for pk, number in minutes.items():
            if number < 1:
                raise Refused(_("At least one minute is left for an item."))
            _lasts(session, waiting[pk], number)
        replan(session, meeting, items, moment(store, session, at))


def _begun(session: Session, meeting_pk: int) -> tables.Meeting:
    meeting = open_meeting(session, meeting_pk)
    if meeting.actual_start is None:
        raise Refused(_("This meeting has not started yet."))
    return meeting


def _lasts(session: Session, item: tables.AgendaItem, minutes: int) -> None:
    item.planned_end = clock_time(minutes_of_day(item.planned_start) + minutes)
    session.add(item)


def replan(session: Session, meeting: tables.Meeting, items: Sequence[tables.AgendaItem], now: datetime) -> None:
    """Give what waits planned times one after the other, each as long as it was; what has begun or ended stays.

    They go on from when the running item is expected to end; before the start, and on another day than its own, from
    the first planned time. An item with the family in the room does not begin before its planned time.
    """
    running = running_item(items)
    place = items.index(running) if running is not None else -1
    turned = (*items[place + 1 :], *items[: place + 1])
    waiting = [item for item in turned if item.actual_start is None and item.not_held is None]
    families = _with_family(session, [item.pk for item in waiting])
    minute = _begins(meeting, running, waiting, now)
    for item in waiting:
        length, start = planned_minutes(item), minutes_of_day(item.planned_start)
        begin = max(minute, start) if item.pk in families else minute
        minute = begin + length
        item.planned_start, item.planned_end = clock_time(begin), clock_time(minute)
        session.add(item)


def _begins(
    meeting: tables.Meeting, running: tables.AgendaItem | None, waiting: Sequence[tables.AgendaItem], now: datetime
) -> int:
    """Return when the first that waits can begin, in minutes since midnight."""
    clock = now.hour * 60 + now.minute
    if meeting.actual_start is None or now.date() != meeting.held_on:
        planned = [minutes_of_day(item.planned_start) for item in waiting]
        return minutes_of_day(running.planned_end) if running else min(planned, default=clock)
    if running is None or running.actual_start is None:
        return clock
    spent = max(0, clock - minutes_of_day(running.actual_start))
    return clock + max(0, planned_minutes(running) - spent)


def _with_family(session: Session, item_pks: Sequence[int]) -> set[int]:
    table = tables.Seat
    query = select(table.agenda_item_id).where(
        col(table.agenda_item_id).in_(item_pks), col(table.member_id).is_not(None)
    )
    return set(session.exec(query))


def _title(session: Session, item: tables.AgendaItem) -> str:
    case = session.get(tables.Case, item.case_id) if item.case_id else None
    return case.alias if case is not None else item.title or capital(label("AgendaItemKind", item.kind))
