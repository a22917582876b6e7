"""Hostile text in every key of every kind of record, on every screen in the smallest terminal that counts."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from textual import events

from mdoverleg.domain.limits import TEXT_LENGTH
from mdoverleg.domain.who import Who
from mdoverleg.tui.dialogs.base import Dialog, LineInput
from mdoverleg.tui.dialogs.text_box import TextBox
from mdoverleg.tui.forms import Form
from mdoverleg.tui.text import width_of
from mdoverleg.tui.verbs import (
    ACTION,
    AGENDA,
    CASES,
    COURSE,
    FILE,
    HISTORY,
    MEETINGS,
    PEOPLE,
    POINTS,
    ROLE,
    TABLE,
    WARNING,
    in_scope,
)
from tests.hostile.conftest import TURNS, Full
from tests.support.hostile import dirty_file, raw_controls
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened

NOW = datetime.fromisoformat("2026-10-01T09:30:00+02:00")
SIZE = (80, 24)
LONG = "MDOVERLEG_HOSTILE_TURNS" in os.environ
"""A longer run, with every text in more keys: MDOVERLEG_HOSTILE_TURNS=4."""
DIRT = "\x1b]52;c;aGFj\x07\x9b31m\u202e\x00\x7f\u2028\r[/b]$x{0}[@click=app.quit]k[/]"


@asynccontextmanager
async def window(path: Path) -> AsyncIterator[Table]:
    """A window of the smallest size."""
    async with window_on(path, size=SIZE, at=NOW, who=Who("Iris", 1), draws=True) as table:
        yield table
        assert table.app.is_running
        assert table.app.crash is None


def looks_right(table: Table) -> None:
    """Nothing that a terminal would obey, and no line longer than the screen."""
    text = table.text()
    assert raw_controls(text) == []
    lines = text.splitlines()
    assert len(lines) <= SIZE[1]
    assert max(map(width_of, lines)) <= SIZE[0]


async def see(table: Table, *keys: str) -> None:
    """Press keys one by one and look after each."""
    for key in keys:
        await table.press(key)
        looks_right(table)


SCREENS = {
    "f2": (TABLE, AGENDA, ROLE, ACTION, WARNING, COURSE, FILE),
    "f3": (MEETINGS,),
    "f4": (CASES,),
    "f5": (PEOPLE,),
    "f6": (POINTS, ACTION),
    "f7": (HISTORY,),
}
"""What has verbs on each screen."""
SOME = ("f4", "f6")
"""In the short run those whose forms show what stands in the file as it can be typed; tests/tui has the others."""
NOT_NOW = {
    "app.quit",
    "app.language",
    "app.light",
    "meetings.close",
    "meetings.next",
    "meetings.next_item",
    "log.undo",
    "log.redo",
}
"""What would end the walk or change what it looks at."""


async def try_everything(table: Table) -> set[str]:
    """Do every verb on every screen, look into what it opens and leave it again; returns what was opened."""
    opened: set[str] = set()
    for key in SCREENS if LONG else SOME:
        scopes = SCREENS[key]
        for scope in scopes:
            await go_to(table, key, scope)
            place = table.app.screen, table.app.focused
            for verb in list(in_scope(scope))[:: 1 if LONG else 2]:
                if verb.id in NOT_NOW or verb.id.startswith("screens."):
                    continue
                if (table.app.screen, table.app.focused) != place:
                    await go_to(table, key, scope)
                table.app.screen.action_verb(verb.id)  # type: ignore[attr-defined]
                await table.settled()
                looks_right(table)
                opened |= await leave(table, opened)
    return opened


async def go_to(table: Table, key: str, scope: str) -> None:
    """Come to a screen, and on the table to the list whose verbs are tried."""
    await table.press(key)
    if key == "f2":
        await table.press({COURSE: "5", FILE: "2"}.get(scope, "1"))
        area = next((lines for lines in table.board.areas() if getattr(lines, "scope", "") == scope), None)
        if area is not None:
            table.board.focus_area(area)
            await table.press("home")


async def leave(table: Table, seen: set[str]) -> set[str]:
    """Look one step further into a kind of dialog that was not seen yet, and close all that is open."""
    opened: set[str] = set()
    while isinstance(table.app.screen, Dialog):
        name = type(table.app.screen).__name__
        if name == "Records" and name not in opened:
            await see(table, "enter")
        elif name == "Form" and name not in opened | seen:
            await see(table, *["down"] * 5)
        else:
            await see(table, "escape")
        opened.add(name)
    return opened


@pytest.mark.parametrize("turn", range(0 if LONG else TURNS, TURNS + 1))
async def test_every_screen_and_dialog_shows_it_and_obeys_nothing(full: Full, turn: int) -> None:
    """Text that came in clean; in the last turn also text that another program put in the file."""
    path = full(turn % TURNS)
    if turn == TURNS:
        dirty_file(path, DIRT)
    async with window(path) as table:
        looks_right(table)
        await see(
            table, "v", "v", "v", "5", "1", "r", "escape", "p", "escape", "i", "escape", "B", "escape", "a", "escape"
        )
        await see(
            table, "tab", "tab", "t", "escape", "tab", "enter", "escape", "f5", "e", "escape", "f7", "enter", "escape"
        )
        await see(table, "f2", "2", "pagedown", "enter", "escape", "3", "pagedown", "4", "pagedown", "f", "escape", "1")
        opened = await try_everything(table)
        assert opened >= {"Ask", "Form", "Records"}
        assert not LONG or opened >= {"AttendanceDialog", "Pick"}
        await see(table, "f2", "question_mark", "end", "escape", "ctrl+p", "escape", "slash", "x", "down", "enter")


async def test_what_is_pasted_in_a_form_is_clean_and_no_longer_than_a_text(full: Full) -> None:
    async with window(full(0)) as table:
        await see(table, "f4", "e")
        await opened(table, Form)
        form = table.app.screen
        for box in (form.query(LineInput).first(), form.query(TextBox).first()):
            box.focus()
            await table.settled()
            for text in (DIRT, "x\n" * TEXT_LENGTH * (10 if LONG else 2)):
                table.app.post_message(events.Paste(text))
                await table.settled()
                looks_right(table)
                shown = box.text if isinstance(box, TextBox) else box.value
                assert raw_controls(shown) == []
                assert len(shown) <= 3 * (TEXT_LENGTH + 1)
        await see(table, "ctrl+s", "escape")


async def test_a_damaged_file_is_shown_and_said_to_be_damaged(sample_path: Path) -> None:
    whole = bytearray(sample_path.read_bytes())
    page = whole.rindex(b"spreekuur") // 4096 * 4096
    whole[page : page + 8] = b"\xff" * 8
    sample_path.write_bytes(whole)
    async with window_on(sample_path, size=SIZE, draws=True) as table:
        await table.until(lambda: any("beschadigd" in toast for toast in table.toasts))
        await table.press("n")
        await table.settled()
        assert table.app.is_running
    assert sample_path.read_bytes() == whole
