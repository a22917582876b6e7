"""Backups from the screen: made, chosen, put back; and what the doctor says."""

from collections.abc import Callable
from pathlib import Path

from mdoverleg.store import backups
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.dialogs.preview import Preview
from mdoverleg.tui.dialogs.records import Records
from tests.tui.conftest import window_on
from tests.tui.forms import opened, records_of

Copy = Callable[[Path], Path]


async def test_make_one_put_it_back_and_look_at_the_file(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path) as table:
        await table.until(lambda: table.app.company is not None and table.app.company.presence.is_open)
        store = table.app.window.store
        table.board.action_verb("doctor.look")
        await opened(table, Records)
        await table.until(lambda: any("nog geen reservekopie" in line for line in records_of(table)))
        await table.press("escape")
        table.board.action_verb("backups.list")
        await opened(table, Records)
        assert "nog geen reservekopie" in table.text()
        await table.press("a")
        await table.until(lambda: len(records_of(table)) == 1)
        await table.press("escape")
        before = len(table.changes())
        await table.press("a")
        await table.type("belt de school @akk vr")
        await table.press("enter", "escape")
        await table.until(lambda: len(table.changes()) == before + 1)
        table.board.action_verb("backups.list")
        await opened(table, Records)
        await table.until(lambda: "1 wijziging in de tafel is van na" in table.text())
        other = Store.open(path)
        there = store.settings("window.").popitem()[1]
        other.set_setting("window.other", there.replace(table.app.window.id, "other"))
        for answer in ("put back while another is open", "put back"):
            await table.press("enter")
            await opened(table, Pick)
            await table.press("down", "enter")
            if answer == "put back":
                await opened(table, Preview)
                assert "bestand staat ernaast" in " ".join(table.text().split())
                await table.press("escape")
                await opened(table, Records)
            else:
                await table.until(lambda: bool(table.toasts) and "open in een ander venster" in table.toasts[-1])
                await opened(table, Records)
                other.forget_setting("window.other")
                other.close()
        await table.press("escape")
        await table.until(lambda: len(table.changes()) == before)
        (made,) = backups.kept(path)
        assert table.log()[-1] == "trust.restore"
        assert len(backups.set_aside(path)) == 1
        await table.press("a")
        await table.type("belt de huisarts @akk vr")
        await table.press("enter", "escape")
        await table.until(lambda: len(table.changes()) == before + 1)
        table.board.action_verb("backups.make")
        await table.until(lambda: "Reservekopie gemaakt" in table.toasts[-1])
        assert [one.number for one in backups.kept(path)] == [made.number + 1, made.number]
