"""A meeting from beginning to end by keyboard alone, as the chair holds it, and what goes out afterwards."""

from pathlib import Path

from docx import Document
from openpyxl import load_workbook

from tests.windows.case_steps import ACTION, Counted, check_what_is_kept_of_the_case, hold_a_whole_case, listed
from tests.windows.conftest import ROUND, Command, OpenWindow, Window

WORDS = ACTION.partition(" @")[0]


def test_a_meeting_from_beginning_to_end(open_window: OpenWindow, run_command: Command, tmp_path: Path) -> None:
    window = open_window().ready()
    say_who(window)
    begin_and_note_who_is_there(window)
    answer_the_previous_action_points(window)
    window.press("n").wait_for("3/9 Sijs")
    hold_a_whole_case(window)
    window.next_item("5/9 ")
    window.press("n").wait_for("6/9 Wulp")
    keep_one_lead_of_two(window)
    hold_the_rest(window)
    window.press("ctrl+q")
    assert window.wait_end() == 0
    check_what_is_kept(run_command)
    check_what_is_kept_of_the_case(run_command)
    check_what_goes_out(run_command, tmp_path)


def say_who(window: Window) -> None:
    window.wait_field("Who are you?").wait_for("Hanna Lisdodde")
    window.press("enter").wait_gone("Who are you?")


def begin_and_note_who_is_there(window: Window) -> None:
    window.press("n").wait_for("1/9 Welkom").wait_for("11 of 13")
    window.press("p").wait_for("Who is there").wait_for("Rosa Bos")
    for _ in range(7):
        window.press("down")
    window.press("a").wait_for("12 of 13").wait_gone("GGZ Kreekoever · excused")
    window.press("escape").wait_gone("Who is there").wait_for("● R. Bos")


def answer_the_previous_action_points(window: Window) -> None:
    window.press("n").wait_for("2/9 ").wait(lambda: window.focused() == ROUND, "the round")
    window.wait_for("0 of 29 answered").press("d")
    window.wait_for("1 of 29 answered").press("o").wait_field("Could not: what changed?")
    window.press("de wachtlijst is langer geworden", "enter").wait_gone("what changed?")
    window.wait_for("2 of 29 answered").press("x").wait_field("Not done: why?")
    window.press("vergeten", "enter").wait_gone("Not done: why?").wait_for("3 of 29 answered")


def keep_one_lead_of_two(window: Window) -> None:
    window.wait_for("E02").wait_for("!! lead professional")
    fingers = Counted(window)
    fingers.press("r").wait_field("Which role?").wait_marked("lead professional")
    fingers.press("enter").wait_field("lead professional: who?")
    fingers.press("akk").wait_marked("Mirjam Akkers")
    fingers.press("enter").wait_for("✓  lead professional").wait_gone("E02")
    assert fingers.keys <= 6
    assert "M. Akkers" in next(line for line in window.lines if "lead professional" in line.casefold())


def hold_the_rest(window: Window) -> None:
    window.next_item("7/9 Grutto")
    window.next_item("8/9 Tureluur")
    window.next_item("9/9 Wat deden we")
    window.press("n").wait_for("read aloud what is still open").wait_for("E33 Who tells the family?")
    window.press("y").wait_field("We close all the same, because").press("de tijd is om")
    window.press("enter").wait_for("Who did something good?").press("escape").wait_gone("good?").wait_for(
        "This meeting is closed."
    )


def check_what_is_kept(run_command: Command) -> None:
    actions = {row["id"]: row for row in listed(run_command, "action", "list")}
    assert {row["status"] for row in actions.values()} >= {"done", "could_not", "not_done"}
    new = next(row for row in actions.values() if row["text"].casefold().startswith(WORDS))
    assert (new["due"], new["kind"]) == ("2026-10-09", "safety")
    leads = [row for row in listed(run_command, "role", "list", "--case", "Wulp") if row["role"] == "casusregisseur"]
    assert [row["ended_on"] for row in leads].count(None) == 1
    assert run_command("log", "verify").returncode == 0


def check_what_goes_out(run_command: Command, folder: Path) -> None:
    for form in ("docx", "xlsx"):
        target = folder / f"actions.{form}"
        done = run_command("export", "actions", "--meeting", "M-003", "--format", form, "--output", str(target))
        assert done.returncode == 0, done.stderr
    paper = Document(str(folder / "actions.docx"))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    sheet = load_workbook(folder / "actions.xlsx").active
    assert sheet is not None
    values = [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]
    for found in (cells, values):
        assert any(WORDS in text.casefold() for text in found)
        assert any("Noor van der Zegge" in text for text in found)
