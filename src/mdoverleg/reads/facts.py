"""The facts that the checks and the board are computed from."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from mdoverleg.domain import records
from mdoverleg.domain.clock import known_zone
from mdoverleg.domain.facts import CaseFacts, MeetingFacts, TableFacts
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.roles import roles_of_table
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.reads.loading import among, load
from mdoverleg.store.reading import Reader

T = TypeVar("T")


def table_info(reader: Reader) -> records.TableInfo:
    """Return what the file says about its table."""
    return load(reader, records.TableInfo)[0]


def table_facts(reader: Reader, meetings: tuple[MeetingFacts, ...] = ()) -> TableFacts:
    """Return what all cases share, with the meetings that are handed in."""
    info = table_info(reader)
    own = {row.name: row.value for row in load(reader, records.Threshold)}
    return TableFacts(
        info=info,
        zone=known_zone(info.time_zone),
        limits=LIMITS | own,
        roles=roles_of_table(load(reader, records.RoleKind)),
        organisations={row.pk: row for row in load(reader, records.Organisation)},
        people={row.pk: row for row in load(reader, records.Person)},
        meetings=meetings,
        overrides=load(reader, records.Override),
    )


def meeting_facts(reader: Reader, where: str = "", params: Iterable[object] = ()) -> tuple[MeetingFacts, ...]:
    """Return meetings that fit `where` (over the columns of a meeting), by date and time."""
    given = tuple(params)
    among = f"meeting_id IN (SELECT pk FROM meeting WHERE {where})" if where else ""
    items = f"agenda_item_id IN (SELECT pk FROM agenda_item WHERE {among})" if among else ""
    attendance = _by(load(reader, records.Attendance, among, given), "meeting_id")
    agenda = _by(load(reader, records.AgendaItem, among, given), "meeting_id")
    seats = _by(load(reader, records.Seat, items, given), "agenda_item_id")
    return tuple(
        MeetingFacts(
            meeting,
            tuple(attendance[meeting.pk]),
            tuple(agenda[meeting.pk]),
            {item.pk: tuple(seats[item.pk]) for item in agenda[meeting.pk] if seats[item.pk]},
        )
        for meeting in load(reader, records.Meeting, where, given, "held_on, planned_start, pk")
    )


def _by(rows: Iterable[T], column: str) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


LOOSE = (
    f"case_id IS NULL AND (+status IN {among(LIVE)}"
    " OR (+status IN ('could_not', 'not_done') AND outcome_reason IS NULL))"
)
"""Action points without a case that a check may speak of; the plus signs keep the index on status out of it, which
leads to every live action point of the file."""

OF_A_CASE = (
    "SELECT meeting_id FROM agenda_item WHERE case_id = ?1"
    " UNION SELECT created_in_id FROM action_point WHERE case_id = ?1"
    " UNION SELECT reviewed_in_id FROM action_point WHERE case_id = ?1"
    " UNION SELECT created_in_id FROM decision WHERE case_id = ?1"
    " UNION SELECT created_in_id FROM feedback WHERE case_id = ?1"
)
"""Meetings that the checks of one case may ask about."""

OF_THE_TABLE = (
    f"SELECT created_in_id FROM action_point WHERE {LOOSE}"
    " UNION SELECT pk FROM (SELECT pk FROM meeting WHERE actual_end IS NOT NULL"
    " ORDER BY held_on DESC, actual_end DESC LIMIT 12)"
)
"""Meetings that the checks without a case may ask about: those of loose action points, and the last ones held."""


def related_meetings(reader: Reader, case_pk: int | None) -> tuple[MeetingFacts, ...]:
    """Return the meetings that the checks of one case and those without a case may ask about, by date."""
    found = {row[0] for row in reader.rows(OF_THE_TABLE)}
    if case_pk is not None:
        found |= {row[0] for row in reader.rows(OF_A_CASE, (case_pk,))}
    keys = tuple(sorted(found - {None}))
    return meeting_facts(reader, f"pk IN ({', '.join('?' * len(keys))})", keys) if keys else ()


def case_facts(reader: Reader, case_pk: int) -> CaseFacts | None:
    """Return one case with all its lists and action points; nothing when there is no such case."""
    found = load(reader, records.Case, "pk = ?", (case_pk,))
    if not found:
        return None
    lists = {
        field.key: load(reader, getattr(records, field.target), "case_id = ?", (case_pk,))
        for field in ENTITIES["Case"].lists
    }
    actions = load(reader, records.ActionPoint, "case_id = ?", (case_pk,))
    return CaseFacts(case=found[0], actions=actions, **lists)


def all_case_facts(reader: Reader, where: str = "", params: Iterable[object] = ()) -> tuple[CaseFacts, ...]:
    """Return every case that fits `where` (over its own columns), in document order, by a fixed number of reads."""
    given = tuple(params)
    cases = load(reader, records.Case, where, given)
    among = f'case_id IN (SELECT pk FROM "case" WHERE {where})' if where else "case_id IS NOT NULL"
    lists = {
        field.key: _by(load(reader, getattr(records, field.target), among, given), "case_id")
        for field in ENTITIES["Case"].lists
    }
    actions = _by(load(reader, records.ActionPoint, among, given), "case_id")
    return tuple(
        CaseFacts(
            case=case,
            actions=tuple(actions[case.pk]),
            **{key: tuple(found[case.pk]) for key, found in lists.items()},
        )
        for case in cases
    )


def loose_actions(reader: Reader) -> tuple[records.ActionPoint, ...]:
    """Return the action points without a case that a check may speak of."""
    return load(reader, records.ActionPoint, LOOSE)
