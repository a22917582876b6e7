"""The pack of a meeting from the screen: in its own folder, with a bar that fills; Esc leaves nothing."""

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.working import Working
from mdoverleg.tui.screens.lists import MeetingsScreen
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.places import back, go, on

Copy = Callable[[Path], Path]


def shows(table: Table, kind: type[Ask] | type[Working]) -> bool:
    return isinstance(table.app.screen, kind)


async def test_a_pack_is_written_from_the_list_of_meetings_and_stopped_by_escape(
    example: Path, copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with window_on(copied(example)) as table:
        meetings = await go(table, "f3")
        assert isinstance(meetings, MeetingsScreen)
        on(meetings, "held_on", date(2026, 9, 8))
        before = table.changes()

        async def asked(folder: Path) -> None:
            meetings.action_verb("export.pack")
            await table.until(partial(shows, table, Ask))
            await table.press("ctrl+u")
            await table.type(str(folder))

        await asked(tmp_path)
        assert "Deze map is niet leeg" in table.text()
        await table.press("escape")
        await back(table, meetings)

        drawn = Working._step

        def stops_at_five(working: Working, done: int, total: int) -> bool:
            if done == 5:
                working.action_leave()
            return drawn(working, done, total)

        with monkeypatch.context() as patch:
            patch.setattr(Working, "_step", stops_at_five)
            await asked(tmp_path / "stukken")
            await table.press("enter")
            await back(table, meetings)
        assert table.toasts[-1] == "Gestopt; er is niets geschreven"
        assert list(tmp_path.glob("*stukken*")) + list(tmp_path.glob(".*.tmp")) == []
        assert table.changes() == before

        monkeypatch.setattr("mdoverleg.export.pack.DEFAULT", ("txt",))
        await asked(tmp_path / "stukken")
        await table.press("down")
        await table.type("Nergens=md")
        await table.until(lambda: "“Nergens” is geen deelnemer of organisatie" in table.text())
        await table.press("ctrl+u")
        await table.type("JB=md, zorg@jb.example")
        await table.press("down", "ctrl+u")
        await table.type("ja")
        await table.until(lambda: "Jeugdbescherming Krekenland: md, zorg@jb.example" in table.text())
        await table.press("enter")
        await back(table, meetings)
        files = json.loads((tmp_path / "stukken" / "contents.json").read_bytes())["files"]
        theirs = {one["document"]: one["format"] for one in files if one["recipient"] == "JB"}
        assert (theirs["actions"], theirs["mail"]) == ("md", "eml")
        assert table.toasts[-1].startswith(f"{len(files) + 1} bestanden in ")
        assert table.changes()[len(before) :] == ["exports.write"]
