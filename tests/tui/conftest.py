"""A window on the invented example, two minutes before its third meeting or while a case is discussed."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import Language, current_language, set_language
from mdoverleg.store.store import Store
from mdoverleg.tui.app import MdApp
from mdoverleg.tui.screens.board import BoardScreen
from mdoverleg.tui.window import Window
from tests.support.sample import BEFORE, go_on_to_wulp
from tests.tui.driving import Table


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Every test begins and ends in Dutch."""
    before: Language = current_language()
    set_language("nl")
    yield
    set_language(before)


@pytest.fixture(scope="session")
def example(sample_template: Path) -> Path:
    """The file of the example, made once; not to be changed."""
    return sample_template


@pytest.fixture(scope="session")
def wulp(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example while Wulp is discussed, the third case: 10:41."""
    path = tmp_path_factory.mktemp("wulp") / "wulp.mdo"
    shutil.copy(example, path)
    store = Store.open(path)
    go_on_to_wulp(store)
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
