from collections.abc import Iterator
from pathlib import Path

import pytest

from mdoverleg.domain.words import in_language
from mdoverleg.store.store import Store
from tests.edits.world import World, build


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The invented table in a new file, in English."""
    store = Store.create(tmp_path / "tafel.mdo")
    with in_language("en"):
        yield build(store)
    store.close()
