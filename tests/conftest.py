"""Fixtures for all rooms: a fresh, migrated file and somebody who writes in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.store import migrations
from mdoverleg.store.store import Store


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty table's file, made once; copied for every test, which is faster than making it."""
    path = tmp_path_factory.mktemp("template") / "template.mdo"
    migrations.create(path)
    return path


@pytest.fixture
def table_path(template: Path, tmp_path: Path) -> Path:
    """The path of a fresh, migrated file that nobody has open."""
    path = tmp_path / "table.mdo"
    shutil.copy(template, path)
    return path


@pytest.fixture
def store(table_path: Path) -> Iterator[Store]:
    """A fresh, migrated file, open."""
    opened = Store.open(table_path)
    yield opened
    opened.close()


@pytest.fixture
def who() -> Who:
    """The one who writes, in a window."""
    return Who("Iris de Wit", window="window-1")
