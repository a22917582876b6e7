"""Planned against spent over the closed meetings of the invented example."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mdoverleg.reads.time_spent import KindSpent, read_time_spent
from mdoverleg.store.store import Store
from tests.support.locked import copy_of
from tests.support.sample import go_on_to_wulp


@pytest.fixture
def example(sample_template: Path, tmp_path: Path) -> Iterator[Store]:
    store = Store.open(copy_of(sample_template, tmp_path / "table.mdo"))
    yield store
    store.close()


def test_every_kind_of_case_that_was_held(example: Store) -> None:
    found = read_time_spent(example)
    assert found.meetings == 2
    follow_up, crisis, *_rest = found.kinds
    # Wulp 35 of 30 and 31 of 25, Fuut 18 of 20 twice; Sijs 22 of 20 and 18 of 20.
    assert follow_up == KindSpent("follow_up", 4, 22, 24, 95, 102)
    assert follow_up.usual == 25
    assert found.of("crisis") == KindSpent("crisis", 2, 20, 20, 40, 40)
    assert found.of("crisis").usual is None, "two are too few"  # type: ignore[union-attr]
    assert crisis.items == 2
    assert found.of("learning") is None
    assert sum(kind.items for kind in found.kinds) == 10, "what was put off does not count"


def test_a_meeting_that_runs_does_not_count_yet(example: Store) -> None:
    before = read_time_spent(example)
    go_on_to_wulp(example)
    assert read_time_spent(example) == before
