"""Two people and one field: what the user saw is compared with what stands there now, and who came first is named."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from mdoverleg.domain.clock import local, time_text
from mdoverleg.domain.dates import day_with_year
from mdoverleg.domain.errors import ChangedMeanwhile
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.labels import code_label, label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import Entity, Field
from mdoverleg.domain.text import first_line
from mdoverleg.domain.words import _
from mdoverleg.edits.authors import last_to_change
from mdoverleg.edits.moments import zone_of
from mdoverleg.store import tables

LONGEST_SHOWN = 60


def refuse_conflict(
    session: Session, entity: Entity, row: Any, field: Field, *, saw: Any, theirs: Any, mine: Any
) -> None:
    """Raise ChangedMeanwhile when the field no longer holds what the user saw."""
    if (tuple(saw or ()) if field.kind in kinds.LINKED else saw) == theirs:
        return
    who = last_to_change(session, entity, field, row.pk) or _("somebody")
    now, wanted = in_words(session, field, theirs), in_words(session, field, mine)
    sentence = (
        _("{who} changed “{field}” meanwhile; it now says: {theirs}. Yours was not saved: {mine}.")
        .format(
            who=who,
            field=field_label(entity.name, field.key),
            theirs=first_line(now, LONGEST_SHOWN),
            mine=first_line(wanted, LONGEST_SHOWN),
        )
        .replace("….", "…")
    )
    raise ChangedMeanwhile(sentence, who=who, field=field.key, theirs=now, mine=wanted)


def refuse_conflict_of_holder(session: Session, theirs: Any, mine: int | None) -> None:
    """Raise ChangedMeanwhile for a role that somebody else gave away since the user looked."""
    entity = ENTITIES["RoleAssignment"]
    key = "holder" if theirs.holder_id is not None else "organisation"
    field = entity.field(key)
    now = theirs.holder_id if key == "holder" else theirs.organisation_id
    refuse_conflict(session, entity, theirs, field, saw=None, theirs=now, mine=mine if key == "holder" else None)


def in_words(session: Session, field: Field, value: Any) -> str:
    """Say the value of a field as people read it."""
    if value is None or value == ():
        return _("nothing")
    if isinstance(value, tuple):
        return ", ".join(in_words(session, field, item) for item in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.kind in (kinds.REF, kinds.REFS):
        return name_of(session, field.target, value)
    if field.kind in (kinds.WORD, kinds.WORDS):
        return label(field.target, value)
    if field.kind in (kinds.CODE, kinds.CODES):
        return code_label(field.target, value)
    if field.kind == kinds.DAY:
        return day_with_year(value)
    if isinstance(value, datetime):
        there = local(value, zone_of(session))
        return f"{day_with_year(there.date())} {time_text(there, there.tzinfo or 'UTC')}"
    return str(value)


def name_of(session: Session, target: str, pk: int) -> str:
    """Return what people call the record: a name, an alias, or its id."""
    row: Any = session.get(getattr(tables, target), pk)
    if row is None:
        return _("nothing")
    if target in ("Person", "Organisation"):
        return str(row.name)
    return str(row.alias if target == "Case" else row.id)
