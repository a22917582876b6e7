"""Fixtures for all rooms: a fresh, migrated file and somebody who writes in it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import set_language
from mdoverleg.intake import apart
from mdoverleg.store import held, migrations
from mdoverleg.store.store import Store
from tests.support import statements
from tests.support.locked import copy_of, forget_all, make_cheap, prepare

gc.disable()  # until all tests are found: nothing that is loaded for them is garbage

ROOT = Path(__file__).resolve().parent.parent

# A busy machine is no fault of the code: no example has to be ready in time.
settings.register_profile("mdoverleg", deadline=None)
settings.load_profile("mdoverleg")
statements.share()


def pytest_collection_finish() -> None:
    """Leave what all tests share out of the search for garbage, which takes an eighth of their time otherwise."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    gc.enable()


@pytest.fixture(autouse=True)
def everybody_speaks_dutch() -> Iterator[None]:
    """Begin and end in Dutch: a command run in this process speaks its own language, and leaves it so."""
    set_language("nl")
    yield
    set_language("nl")


@pytest.fixture(autouse=True)
def lists_are_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each of a thousand lists takes long; tests/intake/test_apart.py reads them as the program does."""
    monkeypatch.setattr(apart, "MOST_HERE", 1_000_000_000)
    monkeypatch.setattr(apart, "PACKED", (b"no file begins like this",))


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passphrases that cost next to nothing to try, and no key held afterwards that was not held before."""
    make_cheap(monkeypatch)
    before = dict(held._keys)
    yield
    forget_all()
    held._keys.update(before)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty table's file, made once; copied for every test, which is faster than making it."""
    path = tmp_path_factory.mktemp("template") / "template.mdo"
    prepare(path)
    migrations.create(path)
    return path


@pytest.fixture
def table_path(template: Path, tmp_path: Path) -> Path:
    """The path of a fresh, migrated file that nobody has open."""
    path = tmp_path / "table.mdo"
    return copy_of(template, path)


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


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the invented example table, made once; without a clock of its own."""
    from tests.support.sample import fill_with_sample

    path = tmp_path_factory.mktemp("sample") / "sample.mdo"
    prepare(path)
    opened = Store.create(path)
    fill_with_sample(opened)
    opened.close()
    return path


@pytest.fixture
def sample_path(sample_template: Path, tmp_path: Path) -> Path:
    """The path of a fresh copy of the example that nobody has open."""
    path = tmp_path / "sample.mdo"
    return copy_of(sample_template, path)


@pytest.fixture
def sample(sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The example, open, two minutes before its third meeting."""
    from tests.support.sample import BEFORE

    monkeypatch.setenv("MDOVERLEG_NOW", BEFORE.isoformat())
    opened = Store.open(sample_path)
    yield opened
    opened.close()
