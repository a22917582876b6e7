"""Commands inside the test's own process, and tables full of hostile text."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.edits.document import fill
from mdoverleg.intake.table_json import read_document
from mdoverleg.store.store import Store
from tests.cli.conftest import on  # noqa: F401 - a fixture
from tests.support.hostile import CORPUS, full_table, in_turn
from tests.support.locked import copy_of

TURNS = max(2, int(os.environ.get("MDOVERLEG_HOSTILE_TURNS", "2")))
"""So many tables; each puts every text of the corpus in one or two keys."""

Full = Callable[[int], Path]


@pytest.fixture(scope="session")
def full_files(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Files with one of every kind of record and hostile text in every key, made once; `full` gives a copy."""
    folder = tmp_path_factory.mktemp("full")
    made = {}
    for turn in range(TURNS):
        path = copy_of(template, folder / f"full-{turn}.mdo")
        store = Store.open(path)
        document = read_document(json.dumps(full_table(in_turn(CORPUS, turn * 17))).encode(), "full.json")
        fill(store, Who("Import", via="import"), document=document.values, source="full.json")
        store.close()
        made[turn] = path
    return made


@pytest.fixture
def full(full_files: dict[int, Path], tmp_path: Path) -> Full:
    """Copy one of the files."""
    return lambda turn: copy_of(full_files[turn], tmp_path / f"full-{turn}.mdo")
