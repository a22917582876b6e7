"""Edits by chance: undoing all gives the start, redoing all gives the end, and a refusal leaves no trace."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import in_language
from mdoverleg.store.changelog import newest_of_window, newest_redoable, undo, verify
from mdoverleg.store.store import Store
from tests.edits.chance import EDITS, Chance, prepare
from tests.edits.world import START, HandClock, World, dump, newest, verbs
from tests.support.figures import figure
from tests.support.locked import copy_of

ATTEMPTS = 300
"""Of one verb, before the test says that it does nothing; most need one."""


@contextmanager
def copy_of_world(built: World) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder, in_language("en"):
        path = Path(folder) / "tafel.mdo"
        copy_of(built.store.path, path)
        store = Store.open(path)
        store.clock = clock = HandClock(START)
        # A window of its own: what made the table is not to be undone.
        yield built._replace(store=store, clock=clock, nel=built.nel._replace(window="chance"))
        store.close()


def edit_by_chance(chance: Chance, verb: str) -> bool:
    """Try one edit; tells whether it changed anything. What it changed is one change, what it refused is none."""
    store = chance.world.store
    before, last = dump(store), newest(store)
    refused = ""
    try:
        EDITS[verb](chance)
    except Refused as error:
        refused = str(error) or "without a word"
    assert refused != "without a word"
    is_as_before = dump(store) == before
    assert not refused or is_as_before
    made = verbs(store, last)
    assert made == ([] if is_as_before else [(last + 1, verb)])
    return bool(made)


def take_back_all(world: World) -> None:
    while (change := newest_of_window(world.store, "chance")) is not None:
        undo(world.store, world.nel, change)


def take_back_to(world: World, mark: int | None) -> None:
    while (change := newest_of_window(world.store, "chance")) not in (None, mark):
        assert change is not None
        undo(world.store, world.nel, change)


def put_back_all(world: World) -> None:
    while (change := newest_redoable(world.store, "chance")) is not None:
        undo(world.store, world.nel, change)


# Not made smaller: each attempt is a whole file, and the seed gives it again.
@settings(
    max_examples=int(os.environ.get("MDOVERLEG_EXAMPLES", "1")),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_undoing_all_gives_the_start_and_redoing_all_the_end(built: World, seed: int) -> None:
    with copy_of_world(built) as world:
        chance, start = Chance(world, seed), dump(world.store)
        prepare(world)
        for verb in chance.random.choices(sorted(EDITS), k=30):
            edit_by_chance(chance, verb)
            world.clock.forward(chance.random.randint(0, 20))
        end = dump(world.store)
        take_back_all(world)
        assert dump(world.store) == start
        put_back_all(world)
        assert dump(world.store) == end
        assert verify(world.store) == []
    figure("P3", "rows of 30 edits by chance, undone to the start and redone to the end", 1, ">= 50")


def test_every_verb_does_something_by_chance(built: World) -> None:
    """Else the test above would say nothing about it."""
    with copy_of_world(built) as world:
        prepare(world)
        mark = newest_of_window(world.store, "chance")
        chance = Chance(world, 8)  # of many, the one that needs the fewest attempts
        idle = [verb for verb in sorted(EDITS) if not does_something(chance, verb, mark)]
    assert idle == []
    figure("P3", "verbs that are tried by chance", len(EDITS), "")


def does_something(chance: Chance, verb: str, mark: int | None) -> bool:
    """Try one verb on the prepared table; as long as it changes nothing, others come before it that may make room."""
    found = False
    for attempt in range(1, ATTEMPTS + 1):
        found = edit_by_chance(chance, verb)
        if found or attempt % 10 == 0:
            # The next verb, and the next attempt, finds all that was prepared.
            take_back_to(chance.world, mark)
        if found:
            break
        if attempt % 3 == 0:
            edit_by_chance(chance, chance.one(*sorted(EDITS)))
    return found
