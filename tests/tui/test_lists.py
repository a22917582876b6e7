"""The screens beside the table: how they look, what they let through, and how they follow what others do."""

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import Language
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.screens.lists import PeopleScreen
from mdoverleg.tui.text import width_of
from tests.tui.conftest import window_on
from tests.tui.forms import save
from tests.tui.hostile import LONG, NASTY, is_harmless, poisoned
from tests.tui.places import SCREENS, back, go, has_rows, on, rows, values

Copy = Callable[[Path], Path]

# How they look.


SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
HEADS: dict[Language, dict[str, str]] = {
    "nl": {"f3": "OVERLEGGEN", "f4": "CASUSSEN", "f5": "MENSEN", "f6": "ACTIES", "f7": "LOGBOEK"},
    "en": {"f3": "MEETINGS", "f4": "CASES", "f5": "PEOPLE", "f6": "ACTION POINTS", "f7": "HISTORY"},
}


ALL = "MDOVERLEG_SIZES" in os.environ
"""Every list at every size: MDOVERLEG_SIZES=1. Else each list at two of them, by turns."""


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_list_fits_at_every_size(language: Language, example: Path, copied: Copy) -> None:
    async with window_on(copied(example), size=SIZES[0], language=language) as table:
        for number, (key, head) in enumerate(HEADS[language].items()):
            screen = await go(table, key)
            await table.until(partial(has_rows, screen))
            for size in SIZES if ALL else SIZES[number % 2 :: 2] if language == "nl" else SIZES[:1]:
                await table.resize(*size)
                lines = table.text().splitlines()
                assert head in lines[1]
                assert max(map(width_of, lines)) <= size[0]
                assert "?" in lines[-1]
        await go(table, "slash")
        assert ("GEVONDEN" if language == "nl" else "FOUND") in table.text()


async def test_filters_show_another_part_and_say_which(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        cases = await go(table, "f4")
        assert "open casussen" in table.text()
        everybody = len(cases.list.rows)
        await table.press("f")
        assert "gesloten casussen" in table.text()
        assert not cases.list.rows
        assert "f voor andere" in table.text()
        await table.press("f")
        assert len(cases.list.rows) >= everybody
        people = await go(table, "f5")
        await table.press("f", "f")
        await table.until(lambda: "ORGANISATIES" in table.text())
        assert "Gemeente Zandkreek" in rows(people, "name")
        points = await go(table, "f6")
        await table.press("f")
        assert all(row.is_late for row in points.list.rows)
        assert "alleen wat te laat is" in table.text()
        await table.press("f")
        assert rows(points, "owner") == sorted(rows(points, "owner"), key=lambda name: name or "~")


async def test_esc_and_f2_go_back_to_the_table(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        for key in SCREENS:
            await go(table, key)
            await table.press("escape")
            assert table.app.screen is table.board
        await go(table, "f4")
        await go(table, "f5")
        await table.press("f2")
        assert table.app.screen is table.board


async def test_a_key_that_cannot_work_says_why(example: Path, copied: Copy) -> None:
    async with window_on(copied(example), read_only=True) as table:
        await go(table, "f4")
        await table.press("a")
        assert table.toasts[-1] == "Dit bestand is alleen om te lezen open."
        await table.press("f", "e")
        assert table.toasts[-1] == "Er staat niets onder de cursor."


@pytest.mark.parametrize("width", [60, 120])
async def test_no_field_of_a_list_is_obeyed(width: int, example: Path, copied: Copy) -> None:
    async with window_on(copied(example), size=(width, 24)) as table:
        for key in ("f3", "f4", "f5", "f6", "f7"):
            screen = await go(table, key)
            for start in range(0, len(NASTY), 1 if LONG else 3):
                assert screen.snapshot is not None
                assert screen.take(screen.ticket(), poisoned(screen.snapshot, start))
                await table.pilot.pause()
                text = table.text()
                assert is_harmless(text)
                assert max(map(width_of, text.splitlines())) <= width
        assert table.app.is_running


async def test_no_search_is_obeyed(example: Path, copied: Copy) -> None:
    async with window_on(copied(example), size=(80, 24)) as table:
        await go(table, "slash")
        for nasty in NASTY:
            table.app.screen.query_one("#words", LineInput).value = ""
            await table.type(nasty)
            assert is_harmless(table.text())
        assert table.app.is_running


# Others work too.


@pytest.mark.parametrize("key", ["f3", "f4", "f5", "f6"])
async def test_what_others_change_shows_and_the_cursor_stays(key: str, example: Path, copied: Copy) -> None:
    from mdoverleg.edits import action_points, cases, meetings, people

    path = copied(example)
    who = Who("Teun Biezen", 2, "elsewhere")
    async with window_on(path) as one, window_on(path) as two:
        screen = await go(one, key)
        await one.press("down", "down")
        row, number = screen.list.row, len(screen.list.rows)
        here = screen.list.key_of(row)
        changes: dict[str, Callable[[], object]] = {
            "f3": lambda: meetings.plan(two.store, who, values={"held_on": date(2026, 11, 3)}),
            "f4": lambda: cases.add(two.store, who, values={"alias": "Lepelaar", "brought_by": 3, "goal": "Eén plan"}),
            "f5": lambda: people.add(two.store, who, values={"name": "Ada Berk", "organisation": 1}),
            "f6": lambda: action_points.add(two.store, who, values={"text": "Belt terug", "due": date(2026, 9, 1)}),
        }
        changes[key]()
        await one.until(lambda: len(screen.list.rows) == number + 1)
        assert screen.list.key_of(screen.list.row) == here
        assert screen.list.has_focus


# Action points, history, search.


async def test_action_points_over_all_cases(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f6")
        first, number = screen.list.row, len(screen.list.rows)
        await table.press("d")
        await table.until(lambda: len(screen.list.rows) == number - 1)
        assert values(table, "ActionPoint", first.pk)["status"] == "done"
        row = screen.list.row
        await table.press("enter")
        await save(table, due="12-10-2026", life_domain="onderwijs")
        await back(table, screen)
        assert values(table, "ActionPoint", row.pk)["due"] == date(2026, 10, 12)
        await table.press("g")
        await table.until(lambda: table.app.screen is table.board)
        await table.until(lambda: table.snapshot.case is not None and table.snapshot.case.head.alias == row.case)


async def test_the_history_undoes_any_change_or_says_why_not(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await go(table, "f4")
        await table.press("e")
        await save(table, goal="Eerst dit")
        await table.press("e")
        await save(table, goal="Toen dat")
        await table.until(lambda: table.changes()[-2:] == ["cases.change", "cases.change"])
        screen = await go(table, "f7")
        assert "uit table.json" in table.text()
        await table.press("down", "enter", "enter")
        await table.until(lambda: bool(table.toasts))
        assert table.toasts[-1].startswith("Niet ongedaan gemaakt: iemand heeft “Doel” van Casus C-001 sindsdien")
        screen.list.go_to(screen.list.key_of(screen.list.rows[0]))
        await table.press("enter", "enter")
        await table.until(lambda: table.changes()[-1] == "log.undo")
        await table.until(lambda: "(ongedaan" in table.text())
        await table.press("o")
        assert table.toasts[-1] == "Dit zijn alle wijzigingen."
        await table.press("f")
        assert all(row.is_own for row in screen.list.rows)


@pytest.mark.parametrize(
    ("words", "entity"), [("zeeaster", "Person"), ("speltherapeut", "Helper"), ("rietkraag", "Meeting")]
)
async def test_what_is_found_is_shown_where_it_belongs(words: str, entity: str, example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "slash")
        await table.type(words)
        await table.until(lambda: any(row.entity == entity for row in screen.list.rows))
        await table.press("enter")
        on(screen, "entity", entity)
        found = screen.list.row
        await table.press("enter")
        await table.until(lambda: table.app.screen is not screen)
        await table.settled()
        if entity == "Person":
            people = table.app.screen
            assert isinstance(people, PeopleScreen)
            await table.until(lambda: people.list.row is not None and people.list.row.pk == found.pk)
        elif entity == "Helper":
            await table.until(lambda: table.snapshot.case is not None and table.snapshot.case.head.pk == found.case_pk)
        else:
            await table.until(lambda: table.snapshot.meeting is not None and table.snapshot.meeting.pk == found.pk)


async def test_the_obstacles_of_all_cases_are_shown_without_a_word_about_a_family(example: Path) -> None:
    async with window_on(example) as table:
        await table.press("ctrl+p")
        await table.type("knelpunt gezinnen")
        await table.press("enter")
        await table.until(lambda: "KNELPUNTEN" in table.text())
        text = table.text()
        assert "Wachttijd van zestien weken" in text
        assert "gemeentegrens" not in text
        assert not [alias for alias in ("Sijs", "Fuut", "Wulp", "Grutto", "Tureluur", "Kievit") if alias in text]
        await table.press("f")
        assert "gemeentegrens" in table.text()
        await table.press("escape")
        assert table.app.screen is table.board
