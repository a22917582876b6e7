"""Edits of what a table keeps for itself in lists: its own roles and codes, agenda templates, usual actions."""

from typing import Any

from sqlmodel import Session, func, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.labels import BUILT_IN_CODES
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import CODE, CODES
from mdoverleg.domain.schema.settings import SETTINGS_RECORDS
from mdoverleg.domain.verbs import record_verb
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import refusal
from mdoverleg.store.store import Store

ONCE = {"RoleKind": ("code",), "OwnCode": ("code_list", "code"), "AgendaTemplate": ("name",)}
"""What makes two records of a kind the same one; the last key is named when somebody adds it twice."""


def add(store: Store, who: Who, *, entity: str, values: Values, parent_pk: int | None = None) -> int:
    """Add a record of one kind (of SETTINGS_RECORDS) and return its key; an item belongs to a template (`parent_pk`).

    Refused: what the table has already, a new role without a name, an own code that is built in.
    """
    with store.write(who, record_verb(entity, "add")) as session:
        if ENTITIES[entity].parent:
            rows.fetch(session, ENTITIES[entity].parent, parent_pk or 0)
        _refuse_twice(session, entity, values)
        pk: int = rows.insert(session, entity, values, parent_pk=parent_pk).pk
        _refuse_unfit(session, entity, pk)
        return pk


def change(store: Store, who: Who, *, entity: str, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of a record; ChangedMeanwhile when a field no longer holds what the user saw.

    Refused: another code while the present one is used, and what `add` refuses.
    """
    with store.write(who, record_verb(entity, "change")) as session:
        row = rows.fetch(session, entity, pk)
        before = _code_of(entity, row)
        _refuse_twice(session, entity, rows.record_of(session, entity, row) | dict(values), pk)
        rows.change(session, entity, row, values, expected)
        if before is not None and _code_of(entity, row) != before:
            _refuse_used(session, *before)
        _refuse_unfit(session, entity, pk)


def remove(store: Store, who: Who, *, entity: str, pk: int) -> None:
    """Take a record out; Refused while its code is used somewhere. A built-in role is then as it was built in."""
    with store.write(who, record_verb(entity, "remove")) as session:
        row = rows.fetch(session, entity, pk)
        code = _code_of(entity, row)
        if code is not None:
            _refuse_used(session, *code)
        rows.remove(session, entity, row)


def move_item(store: Store, who: Who, *, pk: int, by: int) -> None:
    """Move an item of an agenda template so many places down (negative: up), as far as it can; Refused where it cannot.

    The order of a template is the order in which a meeting is planned from it.
    """
    with store.write(who, "items.move") as session:
        item = rows.fetch(session, "TemplateItem", pk)
        items = rows.ordered(session, "TemplateItem", item.agenda_template_id)
        here = items.index(item)
        there = min(max(here + by, 0), len(items) - 1)
        if there == here:
            raise Refused(_("This item cannot move further."))
        items.insert(there, items.pop(here))
        for place, other in enumerate(items):
            other.position = place
            session.add(other)


def _refuse_unfit(session: Session, entity: str, pk: int) -> None:
    if entity not in SETTINGS_RECORDS:
        raise ValueError(f"{entity} has edits of its own")
    row = rows.fetch(session, entity, pk)
    if entity == "RoleKind" and row.code not in BUILT_IN_CODES["role"] and not row.label:
        raise refusal(entity, "label", _("this is needed."))
    if entity == "OwnCode" and row.code in BUILT_IN_CODES[row.code_list]:
        raise refusal(entity, "code", _("“{code}” is built in.").format(code=row.code))


def _refuse_twice(session: Session, entity: str, values: Values, own_pk: int = 0) -> None:
    keys = ONCE.get(entity)
    if keys is None:
        return
    table = rows.model(entity)
    same = [getattr(table, key) == values.get(key) for key in keys]
    if session.exec(select(table.pk).where(*same, table.pk != own_pk)).first() is not None:
        raise refusal(entity, keys[-1], _("this is there already; change that one."))


def _code_of(entity: str, row: Any) -> tuple[str, str] | None:
    """Return the list of codes and the code that only this record makes known; nothing for what is built in."""
    if entity not in ("RoleKind", "OwnCode"):
        return None
    code_list = "role" if entity == "RoleKind" else row.code_list
    return None if row.code in BUILT_IN_CODES[code_list] else (code_list, row.code)


def _refuse_used(session: Session, code_list: str, code: str) -> None:
    used = []
    for entity in ENTITIES.values():
        for field in entity.fields:
            if field.kind not in (CODE, CODES) or field.target != code_list:
                continue
            table = rows.link_model(entity, field) if field.kind == CODES else rows.model(entity.name)
            column = table.value if field.kind == CODES else getattr(table, field.column)
            count = session.scalar(select(func.count()).select_from(table).where(column == code)) or 0
            if count:
                used.append(f"{entity_label(entity.name)}: {field_label(entity.name, field.key)} ({count})")
    if used:
        raise Refused(_("“{code}” is still used in {what}.").format(code=code, what=", ".join(used)))
