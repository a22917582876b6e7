"""The triggers of the file: they fill the change log and the search index, and keep numbers from being given twice.

Made from the columns that a database table really has, so that they fit after every migration; needs no SQLAlchemy.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import ID, STRING, TEXT, Entity
from mdoverleg.store.file import Connection

SEARCH_SLOTS: Final = 64
"""A text stands in the search index under pk * 64 + the number of its database table."""

SEARCHED: Final = {
    "organisation": 1,
    "person": 2,
    "meeting": 3,
    "agenda_item": 4,
    "case": 5,
    "member": 6,
    "role_assignment": 7,
    "helper": 8,
    "handover": 9,
    "pitch": 10,
    "child_voice": 11,
    "line": 12,
    "score": 13,
    "buffer": 14,
    "perspective": 15,
    "information": 16,
    "measure": 17,
    "consent": 18,
    "waiting": 19,
    "incident": 20,
    "crisis_notice": 21,
    "decision": 22,
    "deviation": 23,
    "obstacle": 24,
    "offer": 25,
    "evaluation": 26,
    "note": 27,
    "action_point": 28,
    "override": 29,
    "table_info": 30,
    "agenda_template": 31,
    "template_item": 32,
    "standard_action": 33,
    "own_code": 34,
    "role_kind": 35,
}
"""Database tables whose texts are found by searching, each with a number that never changes."""

FINGERPRINT: Final = "f2944efea8f38584"
"""Of the triggers that a file of this version has; it changes only together with a migration, which makes them anew."""

_LOG: Final = (
    "CREATE TRIGGER change_insert BEFORE INSERT ON change WHEN NEW.id IS NOT (SELECT writing FROM log_head) "
    "BEGIN SELECT RAISE(ABORT, 'only the write gate adds to the log'); END",
    "CREATE TRIGGER change_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER change_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER change_item_update BEFORE UPDATE ON change_item WHEN NOT (OLD.digest IS NULL "
    "AND NEW.digest IS NOT NULL AND NEW.id = OLD.id AND NEW.change_id = OLD.change_id AND NEW.op = OLD.op "
    "AND NEW.table_name = OLD.table_name AND NEW.row_pk = OLD.row_pk AND NEW.case_pk IS OLD.case_pk "
    "AND NEW.before IS OLD.before AND NEW.after IS OLD.after) "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER change_item_delete BEFORE DELETE ON change_item "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
)


class Table(NamedTuple):
    """One database table as the triggers see it."""

    name: str
    columns: tuple[str, ...]
    entity: Entity
    is_link: bool


def tables(connection: Connection) -> Iterator[Table]:
    """Yield every database table of the format with the columns that it has in this file."""
    for entity in ENTITIES.values():
        yield Table(entity.table, columns_of(connection, entity.table), entity, is_link=False)
        for field in entity.links:
            name = entity.link_table(field)
            yield Table(name, columns_of(connection, name), entity, is_link=True)


def columns_of(connection: Connection, table: str) -> tuple[str, ...]:
    """Name the columns of a database table, in their order."""
    return tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")'))


def recreate(connection: Connection) -> None:
    """Replace all triggers by those that fit the database tables; belongs at the end of every migration."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in statements(connection):
        connection.execute(statement)


def statements(connection: Connection) -> list[str]:
    """Give the text of every trigger."""
    found = list(_LOG)
    for table in tables(connection):
        found += [_on_insert(table), _on_update(table), _on_delete(table)]
    return found


def fingerprint(texts: Iterable[str]) -> str:
    """Give one short word for the text of all triggers, in any order."""
    return hashlib.sha256("\n".join(sorted(texts)).encode()).hexdigest()[:16]


def search_row(table: str, pk: int) -> int:
    """Give the number under which the texts of a row stand in the search index."""
    return pk * SEARCH_SLOTS + SEARCHED[table]


def searched_columns(table: Table) -> tuple[str, ...]:
    """Name the columns whose text is found by searching."""
    if table.is_link or table.entity.table not in SEARCHED:
        return ()
    return tuple(field.column for field in table.entity.columns if field.kind in (ID, STRING, TEXT))


def _on_insert(table: Table) -> str:
    return _trigger(
        table, "INSERT", _log(table, "insert", "NULL", _as_json(table, "NEW")), _indexed(table), _counted(table)
    )


def _on_update(table: Table) -> str:
    # Only what differs is logged: two people who change two fields of one row do not stand in each other's way.
    columns = " UNION ALL SELECT ".join(f'\'{name}\', OLD."{name}", NEW."{name}"' for name in table.columns)
    named = columns.replace(",", " k,", 1).replace(", NEW", " o, NEW", 1).replace(" UNION", " n UNION", 1)
    differing = f"FROM (SELECT {named}) WHERE o IS NOT n HAVING count(*) > 0"
    before, after = "json_group_object(k, o)", "json_group_object(k, n)"
    texts = searched_columns(table)
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in texts)
    return _trigger(
        table,
        "UPDATE",
        _log(table, "update", before, after, differing),
        f"DELETE FROM search WHERE rowid = {_rowid(table, 'OLD')} AND ({changed})" if texts else "",
        f"{_indexed(table)} AND ({changed})" if texts else "",
        _counted(table),
    )


def _on_delete(table: Table) -> str:
    return _trigger(
        table,
        "DELETE",
        _log(table, "delete", _as_json(table, "OLD"), "NULL"),
        f"DELETE FROM search WHERE rowid = {_rowid(table, 'OLD')}" if searched_columns(table) else "",
    )


def _trigger(table: Table, event: str, *steps: str) -> str:
    body = " ".join(f"{step};" for step in steps if step)
    return f'CREATE TRIGGER "{table.name}_{event.lower()}" AFTER {event} ON "{table.name}" BEGIN {body} END'


def _as_json(table: Table, row: str) -> str:
    return f"json_object({', '.join(_named(name, row) for name in table.columns)})"


def _named(name: str, row: str) -> str:
    return f"'{name}', {row}.\"{name}\""


def _log(table: Table, op: str, before: str, after: str, source: str = "") -> str:
    row = "OLD" if op == "delete" else "NEW"
    # Past the write gate `writing` is NULL, and the log refuses the row, so the whole statement fails.
    return (
        "INSERT INTO change_item (change_id, table_name, row_pk, case_pk, op, before, after) "
        f"SELECT (SELECT writing FROM log_head), '{table.name}', {row}.pk, {_case(table, row)}, '{op}', "
        f"{before}, {after} {source}"
    )


def _case(table: Table, row: str) -> str:
    """Give the expression for the case that a row belongs to, so that a case's history is one look-up."""
    entity = table.entity
    if entity.table == "case":
        return f"{row}.{'parent_id' if table.is_link else 'pk'}"
    if entity.parent == "Case" or any(field.column == "case_id" for field in entity.columns):
        return (
            f'(SELECT case_id FROM "{entity.table}" WHERE pk = {row}.parent_id)' if table.is_link else f"{row}.case_id"
        )
    if entity.parent == "AgendaItem":
        return f"(SELECT case_id FROM agenda_item WHERE pk = {row}.agenda_item_id)"
    return "NULL"


def _rowid(table: Table, row: str) -> str:
    return f"{row}.pk * {SEARCH_SLOTS} + {SEARCHED[table.name]}"


def _indexed(table: Table) -> str:
    texts = ", ".join(f'NEW."{name}"' for name in searched_columns(table))
    if not texts:
        return ""
    return (
        f"INSERT INTO search (rowid, words) SELECT {_rowid(table, 'NEW')}, words "
        f"FROM (SELECT concat_ws(char(10), {texts}) AS words) WHERE words <> ''"
    )


def _counted(table: Table) -> str:
    """Raise the counter when an id looks like a number of ours, whoever chose it."""
    prefix = table.entity.prefix
    if table.is_link or not prefix:
        return ""
    digits = f"substr(NEW.id, {len(prefix) + 2})"
    return (
        f"INSERT INTO counter (prefix, last) SELECT '{prefix}', CAST({digits} AS INTEGER) "
        f"WHERE NEW.id GLOB '{prefix}-[0-9]*' AND {digits} NOT GLOB '*[^0-9]*' AND length({digits}) <= 9 "
        "ON CONFLICT (prefix) DO UPDATE SET last = max(last, excluded.last)"
    )
