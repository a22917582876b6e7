"""A window on an encrypted file is locked: file closed, key forgotten, and everything back in its place afterwards."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.cli.unlocking import FileKeys
from mdoverleg.domain.who import Who
from mdoverleg.store import held, keys, slots
from mdoverleg.tui.screens.lock import Lock
from mdoverleg.tui.widgets.secret_box import SecretBox
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
ELSEWHERE = Who("Teun Biezen", 2, "two")
PASSPHRASE = "vijf zwanen zwemmen in zee"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase costs next to nothing here."""
    monkeypatch.setattr(slots, "COST", slots.Cost(1, 8192))
    monkeypatch.setattr(slots.passphrase_slot, "__defaults__", (slots.Cost(1, 8192),))


@pytest.fixture(scope="session")
def encrypted(wulp: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wulp


@asynccontextmanager
async def locked_window(path: Path) -> AsyncIterator[Table]:
    keys.encrypt(path, PASSPHRASE)
    async with window_on(path, at=NOW) as table:
        table.board.window.keys = FileKeys(path)
        await table.until(lambda: table.app.company is not None)
        yield table
    held.let_go(path)


async def unlock(table: Table, passphrase: str = PASSPHRASE) -> None:
    box = table.app.screen.query_one(SecretBox)
    box.value = passphrase
    await table.pilot.press("enter")
    await table.until(lambda: not table.app.screen_stack[-1].__dict__.get("_works", False))


async def test_a_lock_closes_the_file_and_gives_everything_back(wulp: Path, copied: Copy) -> None:
    async with locked_window(copied(wulp)) as table:
        app, path = table.app, table.store.path
        await table.press("a")
        await table.type("belt de school over het verz")
        await table.press("ctrl+l")
        assert isinstance(app.screen, Lock)
        await table.until(lambda: held.held(path) is None)
        assert "Zandkreek" not in table.text()
        await unlock(table)
        await table.until(lambda: not app.is_covered)
        assert table.board.entry.is_open
        assert "belt de school over het verz" in table.text(table.board)
