"""The round of previous action points on the table, walked through by keys."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from mdoverleg.domain.snapshots import ActionRow
from mdoverleg.reads.lists import read_values
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.why_not import WhyNot
from mdoverleg.tui.doings.elsewhere import POINTS_DO
from mdoverleg.tui.screens import board_round
from mdoverleg.tui.verbs import ACTION, in_scope
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened, pick
from tests.tui.places import go, on, rows

Copy = Callable[[Path], Path]


def here(table: Table) -> ActionRow:
    """The action point under the cursor."""
    row = table.board.cursor_action
    assert row is not None
    return row


def progress(table: Table) -> tuple[int, int]:
    """How many of how many are answered."""
    review = table.snapshot.review
    assert review is not None
    return review.answered, review.asked


def point(table: Table, pk: int) -> dict[str, Any]:
    """What the file holds of an action point."""
    return read_values(table.store, "ActionPoint", pk)


async def test_the_item_is_answered_with_a_key_each_and_goes_on_by_itself(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await table.press("n", "n")
        points = board_round.points(table.board)
        assert table.board.focused is points
        asked = progress(table)[1]
        assert (progress(table)[0], here(table).id) == (0, "A-018")
        first = here(table).pk
        await table.press("d")
        assert (point(table, first)["status"], here(table).id) == ("done", "A-041")

        could_not = here(table).pk
        await table.press("o")
        await opened(table, WhyNot)
        await table.type("De oudste was ziek")
        await table.press("enter")
        found = point(table, could_not)
        assert (found["status"], found["outcome_reason"]) == ("could_not", "De oudste was ziek")
        assert (found["reviewed_in"], here(table).id) == (3, "A-047")

        moved, changes = here(table), len(table.changes())
        await table.press("x")
        await opened(table, WhyNot)
        await table.type("Vergeten")
        await table.press("down", "enter")
        await opened(table, Ask)
        await table.press("escape")
        await opened(table, WhyNot)
        assert "Vergeten" in table.text()
        await table.press("enter")
        await opened(table, Ask)
        table.app.screen.query_one("#line0", LineInput).value = "20-10"
        await table.press("enter")
        found = point(table, moved.pk)
        assert (found["status"], found["outcome_reason"], found["postponed"]) == ("open", "Vergeten", 1)
        assert (found["due"], len(table.changes()) - changes) == (date(2026, 10, 20), 1)
        assert progress(table) == (3, asked)
        shown = [row.pk for row in points.rows if isinstance(row, ActionRow)]
        assert shown[:3] == [first, could_not, moved.pk]

        left = asked - 3
        await table.press(*["space"] * left)
        await table.press("b")
        assert progress(table) == (asked, asked)
        assert table.changes()[-1] == "action_points.set_several"
        assert table.toasts[-1] == "Alle vorige acties zijn beantwoord. Typ n om verder te gaan."
        await table.press("u")
        assert progress(table) == (3, asked)
        await table.press("U")
        await table.press("n")
        assert table.snapshot.case is not None
        assert table.board.focused is table.board.actions
        assert table.board.actions.heading() == ("ACTIES", "7 van 7 beantwoord · 5 open")


async def test_it_is_asked_for_at_any_time_and_what_got_stuck_goes_one_level_up(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), size=(80, 24)) as table:
        await table.press("V")
        points = board_round.points(table.board)
        assert table.board.focused is points
        assert "VORIGE ACTIES" in table.text()
        assert points.go_to(next(row.pk for row in table.snapshot.review.rows if row.id == "A-035"))  # type: ignore[union-attr]
        changes = len(table.changes())
        await table.press("E")
        await pick(table, "financ")
        await opened(table, Ask)
        await table.type("Geen potje voor dubbele spullen")
        await table.press("down")
        await table.type("teamleider inkomen")
        await table.press("enter")
        assert table.changes()[changes:] == ["obstacles.raise"]
        assert here(table).level == 2
        await table.press("x")
        await opened(table, WhyNot)
        assert "manager" in table.text()
        await table.press("escape", "escape")
        assert board_round.points(table.board) is table.board.actions
        await table.press("4")
        assert any("teamleider inkomen" in str(row) for row in table.board.case.file)
        await table.press("V", "1")
        assert board_round.points(table.board) is table.board.actions


async def test_what_follows_when_it_was_not_done_is_one_step_each(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp)) as table:
        steps = len(table.changes())

        async def not_done(id_: str, down: int) -> int:
            pk = next(row.pk for row in table.board.actions.rows if row.id == id_)
            assert table.board.actions.go_to(pk)
            await table.press("x")
            await opened(table, WhyNot)
            await table.type("Ziek")
            await table.press(*["down"] * down, "enter")
            return pk

        other = await not_done("A-035", 2)
        await pick(table, "teun")
        found = point(table, other)
        assert (found["status"], found["accepted"], found["outcome_reason"]) == ("open", False, "Ziek")
        assert found["owner"] == next(row.pk for row in table.snapshot.people if row.id == "teun")

        over = await not_done("A-030", 3)
        await opened(table, Ask)
        table.app.screen.query_one("#line0", LineInput).value = "Belt vader over de plekken @jelle vr"
        await table.press("enter")
        assert point(table, over)["status"] == "not_done"
        new = next(row for row in table.board.case.actions if row.text == "Belt vader over de plekken")
        assert (new.owner, new.due, new.created_in) == ("J. de Wit", date(2026, 10, 9), "M-003")
        assert new.members == point(table, over)["members"]

        dropped = await not_done("A-032", 4)
        assert (point(table, dropped)["status"], point(table, dropped)["outcome_reason"]) == ("dropped", "Ziek")

        stuck = await not_done("A-031", 5)
        await opened(table, Ask)
        assert "manager" in table.text()
        await table.type("directeur behandeling")
        await table.press("enter")
        row = next(row for row in table.board.case.actions if row.pk == stuck)
        assert (row.status, row.level, row.reason) == ("waiting", 3, "Ziek")
        assert table.changes()[steps:] == ["action_points.set_status"] * 4
        await table.press("u")
        row = next(row for row in table.board.case.actions if row.pk == stuck)
        assert (row.status, row.level) == ("open", 2)


async def test_the_list_of_all_action_points_marks_and_raises_too(wulp: Path, copied: Copy) -> None:
    assert {verb.id for verb in in_scope(ACTION) if verb.keys} - POINTS_DO.keys() == set()
    async with window_on(copied(wulp)) as table:
        screen = await go(table, "f6")
        on(screen, "id", "A-031")
        await table.press("E")
        await opened(table, Ask)
        assert "manager" in table.text()
        await table.press("escape")
        on(screen, "id", "A-018")
        await table.press("space", "space", "d")
        await table.until(lambda: table.changes()[-1] == "action_points.set_several")
        assert not {"A-018", "A-031"} & set(rows(screen, "id"))
