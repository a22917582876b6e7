"""Keeping the data of a table from its screens: every verb does its edit."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from mdoverleg.domain.snapshots import CourseRow
from mdoverleg.reads.case_records import read_case_records
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.dialogs.records import RecordLines, Records
from mdoverleg.tui.dialogs.room import RoomDialog
from mdoverleg.tui.dialogs.tick import Tick, Ticks
from mdoverleg.tui.forms import Form
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened, pick, records_of, save, text_in, ticked
from tests.tui.places import back, by_words, go, on, rows, values

Copy = Callable[[Path], Path]

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
        assert role.note == "V vader · sinds 6 okt"
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
        assert ("logopedist", "elke week · K2 dochter · sinds 6 okt") in kept("Helper")
        await table.press("escape", "O")
        await opened(table, Records)
        await table.until(lambda: len(records_of(table)) == 1)
        await table.press("x")
        await opened(table, Pick)
        await table.press("enter")
        await table.until(lambda: kept("Handover")[0][1].startswith("gedaan op di 6 okt"))
        await opened(table, Records)
        await table.press("a")
        await save(table, role="vervanger", from_holders="zegge", to_holder="akkers", due="1-11-2026")
        await opened(table, Records)
        assert len(kept("Handover")) == 2
        new = read_case_records(table.store, "Handover", pk)[0].pk
        await table.until(lambda: table.app.screen.query_one(RecordLines).go_to(new))
        await table.press("x")
        await opened(table, Pick)
        await table.press("down", "enter")
        await table.until(lambda: len(kept("Handover")) == 1)
        await opened(table, Records)
        await table.press("escape", "v", "a")
        await save(table, lowest="5", stable="ja", family_feedback="Fijn dat het korter was")
        await opened(table, Records)
        assert ("di 6 okt", "laagste cijfer 5 · stabiel · het gezin: Fijn dat het korter was") in kept("Evaluation")
        before = len(kept("Evaluation"))
        await table.press("x")
        await table.until(lambda: len(kept("Evaluation")) == before - 1)
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
        await by_words(table, "organisatie uitnodigen")
        await pick(table, "jeugdgezondheid")
        await table.until(lambda: table.app.screen is board and "information.invite" in table.changes())
        await table.settled()
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
        decisions = [line for line in board.course.rows if isinstance(line, CourseRow) and line.kind == "decision"]
        new = next(line for line in decisions if "toch niet" in line.text)
        board.course.go_to(board.course.key_of(new))
        await table.press("x")
        await table.until(lambda: table.changes()[-1] == "decisions.remove")
        assert table.toasts == ["Het besluit is weggehaald; met de toets u komt het terug."]
        old = next(line for line in decisions if line is not new)
        board.course.go_to(board.course.key_of(old))
        await table.press("x")
        await table.until(lambda: "heropen het eerst" in table.said[-1])


# People.


async def test_people_and_organisations_are_added_changed_and_handed_over(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f5")
        await table.press("a")
        await save(table, name="Ada Berk", organisation="wijkteam", mandate="bep", phone="06-00000099")
        await back(table, screen)
        assert screen.list.row.name == "Ada Berk"
        ada = screen.list.row.pk
        await table.press("enter")
        await save(table, deputy="jelle", secrecy="conv")
        await back(table, screen)
        person = values(table, "Person", screen.list.row.pk)
        assert (person["mandate"], person["secrecy"], person["deputy"]) == ("limited", "covenant", 3)
        on(screen, "name", "Jelle de Wit")
        await table.press("O")
        await pick(table, "ada")
        await table.until(lambda: "Casusregisseur" in table.text())
        await table.press("down", "enter")
        await table.until(lambda: "Doet hierna niet meer mee: ja" in table.text())
        await table.type("wulp")
        await table.press("enter")
        await opened(table, Ask)
        await table.type(" Zo gaat het.")
        await table.press("enter")
        await opened(table, Pick)
        await table.until(lambda: "Zo gaat het." in table.text())
        await table.press("pageup", "pageup", "enter")
        await table.until(lambda: "people.hand_over" in table.changes())
        assert any("overgedragen" in toast for toast in table.toasts)
        assert not values(table, "Person", 3)["active"]
        with table.store.read() as reader:
            said = reader.value("SELECT max(line_so_far) FROM handover WHERE to_holder_id = ?", (ada,))
        assert said.endswith("Zo gaat het.")
        await table.until(lambda: "Het document voor Ada Berk" in table.text())
        await table.press("down", "enter")
        await back(table, screen)
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


async def test_leaving_a_question_of_planning_goes_back_to_the_form_and_a_meeting_is_changed(
    example: Path, copied: Copy
) -> None:
    async with window_on(copied(example)) as table:
        screen = await go(table, "f3")
        await table.press("a")
        await save(table, title="Een lange titel")
        await opened(table, Pick)
        await table.press("escape")
        await opened(table, Form)
        assert text_in(table, "title") == "Een lange titel"
        assert "meetings.plan" not in table.changes()
        await table.press("escape", "escape")
        await back(table, screen)
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
        await opened(table, RoomDialog)
        before = len(table.changes())
        await table.press("space", "end", "i")
        await table.until(lambda: len(table.changes()) == before + 2)
        await table.press("escape")
        await table.until(lambda: table.app.screen is board)
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


# The lists of the table itself.


async def test_own_roles_codes_templates_and_usual_actions(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await by_words(table, "eigen rollen")
        await opened(table, Records)
        await table.press("a")
        await save(table, code="maatje", label="Jouw eigen mens", handover="ja")
        await opened(table, Records)
        await table.until(lambda: "Jouw eigen mens · maatje" in records_of(table))
        await table.press("a")
        await save(table, code="maatje", label="Nog een")
        assert "Code: dit staat er al; wijzig dat." in table.toasts[-1]
        await opened(table, Form)
        assert text_in(table, "label") == "Nog een"
        await table.press("escape")
        if isinstance(table.app.screen, Form):
            await table.press("escape")
        await opened(table, Records)
        await table.press("escape")
        await by_words(table, "standaardacties")
        await opened(table, Records)
        await table.press("a")
        await save(table, text="Maakt kennis met het gezin", kind="praktisch", days="7")
        await opened(table, Records)
        await table.until(lambda: "Maakt kennis met het gezin" in records_of(table))
        await table.press("escape")
        await by_words(table, "agendasjablonen")
        await opened(table, Records)
        await table.until(lambda: bool(records_of(table)))
        await table.press("enter")
        await pick(table, "punten")
        await table.until(lambda: isinstance(table.app.screen, Records) and "opening" in records_of(table)[0])
        before = records_of(table)
        await table.press("enter")
        await pick(table, "omlaag")
        await table.until(lambda: isinstance(table.app.screen, Records) and records_of(table)[1] == before[0])
        assert table.changes()[-3:] == ["role_kinds.add", "standard_actions.add", "items.move"]
