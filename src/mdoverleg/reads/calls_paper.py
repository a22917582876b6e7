"""Whom to call after a meeting and about what, in order; and who comes when to the meeting that runs or is next."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from mdoverleg.domain import records
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.facts import TableFacts
from mdoverleg.domain.groups import LIVE, THERE
from mdoverleg.domain.meeting_papers import CallLine, CallsPaper, CallTime
from mdoverleg.domain.meeting_times import MeetingTimes
from mdoverleg.domain.papers import ListedAction, OpenFeedback
from mdoverleg.domain.text import fold
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.facts import table_facts
from mdoverleg.reads.loading import among, load
from mdoverleg.reads.meeting_times import meeting_times
from mdoverleg.reads.paper_head import made_now, meeting_head, organisation_ref, paper_head, person_ref
from mdoverleg.rules.words import is_late
from mdoverleg.store.reading import Reader

_LATE: Final = f"status IN {among(LIVE)} AND due < ?1 AND (?2 IS NULL OR case_id = ?2)"
_UNTOLD: Final = f"""status IN {among(LIVE)} AND created_in_id = ?1 AND (?2 IS NULL OR case_id = ?2) AND owner_id IN
  (SELECT person_id FROM attendance WHERE meeting_id = ?1 AND status NOT IN {among(THERE)})"""
_EXPECTED: Final = """SELECT pk FROM meeting WHERE closed_at IS NULL AND held_on >= ?
  AND (actual_start IS NULL OR held_on = ?) ORDER BY held_on, planned_start, pk LIMIT 1"""


def calls_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> CallsPaper:
    """Return whom to call: who has something that is late, or was not there when it was made, or owes a family word.

    With a meeting, what was made there counts for who was not there; with a case only what is about it. A family
    member who owns an action point is not called: that goes through the family contact.
    """
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by, meeting_pk=asked.meeting_pk)
    now = made_now(table, clock)
    today = now.date()
    late = _by_owner(reader, load(reader, records.ActionPoint, _LATE, (today.isoformat(), asked.case_pk)), today)
    made = load(reader, records.ActionPoint, _UNTOLD, (asked.meeting_pk, asked.case_pk)) if asked.meeting_pk else ()
    untold = _by_owner(reader, made, today)
    feedback = _feedback(reader, today, asked.case_pk)
    owners = {*late, *untold, *((pk, 0) for pk in feedback)}
    lines = [
        _line(owner, table)._replace(
            late=late.get(owner, ()),
            untold=tuple(action for action in untold.get(owner, ()) if not action.is_late),
            feedback=feedback.get(owner[0], ()),
        )
        for owner in owners
    ]
    expected = reader.value(_EXPECTED, (today.isoformat(), today.isoformat()))
    times = meeting_times(reader, now, expected) if expected is not None else None
    return CallsPaper(
        head=head,
        lines=tuple(sorted(lines, key=_order)),
        times=_times(times, table) if times else (),
        times_of=meeting_head(load(reader, records.Meeting, "pk = ?", (expected,))[0], table) if times else None,
        as_of=f"{now:%H:%M}" if times and times.runs else "",
    )


_Owner = tuple[int, int]
"""Keys of a person, or of an organisation."""


def _by_owner(
    reader: Reader, actions: Iterable[records.ActionPoint], today: date
) -> dict[_Owner, tuple[ListedAction, ...]]:
    found: dict[_Owner, tuple[ListedAction, ...]] = {}
    names = dict(reader.rows('SELECT pk, alias FROM "case"'))
    for action in sorted(actions, key=lambda action: (action.due or date.max, action.pk)):
        owner = (action.owner_id or 0, 0 if action.owner_id else action.owner_organisation_id or 0)
        if any(owner):
            line = ListedAction(
                id=action.id,
                case=names.get(action.case_id or 0, ""),
                text=action.text,
                due=action.due,
                status=action.status,
                is_late=is_late(action, today),
            )
            found[owner] = (*found.get(owner, ()), line)
    return found


def _feedback(reader: Reader, today: date, case_pk: int | None) -> dict[int, tuple[OpenFeedback, ...]]:
    found: dict[int, tuple[OpenFeedback, ...]] = {}
    rows = reader.rows(
        'SELECT f.owner_id, c.alias, f.due FROM feedback f JOIN "case" c ON c.pk = f.case_id'
        " WHERE f.done_on IS NULL AND f.due < ?1 AND f.owner_id IS NOT NULL AND (?2 IS NULL OR f.case_id = ?2)"
        " ORDER BY f.due, f.pk",
        (today.isoformat(), case_pk),
    )
    for owner, alias, due in rows:
        found[owner] = (*found.get(owner, ()), OpenFeedback(alias, date.fromisoformat(due), is_late=True))
    return found


def _line(owner: _Owner, table: TableFacts) -> CallLine:
    person = table.people.get(owner[0])
    if person is None:
        organisation = table.organisations.get(owner[1])
        reachable = (organisation.reachable or "") if organisation else ""
        return CallLine("", organisation.name if organisation else "", "", reachable, "")
    return CallLine(
        name=person.name,
        organisation=organisation_ref(person.organisation_id, table).name,
        phone=person.phone or "",
        reachable=person.reachable or "",
        deputy=person_ref(person.deputy_id, table).name,
    )


def _order(line: CallLine) -> tuple[date, date, str, str]:
    """Sort who is latest first, then who was told nothing yet, then who owes a family word."""
    first = [min((one.due or date.max for one in found), default=date.max) for found in (line.late, line.untold)]
    return first[0], first[1], fold(line.name), fold(line.organisation)


def _times(times: MeetingTimes, table: TableFacts) -> tuple[CallTime, ...]:
    found = []
    for call in times.calls():
        person = table.people.get(call.person_pk)
        found.append(CallTime(call.name, call.organisation, (person.phone or "") if person else "", call.stops))
    return tuple(found)
