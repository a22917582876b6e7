"""Filling a table with a whole document (docs/format.md, "Round trip"): one change in the log, one step to undo."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import text
from sqlmodel import Session, SQLModel

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import NESTED, Entity, Field
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits.cases import alias_key
from mdoverleg.store.reading import Reader
from mdoverleg.store.store import Store

_OF_USE: Final = ("Organisation", "Person", "Meeting", "Case", "ActionPoint", "Override")
CONTENT: Final = tuple(ENTITIES[name].table for name in _OF_USE)
"""Database tables in which a row means that the table is in use; what `init` copies in from a method does not count."""


def has_content(reader: Reader) -> bool:
    """Tell whether the table is in use: a document may only fill one that is not."""
    return any(reader.value(f'SELECT 1 FROM "{table}" LIMIT 1') for table in CONTENT)  # noqa: S608 - names of the schema


def fill(store: Store, who: Who, *, document: Mapping[str, Any], source: str, replace: bool = False) -> None:
    """Put a valid document into the table, in place of its settings; one undo step.

    `document` is what `intake.table_json` read. `source` is what the log says it came from: a command has no window, so
    it stands there. Refused when the table has content, unless `replace`, which takes all of it out first.
    """
    who = who._replace(window=who.window or source)
    with store.write(who, "table.import") as session:
        if not replace and any(session.scalar(text(f'SELECT 1 FROM "{table}" LIMIT 1')) for table in CONTENT):  # noqa: S608
            raise Refused(_("This table already has content. Use --replace to put the file in its place."))
        # Records refer to one another in circles: only at the end must every reference lead somewhere.
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        _empty(session)
        _Filling(session).run(document)


def _empty(session: Session) -> None:
    for entity in reversed(ENTITIES.values()):
        for field in entity.links:
            session.execute(text(f'DELETE FROM "{entity.link_table(field)}"'))  # noqa: S608
        session.execute(text(f'DELETE FROM "{entity.table}"'))  # noqa: S608


class _Filling:
    """Gives every record its key first, so that references can be filled in, and then writes kind after kind."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._next: dict[str, int] = {}
        self._keys: dict[tuple[str, str], int] = {}
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def run(self, document: Mapping[str, Any]) -> None:
        """Write the whole document."""
        waiting = list(self._records(DOCUMENT, 0, document))
        for entity, pk, values, _row in waiting:
            if entity.has_id:
                self._keys[entity.name, values["id"]] = pk
        for entity, pk, values, row in waiting:
            row.update({field.column: self._value(field, values) for field in entity.columns})
            if entity.name == "Case":
                row["alias_key"] = alias_key(values["alias"])
            self._rows.setdefault(entity.table, []).append(row)
            for field in entity.links:
                self._link(entity, field, pk, values.get(field.key, ()))
        for table, rows in self._rows.items():
            self._session.execute(SQLModel.metadata.tables[table].insert(), rows)

    def _records(self, entity: Entity, pk: int, values: Mapping[str, Any]) -> Iterator["_Waiting"]:
        for field in entity.fields:
            below = values.get(field.key)
            if field.kind not in NESTED or not below:
                continue
            target = ENTITIES[field.target]
            for position, record in enumerate([below] if field.kind == kinds.ROW else below):
                own = self._key(target.table)
                yield target, own, record, {"pk": own, **_place(target, pk, position)}
                yield from self._records(target, own, record)

    def _key(self, table: str) -> int:
        """Give the next key of a database table: a key is never used twice, also not one of a row that is gone."""
        if table not in self._next:
            known = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
            self._next[table] = self._session.scalar(known, params={"table": table}) or 0
        self._next[table] += 1
        return self._next[table]

    def _value(self, field: Field, values: Mapping[str, Any]) -> Any:
        value = values.get(field.key, field.default)
        return self._keys[field.target, value] if field.kind == kinds.REF and value is not None else value

    def _link(self, entity: Entity, field: Field, pk: int, entries: tuple[str, ...]) -> None:
        table = entity.link_table(field)
        for position, entry in enumerate(entries):
            value = self._keys[field.target, entry] if field.kind == kinds.REFS else entry
            row = {"pk": self._key(table), "parent_id": pk, "position": position, "value": value}
            self._rows.setdefault(table, []).append(row)


_Waiting = tuple[Entity, int, Mapping[str, Any], dict[str, Any]]
"""Kind of record, its key, its values, and the beginning of its row: where it hangs."""


def _place(entity: Entity, parent_pk: int, position: int) -> dict[str, int]:
    if entity.name == "TableInfo":
        return {}
    return {"position": position, **({entity.parent_column: parent_pk} if entity.parent else {})}
