"""Reading back a case: what is said, ticking owners, and the gate before it is left."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from textual import events

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import cases, meetings
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.read_back import ReadBackDialog
from mdoverleg.tui.widgets.read_back import LAST, BackLines
from tests.support.sample import BEFORE, MEETING
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
"""While Wulp is discussed."""


def lines(table: Table) -> BackLines:
    """The list that is read back."""
    return table.app.screen.query_one(BackLines)


async def test_owners_are_ticked_and_the_case_is_left_with_a_reason(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, size=(80, 24)) as table:
        await table.press("a")
        await table.type("belt de school @akk vr")
        await table.press("enter", "escape", "R")
        await opened(table, ReadBackDialog)
        assert _("Nothing is decided yet.") in table.text()
        new = next(row for row in lines(table).rows if row.is_new)
        assert "belt de school" in new.text
        assert new.note == "M. Akkers · vr 9 okt"
        assert lines(table).go_to(new.key)
        await table.press("enter")
        assert next(row for row in lines(table).rows if row.key == new.key).ticked is True
        assert table.changes()[-1] == "action_points.accept"
        cases.change(table.store, Who("Teun Biezen", 2, "two"), pk=3, values={"joint_message": "Wij doen dit samen"})
        await table.board.reload()
        await table.until(lambda: any(row.text == "Wij doen dit samen" for row in lines(table).rows))
        row = lines(table).row
        assert row is not None
        before = len(table.changes())
        for _time in range(2):  # two that come before the first is saved
            table.app.post_message(events.Key("space", " "))
        await table.until(lambda: len(table.changes()) == before + 2)
        await table.until(lambda: lines(table).row == row)  # ticked and taken back
        await table.press("end", "enter")
        await opened(table, Ask)
        assert "rode waarschuwing" in table.text()
        await table.press("escape")
        await opened(table, ReadBackDialog)
        await table.press("n")
        await opened(table, Ask)
        table.app.screen.query_one(LineInput).value = "woensdag belt de procesregisseur"
        await table.press("enter")
        await table.until(lambda: table.board.running is not None and table.board.running.title == "Grutto")
        assert table.changes()[-1] == "meetings.next", "with its note, in one step"
        with table.store.read() as reader:
            (note,) = reader.rows("SELECT text, by_id, kind FROM note WHERE case_id = 3 ORDER BY pk DESC LIMIT 1")
        assert note[0].startswith("Verder met 2 rode waarschuwingen, omdat: woensdag")
        assert note[1:] == (1, "between_meetings")
        await table.press("u")
        await table.until(lambda: table.board.running is not None and table.board.running.title == "Wulp")
        with table.store.read() as reader:
            assert not reader.rows("SELECT pk FROM note WHERE text LIKE 'Verder met%'")


async def test_the_last_step_reads_back_and_a_case_that_does_not_run_is_not_left(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, size=(60, 20)) as table:
        for _number in range(7):
            await table.press("n")
        await opened(table, ReadBackDialog)
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.board)
        await table.press("n")
        await opened(table, Ask)
        meetings.go_on(table.store, Who("Teun Biezen", 2, "two"), pk=MEETING)
        await table.until(lambda: table.board.running is not None and table.board.running.title == "Grutto")
        table.app.screen.query_one(LineInput).value = "morgen meer"
        await table.press("enter")
        await table.until(lambda: table.app.screen is table.board)
        assert table.said[-1] == "Een ander venster is al verder gegaan."
        assert table.changes()[-2:] == ["meetings.next", "notes.add"], "no item is skipped, and the reason is kept"
        table.board.look_at(1)
        await table.until(lambda: table.snapshot.case is not None and table.snapshot.case.head.pk == 1)
        before = table.changes()
        await table.press("R")
        await opened(table, ReadBackDialog)
        assert lines(table).rows[-1].key == LAST
        await table.press("n")
        await table.until(lambda: table.app.screen is table.board)
        assert table.changes() == before
