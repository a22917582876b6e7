"""A window on an encrypted file is locked: file closed, key forgotten, and everything back in its place afterwards."""

import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.cli.unlocking import FileKeys
from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.room import DRAFTS
from mdoverleg.domain.who import Who
from mdoverleg.edits import action_points
from mdoverleg.store import header, held, keys
from mdoverleg.store.file import first_bytes
from mdoverleg.store.refusals import refused
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.passphrase import AskPassphrase, NewPassphrase
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.dialogs.sheet import TypeSheet
from mdoverleg.tui.dialogs.show_sheet import ShowSheet
from mdoverleg.tui.screens.lock import Lock, WallLock
from mdoverleg.tui.screens.wall import WallScreen
from mdoverleg.tui.wall import WallApp
from mdoverleg.tui.widgets.secret_box import SecretBox
from tests.support.figures import figure
from tests.support.locked import make_cheap, plain_only
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import PATIENCE, Table
from tests.tui.forms import opened, pick

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
ELSEWHERE = Who("Teun Biezen", 2, "two")
PASSPHRASE = "vijf zwanen zwemmen in zee"
OTHER = "zes kieviten in de wei bij nacht"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase costs next to nothing here."""
    make_cheap(monkeypatch)


@asynccontextmanager
async def window_with_keys(path: Path, *, encrypts: bool = True) -> AsyncIterator[Table]:
    """A window on a file, encrypted first unless told otherwise, that can be locked."""
    if encrypts:
        keys.encrypt(path, PASSPHRASE)
    async with window_on(path, at=NOW) as table:
        await table.until(lambda: table.app.company is not None)
        await table.settled()
        table.board.window.keys = FileKeys(path)
        yield table
    held.let_go(path)


async def answer(table: Table, passphrase: str, again: str = "") -> None:
    """Type a passphrase in the box on top, and once more where that is asked."""
    boxes = table.app.screen.query(SecretBox)
    for box, text in zip(boxes, (passphrase, again or passphrase), strict=False):
        box.value = text
    boxes.last().focus()
    await table.pilot.press("enter")


async def unlock(table: Table, passphrase: str = PASSPHRASE) -> None:
    """Unlock the window, and wait until the table is back."""
    await answer(table, passphrase)
    await table.until(lambda: not table.app.is_covered)
    await table.settled()


def lock_of(table: Table) -> Lock:
    """The lock that is shown."""
    assert isinstance(table.app.screen, Lock)
    return table.app.screen


def has_open(path: Path) -> bool:
    """Tell whether this process has the file open."""
    folder = Path("/proc/self/fd")
    return any(os.path.realpath(name) == str(path) for name in folder.iterdir())


def noted(table: Table) -> list[str]:
    """What the log says of locks, and of passphrases that did not fit."""
    sql = (
        "SELECT c.verb, i.table_name FROM change c JOIN change_item i ON i.change_id = c.id"
        " WHERE c.verb LIKE 'seen.%lock' ORDER BY c.id, i.id"
    )
    with table.store.read() as reader:
        rows = reader.rows(sql)
    return [kind if kind == "failed_unlock" else verb for verb, kind in rows]


@plain_only("it begins as one")
async def test_a_lock_closes_the_file_forgets_the_key_and_gives_everything_back(wulp: Path, copied: Copy) -> None:
    async with window_with_keys(copied(wulp)) as table:
        app, path, locked = table.app, table.store.path, table.board.window
        await table.press("a")
        await table.type("belt de school over het verz")
        await table.press("ctrl+l")
        assert isinstance(app.screen, Lock)
        await table.until(lambda: held.held(path) is None)
        assert locked.is_resting
        assert not has_open(path)
        figure("P14", "handles and keys of the file that a locked window keeps", int(has_open(path)), "0")
        for word in ("Zandkreek", "Wulp", "school", path.name):
            assert word not in table.text()
        # Meanwhile somebody else works on, and sees what was half typed here.
        keys.unlock(path, PASSPHRASE)
        others = Store.open(path)
        others.clock = FixedClock(NOW)
        assert any("over het verz" in text for text in others.settings(DRAFTS).values())
        action_points.add(others, ELSEWHERE, values={"text": "van elders", "case": 3})
        others.close()
        held.let_go(path)
        # Keys of the table do nothing, and F9 says why.
        before = held.held(path)
        await table.pilot.press("f9", "ctrl+l", "escape")
        assert "F9 werkt weer" in table.text()
        # A wrong passphrase; after the third one waits.
        for number in range(3):
            await answer(table, f"{OTHER} {number}")
            await table.until(lambda: not lock_of(table).is_working)
            assert "Dit is niet de wachtzin." in table.text()
            assert before is held.held(path) is None
        assert "Probeer het over 4 seconden weer." in table.text()
        await answer(table, PASSPHRASE)
        assert app.is_covered, "the right one too has to wait"
        lock_of(table).clock = lambda: 1e9
        with header.changing(path) as values:
            values["row"] = 0
        await unlock(table)
        assert not locked.is_resting
        assert table.board.entry.is_open
        assert "belt de school over het verz" in table.text(table.board)
        await table.until(lambda: any(row.text == "van elders" for row in table.board.actions.rows))
        await table.press("escape")
        await table.until(lambda: "failed_unlock" in noted(table))
        assert noted(table) == ["seen.lock", "seen.unlock", *["failed_unlock"] * 3]
        await table.until(lambda: not keys.failures(path))
        # And by itself, after the chosen minutes.
        seconds = [1000.0]
        app.clock = lambda: seconds[0]
        app.sign_of_life()
        app.cover_after = 15
        table.store.clock = FixedClock(NOW + timedelta(minutes=45))  # the case is well over its time
        seconds[0] += 600 * 60
        await table.until(lambda: isinstance(app.screen, Lock))
        await table.until(lambda: not has_open(path))
        await unlock(table)


@plain_only("it begins as one")
async def test_what_is_lost_comes_back_with_the_recovery_sheet(wulp: Path, copied: Copy) -> None:
    async with window_with_keys(copied(wulp)) as table:
        app, path = table.app, table.store.path
        sheet = keys.add_recovery(path)
        keys.header_of(path).unlink()
        await table.press("ctrl+l")
        await table.until(lambda: not has_open(path))
        await table.until(lambda: "geen wachtzin opent het nu" in " ".join(table.text().split()))
        await table.press("f3")
        await opened(table, TypeSheet)
        boxes = list(app.screen.query(SecretBox))
        for number, line in enumerate(sheet):
            boxes[number].value = line.lower().replace("0", "o") if number != 2 else line[::-1]
            await table.pilot.press("enter")
        await table.until(lambda: "Regel 3 van het herstelblad klopt niet" in " ".join(table.text().split()))
        await table.until(lambda: app.focused is boxes[2])
        boxes[2].value = sheet[2]
        await table.pilot.press("enter")
        await opened(table, NewPassphrase)
        await answer(table, OTHER)
        await table.until(lambda: not app.is_covered)
        await table.press("ctrl+l")
        await table.until(lambda: not has_open(path))
        await unlock(table, OTHER)


async def and_stopped_halfway(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """Encrypting that is refused leaves the table open; a file that then does not open any more asks for its key."""
    path = table.store.path

    def refuses(self: FileKeys, passphrase: str) -> tuple[str, ...]:
        raise refused("no_space", self.path)

    def loses_the_key(self: FileKeys, passphrase: str) -> tuple[str, ...]:
        keys.encrypt(self.path, passphrase)
        held.let_go(self.path)
        raise refused("disk", self.path)

    for broken in (refuses, loses_the_key):
        with monkeypatch.context() as patched:
            patched.setattr(FileKeys, "encrypt", broken)
            table.board.action_verb("keys.encrypt")
            await opened(table, NewPassphrase)
            await answer(table, PASSPHRASE)
            if broken is refuses:
                await table.until(lambda: "De schijf is vol" in table.said[-1])
                assert not keys.is_encrypted(path)
            else:
                await table.until(lambda: isinstance(table.app.screen, Lock))
    await unlock(table)
    key = held.held_with_salt(path)
    assert key is not None
    keys.decrypt(path)
    held.hold(path, *key)  # as it is when another process does so
    await table.until(lambda: isinstance(table.app.screen, Lock))
    await table.until(lambda: not has_open(path))
    assert "Enter opent het" in table.text()
    await table.pilot.press("enter")
    await table.until(lambda: not table.app.is_covered)
    await table.settled()


@plain_only("it begins as one")
async def test_the_key_is_changed_from_the_palette_and_other_windows_ask_for_it(
    wulp: Path, copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with window_with_keys(copied(wulp), encrypts=False) as table:
        app, path, board = table.app, table.store.path, table.board
        board.action_verb("keys.change")
        assert table.said[-1].startswith("Dit bestand is niet versleuteld.")
        await and_stopped_halfway(table, monkeypatch)
        board.action_verb("keys.encrypt")
        await opened(table, NewPassphrase)
        await answer(table, PASSPHRASE)
        await opened(table, ShowSheet)
        assert keys.is_encrypted(path)
        assert all(line in table.text() for line in keys.add_recovery(path))
        await table.press("enter")
        await opened(table, Ask)
        app.screen.query_one(LineInput).value = str(tmp_path / "blad.txt")
        await table.press("enter")
        await opened(table, ShowSheet)
        assert (tmp_path / "blad.txt").stat().st_mode & 0o077 == 0
        await table.press("down", "enter")
        board.action_verb("keys.encrypt")
        assert table.said[-1] == "Dit bestand is al versleuteld."
        board.action_verb("keys.change")
        await opened(table, AskPassphrase)
        await answer(table, OTHER)
        await table.until(lambda: "Dit is niet de wachtzin" in table.text())
        await answer(table, PASSPHRASE)
        await opened(table, NewPassphrase)
        await answer(table, OTHER)
        await table.until(lambda: table.said[-1].startswith("De wachtzin is veranderd"))
        salt = first_bytes(path)
        board.action_verb("keys.new_sheet")
        await pick(table, "ja")
        await opened(table, AskPassphrase)
        await answer(table, OTHER)
        await opened(table, ShowSheet)
        assert first_bytes(path) != salt
        await table.press("escape")
        # Another window gives the file another key while something is half typed here.
        await table.press("a")
        await table.type("half getypt")
        keys.remove_recovery(path, OTHER)
        held.let_go(path)
        await table.until(lambda: isinstance(app.screen, Lock))
        assert "Een ander venster gaf dit bestand een andere sleutel" in " ".join(table.text().split())
        await unlock(table, OTHER)
        assert "half getypt" in table.text(board)
        await table.press("escape")
        board.action_verb("keys.decrypt")
        await pick(table, "ja")
        await opened(table, AskPassphrase)
        await answer(table, OTHER)
        await table.until(lambda: not keys.is_encrypted(path))
        await table.until(lambda: not isinstance(app.screen, Pick) and not board.window.is_resting)
        assert not keys.header_of(path).exists()
        await table.press("ctrl+l")
        assert not isinstance(app.screen, Lock)


@plain_only("it begins as one")
async def test_a_wall_locks_itself_when_nobody_uses_it(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    keys.encrypt(path, PASSPHRASE)
    wall = WallScreen(
        lambda: Store.open(path, read_only=True),
        keep_size=lambda _size: None,
        follows_language=True,
        keys=FileKeys(path),
        lock_after=15,
    )
    wall.begin()
    assert wall.window is not None
    wall.window.store.clock = FixedClock(NOW)
    app = WallApp(wall)

    async def until(is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, "it never came to that"
            await pilot.pause()

    def text() -> str:
        return "\n".join("".join(part.text for part in strip) for strip in app.screen._compositor.render_strips())

    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: "WULP" in text())
        wall.since_when = lambda: 1e9
        assert not wall.locking.look(), "Wulp runs within its time"
        wall.window.store.clock = FixedClock(NOW + timedelta(minutes=45))
        await until(lambda: isinstance(app.screen, WallLock))
        await until(lambda: not has_open(path))
        assert held.held(path) is None
        assert "Dit scherm is op slot." in text()
        box = app.screen.query_one(SecretBox)
        box.value = PASSPHRASE
        await pilot.press("f2", "f3")
        assert isinstance(app.screen, WallLock)
        assert PASSPHRASE not in text(), "what is typed on a wall is not shown"
        await pilot.press("enter")
        await until(lambda: app.screen is wall and "WULP" in text())
        await pilot.press("ctrl+l")
        await until(lambda: isinstance(app.screen, WallLock) and not has_open(path))
    wall.close()
    held.let_go(path)
