"""Action points over all cases: open, late, of a case, a person, an organisation or a meeting."""

from datetime import date
from typing import NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.snapshots import ActionRow
from mdoverleg.reads.board import names_of_cases
from mdoverleg.reads.facts import table_facts
from mdoverleg.reads.loading import Reader, load
from mdoverleg.reads.names import LIVE
from mdoverleg.reads.who_does_what import Naming, action_rows


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


def _where(asked: Asked, today: date) -> tuple[str, tuple[object, ...]]:
    parts: list[str] = []
    values: list[object] = []

    def also(part: str, *given: object) -> None:
        parts.append(part)
        values.extend(given)

    if asked.is_open or asked.is_late:
        also(f"status IN {LIVE}")
    if asked.is_late:
        also("due < ?", today.isoformat())
    if asked.status:
        also("status = ?", asked.status)
    if asked.case_pk is not None:
        also("case_id = ?", asked.case_pk)
    if asked.person_pk is not None:
        also("(owner_id = ? OR co_owner_id = ? OR executor_id = ?)", *[asked.person_pk] * 3)
    if asked.organisation_pk is not None:
        of_people = "owner_id IN (SELECT pk FROM person WHERE organisation_id = ?)"
        also(f"(owner_organisation_id = ? OR {of_people})", *[asked.organisation_pk] * 2)
    if asked.meeting_pk is not None:
        also("(created_in_id = ? OR reviewed_in_id = ?)", *[asked.meeting_pk] * 2)
    return " AND ".join(parts), tuple(values)


def asked_records(reader: Reader, asked: Asked, today: date) -> tuple[records.ActionPoint, ...]:
    """Return the action points that are asked for, in document order."""
    where, values = _where(asked, today)
    return load(reader, records.ActionPoint, where, values)


def asked_rows(reader: Reader, asked: Asked, today: date) -> tuple[ActionRow, ...]:
    """Return the action points that are asked for as the screen shows them: late ones on top, finished ones last."""
    actions = asked_records(reader, asked, today)
    meetings = {row.pk: row for row in load(reader, records.Meeting)}
    aliases, members = names_of_cases(reader, {action.case_id for action in actions if action.case_id})
    ids = {action.pk: action.id for action in actions}
    return action_rows(actions, Naming(table_facts(reader), aliases, members, ids, meetings, today, asked.meeting_pk))
