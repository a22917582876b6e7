"""Action points over all cases: open, late, of a case, a person, an organisation or a meeting."""

from datetime import date
from typing import NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.snapshots import ActionRow
from mdoverleg.reads.facts import table_facts
from mdoverleg.reads.loading import among, load
from mdoverleg.reads.names import names_of_cases
from mdoverleg.reads.who_does_what import Naming, action_rows
from mdoverleg.store.reading import Reader


class Asked(NamedTuple):
    """Which action points are asked for; what is not given does not matter."""

    is_open: bool = False
    is_late: bool = False
    status: str | None = None
    case_pk: int | None = None
    person_pk: int | None = None
    """Owner, co-owner or executor."""
    organisation_pk: int | None = None
    """Owned by the organisation or by one of its people."""
    meeting_pk: int | None = None
    """Made or answered in this meeting."""
    member_pk: int | None = None
    """Of a paper for one family member: for whom."""
    although_unsafe: bool = False
    """Of a paper for one family member: somebody has said yes although contact is not safe."""
    version: int = 0
    """Of minutes: the version that was fixed; 0: as they are now."""


class Where:
    """Conditions of a question, gathered one by one, with the values of their marks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._values: list[object] = []

    def also(self, part: str, *values: object) -> None:
        """Add a condition that must hold as well."""
        self._parts.append(part)
        self._values.extend(values)

    @property
    def sql(self) -> str:
        """All conditions as SQL; empty when there are none."""
        return " AND ".join(self._parts)

    @property
    def values(self) -> tuple[object, ...]:
        """The values of the marks, in order."""
        return tuple(self._values)


def where_of(asked: Asked, today: date, *, only_live: bool) -> Where:
    """Return what every list of action points asks in the same way: live, late, status, case and person."""
    where = Where()
    if only_live:
        where.also(f"status IN {among(LIVE)}")
    if asked.is_late:
        where.also("due < ?", today.isoformat())
    if asked.status:
        where.also("status = ?", asked.status)
    if asked.case_pk is not None:
        where.also("case_id = ?", asked.case_pk)
    if asked.person_pk is not None:
        where.also("(owner_id = ? OR co_owner_id = ? OR executor_id = ?)", *[asked.person_pk] * 3)
    return where


def asked_records(reader: Reader, asked: Asked, today: date) -> tuple[records.ActionPoint, ...]:
    """Return the action points that are asked for, in document order."""
    where = where_of(asked, today, only_live=asked.is_open or asked.is_late)
    if asked.organisation_pk is not None:
        of_people = "owner_id IN (SELECT pk FROM person WHERE organisation_id = ?)"
        where.also(f"(owner_organisation_id = ? OR {of_people})", *[asked.organisation_pk] * 2)
    if asked.meeting_pk is not None:
        where.also("(created_in_id = ? OR reviewed_in_id = ?)", *[asked.meeting_pk] * 2)
    return load(reader, records.ActionPoint, where.sql, where.values)


def asked_rows(reader: Reader, asked: Asked, today: date) -> tuple[ActionRow, ...]:
    """Return the action points that are asked for as the screen shows them: late ones on top, finished ones last."""
    actions = asked_records(reader, asked, today)
    meetings = {row.pk: row for row in load(reader, records.Meeting)}
    aliases, members = names_of_cases(reader, {action.case_id for action in actions if action.case_id})
    ids = {action.pk: action.id for action in actions}
    return action_rows(actions, Naming(table_facts(reader), aliases, members, ids, meetings, today, asked.meeting_pk))
