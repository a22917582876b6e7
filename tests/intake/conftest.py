from collections.abc import Iterator
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits.document import fill
from mdoverleg.intake.table_json import read_document
from mdoverleg.store.store import Store
from tests.support.example import EXAMPLE
from tests.support.locked import copy_of


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages in English, as they stand in the code."""
    with in_language("en"):
        yield


@pytest.fixture(scope="session")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small whole table in a file, made once; not to be changed."""
    path = copy_of(template, tmp_path_factory.mktemp("filled") / "table.mdo")
    document = read_document(EXAMPLE, "example.json")
    store = Store.open(path)
    fill(store, Who("Anne", via="cli"), document=document.values, source=document.name)
    store.close()
    return path


@pytest.fixture
def table(filled: Path, table_path: Path) -> Iterator[Store]:
    """A copy of the small whole table, open."""
    copy_of(filled, table_path)
    store = Store.open(table_path)
    yield store
    store.close()
