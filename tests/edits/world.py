"""A small invented table to edit, and the ways to look at the whole file before and after an edit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from sqlmodel import SQLModel

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.who import Who
from mdoverleg.edits import cases, family, meetings, organisations, people, table
from mdoverleg.store.changelog import undo
from mdoverleg.store.store import Store

TODAY = date(2026, 10, 6)
START = datetime(2026, 10, 6, 7, 30, tzinfo=UTC)
"""Half past nine in the table's zone."""

Dump = dict[str, list[tuple[Any, ...]]]


class HandClock(Clock):
    """A clock that is moved by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def _real(self) -> datetime:
        return self.at

    def forward(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)


class World(NamedTuple):
    """The keys of what is on the invented table."""

    store: Store
    clock: HandClock
    nel: Who
    piet: Who
    team: int
    guard: int
    anne: int
    sem: int
    iris: int
    koen: int
    left: int
    wulp: int
    mother: int
    child: int
    second: int
    grutto: int
    meeting: int


METHOD: dict[str, Any] = {
    "table": {"name": "Casustafel Zandkreek", "minutes_per_case": 20},
    "agenda_templates": [
        {
            "name": "Casustafel",
            "meeting_kind": "case_table",
            "items": [
                {"kind": "opening", "minutes": 5},
                {"kind": "previous_actions", "minutes": 10},
                {"kind": "case", "minutes": 15},
                {"kind": "reflection", "title": "Terugkijken", "minutes": 10},
            ],
        }
    ],
}


def build(store: Store) -> World:
    """Fill a new file through the edits."""
    clock = HandClock(START)
    store.clock = clock
    nel, piet = Who("Nel Voorzitter", window="one"), Who("Piet Secretaris", window="two")
    table.copy_method(store, nel, method=METHOD)
    team = organisations.add(store, nel, values={"name": "Wijkteam Zandkreek", "kind": "local_team"})
    guard = organisations.add(store, nel, values={"name": "Jeugdbescherming Oost", "kind": "certified_institution"})
    named = [("Anne", team), ("Sem", team), ("Iris", guard), ("Koen", guard), ("Lies", team)]
    anne, sem, iris, koen, left = (
        people.add(store, nel, values={"name": name, "organisation": organisation}) for name, organisation in named
    )
    people.change(store, nel, pk=left, values={"active": False})
    wulp = cases.add(store, nel, values={"alias": "Wulp", "brought_by": sem, "goal": "Eén lijn voor beide huizen"})
    mother, child, second = (
        family.add_member(store, nel, case_pk=wulp, values={"relation": relation})
        for relation in ("mother", "daughter", "son")
    )
    grutto = cases.add(store, nel, values={"alias": "Grutto", "brought_by": iris, "goal": "Wie pakt dit op?"})
    meeting = meetings.plan(
        store,
        nel,
        values={"held_on": TODAY, "planned_start": "09:30", "chair": anne},
        template_name="Casustafel",
        case_pks=(wulp, grutto),
    )
    return World(
        store, clock, nel, piet, team, guard, anne, sem, iris, koen, left, wulp, mother, child, second, grutto, meeting
    )


def dump(store: Store) -> Dump:
    """Every row of every table of the format."""
    with store.read() as reader:
        return {name: reader.rows(f'SELECT * FROM "{name}" ORDER BY pk') for name in sorted(SQLModel.metadata.tables)}


def verbs(store: Store, since: int = 0) -> list[tuple[int, str]]:
    """Number and verb of every change after the given one."""
    with store.read() as reader:
        rows = reader.rows("SELECT id, verb FROM change WHERE id > ? ORDER BY id", (since,))
    return [(number, verb) for number, verb in rows]


def newest(store: Store) -> int:
    """The number of the newest change."""
    with store.read() as reader:
        return int(reader.value("SELECT coalesce(max(id), 0) FROM change"))


@contextmanager
def one_step(world: World, verb: str) -> Iterator[None]:
    """What happens inside is one change with this verb; undone the file is as before, redone as after."""
    store, before, last = world.store, dump(world.store), newest(world.store)
    yield
    made = verbs(store, last)
    assert [name for _number, name in made] == [verb]
    after = dump(store)
    assert after != before
    undoing = undo(store, world.nel, made[0][0])
    assert dump(store) == before
    undo(store, world.nel, undoing)
    assert dump(store) == after


@contextmanager
def no_step(world: World) -> Iterator[None]:
    """What happens inside leaves no trace: not in the file, not in the log."""
    before, last = dump(world.store), newest(world.store)
    yield
    assert verbs(world.store, last) == []
    assert dump(world.store) == before


def row(world: World, table_name: str, pk: int) -> dict[str, Any]:
    """One row by the names of its columns, as it stands in the file."""
    with world.store.read() as reader:
        names = [info[1] for info in reader.rows(f'PRAGMA table_info("{table_name}")')]
        found = reader.one(f'SELECT * FROM "{table_name}" WHERE pk = ?', (pk,))
    assert found is not None
    return dict(zip(names, found, strict=True))


def listed(world: World, link_table: str, parent: int) -> list[Any]:
    """What stands in a list of words or references."""
    with world.store.read() as reader:
        rows = reader.rows(f'SELECT value FROM "{link_table}" WHERE parent_id = ? ORDER BY position', (parent,))
    return [value for (value,) in rows]


def agenda(world: World, meeting: int | None = None) -> list[tuple[Any, ...]]:
    """Key, kind, case, planned start and end of every item, in order."""
    with world.store.read() as reader:
        return reader.rows(
            "SELECT pk, kind, case_id, planned_start, planned_end FROM agenda_item WHERE meeting_id = ? "
            "ORDER BY position",
            (meeting or world.meeting,),
        )
