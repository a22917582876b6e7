"""A meeting called off from the list: who got its agenda can be told at once, and u brings it back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mdoverleg.domain.exports import Made
from mdoverleg.domain.who import Who
from mdoverleg.edits import meetings
from mdoverleg.edits.exports import noted
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.screens.lists import MeetingsScreen
from tests.tui.conftest import window_on
from tests.tui.forms import opened, pick
from tests.tui.places import back, go, on

Copy = Callable[[Path], Path]
DECEMBER = date(2026, 12, 8)


async def test_a_planned_meeting_is_called_off_told_to_calendars_and_brought_back(
    example: Path, copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdoverleg.tui.doings.exporting.own_folder", lambda: tmp_path)
    async with window_on(copied(example)) as table:
        pk = meetings.plan(table.store, Who("Hanna"), values={"held_on": DECEMBER})
        with noted(table.store, Who("Hanna"), Made("agenda", meeting_id=pk)):
            pass
        screen = await go(table, "f3")
        assert isinstance(screen, MeetingsScreen)
        on(screen, "held_on", date(2026, 9, 8))
        await table.press("x")
        assert table.toasts[-1] == "Dit overleg is begonnen; het kan niet meer worden afgezegd."
        on(screen, "held_on", DECEMBER)
        await table.press("x")
        await pick(table, "nee")
        await back(table, screen)
        await table.press("x")
        await pick(table, "ja")
        await opened(table, Pick)
        assert "De agenda is al verstuurd." in table.text()
        await pick(table, "nee")
        await back(table, screen)
        await table.press("X")
        await pick(table, "gaat niet door: voor wie")
        await opened(table, Pick)
        await pick(table, "ics")
        await opened(table, Ask)
        await table.press("enter")
        await back(table, screen)
        (made,) = tmp_path.glob("*afzegging*.ics")
        assert b"METHOD:CANCEL" in made.read_bytes()
        assert DECEMBER not in [row.held_on for row in screen.list.rows if hasattr(row, "held_on")]
        assert table.changes()[-2:] == ["meetings.call_off", "exports.write"]
        await table.press("u")
        await table.until(lambda: DECEMBER in [getattr(row, "held_on", None) for row in screen.list.rows])
