"""One line per action point: typed, understood, saved, kept."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from mdoverleg.domain.who import Who
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.changed import Changed
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import pick
from tests.tui.places import by_words

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)


def box(table: Table) -> LineInput:
    return table.board.entry.query_one(LineInput)


def texts(table: Table) -> list[str]:
    assert table.snapshot.case is not None
    return [row.text for row in table.snapshot.case.actions]


async def test_a_line_is_saved_in_three_keys_besides_its_words(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("a")
        await table.type("belt de school over het verzuim @akk vr !veiligheid #K1")
        assert "vr 9 okt 2026" in table.text()
        assert "M. Akkers" in table.text().splitlines()[-3]
        await table.press("enter")
        assert table.snapshot.case is not None
        row = next(row for row in table.snapshot.case.actions if row.text == "belt de school over het verzuim")
        assert (row.owner, row.due, row.kind, row.members_text) == ("M. Akkers", date(2026, 10, 9), "safety", "K1")
        assert not row.is_previous
        assert table.board.entry.is_open
        assert box(table).value == ""
        await table.type("tweede @bos")
        await table.press("enter", "escape")
        assert "tweede" in texts(table)
        assert not table.board.entry.is_open


async def test_tab_completes_the_mark_and_arrows_choose(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("a")
        await table.type("iets doen @ze")
        await table.press("down", "tab")
        assert box(table).value.startswith("iets doen @")
        assert box(table).value.endswith(" ")


async def test_what_is_not_understood_is_said_and_not_saved(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        before = table.changes()
        await table.press("a")
        await table.type("iets doen @nergenshuizen")
        await table.press("enter")
        assert table.changes() == before
        assert "nergenshuizen" in table.text()
        assert "!!" in table.text().splitlines()[-2]
        assert box(table).value == "iets doen @nergenshuizen"


async def test_a_draft_is_there_again_also_after_another_case(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("a")
        await table.type("half")
        await table.press("escape", "a")
        assert box(table).value == "half"
        await table.press("escape")
        await table.next_item()
        await table.press("a")
        assert box(table).value == ""
        assert "Grutto" in table.text().splitlines()[-4]


async def test_the_focus_goes_back_to_where_it_was(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        table.board.focus_area(table.board.warnings)
        await table.settled()
        await table.press("a", "escape")
        assert table.board.focused is table.board.warnings


async def test_enter_changes_an_action_point_in_the_same_line(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert table.snapshot.case is not None
        row = next(row for row in table.snapshot.case.actions if row.kind == "practical")
        table.board.actions.go_to(row.pk)
        await table.press("enter")
        assert row.text in box(table).value
        await table.type(" !crisis")
        await table.press("enter")
        after = next(other for other in table.snapshot.case.actions if other.pk == row.pk)
        assert after == row._replace(kind="crisis")
        assert not table.board.entry.is_open


async def test_two_change_the_same_text_and_the_second_keeps_what_was_typed(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path, at=NOW) as one, window_on(path, at=NOW, who=Who("Teun Biezen", 2)) as two:
        assert one.snapshot.case is not None
        pk = next(row.pk for row in one.snapshot.case.actions if row.id == "A-035")
        two.does_not_look()
        for window in (one, two):
            window.board.actions.go_to(pk)
            await window.press("enter", "home")
        await one.type("Vandaag: ")
        await one.press("enter")
        await two.type("Morgenvroeg: ")
        await two.press("enter")
        assert isinstance(two.app.screen, Changed)
        shown = two.text()
        assert "Hanna Lisdodde" in shown
        assert "Vandaag: Regelt" in shown
        await two.press("enter")
        assert box(two).value.startswith("Morgenvroeg: Regelt")
        assert any(text.startswith("Vandaag: ") for text in texts(two))
        await two.press("enter", "down", "enter")
        assert any(text.startswith("Morgenvroeg: ") for text in texts(two))
        assert not two.board.entry.is_open


async def test_a_usual_action_point_is_finished_in_the_line(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await by_words(table, "standaardactie kiezen")
        await pick(table, "veiligheidsafspraken")
        await table.until(lambda: table.board.entry.is_open)
        await table.until(lambda: box(table).has_focus)
        assert box(table).value == "Loopt de veiligheidsafspraken na met alle gezinsleden !veiligheid 13-10-2026"
        await table.type(" @akk")
        await table.press("enter")
        assert table.snapshot.case is not None
        row = next(row for row in table.snapshot.case.actions if row.text.startswith("Loopt de veiligheidsafspraken"))
        assert (row.owner, row.due, row.kind) == ("M. Akkers", date(2026, 10, 13), "safety")
        # What is half typed stays: it is finished first.
        await table.type("half getypt")
        await table.press("escape")
        await by_words(table, "standaardactie kiezen")
        assert "half getypte regel" in table.toasts[-1]
        await table.press("a")
        assert box(table).value == "half getypt"
