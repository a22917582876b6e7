"""A passphrase that is typed in a window goes nowhere: not to the screen, a log, a title, a file or another program."""

import json
import os
import sys
from pathlib import Path

import pytest

from mdoverleg.store import held, keys
from tests.hostile.alone import surroundings
from tests.hostile.test_terminal import Recorded
from tests.support.crashes import SECRET
from tests.support.figures import figure
from tests.support.locked import found_in, make_cheap

RIGHT = "kanarie zingt zeven zoete zinnen"
WRONG = "kanarie floot negen valse noten"
NEW = "kanarie zaagt acht droge planken"
CANARIES = (RIGHT, WRONG, NEW, SECRET)
"""The last one is what the broken function has in its hands."""


def test_a_passphrase_is_nowhere_also_after_a_crash(
    sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cheap(monkeypatch)
    keys.encrypt(sample_path, RIGHT)
    held.let_go(sample_path)
    around = surroundings(tmp_path, TERM="xterm-256color", COLORTERM="truecolor", MDOVERLEG_NO_MOUSE="1")
    around |= {"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    words = ["--file", str(sample_path), "--as", "hanna", "open"]
    faults = [
        ("mdoverleg.store.slots:opened_by_passphrase", "", words),
        ("mdoverleg.tui.screens.lock:Lock.on_mount", "", words),
        ("mdoverleg.cli.tables:make_table", "", []),
    ]
    with Recorded([sys.executable, "-m", "tests.support.crashes", json.dumps(faults)], around) as terminal:
        # A crash while the passphrase is tried.
        terminal.wait_for("Typ de wachtzin").wait_still()
        terminal.press(*RIGHT).wait_for("•" * len(RIGHT)).press("ctrl+c").press("enter").wait_for("ended 0 with 70")
        terminal.press("enter")
        # A wrong one, the right one, and a crash of the lock with both of them behind it.
        terminal.wait_for("Typ de wachtzin").wait_still()
        terminal.press(*WRONG).wait_for("•" * len(WRONG)).press("enter").wait_for("Dit is niet de wachtzin.")
        terminal.press(*RIGHT).wait_for("•" * len(RIGHT)).press("enter").wait_for("AGENDA").wait_still()
        terminal.press("ctrl+l").wait_for("ended 1 with 70")
        terminal.press("enter")
        # A crash while a new table is made.
        terminal.wait_for("Welkom").wait_still()
        terminal.press("1").wait_for("Hoe heet de tafel?").press(*"Noord").press("enter").wait_for("Welke werkwijze?")
        terminal.press("enter").wait_for("noord.mdo").press("enter").wait_for("Niet versleuteld").press("enter")
        terminal.wait_for("Kies een wachtzin").wait_still()
        terminal.press(*NEW).wait_for("sterk").press("enter").wait_still().press(*NEW).wait_still().press("enter")
        terminal.wait_for("ended 2 with 70")
        assert terminal.title == ""
        assert terminal.is_as_before
        terminal.press("enter")
        assert terminal.wait_end() == 0
    shown = [word for word in CANARIES if word.encode() in terminal.all]
    assert shown == []
    assert b"]52;" not in terminal.all, "nothing went to the clipboard"
    found = found_in(tmp_path, *CANARIES) | found_in(sample_path.parent, *CANARIES)
    assert found == set()
    assert any("mdoverleg-error.log" in path.name for path in tmp_path.rglob("*"))
    figure("P11", "bytes of a typed passphrase on screen or in files", len(shown) + len(found), "0")
