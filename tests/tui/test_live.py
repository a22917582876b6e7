"""A second window on the same file: its edits appear, and nothing under the hands moves."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets._toast import Toast

from mdoverleg.domain.errors import FileRefused, MdError
from mdoverleg.domain.snapshots import BoardSnapshot
from mdoverleg.domain.who import Who
from mdoverleg.tui import late, still
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.screens.lists import CasesScreen
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)


async def test_what_one_changes_the_other_shows_without_losing_its_place(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path, at=NOW) as chair, window_on(path, at=NOW, who=Who("Teun Biezen", 2)) as secretary:
        board = secretary.board
        board.focus_area(board.actions)
        await secretary.press("end")
        row, scroll = board.actions.row, board.actions.scroll_y
        await secretary.press("a")
        await secretary.type("half getypt")
        await chair.press("r", "enter", "a", "k", "k", "enter")
        await chair.press("a")
        await chair.type("nieuw van de voorzitter")
        await chair.press("enter")
        await secretary.until(lambda: any(one.text == "nieuw van de voorzitter" for one in board.actions.rows))
        assert "E02" not in {warning.check for warning in secretary.snapshot.warnings}
        box = board.entry.query_one(LineInput)
        assert board.focused is box
        assert box.value == "half getypt"
        assert row is not None
        assert board.actions.row is not None
        assert board.actions.row.pk == row.pk
        assert board.actions.scroll_y >= scroll


async def test_a_dialog_stays_and_shows_what_another_noted(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path, at=NOW) as one, window_on(path, at=NOW) as two:
        await one.press("p", "down")
        await two.press("p", "m")
        await one.until(lambda: one.snapshot.attendance[0].status == "excused")
        await one.settled()
        dialog = one.app.screen
        assert dialog is not one.board
        assert "afgemeld" in one.text(dialog)


async def test_an_answer_is_saved_read_once_and_drawn_at_once(
    wulp: Path, copied: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(still, "LONGEST", 20)  # a busy machine saves slowly
    async with window_on(copied(wulp), at=NOW, draws=True) as table:
        board, reads, drawn = table.board, [], []
        real_read, real_display = board.read, table.app._display

        def read() -> BoardSnapshot:
            reads.append(True)
            return real_read()

        def display(screen: Screen[Any], picture: Any) -> None:
            if screen is board and picture is not None and not table.app._batch_count:
                drawn.append(table.snapshot)
            real_display(screen, picture)

        await table.press("r", "enter", "a", "k", "k")
        before = table.snapshot
        monkeypatch.setattr(board, "read", read)
        monkeypatch.setattr(table.app, "_display", display)
        table.does_not_look()
        await table.press("enter")
        await table.until(lambda: bool(drawn))
        assert table.app.screen is board
        assert len(reads) == 1
        assert before not in drawn, "the question goes and the role comes in one picture"
        await table.press("r", "escape")
        assert len(reads) == 1, "nothing was written while only a question lay over the table"
        await table.press("f4")
        late.table.set_table(table.store, Who("Teun Biezen", 2), values={"name": "Tafel van morgen"})
        table.board.window.moves += 1
        await table.press("f2")
        await table.until(lambda: table.snapshot.table == "Tafel van morgen")


async def test_a_save_that_takes_long_does_not_hold_the_screen(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        go_on = threading.Event()

        def slow(store: Any, who: Who) -> None:
            go_on.wait(20)
            late.table.set_table(store, who, values={"name": "Tafel van morgen"})

        saving = table.board.run_worker(run_edit(table.board, slow))
        await table.pilot.pause()
        assert table.app._batch_count == 1
        await table.until(lambda: not table.app._batch_count)
        assert table.board.window.is_busy
        go_on.set()
        await saving.wait()
        assert table.snapshot.table == "Tafel van morgen"


async def test_an_older_picture_never_replaces_a_newer_one(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        board = table.board
        old, slow = table.snapshot, board.ticket()
        await table.press("plus")
        new = table.snapshot
        assert not board.take(slow, old)
        assert not board.take(board.ticket(), old)
        assert table.snapshot is new


async def test_a_file_that_is_gone_is_said_once(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path, at=NOW) as table:
        path.rename(path.with_name("elsewhere.mdo"))
        await table.until(lambda: bool(table.toasts))
        table.app._look()
        await table.settled()
        assert len(table.toasts) == 1


async def test_reading_that_fails_is_said_and_the_screen_stays(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:

        def broken() -> None:
            raise FileRefused("Het bestand is weg.")

        before = table.text()
        table.board.read = broken  # type: ignore[assignment]
        await table.board.reload()
        await table.settled()
        assert table.toasts == ["Het bestand is weg."]
        assert table.text(table.board).splitlines()[10:20] == before.splitlines()[10:20]


async def test_who_sits_here_is_asked_once_and_the_chair_proposed(example: Path, copied: Copy) -> None:
    async with window_on(copied(example), who=None) as table:
        await table.until(lambda: table.app.screen is not table.board)
        await table.press("enter")
        assert table.board.window.who is not None
        assert table.board.window.who[:2] == ("Hanna Lisdodde", 1)
        await table.press("n")
        assert table.changes()[-1] == "meetings.start"


async def test_nothing_is_changed_by_nobody(example: Path, copied: Copy) -> None:
    async with window_on(copied(example), who=None) as table:
        await table.until(lambda: table.app.screen is not table.board)
        await table.press("escape", "n")
        await table.until(lambda: table.app.screen is not table.board)
        await table.press("escape")
        assert table.changes() == ["table.import"]


async def test_what_is_read_for_a_screen_that_is_gone_is_no_fault(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("f4")
        cases = table.app.screen
        assert isinstance(cases, CasesScreen)
        listing = cases.snapshot
        assert listing is not None
        leaving = table.app.pop_screen()
        assert cases.take(cases.ticket(), listing)
        await leaving
        assert cases.take(cases.ticket(), listing)
        coming = CasesScreen(table.board.window)
        assert coming.take(coming.ticket(), listing)
        pushed = table.app.push_screen(coming)
        assert coming.take(coming.ticket(), listing)
        await pushed
        await table.until(lambda: len(coming.list.rows) == len(listing.rows))
        table.app.exit()
        assert table.board.take(table.board.ticket(), table.snapshot)


async def test_one_toast_at_a_time_over_the_footer_and_out_of_the_way_of_typing(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        for words in ("Het eerste woord.", "Het tweede " + "lange " * 30 + "woord."):
            table.app.notify(words)
        await table.until(lambda: len(table.app.screen.query(Toast)) == 1)
        assert len(table.toasts) == 1
        shown = [y for y, line in enumerate(table.text().splitlines()) if "lange" in line]
        toast = table.app.screen.query_one(Toast)
        assert toast.region.width <= 50
        assert toast.region.bottom == 39, "over the footer"
        assert 0 < len(shown) <= toast.region.height
        await table.press("a")
        entry = table.board.entry
        await table.until(lambda: toast.region.bottom <= entry.region.y)
        assert "Enter bewaart" in table.text()
        await table.press("escape")
        await table.until(lambda: toast.region.bottom == 39)
        await table.press("r")
        await table.until(lambda: len(table.app.screen.query(Toast)) == 1)
        box = table.app.screen.query_one(LineInput)
        await table.until(lambda: not table.app.screen.query_one(Toast).region.overlaps(box.region))
        table.app.notify("Het bestand is weg.", severity="error", timeout=3600)
        table.app.notify("Nog iets.")
        table.app.notify("En nog iets.")
        await table.until(lambda: table.toasts == ["Het bestand is weg.", "En nog iets."])


async def test_what_a_colleague_did_is_said_without_the_name(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        person = table.snapshot.people[0]

        def same(store: Any, who: Who) -> object:
            return late.people.hand_over(store, who, from_pk=person.pk, to_pk=person.pk)

        with pytest.raises(MdError) as caught:
            same(table.store, Who("Teun Biezen", 2))
        assert person.name in str(caught.value)
        saving = table.board.run_worker(run_edit(table.board, same))
        await saving.wait()
        await table.until(lambda: table.toasts == ["Iemand kan niet aan zichzelf overdragen."])
