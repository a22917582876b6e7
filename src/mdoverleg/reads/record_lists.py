"""The records of one kind of a case as they stand in its list, by the keys of the table format or in words."""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.clock import local
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.field_labels import field_label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import CODE, CODES, REF, REFS, Field
from mdoverleg.reads.history import Wording
from mdoverleg.reads.loading import load
from mdoverleg.reads.table import own_codes, zone_of
from mdoverleg.store.reading import Reader


class Listed(NamedTuple):
    """One record of a list: its place in it, counted from 1, its key in the file, and what it holds."""

    number: int
    pk: int
    values: dict[str, Any]
    """By the keys of the format, in its order; references are integer keys, lists tuples."""


def listed_records(reader: Reader, entity_name: str, parent_pk: int | None) -> tuple[Listed, ...]:
    """Return the records of one kind of a case (or below another parent; None: of the table), in document order."""
    entity = ENTITIES[entity_name]
    fields = (*entity.columns, *entity.links)
    where = f"{entity.parent_column} = ?" if entity.parent else ""
    found = load(reader, getattr(records, entity_name), where, (parent_pk,) if entity.parent else ())
    return tuple(
        Listed(number, row.pk, {field.key: getattr(row, field.column) for field in entity.fields if field in fields})
        for number, row in enumerate(found, start=1)
    )


def as_in_document(reader: Reader, entity_name: str, rows: Iterable[Listed]) -> list[dict[str, Any]]:
    """Return records with every key of the format: references are the author's ids, instants in the table's zone."""
    entity, kept, zone = ENTITIES[entity_name], tuple(rows), zone_of(reader)
    ids = {target: _ids(reader, target, pks) for target, pks in _referred(entity.fields, kept).items()}

    def plain(field: Field, value: Any) -> Any:
        if field.kind == REF and value is not None:
            return ids[field.target].get(value)
        if field.kind == REFS:
            return [ids[field.target].get(pk) for pk in value]
        if isinstance(value, datetime):
            return local(value, zone).isoformat(timespec="seconds")
        return list(value) if isinstance(value, tuple) else value

    return [{key: plain(entity.field(key), value) for key, value in row.values.items()} for row in kept]


def _referred(fields: Iterable[Field], rows: tuple[Listed, ...]) -> dict[str, set[int]]:
    """Return the keys of what the records refer to, by its kind."""
    found: dict[str, set[int]] = {}
    for field in fields:
        if field.kind in (REF, REFS):
            values = [row.values[field.key] for row in rows]
            pks = [pk for value in values for pk in (value if isinstance(value, tuple) else (value,))]
            found.setdefault(field.target, set()).update(pk for pk in pks if pk is not None)
    return found


def _ids(reader: Reader, target: str, pks: set[int]) -> dict[int, str]:
    numbers = ", ".join(str(int(pk)) for pk in sorted(pks))
    return dict(reader.rows(f'SELECT pk, id FROM "{ENTITIES[target].table}" WHERE pk IN ({numbers})'))


def in_words(
    reader: Reader, entity_name: str, rows: Iterable[Listed], today: date, *, but: Collection[str] = ()
) -> list[str]:
    """Return one line per record: its fields that say something, each with its label; `but`: without these keys."""
    entity, said = ENTITIES[entity_name], values_in_words(reader, today)

    def line(values: dict[str, Any]) -> str:
        filled = [
            key
            for key, value in values.items()
            if key not in but and value not in (None, (), entity.field(key).default)
        ]
        return " · ".join(f"{field_label(entity_name, key)}: {said(entity.field(key), values[key])}" for key in filled)

    return [line(row.values) for row in rows]


def values_in_words(
    reader: Reader, today: date, *, day: Callable[[date, date], str] = day_text
) -> Callable[[Field, Any], str]:
    """Return what says a stored value as people do; `day` says a day of which it is given today too."""
    zone = zone_of(reader)
    wording, own = Wording(reader, zone, today), own_codes(reader)

    def said(field: Field, value: Any) -> str:
        if isinstance(value, tuple):
            return ", ".join(said(field, one) for one in value)
        if isinstance(value, datetime):
            return f"{local(value, zone):%d-%m-%Y %H:%M}"
        if isinstance(value, date):
            return day(value, today)
        if field.kind in (CODE, CODES) and value in own.get(field.target, {}):
            return own[field.target][value]
        return wording.value(field, value)

    return said
