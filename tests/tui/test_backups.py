"""Backups from the screen: made, chosen, put back; and what the doctor says."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mdoverleg.cli.unlocking import FileKeys
from mdoverleg.store import backups, disk
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.dialogs.preview import Preview
from mdoverleg.tui.dialogs.records import Records
from mdoverleg.tui.doings.unprotected import warn
from tests.support.locked import ALL
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened, records_of

Copy = Callable[[Path], Path]


async def said_and_set_aside(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """That nothing encrypts the file is said at opening, set aside with a reason, and brought back."""
    warn(table.app, table.app.window)
    assert table.said == []  # this window has no hold of the key of its file
    table.app.window.keys = FileKeys(table.store.path)
    warn(table.app, table.app.window)
    await table.settled()
    assert table.said == []  # a meeting runs
    monkeypatch.setattr("mdoverleg.tui.doings.unprotected.running_meeting", lambda _reader: None)
    warn(table.app, table.app.window)
    await table.until(lambda: any("noch schijf is versleuteld" in said for said in table.said))
    table.board.action_verb("doctor.plain")
    await opened(table, Ask)
    await table.type("de schijf is van de gemeente")
    await table.press("enter")
    await table.until(lambda: "niet meer gewaarschuwd" in table.said[-1])
    number = len(table.said)
    warn(table.app, table.app.window)
    table.board.action_verb("doctor.plain")
    await table.until(lambda: len(table.said) > number)
    assert table.said[number].endswith("de schijf is van de gemeente")
    table.app.window.keys = None


async def test_make_one_put_it_back_and_look_at_the_file(
    wulp: Path, copied: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(wulp)
    monkeypatch.setattr(disk, "disk_encryption", lambda _path: "no")
    async with window_on(path) as table:
        await table.until(lambda: table.app.company is not None and table.app.company.presence.is_open)
        store = table.app.window.store
        if not os.environ.get(ALL):
            await said_and_set_aside(table, monkeypatch)
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
