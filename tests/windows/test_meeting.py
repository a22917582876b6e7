"""A meeting from beginning to end by keyboard alone, as the chair holds it, and what goes out afterwards."""

import json
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import load_workbook

from tests.support.terminal import encoded
from tests.windows.conftest import ROUND, Command, OpenWindow, Window

WORDS = "vraagt de school om een vaste plek in de pauze"


class Counted:
    """Presses keys and counts them, as fingers do."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.keys = 0

    def press(self, *keys: str) -> Window:
        """Press keys: a name is one key, other letters are one key each."""
        self.keys += sum(1 if encoded(key) != key.encode() else len(key) for key in keys)
        return self.window.press(*keys)


def title_of_actions(window: Window, number: int) -> Window:
    """Wait until the list of action points says that so many are open."""
    return window.wait(lambda: f"{number} open" in window.lines[window.line_with("ACTION POINTS")], f"{number} open")


def test_a_meeting_from_beginning_to_end(open_window: OpenWindow, run_command: Command, tmp_path: Path) -> None:
    window = open_window().ready()
    say_who(window)
    begin_and_note_who_is_there(window)
    answer_the_previous_action_points(window)
    window.press("n").wait_for("3/9 Sijs")
    give_a_role(window)
    write_down_an_action_point(window)
    window.next_item("4/9 Fuut")
    window.next_item("5/9 ")
    window.press("n").wait_for("6/9 Wulp")
    keep_one_lead_of_two(window)
    hold_the_rest(window)
    window.press("ctrl+q")
    assert window.wait_end() == 0
    check_what_is_kept(run_command)
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


def give_a_role(window: Window) -> None:
    fingers = Counted(window)
    window.wait_for("E10 Crisis-prone and no deputy")
    fingers.press("r").wait_field("Which role?").wait_marked("deputy lead")
    fingers.press("enter").wait_field("deputy lead: who?")
    fingers.press("jel").wait_marked("Jelle de Wit")
    fingers.press("enter").wait_for("deputy lead       J. de Wit")
    assert fingers.keys <= 6
    window.wait_gone("E10 Crisis-prone and no deputy")


def write_down_an_action_point(window: Window) -> None:
    fingers, line = Counted(window), f"{WORDS} @zegge vr !veiligheid #K1"
    fingers.press("a").wait_field("New action point for Sijs")
    fingers.press(line).wait_for("Fri 9 Oct").wait_for("N. van der Zegge")
    fingers.press("enter")
    title_of_actions(window, 5)
    fingers.press("escape").wait_gone("New action point for Sijs")
    assert fingers.keys - len(line) <= 3


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


def listed(run_command: Command, *words: str) -> list[dict[str, Any]]:
    done = run_command(*words, "--json")
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def check_what_is_kept(run_command: Command) -> None:
    actions = {row["id"]: row for row in listed(run_command, "action", "list")}
    assert {row["status"] for row in actions.values()} >= {"done", "could_not", "not_done"}
    new = next(row for row in actions.values() if row["text"].casefold() == WORDS)
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
