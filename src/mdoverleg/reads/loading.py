"""Rows of the file as records: one SELECT per kind of record, made from the schema."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from mdoverleg.domain import records
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import BOOL, DAY, INSTANT, LINKED, NESTED, Field
from mdoverleg.store.reading import Reader

Record = TypeVar("Record")


def among(words: Iterable[str]) -> str:
    """Write words of the format as SQL has them after IN; never for what somebody typed."""
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


def day_of(text: str | None) -> date | None:
    """Return the date of a stored text; nothing when it is missing or no date."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def instant_of_text(text: str | None) -> datetime | None:
    """Return the moment of a stored text, in UTC; nothing when it is missing or no moment."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


CONVERTERS: dict[str, Callable[[Any], Any]] = {DAY: day_of, INSTANT: instant_of_text, BOOL: _flag}


class _Plan(NamedTuple):
    select: str
    table: str
    has_position: bool
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]
    links: tuple[tuple[int, str], ...]
    """Place in the record, link table."""
    make: Callable[[Iterable[Any]], Any]


@cache
def _plan(name: str) -> _Plan:
    entity = ENTITIES[name]
    places: list[Field | str] = ["pk"]
    if entity.parent_column:
        places.append(entity.parent_column)
    places += [field for field in entity.fields if field.kind not in NESTED]
    columns, converters, links = [], [], []
    for place, field in enumerate(places):
        if isinstance(field, str):
            columns.append(field)
        elif field.kind in LINKED:
            columns.append("NULL")
            links.append((place, entity.link_table(field)))
        else:
            columns.append(f'"{field.column}"')
            if field.kind in CONVERTERS:
                converters.append((place, CONVERTERS[field.kind]))
    select = f'SELECT {", ".join(columns)} FROM "{entity.table}"'
    return _Plan(
        select,
        entity.table,
        name != "TableInfo",
        tuple(converters),
        tuple(links),
        getattr(records, name)._make,
    )


def load(
    reader: Reader, kind: type[Record], where: str = "", params: Sequence[Any] = (), order: str = ""
) -> tuple[Record, ...]:
    """Return the records of one kind that fit `where` (SQL over the record's own columns), in document order."""
    plan = _plan(kind.__name__)
    tail = f" WHERE {where}" if where else ""
    by = order or ("position, pk" if plan.has_position else "pk")
    rows = [list(row) for row in reader.rows(f"{plan.select}{tail} ORDER BY {by}", params)]
    for place, convert in plan.converters:
        for row in rows:
            row[place] = convert(row[place])
    for place, table in plan.links:
        values = _links(reader, table, plan.table, tail, params) if rows else {}
        for row in rows:
            row[place] = tuple(values.get(row[0], ()))
    return tuple(plan.make(row) for row in rows)


def _links(reader: Reader, table: str, owner: str, tail: str, params: Sequence[Any]) -> dict[int, list[Any]]:
    among = f' WHERE parent_id IN (SELECT pk FROM "{owner}"{tail})' if tail else ""
    found: dict[int, list[Any]] = defaultdict(list)
    sql = f'SELECT parent_id, value FROM "{table}"{among} ORDER BY parent_id, position'
    for parent, value in reader.rows(sql, params):
        found[parent].append(value)
    return found
