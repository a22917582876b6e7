"""One case by keyboard alone, through all its steps, as fast as a secretary types while people talk.

What is counted are the keys beside the words of the table. Bounds: a three-column line 7, a round of eight scores 12
(one digit each, `c`, three times Enter), a role 6, an action point 3, an if-then 3, the next date 2, reading back up to
the new owner's yes and the reason at the gate 25; with the keys from step to step at most 60 for the whole case.
"""

import json
from collections.abc import Callable
from typing import Any

from tests.support.terminal import encoded
from tests.windows.conftest import Command, Window

WORRY = "Vader stond maandag weer voor de deur"
ACTION = "belt de burgemeester over het huisverbod @zegge vr !veiligheid #K1"
THEN = " En Noor belt dezelfde avond terug."
DAY = "+4w"
REASON = "de burgemeester beslist donderdag"


class Counted:
    """Presses keys and counts them, as fingers do."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.keys = 0

    def press(self, *keys: str) -> Window:
        """Press keys: a name is one key, other letters are one key each."""
        self.keys += sum(1 if encoded(key) != key.encode() else len(key) for key in keys)
        return self.window.press(*keys)


def counted(fingers: Counted, most: int, words: str, doing: Callable[[Counted], None]) -> None:
    """Do a part of the case, and look how many keys it took besides the words."""
    before = fingers.keys
    doing(fingers)
    assert fingers.keys - before - len(words) <= most, doing.__name__


def step(fingers: Counted, number: int) -> Window:
    """Go to the next step."""
    return fingers.press("n").wait_for(f"step {number}/8")


def hold_a_whole_case(window: Window) -> None:
    """From the first step of Sijs to the item after it."""
    window.wait_for("step 1/8 previous action points")
    fingers = Counted(window)
    step(fingers, 2).wait_for("[3 Family]")
    step(fingers, 3).wait_for("[2 Picture]").wait_for("SINCE LAST TIME")
    counted(fingers, 7, WORRY, note_a_worry)
    step(fingers, 4)
    counted(fingers, 12, "", give_scores)
    step(fingers, 5).wait_for("[1 Board]")
    counted(fingers, 6, "", give_a_role)
    step(fingers, 6)
    counted(fingers, 3, ACTION, write_down_an_action_point)
    step(fingers, 7).wait_for("[4 Plan]")
    counted(fingers, 3, THEN, say_what_if)
    counted(fingers, 2, DAY, set_the_next_date)
    counted(fingers, 25, REASON, read_it_back)
    assert fingers.keys - len(WORRY + ACTION + THEN + DAY + REASON) <= 60


def note_a_worry(fingers: Counted) -> None:
    fingers.press("f").wait_field("Note down about Sijs")
    fingers.press("wor").wait_marked("Worry")
    fingers.press("enter").wait_for("Ctrl+S saves").wait_still()
    fingers.press(WORRY).wait_for(WORRY)
    fingers.press("ctrl+s").wait_for("1 noted; Esc ends")
    fingers.press("escape").wait_gone("1 noted; Esc ends").wait_for(WORRY[:24])


def give_scores(fingers: Counted) -> None:
    fingers.press("c").wait_for("Scores for Sijs").wait_for("0 of 9 given")
    fingers.press("5643").wait_for("4 of 9 given")
    assert "•" in fingers.window.text
    assert "lowest" not in fingers.window.text
    fingers.press("7355").wait_for("8 of 9 given")
    fingers.press("enter").wait_for("lowest 3 · highest 7 · apart 4")
    fingers.press("enter").wait_field("gives 3, because")
    fingers.press("enter").wait_gone("gives 3, because").wait_for("score 3-7")


def give_a_role(fingers: Counted) -> None:
    fingers.window.wait_for("E10 Crisis-prone and no deputy")
    fingers.press("r").wait_field("Which role?").wait_marked("deputy lead")
    fingers.press("enter").wait_field("deputy lead: who?")
    fingers.press("jel").wait_marked("Jelle de Wit")
    fingers.press("enter").wait_for("deputy lead       J. de Wit")
    fingers.window.wait_gone("E10 Crisis-prone and no deputy")


def write_down_an_action_point(fingers: Counted) -> None:
    fingers.press("a").wait_field("New action point for Sijs")
    fingers.press(ACTION).wait_for("Fri 9 Oct").wait_for("N. van der Zegge")
    fingers.press("enter").wait_gone(ACTION)
    fingers.press("escape").wait_gone("New action point for Sijs")


def say_what_if(fingers: Counted) -> None:
    fingers.press("enter").wait_for("Sijs: ").wait_for("Ctrl+S saves").wait_still()
    fingers.press(THEN).wait_for("dezelfde avond terug")
    fingers.press("ctrl+s").wait_gone("Ctrl+S saves").wait_for("dezelfde avond terug")


def set_the_next_date(fingers: Counted) -> None:
    fingers.press("e").wait_field("empty: none")
    fingers.press(DAY).wait_for("Tue 3 Nov")
    fingers.press("enter").wait_gone("empty: none").wait_for("Tue 3 Nov")


def read_it_back(fingers: Counted) -> None:
    fingers.press("n").wait_for("READ BACK").wait_for("Read back · Sijs")
    new = ACTION.partition(" @")[0]
    for _line in range(20):
        if any(new in line for line in fingers.window.marked()):
            break
        before = fingers.window.marked()
        fingers.press("enter").wait(lambda before=before: fingers.window.marked() != before, "the next line")  # type: ignore[misc]
    fingers.window.wait_marked(new)
    fingers.press("enter").wait(lambda: any("[x]" in line and new in line for line in fingers.window.lines), "a yes")
    fingers.press("n").wait_field("On to the next item")
    fingers.press(REASON).wait_for(REASON)
    fingers.press("enter").wait_for("4/9 Fuut").wait_for("step 1/8")


def listed(run_command: Command, *words: str) -> list[dict[str, Any]]:
    done = run_command(*words, "--json")
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def check_what_is_kept_of_the_case(run_command: Command) -> None:
    actions = listed(run_command, "action", "list", "--case", "Sijs")
    new = next(row for row in actions if "burgemeester over" in row["text"])
    assert (new["due"], new["kind"]) == ("2026-10-09", "safety")
    verbs = [row["verb"] for row in listed(run_command, "log", "--case", "Sijs")]
    for verb in (
        "lines.add",
        "scores.add_round",
        "roles.assign",
        "action_points.accept",
        "cases.plan_evaluation",
    ):
        assert verb in verbs, "each part was one step"
    assert "notes.add" not in verbs, "the reason is one step with going on"
    assert any(REASON in str(note) for note in listed(run_command, "record", "list", "--case", "Sijs", "notes"))
