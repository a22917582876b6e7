"""Warnings of a case that was not discussed yet: folded under one line, and there for who asks."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from mdoverleg.domain.facts import Warning
from mdoverleg.domain.who import Who
from mdoverleg.edits import agenda, cases, meetings
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.widgets.warnings import FoldedLine
from tests.support.sample import BEFORE, MEETING
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
"""While Wulp is discussed."""
TEUN = Who("Teun Biezen", 2, "two")


def of_case(table: Table, pk: int) -> list[Warning]:
    """The lines about the case itself."""
    return [row for row in table.board.warnings.rows if isinstance(row, Warning) and row.case_pk == pk]


async def test_a_case_that_was_not_discussed_shows_one_line_until_somebody_asks_or_it_begins(
    wulp: Path, copied: Copy
) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert of_case(table, 3), "a case that runs shows its warnings"
        pk = cases.add(table.store, TEUN, values={"alias": "Oeverloper", "brought_by": 2, "goal": "Veilig"})
        item = {"kind": "case", "case": pk}
        agenda.add_item(table.store, TEUN, meeting_pk=MEETING, values=item, after_item_pk=table.board.agenda[5].pk)
        table.board.look_at(pk)
        await table.until(lambda: table.snapshot.case is not None and table.snapshot.case.head.pk == pk)
        number = sum(1 for warning in table.snapshot.warnings if warning.case_pk == pk)
        (folded, *others) = table.board.warnings.rows
        assert isinstance(folded, FoldedLine)
        assert sum(folded.counts) == number > 3
        assert "Nog niet besproken: 4 rood, 4 geel" in table.text()
        assert of_case(table, pk) == []
        assert others == [row for row in others if isinstance(row, Warning) and row.case_pk is None]
        assert table.board.warnings.heading()[1] == "5 rood", "nothing is hidden for good"
        table.board.focus_area(table.board.warnings)
        await table.settled()
        await table.press("home", "enter")
        assert len(of_case(table, pk)) == number
        await table.press("home", "enter")
        assert of_case(table, pk) == []
        table.board.look_at(None)
        meetings.go_on(table.store, TEUN, pk=MEETING)
        await table.until(lambda: table.snapshot.case is not None and table.snapshot.case.head.pk == pk)
        assert len(of_case(table, pk)) >= number, "it is on the table"


async def test_safety_is_set_aside_for_three_days_and_the_rest_for_a_week_without_a_next_meeting(
    wulp: Path, copied: Copy
) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        table.board.focus_area(table.board.warnings)
        await table.settled()
        for check, day in (("E05", "09-10-2026"), ("E02", "13-10-2026")):
            assert table.board.warnings.go_to((check, 3, None))
            await table.press("t")
            await opened(table, Ask)
            assert day in [box.value for box in table.app.screen.query(LineInput)]
            await table.press("escape")
            await table.until(lambda: table.app.screen is table.board)
