"""Edits by chance: undoing all gives the start, redoing all gives the end, and a refusal leaves no trace."""

import shutil
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
from tests.edits.chance import EDITS
from tests.edits.world import START, HandClock, World, dump, newest, verbs


@contextmanager
def copy_of(built: World) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder, in_language("en"):
        path = Path(folder) / "tafel.mdo"
        shutil.copy(built.store.path, path)
        store = Store.open(path)
        store.clock = clock = HandClock(START)
        # A window of its own: what made the table is not to be undone.
        yield built._replace(store=store, clock=clock, nel=built.nel._replace(window="chance"))
        store.close()


def take_back_all(world: World) -> None:
    while (change := newest_of_window(world.store, "chance")) is not None:
        undo(world.store, world.nel, change)


def put_back_all(world: World) -> None:
    while (change := newest_redoable(world.store, "chance")) is not None:
        undo(world.store, world.nel, change)


# Not made smaller: each attempt is a whole file, and the edits that led there are few.
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(data=st.data())
def test_undoing_all_gives_the_start_and_redoing_all_the_end(built: World, data: st.DataObject) -> None:
    with copy_of(built) as world:
        start = dump(world.store)
        for verb in data.draw(st.lists(st.sampled_from(sorted(EDITS)), min_size=5, max_size=25)):
            before, last = dump(world.store), newest(world.store)
            try:
                EDITS[verb](world, data.draw)
            except Refused as error:
                assert str(error)
                assert dump(world.store) == before
            made = verbs(world.store, last)
            assert made == [(last + 1, verb)] if dump(world.store) != before else made == []
            world.clock.forward(data.draw(st.integers(0, 20)))
        end = dump(world.store)
        take_back_all(world)
        assert dump(world.store) == start
        put_back_all(world)
        assert dump(world.store) == end
        assert verify(world.store) == []
