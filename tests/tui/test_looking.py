"""What a window shows stands in the log: noted when it is drawn, once, without anything being drawn again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from mdoverleg.tui.screens.history import HistoryScreen
from tests.support.figures import figure
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.places import go

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)


async def test_a_walk_through_a_window_leaves_one_entry_for_each_thing(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:

        def seen() -> list[str]:
            with table.store.read() as reader:
                mine = "SELECT verb FROM change WHERE window = ? AND verb LIKE 'seen.%' ORDER BY id"
                return [row[0] for row in reader.rows(mine, (table.app.window.id,))]

        await table.until(lambda: sorted(seen()) == ["seen.case", "seen.table"])
        moves = table.app.window.moves
        await table.press("y")
        await table.until(lambda: seen()[-1] == "seen.copy")
        for key in ("f4", "f5", "f6", "f4"):
            await go(table, key)
        await table.until(lambda: seen().count("seen.list") == 3)
        screen = await go(table, "slash")
        await table.type("moeder")
        await table.until(lambda: bool(screen.list.rows))
        table.app.window.looking.end()
        await table.until(lambda: seen()[-1] == "seen.search")
        assert table.app.window.moves == moves, "nothing was read again because of it"
        await table.press("escape", "escape")
        await go(table, "f4")
        await table.press("z")
        await table.until(lambda: isinstance(table.app.screen, HistoryScreen) and bool(table.app.screen.list.rows))
        history = table.app.screen
        assert isinstance(history, HistoryScreen)
        assert {row.verb for row in history.list.rows} <= {"seen.case", "seen.search", "seen.copy", "exports.write"}
        await table.press("enter")
        await table.until(lambda: any("niet ongedaan" in said for said in table.toasts))
        await table.press("f")
        await table.until(lambda: history.snapshot is not None and history.filter == "all")
        await table.press("f7")
        await table.until(lambda: history.case is None and history.snapshot is not None)
        assert {row.verb.split(".")[0] for row in history.list.rows} & {"seen"} == set()
        assert seen().count("seen.case") == 1
    figure("P13", "kinds of looks in a window that stand in the log", "6 of 6", "all")
