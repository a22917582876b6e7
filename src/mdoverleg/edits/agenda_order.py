"""Edits of a whole agenda at once: in another order, and filled with cases and with what was put off before."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from mdoverleg.domain.clock import minutes_of_day
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import OVER
from mdoverleg.domain.ordering import Placed
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.agenda_plan import WAITING_KINDS, Slot, is_left, minutes_per_case
from mdoverleg.edits.meeting_rows import (
    LAST_MINUTE,
    agenda_of,
    clock_time,
    open_meeting,
    planned_minutes,
    renumber,
    shift_waiting,
)
from mdoverleg.edits.planning import TAIL
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def order(store: Store, who: Who, *, meeting_pk: int, placed: Sequence[Placed]) -> None:
    """Put the agenda of a meeting that has not begun in a proposed order, with its times and new breaks; one step.

    What is not held stays behind the rest. Refused when the agenda no longer holds exactly these items, or when the
    meeting has begun.
    """
    with store.write(who, "agenda.order") as session:
        meeting = open_meeting(session, meeting_pk)
        if meeting.actual_start is not None:
            raise Refused(_("This meeting has begun; move items one by one."))
        items = agenda_of(session, meeting_pk)
        waiting = {item.pk: item for item in items if item.not_held is None}
        if sorted(waiting) != sorted(one.key for one in placed if one.key is not None):
            raise Refused(_("The agenda was changed meanwhile; look at the proposal again."))
        ordered = []
        for one in placed:
            start = minutes_of_day(one.start)
            times = clock_time(start), clock_time(start + one.minutes)
            if one.key is None:
                values = {"kind": one.kind, "planned_start": times[0], "planned_end": times[1]}
                item: tables.AgendaItem = rows.insert(session, "AgendaItem", values, parent_pk=meeting_pk)
            else:
                item = waiting[one.key]
                item.planned_start, item.planned_end = times
                session.add(item)
            ordered.append(item)
        renumber(session, [*ordered, *(item for item in items if item.not_held is not None)])
        _make_room(session, meeting, ordered)


def fill(store: Store, who: Who, *, meeting_pk: int, case_pks: Sequence[int] = (), item_pks: Sequence[int] = ()) -> int:
    """Put cases, and items that another meeting put off, on the agenda of a meeting; returns how many came.

    They come behind the cases that are there; what is to come on this agenda already is left out. Refused when nothing
    is left, and past midnight.
    """
    with store.write(who, "agenda.fill") as session:
        meeting = open_meeting(session, meeting_pk)
        minutes = minutes_per_case(session)
        slots = [Slot("case", minutes, case_pk=pk) for pk in dict.fromkeys(case_pks)]
        added = put_on(session, meeting, [*slots, *slots_of_items(session, item_pks)])
        if not added:
            raise Refused(_("All of this is on the agenda already."))
        return added


def let_go(store: Store, who: Who, *, meeting_pk: int, item_pk: int) -> int:
    """Take what another meeting put off from the list of what is parked, and return the key of the new item.

    It stands on the agenda of this meeting as dropped, so that it can be read where that was decided.
    """
    with store.write(who, "agenda.let_go") as session:
        meeting = open_meeting(session, meeting_pk)
        items = agenda_of(session, meeting_pk)
        parked: tables.AgendaItem = rows.fetch(session, "AgendaItem", item_pk)
        end = max((item.planned_end for item in items), default=meeting.planned_end)
        start = clock_time(max(0, minutes_of_day(end) - planned_minutes(parked)))
        values = {
            "kind": parked.kind,
            "case": parked.case_id,
            "title": parked.title,
            "planned_start": start,
            "planned_end": clock_time(minutes_of_day(start) + planned_minutes(parked)),
            "not_held": "dropped",
        }
        item: tables.AgendaItem = rows.insert(session, "AgendaItem", values, parent_pk=meeting_pk)
        return item.pk


def slots_of_items(session: Session, item_pks: Iterable[int]) -> list[Slot]:
    """Return items of other meetings as places on an agenda: a case with the minutes of this table."""
    return _slots(session, [rows.fetch(session, "AgendaItem", pk) for pk in dict.fromkeys(item_pks)])


def _slots(session: Session, items: Iterable[tables.AgendaItem]) -> list[Slot]:
    of_case = minutes_per_case(session)
    return [
        Slot(item.kind, of_case if item.case_id else planned_minutes(item), item.title, item.case_id) for item in items
    ]


def put_on(session: Session, meeting: tables.Meeting, slots: Sequence[Slot], *, as_fits: bool = False) -> int:
    """Put places on an agenda behind its cases, each once; returns how many came.

    Past midnight Refused, or with `as_fits` the rest is left out.
    """
    added = 0
    for slot in slots:
        items = agenda_of(session, meeting.pk or 0)
        if _is_to_come(items, slot):
            continue
        place = _place_for(items)
        begin = items[place - 1].planned_end if place else meeting.planned_start
        last = max((minutes_of_day(item.planned_end) for item in items[place:]), default=minutes_of_day(begin))
        if as_fits and last + slot.minutes > LAST_MINUTE:
            break
        if slot.case_pk is not None:
            rows.fetch(session, "Case", slot.case_pk)
        values = {
            "kind": slot.kind,
            "case": slot.case_pk,
            "title": slot.title,
            "planned_start": begin,
            "planned_end": clock_time(minutes_of_day(begin) + slot.minutes),
        }
        item: tables.AgendaItem = rows.insert(session, "AgendaItem", values, parent_pk=meeting.pk)
        shift_waiting(session, items[place:], slot.minutes)
        renumber(session, [*items[:place], item, *items[place:]])
        added += 1
    if added:
        _make_room(session, meeting, agenda_of(session, meeting.pk or 0))
    return added


def _is_to_come(items: Iterable[tables.AgendaItem], slot: Slot) -> bool:
    """Whether this case, or an item of this kind and title, waits on the agenda."""
    waiting = (item for item in items if item.actual_end is None and item.not_held is None)
    if slot.case_pk is not None:
        return any(item.case_id == slot.case_pk for item in waiting)
    return any((item.kind, item.title) == (slot.kind, slot.title) for item in waiting)


def _place_for(items: Sequence[tables.AgendaItem]) -> int:
    """Return the place behind the last case, else before what ends the agenda; never before what has begun."""
    begun = max((place + 1 for place, item in enumerate(items) if item.actual_start), default=0)
    cases = [place + 1 for place, item in enumerate(items) if item.kind == "case" and item.not_held is None]
    tail = next((place for place, item in enumerate(items) if item.kind in TAIL), len(items))
    return max(begun, cases[-1] if cases else tail)


def _make_room(session: Session, meeting: tables.Meeting, items: Iterable[tables.AgendaItem]) -> None:
    """Let the meeting end when its agenda does, if that is later than was planned."""
    end = max((item.planned_end for item in items if item.not_held is None), default=meeting.planned_end)
    if end > meeting.planned_end:
        meeting.planned_end = end
        session.add(meeting)


def carry_over(session: Session, meeting: tables.Meeting) -> int:
    """Put what a meeting put off or did not reach on the agenda of the next one of its kind; returns how many.

    Nothing happens when none is planned; then it stays on the list of what is parked.
    """
    following = next_of_kind(session, meeting)
    if following is None:
        return 0
    left = [item for item in agenda_of(session, meeting.pk or 0) if is_left(item) and _goes_along(session, item)]
    return put_on(session, following, _slots(session, left), as_fits=True)


def _goes_along(session: Session, item: tables.AgendaItem) -> bool:
    case = session.get(tables.Case, item.case_id) if item.case_id else None
    return case.status not in OVER if case is not None else item.kind in WAITING_KINDS


def next_of_kind(session: Session, meeting: tables.Meeting) -> tables.Meeting | None:
    """Return the first later meeting of this kind that has not begun."""
    table = tables.Meeting
    query = (
        select(table)
        .where(
            table.kind == meeting.kind,
            table.held_on > meeting.held_on,
            col(table.actual_start).is_(None),
            col(table.closed_at).is_(None),
        )
        .order_by(col(table.held_on), col(table.planned_start), col(table.pk))
    )
    return session.exec(query).first()
