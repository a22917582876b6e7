"""Somebody without a table, in a real terminal: from the first screen to an own table on disk."""

import os
import sys
from pathlib import Path

from tests.windows.conftest import ROOT, Window


def test_from_the_welcome_screen_to_a_new_table(tmp_path: Path) -> None:
    away = {name: value for name, value in os.environ.items() if not name.startswith(("MDOVERLEG_", "XDG_"))}
    environment = away | {"HOME": str(tmp_path), "TERM": "xterm-256color", "XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-m", "mdoverleg", "--lang", "en"]
    with Window(command, environment=environment, folder=ROOT, columns=80, rows=24) as window:
        window.wait_for("Make a new table").press("1").wait_for("What is the table called?")
        window.press(*"Noord", "enter").wait_for("Which way of working?").press("enter")
        window.wait_for("noord.mdo").press("enter").wait_for("Not encrypted").press("down", "enter")
        window.wait_for("AGENDA").wait_for("F5").wait_for("? help")
        assert "Noord" in window.lines[0]
        window.press("ctrl+q").wait_end()
    made = tmp_path / "data" / "mdoverleg" / "noord.mdo"
    assert made.stat().st_mode & 0o077 == 0
