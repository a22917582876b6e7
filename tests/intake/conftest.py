from collections.abc import Iterator

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits.document import fill
from mdoverleg.intake.table_json import read_document
from mdoverleg.store.store import Store
from tests.support.example import EXAMPLE


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages in English, as they stand in the code."""
    with in_language("en"):
        yield


@pytest.fixture
def table(store: Store) -> Store:
    """The small whole table in a file."""
    document = read_document(EXAMPLE, "example.json")
    fill(store, Who("Anne", via="cli"), document=document.values, source=document.name)
    return store
