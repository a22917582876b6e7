"""The table screen next to a bare Textual app with as many widgets: start, keys, cases, memory, idling."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench import windows
from bench.big_files import OPENED
from bench.edits import seconds_of_edits
from bench.measure import Row, by_turns, median, ms, paired
from bench.tables import LARGE, MIDDLE, SMALL, Tables
from bench.windows import BARE_SHOWS, TABLE_SHOWS, Window

REPEATED = 20
IDLE_SECONDS = 8.0
BARE_LINE, BARE_LETTER = "bare app's line", "bare app's letter"
BARE_DIALOG, BARE_CLOSING = "bare app's dialog", "closing the bare app's dialog"
KEYS = (
    ("moving the cursor", BARE_LINE, False),
    ("r opens the list of roles", BARE_DIALOG, False),
    ("Enter on a role opens the list of people", BARE_DIALOG, False),
    ("a letter of a name", BARE_LETTER, False),
    ("Enter gives the role", BARE_CLOSING, True),
    ("a opens the entry line", BARE_DIALOG, False),
    ("a letter in the entry line", BARE_LETTER, False),
    ("Enter adds the action point", BARE_LINE, True),
)
"""What is measured, what it is compared with, and whether it saves."""


def start(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure from the command to the last panel on screen, and the key that comes right after it."""
    file, folder = tables.fresh("start"), tables.folder
    widgets = windows.count_widgets(tables.example)
    first_key: list[float] = []

    def ours() -> float:
        with windows.table(file, folder) as window:
            taken = window.until(*TABLE_SHOWS)
            window.press("down")
            first_key.append(window.until())
            return taken

    def reference() -> float:
        with windows.bare(widgets, folder) as window:
            return window.until(*BARE_SHOWS)

    found = by_turns(rounds, {"ours": ours, "bare": reference})
    yield Row(
        "start to a usable table screen",
        paired(found["ours"], found["bare"]),
        f"bare app of {widgets} widgets",
        f"{ms(median(found['ours']))} / {ms(median(found['bare']))}; a key pressed at once shows after"
        f" {ms(median(first_key))}",
        1.5,
    )


def keys(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure from a key to what it shows: moving, giving a role, adding an action point; like with like."""
    file, folder = tables.fresh("keys"), tables.folder
    found: dict[str, list[float]] = {}
    saving = median(seconds_of_edits(tables.fresh("saving"), 60))
    with ExitStack() as stack:
        ours = stack.enter_context(windows.table(file, folder))
        bare = stack.enter_context(windows.bare(windows.count_widgets(tables.example), folder))
        bare.until(*BARE_SHOWS)
        ours.until(*TABLE_SHOWS)
        _look_at_first_case(ours)
        for number in range(max(4, rounds) + 1):
            taken = _bare_keys(bare) | _moves(ours) | _assigned(ours, number) | _added(ours, number)
            if number:  # the first round warms up
                for name, values in taken.items():
                    found.setdefault(name, []).append(median(values))
    for name, compared_with, saves in KEYS:
        values, reference = found[name], found[compared_with]
        aim = 2.0 + (saving / median(reference) if saves else 0.0)
        note = f", of which a saved edit {ms(saving)}" if saves else ""
        figures = f"{ms(median(values))} / {ms(median(reference))}{note}"
        yield Row(f"key to screen: {name}", paired(values, reference), compared_with, figures, aim)


def _bare_keys(window: Window) -> dict[str, list[float]]:
    lines = [window.key("x") for _ in range(REPEATED)]
    opened = window.key("m", "a dialog")
    window.wait_still(windows.QUIET).press("enter")
    closed = window.time_of(lambda: not window.shows("a dialog"), "no dialog")
    window.wait_still(0.1)
    window.press("i")
    window.wait_still(0.1)
    typed = [window.key("a") for _ in range(REPEATED)]
    window.press("escape")
    window.wait_still(0.3)
    return {BARE_LINE: lines, BARE_DIALOG: [opened], BARE_CLOSING: [closed], BARE_LETTER: typed}


def _look_at_first_case(window: Window) -> None:
    """Put the cursor of the agenda on the first case that is opened, and open it."""
    window.wait_still(0.3)
    for _ in range(2):
        window.key("down")
    window.key("enter", f"{OPENED[0].upper()} ")


def _moves(window: Window) -> dict[str, list[float]]:
    return {"moving the cursor": [window.key(("down", "up")[number % 2]) for number in range(REPEATED)]}


def _assigned(window: Window, number: int) -> dict[str, list[float]]:
    """Give the same role to two people by turns."""
    letters, name = (("bie", "T. Bie"), ("lis", "H. Lis"))[number % 2]  # a toast may lie over the rest
    opened = window.key("r", "Which role?")
    window.key("proc")
    chosen = window.key("enter", "process director: who?")
    typed = [window.key(letter) for letter in letters]
    saved = window.key("enter", f"process director  {name}")
    return {
        "r opens the list of roles": [opened],
        "Enter on a role opens the list of people": [chosen],
        "a letter of a name": typed,
        "Enter gives the role": [saved],
    }


def _added(window: Window, number: int) -> dict[str, list[float]]:
    """Add an action point in one line."""
    words = f"vraagt de school {number} @zegge vr"
    opened = window.key("a", "New action point for")
    window.key(words[0])
    typed = [window.key(letter) for letter in words[1:10]]
    window.key(words[10:])
    before = _open_actions(window)
    window.wait_still(windows.QUIET).press("enter")
    saved = window.time_of(lambda: _open_actions(window) == before + 1, "one action point more")
    window.key("escape")
    window.wait_still(0.3)
    return {
        "a opens the entry line": [opened],
        "a letter in the entry line": typed,
        "Enter adds the action point": [saved],
    }


def _open_actions(window: Window) -> int:
    """Return how many action points are open: it stands over their list."""
    found = re.search(r"ACTION POINTS +(\d+) open", window.text)
    return int(found[1]) if found else 0


def _has_open_actions(window: Window, count: int) -> bool:
    return _open_actions(window) == count


def cases(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure opening a case with fifty action points, among few and among many others."""
    sizes = (SMALL, MIDDLE, LARGE) if rounds > 3 else (SMALL, MIDDLE)
    files = {points: tables.with_points(points) for points in sizes}
    read = by_turns(max(20, 4 * rounds), {str(points): _reader(file) for points, file in files.items()})
    shown: dict[int, list[float]] = {points: [] for points in sizes}
    with ExitStack() as stack:
        open_windows = {
            points: stack.enter_context(windows.table(file, tables.folder)) for points, file in files.items()
        }
        for window in open_windows.values():
            window.until(*TABLE_SHOWS)
            _look_at_first_case(window)
        for number in range(3 * max(4, rounds)):
            for points, window in open_windows.items():
                window.key(("down", "up")[number % 2])
                taken = window.key("enter", f"{OPENED[1 - number % 2].upper()} ")
                if number > 1:
                    shown[points].append(taken)
    for points in sizes[1:]:
        aim = 1.2 if points == LARGE else None
        for what, ours, reference in (
            ("key to screen", shown[points], shown[SMALL]),
            ("the read alone", read[str(points)], read[str(SMALL)]),
        ):
            figures = f"{ms(median(ours))} / {ms(median(reference))}"
            yield Row(
                f"opening a case out of {points:,}, {what}", paired(ours, reference), f"out of {SMALL}", figures, aim
            )


def _reader(file: Path) -> Callable[[], float]:
    from mdoverleg.reads.board import read_board
    from mdoverleg.store.store import Store

    store = Store.open(file, read_only=True)
    with store.read() as reader:
        found = [reader.value('SELECT pk FROM "case" WHERE alias = ?', (alias,)) for alias in OPENED]
    turn = [0]

    def once() -> float:
        turn[0] += 1
        begin = time.perf_counter()
        read_board(store, case_pk=found[turn[0] % 2])
        return time.perf_counter() - begin

    return once


def memory(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure the most memory a window held, after looking at a case and saving something."""
    file, folder = tables.fresh("memory"), tables.folder
    widgets = windows.count_widgets(tables.example)

    def ours() -> float:
        with windows.table(file, folder) as window:
            window.until(*TABLE_SHOWS)
            _look_at_first_case(window)
            _added(window, 0)
            return float(window.peak_memory())

    def reference() -> float:
        with windows.bare(widgets, folder) as window:
            window.until(*BARE_SHOWS)
            window.key("x")
            return float(window.peak_memory())

    found = by_turns(max(2, rounds // 4), {"ours": ours, "bare": reference})
    figures = " / ".join(f"{median(values) / 2**20:.0f} MiB" for values in found.values())
    yield Row("peak memory", paired(found["ours"], found["bare"]), "bare app", figures, 2.5)


def idle(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure what a window costs while nothing happens, alone and as one of two on the same file."""
    del rounds
    file, folder = tables.fresh("idle"), tables.folder
    for what, number in (("one window", 1), ("each of two windows", 2)):
        with ExitStack() as stack:
            open_windows = [stack.enter_context(windows.table(file, folder, fixed_clock=False)) for _ in range(number)]
            for window in open_windows:
                window.until(*TABLE_SHOWS)
                window.wait_still(2.0)
            before = [window.cpu() for window in open_windows]
            begin = time.perf_counter()
            open_windows[0].watch(IDLE_SECONDS)
            seconds = time.perf_counter() - begin
            shares = [(window.cpu() - used) / seconds for window, used in zip(open_windows, before, strict=True)]
        yield Row(f"idle, {what}", max(shares), "one core", f"{max(shares):.2%} of a core", 0.01)


def following(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure how long after one window shows its own edit another one shows it too."""
    file, folder = tables.fresh("following"), tables.folder
    taken = []
    with ExitStack() as stack:
        one, other = [stack.enter_context(windows.table(file, folder)) for _ in range(2)]
        for window in (one, other):
            window.until(*TABLE_SHOWS)
            _look_at_first_case(window)
        for number in range(2 * max(4, rounds)):
            has_one_more = partial(_has_open_actions, count=_open_actions(one) + 1)
            one.key("a", "New action point for")
            one.key(f"vraagt de huisarts {number} vr", f"huisarts {number} vr")
            one.key("enter")
            one.wait(partial(has_one_more, one), "one more")
            shown = one.at
            other.wait(partial(has_one_more, other), "one more")
            taken.append(max(0.0, other.at - shown))
            one.key("escape")
            one.wait_still(0.3)
    figures = f"{ms(median(taken))}, at most {ms(max(taken))}"
    yield Row("another window's edit on this screen", median(taken), "one second", figures, 1.0)
