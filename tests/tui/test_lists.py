"""The screens beside the table: every verb does its edit, in both languages, at every size, while others work too."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import Language, in_language
from mdoverleg.reads.case_records import read_case_records
from mdoverleg.reads.lists import read_values
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.pick import Choices, Pick
from mdoverleg.tui.dialogs.records import RecordLines, Records
from mdoverleg.tui.dialogs.tick import Tick, Ticks
from mdoverleg.tui.forms import Form
from mdoverleg.tui.screens.lists import (
    CasesScreen,
    HistoryScreen,
    ListScreen,
    MeetingsScreen,
    PeopleScreen,
    PointsScreen,
    SearchScreen,
)
from mdoverleg.tui.text import width_of
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened, pick, records_of, save, text_in, ticked
from tests.tui.hostile import NASTY, is_harmless, poisoned

Copy = Callable[[Path], Path]

SCREENS: dict[str, type[ListScreen]] = {
    "f3": MeetingsScreen,
    "f4": CasesScreen,
    "f5": PeopleScreen,
    "f6": PointsScreen,
    "f7": HistoryScreen,
    "slash": SearchScreen,
}


async def go(table: Table, key: str) -> ListScreen:
    """Go to a list screen by its key."""
    await table.pilot.press(key)
    kind = SCREENS[key]
    await table.until(lambda: isinstance(table.app.screen, kind) and table.app.screen.snapshot is not None)
    await table.settled()
    screen = table.app.screen
    assert isinstance(screen, ListScreen)
    return screen


def has_rows(screen: ListScreen) -> bool:
    """Whether the list shows anything."""
    return bool(screen.list.rows)


def rows(screen: ListScreen, name: str) -> list[Any]:
    """The values of one field of all rows."""
    return [getattr(row, name) for row in screen.list.rows]


def on(screen: ListScreen, name: str, value: object) -> None:
    """Put the cursor on the row where a field holds a value."""
    row = next(row for row in screen.list.rows if getattr(row, name) == value)
    assert screen.list.go_to(screen.list.key_of(row))


async def back(table: Table, screen: ListScreen) -> None:
    """Wait until the list screen is on top again, with nothing left to do."""
    await table.until(lambda: table.app.screen is screen)
    await table.settled()


def values(table: Table, entity: str, pk: int) -> dict[str, Any]:
    """What the file holds of one record."""
    return read_values(table.store, entity, pk)


async def by_words(table: Table, words: str) -> None:
    """Do a verb by its words in the palette."""
    await table.press("ctrl+p")
    await pick(table, words)


# How they look.


SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
HEADS: dict[Language, dict[str, str]] = {
    "nl": {"f3": "OVERLEGGEN", "f4": "CASUSSEN", "f5": "MENSEN", "f6": "ACTIES", "f7": "LOGBOEK"},
    "en": {"f3": "MEETINGS", "f4": "CASES", "f5": "PEOPLE", "f6": "ACTION POINTS", "f7": "HISTORY"},
}


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_list_fits_at_every_size(language: Language, example: Path, copied: Copy) -> None:
    async with window_on(copied(example), size=SIZES[0], language=language) as table:
        for key, head in HEADS[language].items():
            screen = await go(table, key)
            await table.until(partial(has_rows, screen))
            for size in SIZES:
                await table.pilot.resize_terminal(*size)
                await table.settled()
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
        assert "alleen te laat" in table.text()
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
            for start in range(len(NASTY)):
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


# Cases and what belongs to them.


async def test_a_case_is_registered_with_its_family(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f4")
        await table.press("a")
        await save(table, alias="Lepelaar", goal="Eén plan voor school en thuis")
        await opened(table, Records)
        for relation, age in (("moeder", "34"), ("zoon", "7")):
            await table.press("a")
            await save(table, relation=relation, age=age)
            await opened(table, Records)
        await table.until(lambda: len(records_of(table)) == 2)
        assert records_of(table) == ["Lepelaar-M · moeder · 34", "Lepelaar-K1 · zoon · 7"]
        await table.press("enter")
        await save(table, age="35")
        await table.until(lambda: isinstance(table.app.screen, Records) and "35" in records_of(table)[0])
        await table.press("down", "x")
        await table.until(lambda: len(records_of(table)) == 1)
        await table.press("escape")
        await back(table, screen)
        case = screen.list.row
        assert case.alias == "Lepelaar"
        assert values(table, "Case", case.pk)["brought_by"] == 1
        assert table.changes()[-5:] == ["cases.add", "family.add", "family.add", "family.change", "family.remove"]


async def test_a_case_is_changed_closed_and_opened_again(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f4")
        on(screen, "alias", "Fuut")
        pk = screen.list.row.pk
        await table.press("e")
        await save(table, goal="Een ander doel", framework="gedw", concern_types="schulden, verwaarlozing")
        await back(table, screen)
        now = values(table, "Case", pk)
        assert (now["goal"], now["framework"], now["concern_types"]) == (
            "Een ander doel",
            "compulsory",
            ("debts", "neglect"),
        )
        await table.press("x")
        await opened(table, Ask)
        await table.type("Het gaat goed")
        await table.press("enter")
        await table.until(lambda: pk not in rows(screen, "pk"))
        assert values(table, "Case", pk)["closing_decision"] == "Het gaat goed"
        await table.press("f")
        on(screen, "pk", pk)
        await table.press("x")
        await table.until(lambda: pk not in rows(screen, "pk"))
        assert values(table, "Case", pk)["status"] == "active"


async def test_roles_helpers_handovers_and_evaluations_of_a_case(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f4")
        on(screen, "alias", "Wulp")
        pk = screen.list.row.pk

        def kept(entity: str) -> list[tuple[str, str]]:
            return [(row.text, row.note) for row in read_case_records(table.store, entity, pk)]

        await table.press("r", "a")
        await save(table, role="toezicht", holder="biezen", members="Wulp-V")
        await opened(table, Records)
        role = next(row for row in read_case_records(table.store, "RoleAssignment", pk) if "Biezen" in row.text)
        assert role.note == "Wulp-V · sinds 6 okt"
        await table.until(lambda: table.app.screen.query_one(RecordLines).go_to(role.pk))
        await table.press("enter")
        await save(table, started_on="1-9-2026", visits_home="ja", review_on="1-12-2026", accepted="ja")
        await opened(table, Records)
        assert values(table, "RoleAssignment", role.pk)["visits_home"] is True
        assert values(table, "RoleAssignment", role.pk)["started_on"] == date(2026, 9, 1)
        await table.press("x")
        await table.until(lambda: values(table, "RoleAssignment", role.pk)["ended_on"] == date(2026, 10, 6))
        await table.press("escape", "o", "a")
        await save(table, name="logopedist", task="elke week", members="Wulp-K2")
        await opened(table, Records)
        assert ("logopedist", "elke week · Wulp-K2 · sinds 6 okt") in kept("Helper")
        await table.press("escape", "O")
        await opened(table, Records)
        await table.until(lambda: len(records_of(table)) == 1)
        await table.press("x")
        await table.until(lambda: kept("Handover")[0][1] == "gedaan op di 6 okt")
        await table.press("a")
        await save(table, role="vervanger", from_holders="zegge", to_holder="akkers", due="1-11-2026")
        await opened(table, Records)
        assert len(kept("Handover")) == 2
        await table.press("escape", "v", "a")
        await save(table, lowest="5", stable="ja", family_feedback="Fijn dat het korter was")
        await opened(table, Records)
        assert ("di 6 okt", "laagste cijfer 5 · stabiel") in kept("Evaluation")
        await table.press("escape")
        await back(table, screen)


async def test_the_same_from_the_table(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp)) as table:
        board = table.board
        await table.press("g")
        await opened(table, Records)
        await table.until(lambda: len(records_of(table)) == 5)
        await table.press("escape")
        for words in ("alle rollen", "om gezin heen", "overdrachten", "evaluaties"):
            await by_words(table, words)
            await opened(table, Records)
            await table.until(lambda: bool(records_of(table)))
            await table.press("escape")
        await by_words(table, "casus wijzigen")
        await save(table, why_now="Morgen is de zitting")
        await table.until(lambda: table.app.screen is board)
        assert table.snapshot.case is not None
        assert table.snapshot.case.head.why_now == "Morgen is de zitting"
        board.focus_area(board.roles)
        await table.settled()
        board.roles.go_to(next(board.roles.key_of(row) for row in board.roles.rows if getattr(row, "holder", None)))
        await table.press("d")
        await save(table, expectation="Belt elke vrijdag", visits_home="nee")
        await table.until(lambda: table.app.screen is board)
        assert table.changes()[-1] == "roles.change"


async def test_all_fields_of_an_action_point_and_taking_out_a_decision(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp)) as table:
        board = table.board
        board.focus_area(board.actions)
        await table.settled()
        row = board.cursor_action
        assert row is not None
        await table.press("F")
        await save(table, executor="biezen", co_owner="akkers", share_with="kreekoever")
        await table.until(lambda: table.app.screen is board)
        now = values(table, "ActionPoint", row.pk)
        assert (now["executor"], now["co_owner"]) == (2, 5)
        await table.press("B")
        await opened(table, Ask)
        await table.type("Wij nemen dit besluit toch niet")
        await table.press("enter", "5")
        await table.until(lambda: table.changes()[-1] == "decisions.add")
        decisions = [line for line in board.course.rows if line.kind == "decision"]
        new = next(line for line in decisions if "toch niet" in line.text)
        board.course.go_to(board.course.key_of(new))
        await table.press("x")
        await table.until(lambda: table.changes()[-1] == "decisions.remove")
        assert table.toasts == ["Het besluit is weggehaald; u haalt het terug."]
        old = next(line for line in decisions if line is not new)
        board.course.go_to(board.course.key_of(old))
        await table.press("x")
        await table.until(lambda: len(table.toasts) == 2)
        assert "heropen het eerst" in table.toasts[-1]


# People.


async def test_people_and_organisations_are_added_changed_and_handed_over(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f5")
        await table.press("a")
        await save(table, name="Ada Berk", organisation="wijkteam", mandate="bep", phone="06-00000099")
        await back(table, screen)
        assert screen.list.row.name == "Ada Berk"
        await table.press("enter")
        await save(table, deputy="jelle", secrecy="conv")
        await back(table, screen)
        person = values(table, "Person", screen.list.row.pk)
        assert (person["mandate"], person["secrecy"], person["deputy"]) == ("limited", "covenant", 3)
        on(screen, "name", "Jelle de Wit")
        await table.press("O")
        await pick(table, "ada")
        await table.until(lambda: "people.hand_over" in table.changes())
        assert "overgedragen" in table.toasts[-1]
        await table.press("f", "f")
        await table.until(lambda: "ORGANISATIES" in table.text())
        await table.press("a")
        await save(table, name="Speelotheek De Kikker", kind="anders", does="Leent speelgoed uit")
        await back(table, screen)
        await table.until(lambda: screen.list.row.name == "Speelotheek De Kikker")
        await table.press("e")
        await save(table, reachable="za")
        await back(table, screen)
        assert values(table, "Organisation", screen.list.row.pk)["reachable"] == "za"
        await table.press("O")
        assert table.toasts[-1] == "Zet de cursor op een persoon."


# Meetings.


async def test_a_meeting_is_planned_with_chosen_cases_and_people(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f3")
        await table.press("a")
        await opened(table, Form)
        assert text_in(table, "held_on") == "03-11-2026"
        assert text_in(table, "chair") == "Hanna Lisdodde"
        await save(table, title="Casustafel november")
        await pick(table, "zoals")
        await opened(table, Tick)
        assert set(ticked(table)) >= {"Grutto", "Tureluur"}
        lines = table.app.screen.query_one(Ticks)
        assert "min" in lines.heading()[1]
        while ticked(table):
            await table.press("a")
        await table.press("space", "down", "space", "enter")
        await table.until(lambda: isinstance(table.app.screen, Tick) and table.app.screen.query_one(Ticks) is not lines)
        await opened(table, Tick)
        assert "Hanna Lisdodde" in ticked(table)
        await table.press("space", "enter")
        await back(table, screen)
        assert table.changes()[-1] == "meetings.plan"
        row = screen.list.row
        assert (row.title, row.cases, row.invited) == ("Casustafel november", 2, len(ticks_of_people(table)) - 1)
        await table.press("enter")
        await table.until(lambda: table.app.screen is table.board)
        await table.until(lambda: table.snapshot.meeting is not None and table.snapshot.meeting.pk == row.pk)
        assert sum(item.case_pk is not None for item in table.snapshot.agenda) == 2


def ticks_of_people(table: Table) -> list[int]:
    """The regular people of the example's last meeting."""
    with table.store.read() as reader:
        sql = "SELECT person_id FROM attendance WHERE meeting_id = 3 AND capacity IN ('participant', 'timekeeper')"
        return [pk for (pk,) in reader.rows(sql)]


async def test_leaving_a_question_of_planning_goes_back_to_the_form(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await go(table, "f3")
        await table.press("a")
        await save(table, title="Een lange titel")
        await opened(table, Pick)
        await table.press("escape")
        await opened(table, Form)
        assert text_in(table, "title") == "Een lange titel"
        assert "meetings.plan" not in table.changes()


async def test_a_meeting_is_changed_and_opened_again(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f3")
        await table.press("e")
        await save(table, planned_start="10:00", location="Bibliotheek")
        await back(table, screen)
        assert (screen.list.row.planned_start, screen.list.row.location) == ("10:00", "Bibliotheek")
        await table.press("R")
        await table.until(lambda: "niet" in table.toasts[-1])
        await table.press("down", "R")
        await table.until(lambda: table.changes()[-1] == "meetings.reopen")


async def test_an_earlier_meeting_is_looked_at_and_left_again(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f3")
        await table.press("end")
        pk = screen.list.row.pk
        await table.press("enter")
        await table.until(lambda: table.snapshot.meeting is not None and table.snapshot.meeting.pk == pk)
        await table.press("escape")
        await table.until(lambda: table.snapshot.meeting is not None and table.snapshot.meeting.pk == 3)


async def test_agenda_items_seats_and_the_attendance_list(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        board = table.board
        sijs = next(item for item in board.agenda if item.title == "Sijs")
        board.agenda_list.go_to(sijs.pk)
        await table.press("i")
        await pick(table, "titel en tijden")
        await save(table, planned_end="10:15")
        await table.until(lambda: table.changes()[-1] == "agenda.change")
        await table.press("i")
        await pick(table, "wie er bij")
        await opened(table, Tick)
        await table.press("space", "end", "space", "enter")
        await table.until(lambda: table.changes()[-2:] == ["agenda.seat", "agenda.seat"])
        with table.store.read() as reader:
            sql = "SELECT count(member_id), count(person_id) FROM seat WHERE agenda_item_id = ?"
            members, people = reader.one(sql, (sijs.pk,)) or (0, 0)
        assert members == 1
        assert people > 1
        await table.press("p", "c")
        await pick(table, "tijdbewaker")
        await table.until(lambda: table.snapshot.attendance[0].capacity == "timekeeper")
        number = len(table.snapshot.attendance)
        await table.press("end", "x")
        await table.until(lambda: len(table.snapshot.attendance) == number - 1)
        assert table.changes()[-2:] == ["meetings.attend", "meetings.take_off"]


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
        assert "Hanna Lisdodde" in table.toasts[-1] or "gewijzigd" in table.toasts[-1]
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


# The table as a whole, and what goes out.


async def test_name_limits_and_checks_of_the_table(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await by_words(table, "tafel instellen")
        await save(table, name="Casustafel Zandkreek-Noord", responsible="gemeente", minutes_per_case="25")
        await table.until(lambda: table.snapshot.table == "Casustafel Zandkreek-Noord")
        await by_words(table, "grenzen van controles")
        await pick(table, "E19")
        await opened(table, Ask)
        await table.type("21")
        await table.press("enter")
        await table.until(lambda: table.changes()[-1] == "table.threshold")
        await opened(table, Pick)
        assert "21 (eigen)" in [row.note for row in table.app.screen.query_one(Choices).rows]
        await table.press("escape")
        await by_words(table, "controles kiezen")
        await opened(table, Tick)
        await table.press("space", "enter")
        await table.until(lambda: table.changes()[-1] == "table.checks_off")
        with table.store.read() as reader:
            off = {check for (check,) in reader.rows("SELECT value FROM table_info_checks_off")}
        assert off == {"E01", "E60"}


async def test_who_sits_here_can_be_said_again(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await by_words(table, "wie ben ik")
        await pick(table, "biezen")
        await table.until(lambda: table.board.window.who is not None and table.board.window.who.person_pk == 2)


async def test_a_document_is_written_from_a_screen(
    example: Path, copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "Documenten")
    (tmp_path / "Documenten").mkdir()
    async with window_on(copied(example)) as table:
        await go(table, "f3")
        await table.press("X")
        await pick(table, "acties van het overleg")
        await pick(table, "markdown")
        await opened(table, Ask)
        assert "~/Documenten/mdoverleg/2026-10-06_casustafel-zandkreek_acties.md" in table.text()
        await table.press("enter")
        await table.until(lambda: bool(table.toasts))
        written = tmp_path / "Documenten" / "mdoverleg" / "2026-10-06_casustafel-zandkreek_acties.md"
        assert "A-031" in written.read_text(encoding="utf-8")
        assert written.stat().st_mode & 0o077 == 0
        assert "Hanna" not in table.toasts[-1]
        await go(table, "f5")
        await table.press("X")
        await pick(table, "één persoon")
        await pick(table, "mirjam")
        await pick(table, "excel")
        await opened(table, Ask)
        box = table.app.screen.query_one(LineInput)
        assert "akkers" not in box.value.casefold()
        box.value = str(tmp_path / "nergens" / "lijst.xlsx")
        await table.settled()
        await table.press("enter")
        assert "Deze map bestaat niet." in table.text()
        box.value = str(written)
        await table.settled()
        assert "wordt vervangen" in table.text()
        await table.press("enter")
        await pick(table, "nee")
        await opened(table, Ask)
        assert "A-031" in written.read_text(encoding="utf-8")
        await table.press("escape")


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_an_empty_table_leads_the_way(language: Language, template: Path, copied: Copy) -> None:
    from mdoverleg.edits import table as edits
    from mdoverleg.methods import load, table_values
    from mdoverleg.store.store import Store

    path = copied(template)
    store = Store.open(path)
    with in_language(language):
        method = {**table_values(load("casustafel", language)), "table": {"name": "Nieuw", "language": language}}
        edits.copy_method(store, Who("iemand"), method=method)
    store.close()
    async with window_on(path, who=None, language=language, size=(80, 24)) as table:
        assert "F5" in table.text()
        cases = await go(table, "f4")
        await table.press("a")
        assert "F5" in table.toasts[-1]
        meetings = await go(table, "f3")
        await table.press("a")
        assert "F5" in table.toasts[-1]
        people = await go(table, "f5")
        await table.press("a")
        await save(table, name="Wijkteam", kind="lokaal team" if language == "nl" else "local team")
        await table.until(lambda: isinstance(table.app.screen, Form) and text_in(table, "organisation") == "Wijkteam")
        await save(table, name="Jo Wilg")
        await pick(table, "jo")
        await back(table, people)
        assert table.board.window.who == Who("Jo Wilg", 1, table.board.window.id)
        cases = await go(table, "f4")
        await table.press("a")
        await save(table, alias="Meeuw", goal="Rust")
        await opened(table, Records)
        await table.press("escape")
        await back(table, cases)
        meetings = await go(table, "f3")
        await table.press("a")
        await opened(table, Form)
        await table.press("ctrl+s")
        await opened(table, Tick)
        assert ticked(table) == ["Meeuw"]
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Tick) and ticked(table) == ["Jo Wilg"])
        await table.press("enter")
        await back(table, meetings)
        await table.press("enter")
        await table.until(lambda: any(item.title == "Meeuw" for item in table.snapshot.agenda))
        assert [row.name for row in table.snapshot.attendance] == ["Jo Wilg"]
        await table.press("n")
        await table.until(lambda: table.board.running is not None)
