"""A window on the invented example, two minutes before its third meeting or while a case is discussed."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import Language, current_language, set_language
from mdoverleg.edits import document, meetings
from mdoverleg.intake.table_json import read_document
from mdoverleg.store.store import Store
from mdoverleg.tui.app import MdApp
from mdoverleg.tui.screens.board import BoardScreen
from mdoverleg.tui.window import Window
from tests.contracts.source import ROOT
from tests.tui.driving import Table

BEFORE = datetime.fromisoformat("2026-10-06T09:28:00+02:00")
MEETING = 3
WULP_IS_ITEM = 6


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Every test begins and ends in Dutch."""
    before: Language = current_language()
    set_language("nl")
    yield
    set_language(before)


@pytest.fixture(scope="session")
def example(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the example, made once."""
    path = tmp_path_factory.mktemp("example") / "example.mdo"
    shutil.copy(template, path)
    store = Store.open(path)
    store.clock = FixedClock(BEFORE)
    table = read_document(ROOT / "sample_data" / "table.json")
    document.fill(store, Who("Import", via="import"), document=table.values, source="table.json")
    store.close()
    return path


@pytest.fixture(scope="session")
def wulp(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example while Wulp is discussed, the third case: 10:41."""
    path = tmp_path_factory.mktemp("wulp") / "wulp.mdo"
    shutil.copy(example, path)
    store = Store.open(path)
    who = Who("Hanna Lisdodde", 1, "chair")
    at = BEFORE + timedelta(minutes=2)
    store.clock = FixedClock(at)
    meetings.start(store, who, pk=MEETING)
    for minutes in (5, 15, 40, 60, 73)[: WULP_IS_ITEM - 1]:
        store.clock = FixedClock(at + timedelta(minutes=minutes))
        meetings.go_on(store, who, pk=MEETING)
    store.close()
    return path


Open = Callable[..., "AsyncIterator[Table]"]


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Path], Path]:
    """Copies a file that was made once."""

    def copy(path: Path) -> Path:
        return Path(shutil.copy(path, tmp_path / "table.mdo"))

    return copy


@asynccontextmanager
async def window_on(
    path: Path,
    *,
    size: tuple[int, int] = (120, 40),
    at: datetime = BEFORE,
    who: Who | None = Who("Hanna Lisdodde", 1),  # noqa: B008 - a frozen value
    language: Language = "nl",
    read_only: bool = False,
) -> AsyncIterator[Table]:
    """Open a window on a file, without a terminal."""
    set_language(language)
    store = Store.open(path, read_only=read_only)
    store.clock = FixedClock(at)
    window = Window(store, who)
    first = BoardScreen(window)
    first.take(first.ticket(), first.read())
    app = MdApp(window, first)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            table = Table(app, pilot, first, store)
            await table.settled()
            yield table
    finally:
        window.close()
        store.close()
