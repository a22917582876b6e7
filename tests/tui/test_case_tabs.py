"""The tabs Picture, Family and Plan: turned to by a key, changed under the cursor, followed while others write."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import Language
from mdoverleg.edits import case_records
from mdoverleg.tui.forms import Form
from mdoverleg.tui.text import width_of
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened, save
from tests.tui.hostile import NASTY, is_harmless, poisoned
from tests.tui.places import values

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
ELSEWHERE = Who("Teun Biezen", 2, "elsewhere")


async def turn(table: Table, key: str, tab: str) -> None:
    """Turn to a tab, and wait until it was read."""
    await table.press(key)
    await table.until(lambda: table.snapshot.case is not None and table.snapshot.case.tab == tab)
    await table.settled()


async def on_row(table: Table, entity: str, key: str = "", words: str = "") -> int:
    """Put the cursor on the first record of a kind; return its key."""
    assert table.snapshot.case is not None
    row = next(
        row
        for row in table.snapshot.case.file
        if (row.entity, row.key) == (entity, key) and words in row.text + row.note
    )
    assert table.board.file.go_to((entity, row.pk, key))
    await table.settled()
    assert table.board.file.file_row == row
    return row.pk


@pytest.mark.parametrize(("size", "language"), [((60, 20), "nl"), ((120, 40), "en")], ids=str)
async def test_every_tab_shows_all_it_holds_at_every_size(
    size: tuple[int, int], language: Language, wulp: Path, copied: Copy
) -> None:
    async with window_on(copied(wulp), at=NOW, size=size, language=language) as table:
        await turn(table, "5", "course")
        lines = [line for line in table.text().splitlines() if "█" in line]
        for row in table.board.case.compared:
            assert any(f"{row.professionals} █" in line and row.what in line for line in lines)
        for key, tab in (("2", "picture"), ("3", "family"), ("4", "plan")):
            await turn(table, key, tab)
            assert table.board.focused is table.board.file
            seen = table.text()
            steps = 0
            while table.board.file.cursor < len(table.board.file.rows) - 1 and steps < 80:
                before = table.board.file.scroll_y
                await table.pilot.press("down")
                steps += 1
                if table.board.file.scroll_y != before:
                    seen += "\n" + table.text()
            seen += "\n" + table.text()
            assert max(map(width_of, seen.splitlines())) <= size[0]
            assert table.snapshot.case is not None
            missed = [row.text for row in table.snapshot.case.file if row.text and row.text.split(" ")[-1] not in seen]
            assert missed == []
            assert table.board.file.cursor > 1
        await turn(table, "2", "picture")
        assert table.board.file.cursor <= 1
        assert table.board.file.scroll_y == 0


async def test_what_stands_under_the_cursor_is_changed_done_and_taken_out(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await turn(table, "2", "picture")
        line = await on_row(table, "Line", words="Zestien")
        before = table.board.file.file_row
        await table.press("right")
        beside = table.board.file.file_row
        assert (beside is not None, beside != before) == (True, True)
        await table.press("left", "enter")
        await save(table, text="Zeventien berichten")
        await table.until(lambda: values(table, "Line", line)["text"] == "Zeventien berichten")
        await on_row(table, "Line", words="Zeventien")
        await table.press("x")
        await table.until(lambda: table.changes()[-1] == "lines.remove")
        assert values(table, "Line", line) == {}
        await table.press("u")
        await table.until(lambda: bool(values(table, "Line", line)))
        case = await on_row(table, "Case", "bottom_line")
        await table.press("enter")
        await save(table, bottom_line="Geen nacht alleen.")
        await table.until(lambda: values(table, "Case", case)["bottom_line"] == "Geen nacht alleen.")
        await on_row(table, "Case", "bottom_line")
        await table.press("x")
        await table.until(lambda: values(table, "Case", case)["bottom_line"] is None)
        await turn(table, "4", "plan")
        handover = await on_row(table, "Handover")
        await table.press("d")
        await table.until(lambda: values(table, "Handover", handover)["done_on"] == table.snapshot.today)
        await on_row(table, "Decision")
        await table.press("d")
        assert table.toasts[-1] == "Dit is niets om af te vinken."
        await table.press("w")
        assert table.toasts[-1] == "Zet de cursor op een aanbod."


async def test_a_warning_leads_to_its_line_and_an_evaluation_is_changed_in_the_course(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        board = table.board
        board.focus_area(board.warnings)
        await table.settled()
        row = next(row for row in board.warnings.rows if getattr(row, "check", "") == "E38")
        assert board.warnings.go_to(board.warnings.key_of(row))
        await table.press("enter")
        await table.until(lambda: board.tab == "picture" and board.file.file_row is not None)
        await table.settled()
        here = board.file.file_row
        assert here is not None
        assert here.entity == "Score"
        await turn(table, "5", "course")
        evaluation = next(row for row in board.case.course if row.kind == "evaluation")
        assert board.course.go_to(board.course.key_of(evaluation))
        await table.press("enter")
        await save(table, lowest="2")
        await table.until(lambda: values(table, "Evaluation", evaluation.pk)["lowest"] == 2)


async def test_tab_focus_and_cursor_stay_when_somebody_else_writes(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await turn(table, "2", "picture")
        line = await on_row(table, "Line", words="Eén regisseur")
        case_pk = table.board.case.head.pk
        new = {"heading": "needed", "text": "Een bed voor de jongste"}
        first = case_records.add(table.store, ELSEWHERE, entity="Line", case_pk=case_pk, values=new)
        case_records.change(table.store, ELSEWHERE, entity="Line", pk=line, values={"text": "Eén regisseur, nu."})
        await table.until(lambda: "Eén regisseur, nu." in table.text())
        here = table.board.file.file_row
        assert here is not None
        assert (here.pk, table.board.tab, table.board.focused) == (line, "picture", table.board.file)
        case_records.remove(table.store, ELSEWHERE, entity="Line", pk=line)
        await table.until(lambda: "Eén regisseur, nu." not in table.text())
        assert table.board.file.file_row is not None
        assert first
        await table.press("enter")
        await opened(table, Form)


async def test_no_text_of_a_case_file_is_obeyed(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        for key, tab in (("2", "picture"), ("3", "family"), ("4", "plan"), ("5", "course")):
            await turn(table, key, tab)
            snapshot = table.snapshot
            for start in range(0, len(NASTY), 6):
                assert table.board.take(table.board.ticket(), poisoned(snapshot, start))
                await table.settled()
                text = table.text()
                assert is_harmless(text)
                assert max(map(width_of, text.splitlines())) <= 120


async def test_a_light_case_shows_one_quiet_line_on_every_tab(example: Path, copied: Copy) -> None:
    from mdoverleg.edits import action_points, cases

    async with window_on(copied(example), size=(80, 24)) as table:
        values_ = {"alias": "Mees", "brought_by": 1, "goal": "Rust"}
        pk = cases.add(table.store, ELSEWHERE, values=values_)
        action_points.add(table.store, ELSEWHERE, values={"case": pk, "text": "belt morgen", "owner": 1})
        table.board.look_at(pk)
        await table.until(lambda: table.snapshot.case is not None and table.snapshot.case.head.pk == pk)
        for key, tab in (("2", "picture"), ("3", "family"), ("4", "plan")):
            await turn(table, key, tab)
            assert table.board.file.rows == ()
            assert table.text().count("Nog niets. f: ") == 1
        await table.press("x")
        assert table.toasts[-1] == "Er staat niets onder de cursor. Typ f om iets te noteren."
