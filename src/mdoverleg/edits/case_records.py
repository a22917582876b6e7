"""Edits of the many small records of a case: pitches, lines, scores, measures, notes and all that are kept alike."""

from typing import Any

from sqlmodel import Session

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.cases import PLAIN_RECORDS, SAID_NOW
from mdoverleg.domain.schema.fields import DAY
from mdoverleg.domain.verbs import record_verb
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.meeting_rows import refuse_closed
from mdoverleg.edits.moments import moment
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import refusal
from mdoverleg.store.store import Store

AFTERWARDS = {"done_on", "line_so_far"}
"""Fields of what was agreed in a meeting that are filled in after it was closed."""


def add(store: Store, who: Who, *, entity: str, case_pk: int, values: Values) -> int:
    """Add a record of one kind (of PLAIN_RECORDS) to a case and return its key.

    What was said at no given time was said now. Refused when it would belong to a closed meeting, or when it may stand
    there once and does already.
    """
    with store.write(who, record_verb(entity, "add")) as session:
        given = dict(values)
        for field in ENTITIES[entity].columns:
            if field.key in SAID_NOW and given.get(field.key) is None:
                at = moment(store, session)
                given[field.key] = at.date() if field.kind == DAY else at
        _refuse_unfit(session, entity, given)
        rows.fetch(session, "Case", case_pk)
        pk: int = rows.insert(session, entity, given, parent_pk=case_pk).pk
        return pk


def change(store: Store, who: Who, *, entity: str, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of a record; ChangedMeanwhile when a field no longer holds what the user saw.

    Of what was agreed in a meeting that is closed only what comes of it later can change (AFTERWARDS).
    """
    with store.write(who, record_verb(entity, "change")) as session:
        row = rows.fetch(session, entity, pk)
        record = rows.record_of(session, entity, row)
        if {key for key in values if record.get(key) != values[key]} - AFTERWARDS:
            _refuse_locked(session, entity, row)
            _refuse_unfit(session, entity, record | dict(values))
        rows.change(session, entity, row, values, expected)


def remove(store: Store, who: Who, *, entity: str, pk: int) -> None:
    """Take a record out; one of a closed meeting stays as it is until the meeting is reopened."""
    with store.write(who, record_verb(entity, "remove")) as session:
        row = rows.fetch(session, entity, pk)
        _refuse_locked(session, entity, row)
        rows.remove(session, entity, row)


def _refuse_locked(session: Session, entity: str, row: Any) -> None:
    if _is_agreed(entity):
        refuse_closed(session, row.created_in_id)


def _refuse_unfit(session: Session, entity: str, values: Values) -> None:
    if entity not in PLAIN_RECORDS:
        raise ValueError(f"{entity} has edits of its own")
    if _is_agreed(entity):
        refuse_closed(session, values.get("created_in"))
    if entity == "Handover" and values.get("to_holder") in (values.get("from_holders") or ()):
        raise refusal("Handover", "to_holder", _("this is somebody else than who hands over."))


def _is_agreed(entity: str) -> bool:
    """Whether records of the kind are agreed in a meeting; feedback is about one, and done after it was closed."""
    return entity != "Feedback" and any(field.key == "created_in" for field in ENTITIES[entity].fields)
