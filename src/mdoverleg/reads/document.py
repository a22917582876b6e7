"""The whole table as one document (docs/format.md), the inverse of importing it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from mdoverleg.domain import records
from mdoverleg.domain.schema import DOCUMENT, ENTITIES, FORMAT, VERSION
from mdoverleg.domain.schema import fields as kinds
from mdoverleg.domain.schema.fields import LINKED, NESTED, Entity, Field
from mdoverleg.reads.loading import load
from mdoverleg.store.reading import Reader


def read_document(reader: Reader) -> dict[str, Any]:
    """Return the table as nested values in the order of the format, without what is empty or default.

    Dates are `date`, instants UTC, lists of words or ids tuples, references the author's ids: as `intake.table_json`
    reads them.
    """
    return _Reading(reader).document()


class _Reading:
    def __init__(self, reader: Reader) -> None:
        self._rows: dict[str, dict[int, list[Any]]] = {}
        self._ids: dict[str, Mapping[int, str]] = {}
        for entity in ENTITIES.values():
            by_parent: dict[int, list[Any]] = defaultdict(list)
            for row in load(reader, getattr(records, entity.name)):
                by_parent[getattr(row, entity.parent_column) if entity.parent else 0].append(row)
            self._rows[entity.name] = by_parent
            if entity.has_id:
                self._ids[entity.name] = {row.pk: row.id for rows in by_parent.values() for row in rows}

    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
        document.update(self._lists(DOCUMENT, 0))
        return document

    def _lists(self, entity: Entity, pk: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in entity.fields:
            if field.kind not in NESTED:
                continue
            target = ENTITIES[field.target]
            below = [self._record(target, row) for row in self._rows[target.name].get(pk, ())]
            if below:
                found[field.key] = below[0] if field.kind == kinds.ROW else below
        return found

    def _record(self, entity: Entity, row: Any) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for field in entity.fields:
            if field.kind in NESTED:
                continue
            value = self._value(field, getattr(row, field.column))
            if value not in (None, ()) and value != field.default:
                values[field.key] = value
        return {**values, **self._lists(entity, row.pk)} if entity.lists else values

    def _value(self, field: Field, value: Any) -> Any:
        if field.kind == kinds.REF and value is not None:
            return self._ids[field.target][value]
        if field.kind == kinds.REFS:
            return tuple(self._ids[field.target][pk] for pk in value)
        return tuple(value) if field.kind in LINKED else value
