"""The steps of a case on the table: on and back, in every window, and what is written when the case is left."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.case_steps import CaseStep, Spent
from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import LANGUAGES, Language, _, in_language
from mdoverleg.edits import table as table_edits
from mdoverleg.methods import KEPT, kept_of, load, names, step_label, steps
from mdoverleg.store.store import Store
from mdoverleg.tui.text import line_width
from mdoverleg.tui.widgets.step_line import StepLine, step_line
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
"""While Wulp is discussed."""


def later(table: Table, seconds: int) -> None:
    """Let the clock of a window go on."""
    table.store.clock = FixedClock(table.store.clock.utc() + timedelta(seconds=seconds))


def line(table: Table) -> str:
    """The step line as it is shown."""
    bar = table.board.query_one(StepLine)
    return "".join(part.text for shown in bar.lines for part in shown)


def focused(table: Table) -> str | None:
    """Which list has the focus."""
    return table.board.focused.id if table.board.focused else None


def minutes(table: Table) -> list[tuple[int | None, ...]]:
    """The minutes by phase of the agenda items that have them."""
    with table.store.read() as reader:
        return reader.rows(
            "SELECT picture_minutes, judgement_minutes, decision_minutes FROM agenda_item"
            " WHERE meeting_id = 3 AND decision_minutes IS NOT NULL"
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_fits_whatever_a_method_calls_its_steps(language: Language) -> None:
    with in_language(language):
        for code in (step.code for name in names() for step in steps(name)):
            title, prompt = step_label(code), "Wat is er goed gegaan sinds de vorige keer, en wie merkte dat?"
            now = datetime(2026, 10, 6, 8, 41, tzinfo=UTC)
            step = CaseStep(7, code, "picture", 8, 8, now, 120, Spent(), "", "", None, title, prompt, True)
            for width in (46, 52, 60, 88, 120):
                for seconds in (0, 100, 5400):
                    shown = step_line(step, now + timedelta(seconds=seconds), width)
                    assert line_width(shown) <= width
                    assert "8/8" in "".join(part.text for part in shown)


async def test_steps_are_walked_on_and_back_and_their_minutes_are_kept(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        changes = table.changes()
        assert line(table).strip() == "stap 1/8 vorige acties · 0 min van 3"
        later(table, 170)
        await table.press("n")
        assert line(table).strip() == "stap 2/8 de stem van het gezin · 0:00 van 2:00"
        later(table, 97)
        table.board.query_one(StepLine)._again()
        assert line(table).strip() == "stap 2/8 de stem van het gezin · ! 1:37 van 2:00 · bijna om"
        later(table, 47)
        table.board.query_one(StepLine)._again()
        assert line(table).strip().endswith("!! 2:24 van 2:00 · ruim over de tijd")
        await table.settled()
        assert table.toasts[-1] == _("The time for the family's voice is well over; who speaks may finish.")
        await table.press("n", "N")
        assert line(table).strip() == "stap 2/8 de stem van het gezin · 0:00 van 2:00"
        for _number in range(3):
            later(table, 60)
            await table.press("n")
        assert line(table).strip().startswith("stap 5/8 plan en rollen")
        assert focused(table) == "roles"
        later(table, 300)
        await table.press("n")
        assert focused(table) == "actions"
        await table.press("4")
        assert table.board.tab == "plan"
        assert table.changes() == changes, "steps are no changes"
        await table.next_item()
        assert minutes(table) == [(7, 1, 5)]
        assert line(table).strip().startswith("stap 1/8")
        assert focused(table) == "actions"
        await table.press("u")
        assert minutes(table) == []
        assert line(table).strip().startswith("stap 6/8"), "going on was one step"


async def test_a_second_window_follows_and_is_told_when_it_was_too_late(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path, at=NOW) as one, window_on(path, at=NOW, who=Who("Teun Biezen", 2)) as two:
        focused = two.board.focused
        await one.press("n")
        await two.until(lambda: "2/8" in line(two))
        assert two.board.focused is focused
        assert (one.board.tab, two.board.tab) == ("family", "board")
        two.does_not_look()
        await one.press("n")
        await two.press("n")
        assert "3/8" in line(two)
        assert two.toasts[-1] == _("{who} went on already; nothing was changed.").format(who="Iemand")
        await one.next_item()
        await two.press("n")
        assert "1/8" in line(two), "the next case begins at its first step"
        two.board.look_at(1)
        await two.until(lambda: two.snapshot.case is not None and two.snapshot.case.head.pk == 1)
        assert line(two) == "", "a case that one only looks at has no step"


async def test_a_method_without_a_judgement_of_its_own_writes_no_minutes(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    store = Store.open(path)
    store.set_setting(KEPT, kept_of(load("team-op-maat")))
    table_edits.set_table(store, Who("Hanna Lisdodde", 1), values={"method": "team-op-maat"})
    store.close()
    async with window_on(path, at=NOW) as table:
        step = table.snapshot.step
        assert step is not None
        assert (step.number, "scores" in {one.code for one in steps("team-op-maat")}) == (1, False)
        for _number in range(step.of - 2):
            later(table, 60)
            await table.press("n")
        await table.next_item()
        assert minutes(table) == []
