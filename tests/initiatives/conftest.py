"""Stories of the ten initiatives, each told on its own example."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mdoverleg.domain.words import current_language, set_language
from tests.initiatives.story import Story

Tell = Callable[[str], Story]


@pytest.fixture
def tell(table_path: Path) -> Iterator[Tell]:
    """Begins the story of one way of working: `tell("jeugdlink")`."""
    told: list[Story] = []
    before = current_language()
    set_language("nl")

    def begin(method: str) -> Story:
        told.append(Story(table_path, method))
        return told[-1]

    yield begin
    set_language(before)
    for story in told:
        story.store.close()
