"""The room per case in a window: the line when a case begins, and one key for each who comes, goes or stands in."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from mdoverleg.reads.who_sits_here import RoomRow
from mdoverleg.tui.dialogs.room import RoomDialog
from mdoverleg.tui.forms import Form
from mdoverleg.tui.text import width_of
from mdoverleg.tui.widgets.room import RoomLine, RoomLines
from tests.support.sample import WULP_BEGINS
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened, pick, save, text_in
from tests.tui.hostile import NASTY, is_harmless, poisoned

Copy = Callable[[Path], Path]
NOW = WULP_BEGINS + timedelta(minutes=4)


def dialog(table: Table) -> RoomDialog:
    assert isinstance(table.app.screen, RoomDialog), table.text()
    return table.app.screen


def on(table: Table, name: str) -> None:
    """Put the cursor on somebody in the open room."""
    lines = dialog(table).query_one(RoomLines)
    row = next(row for row in dialog(table).room.rows if row.short == name)
    assert lines.go_to(row.key)


def part(table: Table, name: str) -> str:
    return next(row.part for row in dialog(table).room.rows if row.short == name)


def line_of(table: Table) -> str:
    return "".join(piece.text for line in table.board.query_one("#room", RoomLine).lines for piece in line)


async def test_the_room_of_a_case_from_its_line_to_its_last_key(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert "Even naar buiten: K. Zuring, S. Waterkers, L. Wilgenroos." in line_of(table)
        before = len(table.changes())
        assert table.board.warnings.go_to(("E57", None, "pien"))
        table.board.focus_area(table.board.warnings)
        await table.press("enter")
        row = dialog(table).query_one(RoomLines).row
        assert isinstance(row, RoomRow)
        assert row.short == "P. Duinroos"
        await table.press("escape")
        await _attendance_with_one_key_each(table)
        table.board.action_verb("seats.step_out")
        await table.settled()
        await table.press("u", "P")
        assert "Even naar buiten: K. Zuring, S. Waterkers" in table.text()
        assert "geen rol, geen actie" in table.text()
        await table.press("O")
        assert part(table, "K. Zuring") == "outside"
        on(table, "K. Zuring")
        await table.press("i", "o", "x", "space")
        assert part(table, "K. Zuring") == "here"
        on(table, "P. Duinroos")
        await table.press("s", "s")
        assert not any(row.secrecy_open for row in dialog(table).room.rows)
        on(table, "Wulp-K2")
        await table.press("i")
        assert part(table, "Wulp-K2") == "here"
        await _a_deputy_who_is_new(table)
        verbs = ["step_out", "come_in", "step_out", "not_in", "come_in"]
        assert table.changes()[before:] == [
            *("meetings.attend", "attendance.everybody", "attendance.arrive", "log.undo"),
            *("seats.step_out", "log.undo"),
            *(f"seats.{verb}" for verb in verbs),
            *("people.settle_secrecy", "seats.come_in", "attendance.deputise"),
        ]
        room = dialog(table).room
        await table.press("P")
        assert "Ontbreekt" not in line_of(table)
        await table.press("escape")
        assert not line_of(table)
        assert any("al zo bij" in said for said in table.said)
        for start in range(0, len(NASTY), 6):
            await table.app.push_screen(RoomDialog(table.board, "Wulp", poisoned(room, start)))
            await table.settled()
            assert is_harmless(table.text())
            assert max(width_of(line) for line in table.text().splitlines()) <= 120
            await table.press("escape")


async def _attendance_with_one_key_each(table: Table) -> None:
    """Without notice, everybody there after all, under the covenant, in now and out now."""
    await table.press("p", "z", "A", "v", "n", "w", "escape", "u")
    assert any("is er nu niet" in said for said in table.said)
    hanna = table.snapshot.attendance[0]
    assert (hanna.status, hanna.arrives, hanna.secrecy_open) == ("present", None, False)


async def _a_deputy_who_is_new(table: Table) -> None:
    """Somebody of the same organisation comes instead of Rosa, and is added on the way."""
    on(table, "R. Bos")
    await table.press("d")
    await pick(table, "Iemand nieuw")
    await opened(table, Form)
    assert text_in(table, "organisation") == "GGZ Kreekoever"
    await save(table, name="Vera Dras")
    await opened(table, RoomDialog)
    assert part(table, "V. Dras") == "here"
