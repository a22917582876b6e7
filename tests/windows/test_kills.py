"""A window that is ended from outside, while somebody types and while it saves: what was typed is there the next time.

In short a window is killed once while somebody types, and the next one loses its terminal. A longer run:
MDOVERLEG_KILLS=50 ends every window fifty times in each way, during typing and during saving.
"""

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from mdoverleg.domain.room import DRAFTS, WINDOWS
from mdoverleg.domain.windows import draft_of
from mdoverleg.store.changelog import verify
from mdoverleg.store.store import Store
from tests.support.figures import figure
from tests.windows.conftest import OpenWindow, Window
from tests.windows.test_killed import (
    add,
    at_once,
    begin_typing,
    open_actions,
    when_the_journal_is_gone,
    when_the_journal_is_there,
)

KILLS = int(os.environ.get("MDOVERLEG_KILLS", "0"))
LONG_AGO = 2.0
"""Seconds after which what was typed must come back, always."""
OFFERED = "Half typed by T. Biezen"
MOMENTS = (at_once, when_the_journal_is_there, when_the_journal_is_gone)

Ending = Callable[[Window], int]


def ended_by(number: signal.Signals) -> Ending:
    """A signal ends the window; a window that can still do so leaves the terminal as it was."""

    def end(window: Window) -> int:
        code = window.kill(number)
        assert number == signal.SIGKILL or window.is_as_before
        return code

    return end


MANNERS: dict[str, tuple[Ending, int]] = {
    "SIGTERM": (ended_by(signal.SIGTERM), 128 + signal.SIGTERM),
    "SIGHUP": (ended_by(signal.SIGHUP), 128 + signal.SIGHUP),
    "SIGKILL": (ended_by(signal.SIGKILL), -signal.SIGKILL),
    "closed": (Window.hang_up, 128 + signal.SIGHUP),
}


def in_file(table: Path) -> tuple[list[str], list[str]]:
    """Return the texts of saved action points and what is half typed, once the file is proved whole."""
    store = Store.open(table)
    with store.read() as reader:
        saved = [row[0] for row in reader.rows("SELECT text FROM action_point WHERE text LIKE 'vraagt punt %'")]
        adds = reader.value("SELECT count(*) FROM change WHERE verb = 'action_points.add'")
    drafts = [draft_of(text) for text in store.settings(DRAFTS).values()]
    assert (store.damage(), verify(store)) == ([], [])
    assert adds == len(saved), "every one has its line in the log"
    assert len(store.settings(WINDOWS)) <= 1, "windows that are gone are swept out"
    store.close()
    return saved, [draft.text for draft in drafts if draft is not None]


def begin(window: Window, table: Path, left: str) -> bool:
    """Open the line for action points; tell whether what was left half typed came back in it, to be saved then."""
    saved, drafts = in_file(table)
    if not drafts:
        begin_typing(window)
        return False
    window.wait_for(OFFERED).press("A").wait_field("New action point for Sijs").wait_for(left)
    if any(text.startswith(left) for text in saved):  # ended after the saving, before the draft was taken out
        window.press("ctrl+u").wait_for("what is to be done")
    else:
        before = open_actions(window)
        window.press("enter").wait(lambda: open_actions(window) == before + 1, "it is saved after all")
    return True


def run_once(window: Window, table: Path, run: int, *, saves: bool, chance: random.Random) -> None:
    """Save one thing, leave the next half typed for a while, and go on typing or save that too."""
    add(window, f"vraagt punt {run}a")
    window.press(f"vraagt punt {run}b").wait_for(f"vraagt punt {run}b").wait_still(LONG_AGO)
    if saves:
        window.press(" vr", "enter")
        chance.choice(MOMENTS)(table.with_name(f"{table.name}-journal"))
    else:
        window.press(" en belt"[: chance.randint(1, 8)])


@pytest.mark.timeout(120 + 30 * KILLS)
@pytest.mark.parametrize("manner", MANNERS if KILLS else ("SIGKILL",))
def test_nothing_is_lost_however_a_window_ends(manner: str, open_window: OpenWindow, table: Path) -> None:
    end, code = MANNERS[manner]
    chance = random.Random(os.getpid())
    counts = dict.fromkeys(("ended while typing", "ended while saving", "saved just then", "came back"), 0)
    left = ""
    for run in range(2 * KILLS or 1):
        saves = (run + list(MANNERS).index(manner)) % 2 == 1
        window = open_window(name="teun").ready()
        counts["came back"] += begin(window, table, left)
        run_once(window, table, run, saves=saves, chance=chance)
        assert end(window) == code
        window.close()
        left = f"vraagt punt {run}b"
        saved, drafts = in_file(table)
        assert {f"vraagt punt {number}a" for number in range(run + 1)} <= set(saved), "no acknowledged one is lost"
        assert len(saved) == len(set(saved)), "nothing is there twice"
        is_saved = any(text.startswith(left) for text in saved)
        assert is_saved or any(text.startswith(left) for text in drafts), "typed more than two seconds ago"
        counts["ended while saving" if saves else "ended while typing"] += 1
        counts["saved just then"] += is_saved
    window = open_window(name="teun").ready()
    counts["came back"] += begin(window, table, left)
    window.press("escape").wait_gone("New action point for Sijs")
    assert window.hang_up() == 128 + signal.SIGHUP
    assert in_file(table)[1] == [], "what was saved or left is no draft any more"
    figure("P1", "kills of a window", counts["ended while typing"] + counts["ended while saving"], ">= 50")
    figure("P1", "acknowledged saves lost", 0, "0")
    figure("P18", f"ended by {manner}: terminal as it was, code {code}", max(1, 2 * KILLS), "")
    figure("P18", "half typed lines that came back", counts["came back"], "")
    figure("P18", "drafts lost that were typed 2 s ago", 0, "0")
