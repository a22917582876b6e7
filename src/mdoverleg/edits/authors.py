"""Who was the last to change a field, out of the change log."""

from sqlalchemy import text
from sqlmodel import Session

from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import Entity, Field

_OF_COLUMN = text(
    "SELECT change.who FROM change_item JOIN change ON change.id = change_item.change_id "
    "WHERE table_name = :table_name AND row_pk = :pk AND json_type(after, :path) IS NOT NULL "
    "ORDER BY change_item.id DESC LIMIT 1"
)


def last_to_change(session: Session, entity: Entity, field: Field, pk: int) -> str | None:
    """Return the name that the log has for the last change of one field; nothing when it never changed here."""
    if field.kind in kinds.LINKED:
        return last_to_change_list(session, entity.link_table(field), pk)
    return last_to_change_column(session, entity.table, field.column, pk)


def last_to_change_column(session: Session, table: str, column: str, pk: int) -> str | None:
    """Return who last wrote one column of a row."""
    # The path goes in quotes: a column may be called as a word of SQL.
    values = {"table_name": table, "pk": pk, "path": f'$."{column}"'}
    found: str | None = session.scalar(_OF_COLUMN, params=values)
    return found


def who_took_out(session: Session, table: str, pk: int) -> str | None:
    """Return who last took out a row; nothing when the log does not know of it."""
    query = text(
        "SELECT change.who FROM change_item JOIN change ON change.id = change_item.change_id "
        "WHERE table_name = :table_name AND row_pk = :pk AND op = 'delete' ORDER BY change_item.id DESC LIMIT 1"
    )
    found: str | None = session.scalar(query, params={"table_name": table, "pk": pk})
    return found


def last_to_change_list(session: Session, link_table: str, parent_pk: int) -> str | None:
    """Return who last changed a list of words or references, also by moving or taking out."""
    query = text(
        "SELECT change.who FROM change_item JOIN change ON change.id = change_item.change_id "  # noqa: S608
        "WHERE table_name = :table_name AND (json_extract(coalesce(after, before), '$.parent_id') = :pk "
        f'OR row_pk IN (SELECT pk FROM "{link_table}" WHERE parent_id = :pk)) '
        "ORDER BY change_item.id DESC LIMIT 1"
    )
    found: str | None = session.scalar(query, params={"table_name": link_table, "pk": parent_pk})
    return found


def ids_in_log(session: Session, table: str, start: str) -> set[str]:
    """Return the ids beginning with `start` that a database table ever had rows with, also those taken out since."""
    query = text(
        "SELECT json_extract(after, '$.id') FROM change_item "
        "WHERE table_name = :table_name AND op = 'insert' AND substr(json_extract(after, '$.id'), 1, :length) = :start"
    )
    return set(session.scalars(query, params={"table_name": table, "start": start, "length": len(start)}))
