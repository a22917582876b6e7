from typing import Any

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.edits import action_points, case_records, obstacles
from mdoverleg.edits.history import undo
from tests.edits.world import TODAY, World, no_step, one_step, row

WAITS = {"kind": "waiting_list", "what": "Wachttijd van een half jaar."}


def point(world: World, **values: Any) -> int:
    given = {"text": "Vraagt een plek aan", "case": world.wulp, "owner": world.sem, **values}
    return action_points.add(world.store, world.nel, values=given)


def raised(world: World, pk: int, *, seen: int, **values: Any) -> int:
    return obstacles.raise_level(world.store, world.nel, action_pk=pk, values=values, seen_level=seen)


def test_what_got_stuck_is_noted_one_level_above_the_worker_and_then_raised_to_the_highest(world: World) -> None:
    pk = point(world)
    with one_step(world, "obstacles.raise"):
        obstacle = raised(world, pk, seen=0, **WAITS, raised_to="teamleider")
    found = row(world, "obstacle", obstacle)
    assert (found["level"], found["action_id"], found["case_id"]) == (2, pk, world.wulp)
    assert (found["since"], found["raised_to"]) == (TODAY.isoformat(), "teamleider")
    for level, to in ((3, "manager"), (4, "wethouder")):
        with one_step(world, "obstacles.raise"):
            assert raised(world, pk, seen=level - 1, raised_to=to) == obstacle
        found = row(world, "obstacle", obstacle)
        assert (found["level"], found["raised_to"], found["what"]) == (level, to, WAITS["what"])
    with no_step(world), pytest.raises(Refused, match="highest level already"):
        raised(world, pk, seen=4)
    undo(world.store, world.nel)
    assert row(world, "obstacle", obstacle)["level"] == 3


def test_two_windows_raise_it_once(world: World) -> None:
    pk = point(world)
    raised(world, pk, seen=0, **WAITS)
    with no_step(world), pytest.raises(Refused, match="somebody else already"):
        raised(world, pk, seen=0, **WAITS)


def test_what_was_solved_is_not_raised_again(world: World) -> None:
    pk = point(world)
    old = raised(world, pk, seen=0, **WAITS)
    case_records.change(world.store, world.nel, entity="Obstacle", pk=old, values={"resolved_on": TODAY})
    new = raised(world, pk, seen=0, **WAITS)
    assert new != old
    assert row(world, "obstacle", new)["level"] == 2


def test_without_a_case_or_a_kind_it_is_refused(world: World) -> None:
    loose, pk = point(world, case=None), point(world)
    with no_step(world), pytest.raises(Refused, match="belongs to no case"):
        raised(world, loose, seen=0, **WAITS)
    with no_step(world), pytest.raises(Refused, match="Kind"):
        raised(world, pk, seen=0, what="Iets")
