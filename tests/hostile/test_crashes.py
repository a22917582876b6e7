"""A crash in each screen and each question: no data in the output, the terminal as it was, code 70, a clean log."""

import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from textual.screen import Screen

import mdoverleg.tui
from mdoverleg.store.store import Store
from tests.cli.conftest import Command
from tests.hostile.alone import surroundings
from tests.hostile.test_terminal import Recorded
from tests.support.crashes import SECRET
from tests.support.figures import figure
from tests.support.sample import WULP_BEGINS, go_on_to_wulp

LONG = "MDOVERLEG_HOSTILE_TURNS" in os.environ
"""Every screen, and not each eighth one, and fifty ends at least: MDOVERLEG_HOSTILE_TURNS=4."""
SCREENS, DIALOGS = "mdoverleg.tui.screens.", "mdoverleg.tui.dialogs."


class Fault(NamedTuple):
    """One broken function, how one comes to it, and by which command."""

    place: str
    keys: tuple[str, ...] = ()
    question: str = ""
    """Where no key leads to it at once: what is asked by itself."""
    command: str = "open"


def by_palette(words: str) -> tuple[str, ...]:
    return ("ctrl+p", words, "enter")


FAULTS = (
    Fault(f"{SCREENS}board:BoardScreen.compose"),
    Fault(f"{SCREENS}board:BoardScreen._show_time"),
    Fault(f"{SCREENS}lists:CasesScreen.compose", ("f4",)),
    Fault(f"{SCREENS}lists:PeopleScreen.on_mount", ("f5",)),
    Fault(f"{SCREENS}lists:MeetingsScreen.show", ("f3",)),
    Fault(f"{SCREENS}lists:PointsScreen.show", ("f6",)),
    Fault(f"{SCREENS}history:HistoryScreen.show", ("f7",)),
    Fault(f"{SCREENS}lists:SearchScreen.compose", ("/",)),
    Fault(f"{SCREENS}lists:ObstaclesScreen.show", by_palette("knelpunten")),
    Fault(f"{DIALOGS}ask:Ask.body", ("B",)),
    Fault(f"{DIALOGS}attendance:AttendanceDialog.on_mount", ("p",)),
    Fault(f"{DIALOGS}buffers:Buffers.body", question=f"{DIALOGS}buffers:Buffers('', None, None, None)"),
    Fault(f"{DIALOGS}help:Help.body", ("?",)),
    Fault(f"{DIALOGS}pick:Pick.on_mount", ("r",)),
    Fault(f"{DIALOGS}read_back:ReadBackDialog.body", ("R",)),
    Fault(f"{DIALOGS}records:Records.body", ("g",)),
    Fault(f"{DIALOGS}role_card:ShowRoleCard.body", ("shift+tab", "C")),
    Fault(f"{DIALOGS}room:RoomDialog.on_mount", ("P",)),
    Fault(f"{DIALOGS}scores:ScoreRound.body", ("c",)),
    Fault(f"{DIALOGS}tick:Tick.body", by_palette("controles kiezen")),
    Fault(f"{DIALOGS}times:TimesDialog.body", ("T",)),
    Fault(f"{DIALOGS}why_not:WhyNot.body", ("o",)),
    Fault("mdoverleg.tui.forms:Form.body", ("f4", "a")),
    Fault("mdoverleg.tui.covering:Cover.on_mount", ("\x0c",)),
    Fault(
        f"{DIALOGS}changed:Changed.body",
        question=f"{DIALOGS}changed:Changed(ChangedMeanwhile('x', who='y', field='z', theirs='a', mine='b'),"
        " can_overwrite=True)",
    ),
    Fault(f"{DIALOGS}half_typed:HalfTyped.body", question=f"{DIALOGS}half_typed:HalfTyped(Draft('x', 'y', dict()))"),
    Fault(f"{SCREENS}welcome:WelcomeScreen._show", command="welcome"),
    Fault(f"{SCREENS}welcome:NewFile.body", ("1", "Tafel", "enter", "enter"), command="welcome"),
    Fault(f"{SCREENS}welcome:OpenFile.on_mount", ("2",), command="welcome"),
)


def screens() -> Iterator[type[Any]]:
    """Every screen and every question of the program."""
    for module in pkgutil.walk_packages(mdoverleg.tui.__path__, "mdoverleg.tui."):
        importlib.import_module(module.name)
    waiting: list[type[Any]] = list(Screen.__subclasses__())
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        if found.__module__.startswith("mdoverleg."):
            yield found


def the_others() -> Iterator[Fault]:
    """Screens and questions that are not in the table: each breaks while it is made, asked by itself."""
    bases = {"LiveScreen", "ListScreen", "Dialog", "WallScreen"}  # the projector: tests/windows
    known = bases | {fault.place.rpartition(":")[2].partition(".")[0] for fault in FAULTS}
    for one in sorted(screens(), key=lambda one: one.__name__):
        if one.__name__ not in known:
            yield Fault(f"{one.__module__}:{one.__name__}.__init__", question=f"{one.__module__}:{one.__name__}()")


def chosen() -> tuple[Fault, ...]:
    every = (*FAULTS, *the_others())
    return (*every, *every[: max(0, 50 - len(every))]) if LONG else every[::8]


def test_an_error_in_any_screen_shows_no_data_and_gives_the_terminal_back(
    on: Command, sample_path: Path, tmp_path: Path
) -> None:
    store = Store.open(sample_path)
    go_on_to_wulp(store)
    store.close()
    around = surroundings(tmp_path, TERM="xterm-256color", COLORTERM="truecolor", MDOVERLEG_NO_MOUSE="1")
    around |= {"MDOVERLEG_NOW": WULP_BEGINS.isoformat(), "PYTHONPATH": os.pathsep.join(sys.path)}
    file = ["--file", str(sample_path), "--as", "hanna", "open"]
    words = {"open": file, "welcome": []}
    tried = chosen()
    faults = [(fault.place, fault.question, words[fault.command]) for fault in tried]
    with Recorded([sys.executable, "-m", "tests.support.crashes", json.dumps(faults)], around) as terminal:
        for number, fault in enumerate(tried):
            if fault.keys:
                terminal.wait_for("AGENDA" if fault.command == "open" else "Welkom").wait_still()
            for key in fault.keys:
                terminal.press(key).wait_still(0.05)
            terminal.wait_for(f"ended {number} with 70")
            assert terminal.is_as_before, fault.place
            assert terminal.title == "", fault.place
            log = next(tmp_path.rglob("mdoverleg-error.log"))
            kept = log.read_text(encoding="utf-8")
            assert "ZeroDivisionError" in kept, fault.place
            assert SECRET not in kept
            log.unlink()
            terminal.press("enter")
        assert terminal.wait_end() == 0
    for word in (SECRET, "Traceback", "ZeroDivisionError"):
        assert word.encode() not in terminal.all
    figure("P11", "errors made, in every screen and every question; terminal as it was each time", len(tried), ">= 50")
    figure("P11", "data found in what these showed and logged", terminal.all.count(SECRET.encode()), "0")
    assert on(sample_path, "log", "verify").code == 0
    assert on(sample_path, "doctor").code == 0
