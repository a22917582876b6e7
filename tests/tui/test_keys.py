"""Keys of the table screen, each down to the file."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.aloud import Aloud
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.widgets.role_board import SlotLine
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
"""While Wulp is discussed."""


def running(table: Table) -> str:
    item = table.board.running
    return item.title or item.kind if item else ""


def slot(table: Table, code: str) -> list[str]:
    assert table.snapshot.case is not None
    return [holder.name for row in table.snapshot.case.roles if row.code == code for holder in row.holders]


def status(table: Table, action_id: str) -> tuple[str, str]:
    assert table.snapshot.case is not None
    return next((row.status, row.reason) for row in table.snapshot.case.actions if row.id == action_id)


def on_action(table: Table, action_id: str) -> None:
    assert table.snapshot.case is not None
    pk = next(row.pk for row in table.snapshot.case.actions if row.id == action_id)
    assert table.board.actions.go_to(pk)


async def test_n_starts_the_meeting_and_then_goes_on(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        await table.press("n")
        assert running(table) == "Welkom en geheimhouding"
        await table.press("n", "n")
        assert running(table) == "Sijs"
        assert table.snapshot.case is not None
        assert table.snapshot.case.head.alias == "Sijs"
        assert table.changes()[-3:] == ["meetings.start", "meetings.next", "meetings.next"]


async def test_n_does_nothing_when_another_window_went_on_first(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path, at=NOW) as one, window_on(path, at=NOW, who=Who("Teun Biezen", 2)) as two:
        two.does_not_look()
        await one.next_item()
        await two.next_item()
        assert two.changes().count("meetings.next") == one.changes().count("meetings.next") == 6
        assert two.toasts == ["Iemand is al verdergegaan; er is niets veranderd."], "what all can read names nobody"
        assert running(two) == "Grutto"


async def test_n_after_the_last_item_offers_to_close(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        for _number in range(3):
            await table.next_item()
        assert running(table) == "Wat deden we vandaag samen goed?"
        await table.press("n")
        assert isinstance(table.app.screen, Aloud)
        await table.press("y")
        await table.type("De tijd is om")
        await table.press("enter", "escape")
        assert table.snapshot.meeting is not None
        assert table.snapshot.meeting.closed_at is not None
        await table.until(lambda: isinstance(table.app.screen, Pick))
        assert _("Make a folder with everything that goes out now?") in table.text()
        await table.press("escape", "n")
        assert table.toasts[-1] == _("This meeting is closed. Reopen it first (Ctrl+P).")


async def test_plus_gives_five_minutes(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        before = table.board.running
        await table.press("plus")
        after = table.board.running
        assert before is not None
        assert after is not None
        assert (before.planned_end, after.planned_end) == ("11:05", "11:10")


async def test_a_double_lead_becomes_one_in_six_keys_and_the_red_line_goes(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert len(slot(table, "casusregisseur")) == 2
        assert "E02" in {warning.check for warning in table.snapshot.warnings}
        await table.press("r", "enter", "a", "k", "k", "enter")
        assert slot(table, "casusregisseur") == ["M. Akkers"]
        assert "E02" not in {warning.check for warning in table.snapshot.warnings}
        assert table.changes()[-1] == "roles.assign"


async def test_r_takes_the_slot_under_the_cursor_of_the_board(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        table.board.focus_area(table.board.roles)
        await table.settled()
        assert table.board.roles.go_to(("regie_op_veiligheid", None))
        await table.press("r", "enter", "w", "a", "t", "enter")
        assert slot(table, "regie_op_veiligheid") == ["S. Waterkers"]


async def test_typing_finds_a_slot_and_a_child_keeps_its_own(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        before = slot(table, "kindlens")
        await table.press("r")
        await table.type("politie")
        await table.press("enter", "z", "u", "r", "enter")
        assert slot(table, "kindlens") == before
        assert "K. Zuring" in slot(table, "politie")


async def test_end_role_and_hand_over(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        table.board.focus_area(table.board.roles)
        await table.settled()
        line = next(
            row
            for row in table.board.roles.rows
            if isinstance(row, SlotLine) and row.code == "vervangend_casusregisseur"
        )
        assert table.board.roles.go_to(table.board.roles.key_of(line))
        await table.press("O")
        await table.type("kalm")
        await table.press("enter", "enter")
        assert table.changes()[-1] == "handovers.add"
        await table.press("E")
        assert slot(table, "vervangend_casusregisseur") == []


async def test_a_role_that_somebody_held_asks_for_the_handover(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        role = "regie_op_veiligheid"
        table.board.focus_area(table.board.roles)
        await table.settled()
        for answers in ((), ("do", "down", "down")):
            assert table.board.roles.go_to((role, None))
            await table.press("r", "enter", "a", "k", "k", "enter")
            assert isinstance(table.app.screen, Ask)
            assert "Waterkers" in table.text()
            await table.press("escape")
            assert slot(table, role) == []
            assert table.board.roles.go_to((role, None))
            await table.press("r", "enter", "a", "k", "k", "enter")
            for answer in answers:
                await (table.type(answer) if answer == "do" else table.press(answer))
            if answers:
                await table.type("Moeder elke maandag bellen")
            before = handovers(table)
            await table.press("enter")
            assert slot(table, role) == ["M. Akkers"]
            assert table.changes()[-1] == "roles.assign"
            made = handovers(table)[len(before) :]
            assert made == ([(role, "2026-10-08", 1, "Moeder elke maandag bellen")] if answers else [])
            assert ("E11" in {one.check for one in table.snapshot.warnings}) == (not answers)
            await table.press("u")
            assert (slot(table, role), handovers(table)) == ([], before)


def handovers(table: Table) -> list[tuple[object, ...]]:
    with table.store.read() as reader:
        return reader.rows("SELECT role, due, warm, line_so_far FROM handover ORDER BY pk")


async def test_one_key_answers_an_action_point(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        on_action(table, "A-031")
        await table.press("d")
        assert status(table, "A-031") == ("done", "")
        on_action(table, "A-032")
        await table.press("b")
        assert status(table, "A-032") == ("in_progress", "")
        on_action(table, "A-030")
        await table.press("o")
        await table.type("vader is opgenomen")
        await table.press("enter")
        assert status(table, "A-030") == ("could_not", "vader is opgenomen")
        on_action(table, "A-034")
        await table.press("x", "escape")
        assert status(table, "A-034")[0] == "in_progress"
        await table.press("x")
        await table.type("vergeten")
        await table.press("enter")
        assert status(table, "A-034") == ("not_done", "vergeten")
        assert table.snapshot.case is not None
        answered = [row.is_reviewed for row in table.snapshot.case.actions if row.id in ("A-031", "A-030")]
        assert answered == [True, True]


async def test_a_key_is_about_the_row_it_was_pressed_on(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        rows = table.board.actions.rows
        await table.pilot.press("d", "b")  # while previous ones are gone through, the cursor goes on by itself
        await table.settled()
        found = {row.id: row.status for row in table.board.actions.rows}
        assert (found[rows[0].id], found[rows[1].id]) == ("done", "in_progress")


async def test_another_status_and_saying_yes(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        on_action(table, "A-032")
        await table.press("s")
        await table.press("down", "down", "enter")
        assert status(table, "A-032")[0] == "waiting"
        assert table.snapshot.case is not None
        before = next(row.accepted for row in table.snapshot.case.actions if row.id == "A-032")
        on_action(table, "A-032")
        await table.press("w")
        after = next(row.accepted for row in table.snapshot.case.actions if row.id == "A-032")
        assert before != after


async def test_a_new_action_point_comes_under_the_cursor_and_who_says_yes_gets_a_tick(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("a")
        await table.type("belt de school @akk vr")
        await table.press("enter")
        assert table.board.cursor_action is not None
        assert table.board.cursor_action.text == "belt de school"
        await table.press("escape")
        assert "M. Akkers ✓ · vr 9 okt · open" not in table.text()
        await table.press("w")
        assert "M. Akkers ✓" in table.text()


async def test_a_decision_and_the_next_evaluation_on_a_day_that_is_one(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        before = table.changes()
        await table.press("e", *["backspace"] * 10)
        await table.type("31 feb")
        await table.press("enter")
        assert table.changes() == before
        await table.press("escape")
        await table.press("B")
        await table.type("Eén plan")
        await table.press("enter")
        case = table.snapshot.case
        assert case is not None
        assert case.decisions[-1].text == "Eén plan"
        assert case.decisions[-1].is_new
        await table.press("e", "3", "minus", "1", "1")  # what is typed replaces the day that is proposed
        await table.press("enter")
        assert table.snapshot.case is not None
        assert table.snapshot.case.head.next_evaluation == date(2026, 11, 3)
        await table.press("5")
        assert "Eén plan" in table.text()


async def test_enter_on_a_warning_goes_to_what_it_is_about(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        board = table.board
        board.focus_area(board.warnings)
        await table.settled()
        for check, area in (("E02", board.roles), ("E19", board.actions), ("E09", board.roles)):
            board.focus_area(board.warnings)
            await table.settled()
            row = next(row for row in board.warnings.rows if getattr(row, "check", "") == check)
            assert board.warnings.go_to(board.warnings.key_of(row))
            assert check != "E19" or "7 dagen · A-031" in table.text(), "the action point is named"
            await table.press("enter")
            assert board.focused is area
        assert board.roles.turn == "person"


async def test_t_sets_a_warning_aside_and_brings_it_back(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        warnings = table.board.warnings
        table.board.focus_area(warnings)
        await table.settled()
        row = next(row for row in warnings.rows if getattr(row, "check", "") == "E48")
        assert warnings.go_to(warnings.key_of(row))
        await table.press("t")
        await table.type("komt volgende keer")
        await table.press("enter")
        assert "E48" not in {getattr(row, "check", "") for row in warnings.rows}
        aside = next(row for row in table.snapshot.warnings if row.check == "E48")
        assert aside.set_aside
        assert warnings.go_to(("aside",))
        await table.press("enter")
        assert warnings.go_to(("E48", aside.case_pk, aside.subject))
        await table.press("t")
        assert not next(row for row in table.snapshot.warnings if row.check == "E48").set_aside


async def test_the_menu_of_an_item_and_an_urgent_case(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        table.board.focus_area(table.board.agenda_list)
        await table.settled()
        tureluur = next(item for item in table.snapshot.agenda if item.title == "Tureluur")
        table.board.agenda_list.go_to(tureluur.pk)
        await table.press("i")
        await table.type("doorsch" if _("move up") != "move up" else "put off")
        await table.press("enter")
        assert next(item.not_held for item in table.snapshot.agenda if item.pk == tureluur.pk) == "postponed"
        await table.press("I")
        await table.type("kievit")
        await table.press("enter", "tab")
        await table.type("politie belde vannacht")
        await table.press("enter")
        added = next(item for item in table.snapshot.agenda if item.title == "Kievit")
        assert added.added_because == "politie belde vannacht"


async def test_attendance_has_one_key_per_status_and_a_seat_per_item(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("p", "m")
        first = table.snapshot.attendance[0]
        assert first.status == "excused"
        await table.press("a", "down", "space")
        second = table.snapshot.attendance[1]
        assert (table.snapshot.attendance[0].status, second.at_table) == ("present", False)
        await table.press("down", "g")
        await table.type("10:50")
        await table.press("enter")
        assert (table.snapshot.attendance[2].status, table.snapshot.attendance[2].arrives) == ("partly", "10:50")
        await table.press("escape")
        assert table.app.screen is table.board


async def test_undo_and_redo_say_in_words_what_came_back(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        on_action(table, "A-032")
        await table.press("d", "u")
        assert status(table, "A-032")[0] == "open"
        assert _("Undone: {what}").format(what="")[:-1] in table.toasts[-1]
        await table.press("U")
        assert status(table, "A-032")[0] == "done"
        await table.press("u", "u")
        assert table.toasts[-1] == _("There is nothing to undo in this window.")


async def test_looking_at_another_case_and_back(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        board = table.board
        board.focus_area(board.agenda_list)
        await table.settled()
        grutto = next(item for item in table.snapshot.agenda if item.title == "Grutto")
        board.agenda_list.go_to(grutto.pk)
        await table.press("enter")
        assert table.snapshot.case is not None
        assert table.snapshot.case.head.alias == "Grutto"
        assert running(table) == "Wulp"
        await table.press("escape")
        assert table.snapshot.case.head.alias == "Wulp"


async def test_a_key_that_cannot_work_now_says_why(example: Path, copied: Copy) -> None:
    async with window_on(copied(example)) as table:
        before = table.changes()
        for key in ("r", "B", "e", "plus", "5", "S"):
            await table.press(key)
        assert len(table.said) == 6
        assert all(toast.endswith((".", ")")) for toast in table.said)
        assert table.changes() == before


async def test_a_key_of_another_list_says_where_it_works_and_v_turns_the_board(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        before = table.changes()
        table.board.focus_area(table.board.roles)
        await table.settled()
        await table.press("x", "t")
        await table.until(lambda: len(table.said) == 2)
        assert table.said == [_("Put the cursor on an action point."), _("Put the cursor on a warning.")]
        turns = []
        for _time in range(3):
            await table.press("v")
            turns.append(table.board.roles.turn)
        assert turns == ["person", "member", "role"]
        assert table.changes() == before


async def test_somebody_who_never_came_before_is_a_guest_from_the_attendance(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("p", "plus", "enter")
        await table.type("Wende Rietzanger")
        await table.press("enter")
        await table.type("Politie, basisteam Zandkreek")
        await table.press("ctrl+s")
        guest = next(row for row in table.snapshot.attendance if row.name == "Wende Rietzanger")
        assert (guest.status, guest.capacity) == ("present", "guest")


async def test_a_read_only_window_changes_nothing(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, read_only=True) as table:
        before = table.changes()
        for key in ("n", "a", "r", "d", "u"):
            await table.press(key)
        assert set(table.toasts) == {_("This file is open for reading only.")}
        assert table.changes() == before


async def test_closing_asks_what_is_left_and_reopening_is_in_the_palette(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("S", "end", "enter", "enter")
        assert table.changes()[-1] != "meetings.close", "a reason is asked"
        await table.type("De tijd is om")
        why = table.app.screen
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Ask) and table.app.screen is not why)
        await table.press("escape")
        await opened(table, Pick)
        await table.press("escape")
        assert table.changes()[-1] == "meetings.close"
        table.board.action_verb("meetings.reopen")
        await table.settled()
        assert table.changes()[-1] == "meetings.reopen"


async def test_a_meeting_of_another_day_does_not_start_by_one_key(example: Path, copied: Copy) -> None:
    async with window_on(copied(example), at=BEFORE - timedelta(days=1)) as table:
        before = table.changes()
        assert "begint di 6 okt 09:30" in table.text()
        await table.press("n", "enter")
        assert table.changes() == before
        await table.press("n", "down", "enter")
        assert table.changes()[len(before) :] == ["meetings.start"]
