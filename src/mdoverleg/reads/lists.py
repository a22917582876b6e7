"""What the list screens show: one read, one frozen value, with the number of the newest change."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from mdoverleg.domain.names import PersonRef
from mdoverleg.reads.action_points import Asked, asked_rows
from mdoverleg.reads.cases import case_rows
from mdoverleg.reads.meetings import meeting_rows
from mdoverleg.reads.names import organisation_rows, people_rows
from mdoverleg.reads.obstacles import obstacle_rows
from mdoverleg.reads.parking import parked_rows
from mdoverleg.reads.table import newest_change, own_codes, today_of, wall_is_dark
from mdoverleg.rules.words import is_child
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.domain.snapshots import PersonRow
    from mdoverleg.store.store import Store


class Listing(NamedTuple):
    """Rows of one kind, as they are in the file after one change."""

    sequence: int
    today: date
    rows: tuple[Any, ...]
    people: "tuple[PersonRow, ...]"
    """For the question who sits behind a window."""
    wall_is_dark: bool = False
    """Somebody made the projector dark."""
    parked: int = 0
    """Of the meetings: how many cases and subjects wait for one."""


def _cases(reader: Reader, today: date) -> tuple[Any, ...]:
    return case_rows(reader, today)


def _people(reader: Reader, today: date) -> tuple[Any, ...]:
    return people_rows(reader, today, counts=True)


def _organisations(reader: Reader, today: date) -> tuple[Any, ...]:
    del today
    return organisation_rows(reader, counts=True)


def _meetings(reader: Reader, today: date) -> tuple[Any, ...]:
    del today
    return meeting_rows(reader)


def _parked(reader: Reader, today: date) -> tuple[Any, ...]:
    del today
    return parked_rows(reader)


def _live_points(reader: Reader, today: date) -> tuple[Any, ...]:
    return asked_rows(reader, Asked(is_open=True), today)


def _obstacles(reader: Reader, today: date) -> tuple[Any, ...]:
    del today
    return obstacle_rows(reader)


LISTS: dict[str, Callable[[Reader, date], tuple[Any, ...]]] = {
    "cases": _cases,
    "people": _people,
    "organisations": _organisations,
    "meetings": _meetings,
    "parked": _parked,
    "points": _live_points,
    "obstacles": _obstacles,
}
"""Every list by its name."""


def read_listing(store: "Store", name: str) -> Listing:
    """Return one of LISTS as it is now."""
    with store.read() as reader:
        today = today_of(store, reader)
        rows = LISTS[name](reader, today)
        parked = len(parked_rows(reader)) if name == "meetings" else 0
        return Listing(newest_change(reader), today, rows, people_rows(reader, today), wall_is_dark(reader), parked)


class Names(NamedTuple):
    """What a form can refer to, by kind of record."""

    today: date
    records: dict[str, tuple[PersonRef, ...]]
    codes: dict[str, dict[str, str]]
    """The table's own codes with their labels, by their list."""


NAMED = {
    "Person": "SELECT p.pk, p.id, p.name, o.name FROM person p JOIN organisation o ON o.pk = p.organisation_id"
    " WHERE p.active ORDER BY p.position",
    "Person left": "SELECT p.pk, p.id, p.name, '' FROM person p WHERE NOT p.active ORDER BY p.position",
    "Organisation": "SELECT pk, id, name, '' FROM organisation ORDER BY position",
    "Case": 'SELECT pk, id, alias, goal FROM "case" ORDER BY position',
    "Meeting": "SELECT pk, id, held_on, '' FROM meeting ORDER BY held_on DESC",
}
POINTS = "SELECT pk, id, id, text FROM action_point WHERE case_id = ? ORDER BY position"
MEMBERS = "SELECT pk, id, id, relation FROM member WHERE case_id = ? ORDER BY position"


def read_names(store: "Store", *, case_pk: int | None = None) -> Names:
    """Return what the fields of a form can refer to; family members of one case alone."""
    with store.read() as reader:
        today = today_of(store, reader)
        records = {kind: tuple(PersonRef._make(row) for row in reader.rows(sql)) for kind, sql in NAMED.items()}
        if case_pk is not None:
            records["ActionPoint"] = tuple(PersonRef._make(row) for row in reader.rows(POINTS, (case_pk,)))
            family = tuple(PersonRef._make(row) for row in reader.rows(MEMBERS, (case_pk,)))
            children = _children(reader, case_pk)
            records["Member"] = family
            records["Member child"] = tuple(row for row in family if row.pk in children)
        return Names(today, records, own_codes(reader))


def _children(reader: Reader, case_pk: int) -> frozenset[int]:
    from mdoverleg.domain import records
    from mdoverleg.reads.loading import load

    return frozenset(row.pk for row in load(reader, records.Member, "case_id = ?", (case_pk,)) if is_child(row))


def read_values(store: "Store", entity: str, pk: int) -> dict[str, Any]:
    """Return the present values of one record by the keys of the format; references and lists as keys."""
    from mdoverleg.domain import records
    from mdoverleg.domain.schema import ENTITIES
    from mdoverleg.domain.schema.fields import NESTED
    from mdoverleg.reads.loading import load

    with store.read() as reader:
        found: Any = load(reader, getattr(records, entity), "pk = ?", (pk,))
    if not found:
        return {}
    fields = [field for field in ENTITIES[entity].fields if field.kind not in NESTED]
    return {field.key: getattr(found[0], field.column) for field in fields}
