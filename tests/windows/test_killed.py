"""A window that is killed while it saves: what it had shown as saved is there, and nothing is there by half."""

import json
import os
import signal
from pathlib import Path

from mdoverleg.store.store import Store
from tests.support.terminal import NotShownError
from tests.windows.conftest import Command, OpenWindow, Window

CASE = "SIJS"  # as the head of a case writes it; the agenda writes Sijs


def open_actions(window: Window) -> int:
    """Return how many action points the window says are open."""
    return int(window.lines[window.line_with("ACTION POINTS")].split()[-2])


def add(window: Window, words: str) -> None:
    """Add an action point and see it counted: from then on it must never be lost."""
    before = open_actions(window)
    window.press(f"{words} vr").wait_for(f"{words} vr").press("enter")
    window.wait(lambda: open_actions(window) == before + 1, "it is counted")


def begin_typing(window: Window) -> None:
    """Look at the first case and open the line for its action points."""
    window.press("down").wait_still().press("down").wait_still().press("enter")
    window.wait(lambda: CASE in window.text, "the case is open").press("a").wait_field("New action point for Sijs")


def at_once(_journal: Path) -> None:
    """The key was pressed, and that is all."""


def when_the_journal_is_there(journal: Path) -> None:
    """The transaction is under way: what was in the file before is kept beside it until the commit."""
    for _ in range(5_000_000):
        if journal.exists():
            return
    raise NotShownError("no journal")


def when_the_journal_is_gone(journal: Path) -> None:
    """The commit has just been made, and was perhaps not shown yet."""
    when_the_journal_is_there(journal)
    for _ in range(5_000_000):
        if not journal.exists():
            return
    raise NotShownError("the journal stays")


MOMENTS = (at_once, when_the_journal_is_there, when_the_journal_is_gone)
TRIED = MOMENTS if "MDOVERLEG_KILLS" in os.environ else MOMENTS[1:2]
"""A longer run with all of them: MDOVERLEG_KILLS=1."""


def test_nothing_acknowledged_is_lost(open_window: OpenWindow, run_command: Command, table: Path) -> None:
    acknowledged, tried = [], []
    for number, moment in enumerate(TRIED):
        window = open_window(name="teun").ready()
        begin_typing(window)
        words = f"vraagt wie punt {number} doet"
        add(window, words)
        acknowledged.append(words)
        unsure = f"vraagt wie los punt {number} doet"
        tried.append(unsure)
        window.press(f"{unsure} vr").wait_for(f"{unsure} vr").press("enter")
        moment(table.with_name(f"{table.name}-journal"))
        assert window.kill() == -signal.SIGKILL
    listed = run_command("action", "list", "--json")
    assert listed.returncode == 0, listed.stderr
    rows = [row for row in json.loads(listed.stdout) if "punt" in row["text"] and row["text"].startswith("vraagt wie")]
    texts = [row["text"] for row in rows]
    assert set(acknowledged) <= set(texts) <= {*acknowledged, *tried}
    assert len(texts) == len(set(texts))
    assert {row["due"] for row in rows} == {"2026-10-09"}, "no action point is there by half"
    assert run_command("log", "verify").returncode == 0
    store = Store.open(table)
    assert store.damage() == []
    store.close()
