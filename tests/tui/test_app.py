"""What the program does at its edges: crashes, signals, odd bytes, what it loads, what it offers."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.store import held
from mdoverleg.tui.app import MdApp, who_is
from mdoverleg.tui.terminal import forgive_odd_bytes
from mdoverleg.tui.themes import DARK, LIGHT, PLAIN
from tests.contracts.source import ROOT
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
SECRET = "Achternaam-Straat-12"

FIRST_FRAME = """
import json, sys
from pathlib import Path
from mdoverleg.store import held
from mdoverleg.store.store import Store
from mdoverleg.tui.app import MdApp
from mdoverleg.tui.screens.board import BoardScreen
from mdoverleg.tui.window import Window
held.hold(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])) if sys.argv[2] else None
store = Store.open(Path(sys.argv[1]))
window = Window(store)
first = BoardScreen(window)
first.take(first.ticket(), first.read())
app = MdApp(window, first)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_the_first_frame_loads_no_sqlmodel_and_no_document_library(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    words = [sys.executable, "-c", FIRST_FRAME, str(path), (held.held(path) or b"").hex()]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = set(json.loads(done.stdout))
    heavy = {"sqlmodel", "sqlalchemy", "pydantic", "typer", "alembic", "docx", "xlsxwriter", "python_calamine"}
    assert loaded & heavy == set()
    assert "textual" in loaded


async def test_a_crash_shows_no_data(wulp: Path, copied: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        secret = SECRET
        app = table.app
        try:
            raise ValueError(secret)
        except ValueError as error:
            app._return_code, app._exception = 1, error
            app._fatal_error()
        app.panic(f"Error about {secret}")
        assert app._exit_renderables == []
        assert app.crash is not None
        app._exception = None
    assert SECRET not in "".join(capsys.readouterr())


async def test_nothing_writes_a_picture_of_a_case(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert list(table.app.get_system_commands(table.board)) == []
        await table.press("ctrl+p")
        await table.type("screenshot")
        assert "Screenshot" not in table.text().replace("screenshot", "")


async def test_the_title_names_nobody(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert (table.app.title, table.app.sub_title) == ("mdoverleg", "")


async def test_light_dark_and_no_colour(wulp: Path, copied: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert table.app.theme == DARK
        table.board.action_verb("app.light")
        await table.settled()
        assert table.app.theme == LIGHT
        assert table.text()
    monkeypatch.setenv("NO_COLOR", "1")
    async with window_on(copied(wulp), at=NOW) as table:
        assert table.app.theme == PLAIN
        assert "!!" in table.text()


async def test_the_language_changes_while_it_runs(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert "WIE DOET WAT" in table.text()
        table.board.action_verb("app.language")
        await table.until(lambda: "WHO DOES WHAT" in table.text())
        assert "WIE DOET WAT" not in table.text()


def test_who_is_named_on_the_command_line(wulp: Path, copied: Copy) -> None:
    from mdoverleg.reads.board import read_board
    from mdoverleg.store.store import Store

    store = Store.open(copied(wulp))
    board = read_board(store)
    store.close()
    assert who_is("hanna lisdodde", board, "w") == Who("Hanna Lisdodde", 1, "w")
    assert who_is("stagiair", board, "w") == Who("stagiair", None, "w")
    assert who_is(None, board, "w") is None


def test_a_byte_that_is_no_utf8_does_not_end_the_program() -> None:
    from textual.drivers import linux_driver

    before = linux_driver.getincrementaldecoder  # type: ignore[attr-defined]
    try:
        forgive_odd_bytes()
        decode = linux_driver.getincrementaldecoder("utf-8")().decode  # type: ignore[attr-defined]
        assert decode(b"caf\xe9 ") == "caf\N{REPLACEMENT CHARACTER} "
        assert decode("é".encode()[:1]) == ""
        assert decode("é".encode()[1:]) == "é"
    finally:
        linux_driver.getincrementaldecoder = before  # type: ignore[attr-defined]


async def test_a_terminal_that_is_closed_ends_in_order(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        os.kill(os.getpid(), signal.SIGHUP)
        await table.until(lambda: table.app.return_code is not None)
        assert table.app.return_code == 129


async def test_a_minute_later_the_clock_moves_and_the_limit_is_said(
    wulp: Path, copied: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert "10:43" in table.text().splitlines()[0]
        for minutes, word in ((22, "22 / 25"), (26, "26 / 25"), (31, "31 / 25")):
            later = NOW.replace(minute=43) + timedelta(minutes=minutes)
            monkeypatch.setattr(table.board.window, "now", lambda _zone, later=later: later)
            table.board._minute()
            await table.settled()
            assert word in table.text(table.board).splitlines()[0]
        assert len(table.said) == 2
        assert "!!" in table.text(table.board).splitlines()[0]


def test_the_app_is_ours() -> None:
    assert MdApp.TITLE == "mdoverleg"
