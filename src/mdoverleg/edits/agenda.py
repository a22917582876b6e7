"""Edits of the agenda while the meeting is planned or runs: its items, their times, and who sits at the table."""

from datetime import datetime

from sqlmodel import Session

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows, seats
from mdoverleg.edits.agenda_plan import minutes_per_case
from mdoverleg.edits.meeting_rows import (
    agenda_of,
    clock_time,
    open_meeting,
    planned_minutes,
    renumber,
    shift_waiting,
)
from mdoverleg.edits.moments import moment
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables
from mdoverleg.store.store import Store

DEFAULT_MINUTES = 10
"""Planned length of what is no case and says no length."""


def add_item(
    store: Store,
    who: Who,
    *,
    meeting_pk: int,
    values: Values,
    after_item_pk: int | None = None,
    minutes: int | None = None,
) -> int:
    """Add an item after another one, or at the end, and return its key; what follows is planned later.

    Its length is `minutes`, else the table's minutes per case or ten; planned times in the values win. Refused before
    an item that has begun, and for a case that is still to come on this agenda.
    """
    with store.write(who, "agenda.add") as session:
        meeting = open_meeting(session, meeting_pk)
        items = agenda_of(session, meeting_pk)
        _refuse_twice(session, items, values.get("case"))
        place = _place_after(items, after_item_pk)
        given = dict(values)
        moves_others = not given.get("planned_start")
        length = minutes or _default_minutes(session, given)
        if moves_others:
            begin = items[place - 1].planned_end if place else meeting.planned_start
            given["planned_start"] = begin
        if not given.get("planned_end"):
            given["planned_end"] = clock_time(minutes_of_day(given["planned_start"]) + length)
        item: tables.AgendaItem = rows.insert(session, "AgendaItem", given, parent_pk=meeting_pk)
        if moves_others:
            shift_waiting(session, items[place:], planned_minutes(item))
        renumber(session, [*items[:place], item, *items[place:]])
        return item.pk


def _default_minutes(session: Session, values: Values) -> int:
    if values.get("kind") != "case":
        return DEFAULT_MINUTES
    return minutes_per_case(session)


def _refuse_twice(session: Session, items: list[tables.AgendaItem], case_pk: int | None) -> None:
    to_come = [item for item in items if item.actual_end is None and item.not_held is None]
    if case_pk is not None and any(item.case_id == case_pk for item in to_come):
        case: tables.Case = rows.fetch(session, "Case", case_pk)
        raise Refused(_("Case {alias} is on this agenda already.").format(alias=case.alias))


def _place_after(items: list[tables.AgendaItem], after_item_pk: int | None) -> int:
    if after_item_pk is None:
        return len(items)
    for place, item in enumerate(items):
        if item.pk == after_item_pk:
            if any(later.actual_start for later in items[place + 1 :]):
                raise Refused(_("What comes next has begun already; add it later on the agenda."))
            return place + 1
    raise Refused(_("This item is not on this agenda."))


def _opened(session: Session, item_pk: int) -> tables.AgendaItem:
    item: tables.AgendaItem = rows.fetch(session, "AgendaItem", item_pk)
    open_meeting(session, item.meeting_id)
    return item


def _refuse_begun(item: tables.AgendaItem) -> None:
    if item.actual_start is not None:
        raise Refused(_("This item has begun, at {time}.").format(time=item.actual_start))


def move(store: Store, who: Who, *, item_pk: int, by: int) -> None:
    """Move an item that has not begun so many places down (negative: up); planned times follow the new order.

    It moves as far as it can; Refused where it cannot move at all. Begun items keep their place.
    """
    with store.write(who, "agenda.move") as session:
        item = _opened(session, item_pk)
        _refuse_begun(item)
        items = agenda_of(session, item.meeting_id)
        here = items.index(item)
        first = max((place + 1 for place, other in enumerate(items) if other.actual_start), default=0)
        there = min(max(here + by, min(first, here)), len(items) - 1)
        if there == here:
            raise Refused(_("This item cannot move further."))
        low, high = min(here, there), max(here, there)
        begin = min(minutes_of_day(other.planned_start) for other in items[low : high + 1])
        items.insert(there, items.pop(here))
        for other in items[low : high + 1]:
            length = planned_minutes(other)
            other.planned_start, other.planned_end = clock_time(begin), clock_time(begin + length)
            begin += length
            session.add(other)
        renumber(session, items)


def skip(store: Store, who: Who, *, item_pk: int, how: str) -> None:
    """Do not hold an item: `postponed` to a next meeting, or `dropped`. Refused when it has ended.

    One that runs goes back to not begun, so that its minutes do not count.
    """
    with store.write(who, "agenda.skip") as session:
        item = _opened(session, item_pk)
        if item.actual_end is not None:
            raise Refused(_("This item has ended already."))
        rows.change(session, "AgendaItem", item, {"not_held": how, "actual_start": None})


def unskip(store: Store, who: Who, *, item_pk: int) -> None:
    """Hold an item after all that was postponed or dropped."""
    with store.write(who, "agenda.unskip") as session:
        item = _opened(session, item_pk)
        if item.not_held is None:
            raise Refused(_("This item was not put off."))
        rows.change(session, "AgendaItem", item, {"not_held": None})


def give_minutes(store: Store, who: Who, *, item_pk: int, minutes: int) -> None:
    """Give an item more minutes (negative: fewer): its planned end moves, and what follows with it."""
    with store.write(who, "agenda.give_minutes") as session:
        item = _opened(session, item_pk)
        if item.actual_end is not None:
            raise Refused(_("This item has ended already."))
        if planned_minutes(item) + minutes < 1:
            raise refusal("AgendaItem", "planned_end", _("at least one minute is left for it."))
        items = agenda_of(session, item.meeting_id)
        item.planned_end = clock_time(minutes_of_day(item.planned_end) + minutes)
        session.add(item)
        shift_waiting(session, items[items.index(item) + 1 :], minutes)


def remove(store: Store, who: Who, *, item_pk: int) -> None:
    """Take an item off the agenda that has not begun; what follows is planned earlier."""
    with store.write(who, "agenda.remove") as session:
        item = _opened(session, item_pk)
        _refuse_begun(item)
        items = agenda_of(session, item.meeting_id)
        later = items[items.index(item) + 1 :]
        if all(other.planned_start >= item.planned_end for other in later):
            shift_waiting(session, later, -planned_minutes(item))
        items.remove(item)
        rows.remove(session, "AgendaItem", item)
        renumber(session, items)


def change_item(store: Store, who: Who, *, item_pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of an item: title, minutes per phase, times; ChangedMeanwhile as everywhere."""
    with store.write(who, "agenda.change") as session:
        rows.change(session, "AgendaItem", _opened(session, item_pk), values, expected)


def seat(
    store: Store,
    who: Who,
    *,
    item_pk: int,
    person_pk: int | None = None,
    member_pk: int | None = None,
    at_table: bool,
    at: datetime | None = None,
) -> None:
    """Let a person or a family member sit at the table for one item, or leave it.

    As long as an item has no seats everybody present sits; the first change makes a seat for each of them. Leaving an
    item that has begun is noted with the time. Who comes to sit with a case that did not know the organisation yet,
    makes its row of information. Refused: a person who is not there, a member of another family.
    """
    if (person_pk is None) == (member_pk is None):
        raise ValueError("either a person or a family member")
    with store.write(who, "agenda.seat") as session:
        item, now = _opened(session, item_pk), moment(store, session, at)
        if member_pk is not None:
            seats.seat_member(session, item, member_pk, now, at_table=at_table)
        elif person_pk is not None:
            seats.seat_person(session, item, person_pk, now, at_table=at_table)
            if at_table:
                seats.ask_for(session, item, person_pk, now)
