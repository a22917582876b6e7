"""Rows and their lists, by the names of the table format: fetched, made, changed and taken out."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Session, SQLModel, col, func, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import Entity, Field, snake
from mdoverleg.domain.table_words import field_name, record_name
from mdoverleg.domain.words import _
from mdoverleg.edits.authors import who_took_out
from mdoverleg.edits.conflict import refuse_conflict
from mdoverleg.edits.values import checked, gone, refusal, refuse_inactive, refuse_other_family, refuse_unsound
from mdoverleg.store import tables
from mdoverleg.store.asking import ask
from mdoverleg.store.numbering import next_id

Values = Mapping[str, Any]
"""Keys of the table format to values; references are integer keys, lists are tuples."""


def model(name: str) -> Any:
    """Return the class of the database table of one kind of record."""
    return getattr(tables, name)


def link_model(entity: Entity, field: Field) -> Any:
    """Return the class of the link table that holds one list of words or references."""
    return getattr(tables, entity.name + "".join(word.capitalize() for word in field.key.split("_")))


def fetch(session: Session, name: str, pk: int) -> Any:
    """Return the row; Refused when somebody took it out meanwhile, and then it is said who."""
    row = session.get(model(name), pk)
    if row is None:
        raise gone(name, who_took_out(session, ENTITIES[name].table, pk))
    return row


def listed(session: Session, entity: Entity, field: Field, pk: int) -> tuple[Any, ...]:
    """Return what stands in one list of words or references, in order."""
    sql = f'SELECT value FROM "{entity.link_table(field)}" WHERE parent_id = ? ORDER BY position, pk'  # noqa: S608
    return tuple(value for (value,) in ask(session, sql, (pk,)))


def present(session: Session, entity: Entity, row: Any, field: Field) -> Any:
    """Return what stands in one field now."""
    if field.kind in kinds.LINKED:
        return listed(session, entity, field, row.pk)
    return getattr(row, field.column)


def record_of(session: Session, name: str, row: Any) -> dict[str, Any]:
    """Return the whole row by the keys of the format."""
    entity = ENTITIES[name]
    return {field.key: present(session, entity, row, field) for field in (*entity.columns, *entity.links)}


def next_position(session: Session, name: str, parent_pk: int | None = None) -> int:
    """Return the place after the last row of the list."""
    entity = ENTITIES[name]
    if entity.parent:
        sql = f'SELECT max(position) FROM "{entity.table}" WHERE {entity.parent_column} = ?'  # noqa: S608
        found = ask(session, sql, (parent_pk,))
    else:
        # Lists at the top are never reordered, so the newest row is the last: no look at a million action points.
        found = ask(session, f'SELECT position FROM "{entity.table}" ORDER BY pk DESC LIMIT 1')  # noqa: S608
    return 0 if not found or found[0][0] is None else int(found[0][0]) + 1


def insert(session: Session, name: str, values: Values, *, parent_pk: int | None = None, **extra: Any) -> Any:
    """Add a row with its lists at the end of its list and return it; `extra` are columns outside the format."""
    entity = ENTITIES[name]
    given = dict(values)
    if entity.prefix and not given.get("id"):
        given["id"] = next_id(session, entity.prefix)
    fields = (*entity.columns, *entity.links)
    _refuse_unknown(entity, given)
    record = {field.key: checked(session, entity, field, given.get(field.key)) for field in fields}
    for key, value in record.items():
        refuse_inactive(session, name, key, value)
    if entity.has_id:
        refuse_used_id(session, name, record["id"])
    _refuse_contradiction(session, entity, record, parent_pk)
    _refuse_second(session, entity, record, parent_pk)
    columns = {field.column: record[field.key] for field in entity.columns}
    if entity.parent:
        extra[entity.parent_column] = parent_pk
    if "position" in model(name).model_fields:
        extra.setdefault("position", next_position(session, name, parent_pk))
    row = model(name)(**columns, **extra)
    session.add(row)
    session.flush()
    for field in entity.links:
        if record[field.key]:
            relist(session, entity, field, row.pk, record[field.key])
    return row


def refuse_used_id(session: Session, name: str, author_id: str) -> None:
    """Refuse an id that another record of the kind has."""
    if ask(session, f'SELECT 1 FROM "{ENTITIES[name].table}" WHERE id = ?', (author_id,)):  # noqa: S608
        raise refusal(name, "id", _("“{id}” is used already.").format(id=author_id))


def change(session: Session, name: str, row: Any, values: Values, expected: Values | None = None) -> dict[str, Any]:
    """Write what differs from what stands there and return it by key.

    `expected` is what the user saw: a field that somebody else changed since is refused (ChangedMeanwhile).
    """
    entity = ENTITIES[name]
    _refuse_unknown(entity, values)
    record = record_of(session, name, row)
    fresh: dict[str, Any] = {}
    for key, value in values.items():
        field = entity.field(key)
        mine = checked(session, entity, field, value)
        if mine == record[key]:
            continue
        if expected is not None and key in expected:
            refuse_conflict(session, entity, row, field, saw=expected[key], theirs=record[key], mine=mine)
        refuse_inactive(session, name, key, mine)
        fresh[key] = mine
    if "id" in fresh:
        refuse_used_id(session, name, fresh["id"])
    if fresh:
        parent_pk = getattr(row, entity.parent_column) if entity.parent else None
        _refuse_contradiction(session, entity, record | fresh, parent_pk)
        _refuse_second(session, entity, record | fresh, parent_pk, row.pk)
    _write(session, entity, row, fresh)
    return fresh


def _write(session: Session, entity: Entity, row: Any, fresh: Values) -> None:
    # All columns before the first list: a query in between would send a half-changed row to the database.
    for field in entity.columns:
        if field.key in fresh:
            setattr(row, field.column, fresh[field.key])
    session.add(row)
    session.flush()
    for field in entity.links:
        if field.key in fresh:
            relist(session, entity, field, row.pk, fresh[field.key])


def _refuse_unknown(entity: Entity, values: Values) -> None:
    unknown = values.keys() - {field.key for field in (*entity.columns, *entity.links)}
    if unknown:
        raise ValueError(f"{entity.name} has no field {sorted(unknown)}")


def _refuse_contradiction(session: Session, entity: Entity, record: Values, parent_pk: int | None) -> None:
    refuse_unsound(entity, record)
    if entity.parent == "Case":
        refuse_other_family(session, entity, record, parent_pk)
    elif entity.name == "ActionPoint":
        refuse_other_family(session, entity, record, record["case"])


def _refuse_second(
    session: Session, entity: Entity, record: Values, parent_pk: int | None, own_pk: int | None = None
) -> None:
    """Refuse a second record of what may stand once below its parent (each buffer, each organisation)."""
    for fields in _once_below(entity.name):
        if any(record[field.key] is None for field in fields):
            continue  # what is left open is never the same
        table = model(entity.name)
        same = [getattr(table, entity.parent_column) == parent_pk]
        same += [getattr(table, field.column) == record[field.key] for field in fields]
        if session.exec(select(table.pk).where(*same, table.pk != (own_pk or 0))).first() is not None:
            raise refusal(entity.name, fields[0].key, _("this is there already; change that one."))


@cache
def _once_below(name: str) -> tuple[tuple[Field, ...], ...]:
    """Return the fields that together stand below one parent only once, for each such rule of the kind of record."""
    entity = ENTITIES[name]
    rules = [rule for rule in model(name).__table__.constraints if isinstance(rule, UniqueConstraint)]
    named = [{column.name for column in rule.columns} for rule in rules]
    below = [names for names in named if entity.parent_column in names]
    found = [tuple(field for field in entity.columns if field.column in names) for names in below]
    return tuple(fields for fields in found if fields)


def relist(session: Session, entity: Entity, field: Field, pk: int, values: Iterable[Any]) -> None:
    """Make one list of words or references hold these values in this order; rows that may stay are kept."""
    link, wanted = link_model(entity, field), tuple(values)
    rows = {row.value: row for row in session.exec(select(link).where(link.parent_id == pk))}
    for value, row in rows.items():
        if value not in wanted:
            session.delete(row)
    for position, value in enumerate(wanted):
        row = rows.get(value)
        if row is None:
            session.add(link(parent_id=pk, position=position, value=value))
        elif row.position != position:
            row.position = position
            session.add(row)
    session.flush()


def remove(session: Session, name: str, row: Any) -> None:
    """Take the row out with all that belongs to it; Refused while something else refers to it."""
    used = referrers(session, name, row.pk)
    if used:
        what = ", ".join(f"{label} ({count})" for label, count in used.items())
        raise Refused(_("This cannot be taken out: it is still named in {what}.").format(what=what))
    session.delete(row)
    session.flush()


def referrers(session: Session, name: str, pk: int) -> dict[str, int]:
    """Count what refers to the row, by the label of the field that does; what goes with the row does not count."""
    table = model(name).__table__
    found: dict[str, int] = {}
    for other in SQLModel.metadata.tables.values():
        for column in other.columns:
            for key in column.foreign_keys:
                if key.column.table is not table or key.ondelete == "CASCADE":
                    continue
                count = session.scalar(select(func.count()).select_from(other).where(column == pk)) or 0
                if count:
                    label = f"{record_name(other.name)}: {field_name(other.name, column.name)}"
                    found[label] = found.get(label, 0) + count
    return found


def ordered(session: Session, name: str, parent_pk: int) -> list[Any]:
    """Return the rows of one list of records, in order."""
    table, parent = model(name), snake(ENTITIES[name].parent)
    query = select(table).where(getattr(table, f"{parent}_id") == parent_pk)
    return list(session.exec(query.order_by(col(table.position), col(table.pk))))
