"""A window on the invented example, two minutes before its third meeting or while a case is discussed."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from rich.console import RenderableType
from textual._compositor import Compositor

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import Language, current_language, set_language
from mdoverleg.store.store import Store
from mdoverleg.tui.app import MdApp
from mdoverleg.tui.mask import mask
from mdoverleg.tui.screens.board import BoardScreen
from mdoverleg.tui.window import Window
from tests.support.locked import copy_of
from tests.support.sample import BEFORE, go_on_to_wulp
from tests.tui.driving import Table


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Every test begins and ends in Dutch, without a mask."""
    before: Language = current_language()
    set_language("nl")
    yield
    set_language(before)
    mask(None)


@pytest.fixture(scope="session")
def example(sample_template: Path) -> Path:
    """The file of the example, made once; not to be changed."""
    return sample_template


@pytest.fixture(scope="session")
def wulp(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example while Wulp is discussed, the third case: 10:41."""
    path = tmp_path_factory.mktemp("wulp") / "wulp.mdo"
    copy_of(example, path)
    store = Store.open(path)
    go_on_to_wulp(store)
    store.close()
    return path


Open = Callable[..., "AsyncIterator[Table]"]


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Path], Path]:
    """Copies a file that was made once."""

    def copy(path: Path) -> Path:
        return copy_of(path, tmp_path / "table.mdo")

    return copy


_draw = Compositor.render_update


def draw_when_asked(compositor: Compositor, *, full: bool = False, **options: Any) -> RenderableType | None:
    """Take what changed as drawn; a picture of the whole screen is made as ever."""
    if full:
        return _draw(compositor, full=True, **options)
    compositor._dirty_regions.clear()
    return None


@asynccontextmanager
async def window_on(
    path: Path,
    *,
    size: tuple[int, int] = (120, 40),
    at: datetime = BEFORE,
    who: Who | None = Who("Hanna Lisdodde", 1),  # noqa: B008 - a frozen value
    language: Language = "nl",
    read_only: bool = False,
    draws: bool = False,
) -> AsyncIterator[Table]:
    """Open a window on a file, without a terminal.

    Every kind of screen and dialog is drawn whole when it first comes up in a size and a language, and every window at
    the end and whenever a test looks at it; with `draws` also after every change, as in a terminal, which takes half as
    long again.
    """
    set_language(language)
    store = Store.open(path, read_only=read_only)
    store.clock = FixedClock(at)
    window = Window(store, who)
    first = BoardScreen(window)
    first.take(first.ticket(), first.read())
    app = MdApp(window, first)
    app.letters_a_second = 1  # a busy machine is slow to look
    try:
        with nullcontext() if draws else patch.object(Compositor, "render_update", draw_when_asked):
            async with app.run_test(size=size, notifications=True) as pilot:
                table = Table(app, pilot, first, store)
                await table.settled()
                yield table
                table.draw()
    finally:
        window.close()
        store.close()
