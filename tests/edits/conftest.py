from collections.abc import Iterator
from pathlib import Path

import pytest

from mdoverleg.domain.words import in_language
from mdoverleg.store.store import Store
from tests.edits.world import START, HandClock, World, build
from tests.support.locked import copy_of, prepare


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The invented table, made once; its store is closed."""
    path = tmp_path_factory.mktemp("edits") / "tafel.mdo"
    prepare(path)
    store = Store.create(path)
    world = build(store)
    store.close()
    return world


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    """A copy of the invented table, in English."""
    path = tmp_path / "tafel.mdo"
    copy_of(built.store.path, path)
    store = Store.open(path)
    store.clock = clock = HandClock(START)
    with in_language("en"):
        yield built._replace(store=store, clock=clock)
    store.close()
