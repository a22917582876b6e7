"""Hostile text in every field of every panel and dialog: shown or cleaned, never obeyed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.tui.dialogs.attendance import AttendanceDialog
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.text import shown, width_of
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.hostile import LONG, NASTY, is_harmless, poisoned

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)


def looks_right(table: Table) -> None:
    text = table.text()
    assert is_harmless(text)
    assert len(text.splitlines()) <= 40
    assert max(width_of(line) for line in text.splitlines()) <= 120


async def test_no_text_is_obeyed_wherever_it_stands(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, draws=True) as table:
        snapshot = table.snapshot
        for nasty in NASTY:
            assert table.board.take(table.board.ticket(), poisoned(snapshot, only=nasty))
            await table.settled()
            looks_right(table)


@pytest.mark.parametrize("start", range(0, len(NASTY), 9 if LONG else len(NASTY)))
async def test_no_panel_and_no_dialog_obeys_what_stands_in_it(start: int, wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, draws=True) as table:
        board = table.board
        assert board.take(board.ticket(), poisoned(table.snapshot, start))
        await table.settled()
        for keys in (("v",), ("v",), ("5",), ("1",), ("tab", "end"), ("tab", "tab", "end")):
            await table.press(*keys)
            looks_right(table)
        for area, opening in ((board.agenda_list, "rpiBacR"), (board.actions, "\rxs"), (board.warnings, "t")):
            board.focus_area(area)
            await table.settled()
            for key in opening:
                await table.press("enter" if key == "\r" else key)
                looks_right(table)
                await table.press("escape")
        assert table.app.is_running


async def test_what_is_typed_is_saved_clean_and_shown(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, draws=True) as table:
        for nasty in NASTY[:: 1 if LONG else 3]:
            await table.press("B")
            table.app.screen.query_one("#line0", LineInput).value = nasty
            await table.press("enter")
            assert table.snapshot.case is not None
            assert table.snapshot.case.decisions[-1].text == shown(nasty)
            looks_right(table)


async def test_toasts_show_brackets_as_they_are(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, draws=True) as table:
        seen = []
        for nasty in NASTY[:6]:
            # One toast at a time: the next takes the place of the one before.
            table.app.notify(nasty, markup=True)
            await table.settled()
            seen.append(table.text())
        assert table.app.is_running
        assert any("[naam] Jansen" in text for text in seen)


async def test_dialogs_take_hostile_answers(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, draws=True) as table:
        await table.press("r")
        assert isinstance(table.app.screen, Pick)
        await table.type("[/b]")
        looks_right(table)
        await table.press("escape", "p")
        assert isinstance(table.app.screen, AttendanceDialog)
