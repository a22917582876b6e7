"""A round of scores by keys: hidden until all are in, shown together, explained, saved in one step."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from mdoverleg.domain.who import Who
from mdoverleg.edits import meetings
from mdoverleg.store.changelog import newest_of_window, undo
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.scores import ScoreRound, Scores
from tests.support.sample import BEFORE, MEETING
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened, pick

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
"""While Wulp is discussed; ten people sit at the table."""


def shown(table: Table) -> list[str]:
    """What stands behind the names."""
    return [row.shown for row in table.app.screen.query_one(Scores).rows]


def kept(table: Table) -> list[tuple[object, ...]]:
    """The scores of Wulp that were given today."""
    with table.store.read() as reader:
        return reader.rows(
            "SELECT value, by_id, by_member_id, subject_id, scale, reason FROM score"
            " WHERE case_id = 3 AND given_on = '2026-10-06' ORDER BY position"
        )


async def test_a_round_is_hidden_until_all_are_in_and_saved_as_one_step(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        before = len(table.changes())
        await table.press("c")
        await opened(table, ScoreRound)
        await table.press("5", "6", "7")
        assert shown(table) == ["•"] * 3 + [""] * 7
        turn = [line for line in table.text().splitlines() if "│ ▸ " in line]
        assert len(turn) == 1, "whose turn it is has a sign, not a colour alone"
        assert table.app.screen.query_one(Scores).rows[3].rater.name in turn[0]
        await table.press("backspace", "t", *"4455673")
        assert shown(table) == ["5", "6", "10", "4", "4", "5", "5", "6", "7", "3"]
        assert "laagste 3 · hoogste 10 · verschil 7" in table.text()
        assert "gemiddeld" not in table.text().casefold()
        await table.press("enter")
        await opened(table, Ask)
        elsewhere = Who("Teun Biezen", 2, "two")
        meetings.go_on(table.store, elsewhere, pk=MEETING)
        await table.until(lambda: table.board.case.head.alias == "Grutto")
        await table.press("escape")
        await opened(table, ScoreRound)
        assert "Cijfers voor Wulp" in table.text(), "another window went on; the round is still about this case"
        undo(table.store, elsewhere, newest_of_window(table.store, "two") or 0)
        await table.until(lambda: table.board.case.head.alias == "Wulp")
        await table.press("enter")
        await opened(table, Ask)
        boxes = list(table.app.screen.query(LineInput))
        assert len(boxes) == 3, "the lowest, the highest, and what explains it"
        boxes[0].value, boxes[2].value = "ziet hem elke dag", "wij zien elk iets anders"
        await table.press("enter")
        await table.until(lambda: table.app.screen is table.board)
        await table.settled()
        assert [row[0] for row in kept(table)] == [5, 6, 10, 4, 4, 5, 5, 6, 7, 3]
        assert kept(table)[-1][3:] == (None, "safety", "ziet hem elke dag")
        assert table.changes()[before:] == ["meetings.next", "log.undo", "scores.add_round"]
        assert not any(warning.check == "E38" for warning in table.snapshot.warnings)
        assert "cijfer 3-10" in table.text()
        await table.press("u")
        assert kept(table) == []
        assert any(warning.check == "E38" for warning in table.snapshot.warnings)


async def test_a_round_about_one_child_with_somebody_added_and_nothing_lost(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, size=(60, 20)) as table:
        await table.press("c")
        await opened(table, ScoreRound)
        await table.press("o")
        await pick(table, "K1")
        await opened(table, ScoreRound)
        await table.press("s", "a")
        await pick(table, "K2")
        await opened(table, ScoreRound)
        await table.press("8")
        meetings.attend(table.store, Who("Teun Biezen", 2, "two"), pk=MEETING, person_pk=8, status="present")
        await table.board.reload()
        await table.press("escape")
        await opened(table, ScoreRound)
        assert shown(table).count("•") == 1, "Esc throws away at the second time, and who came in changed nothing"
        await table.press("enter", "enter")
        await table.until(lambda: table.app.screen is table.board)
        await table.settled()
        (row,) = kept(table)
        assert (row[0], row[1], row[4]) == (8, None, "wellbeing")
        assert row[2] is not None
        assert row[3] is not None
