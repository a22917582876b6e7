"""How things are measured: ways take turns in every round, medians count, ratios come first."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NOW = "2026-10-06T09:45:00+02:00"
"""The day of the example's third meeting; the clock stands still, so that no minute passes in a measurement."""

Ways = Mapping[str, Callable[[], float]]


class Row(NamedTuple):
    """One line of the results."""

    what: str
    ratio: float
    """Ours divided by what it is compared with."""
    compared_with: str
    figures: str
    """The medians behind the ratio, in words."""
    aim: float | None = None
    """The ratio that is aimed at; nothing when there is none."""
    aim_words: str = ""
    """An aim that is no ratio, in words; `is_met` says whether it is met."""
    is_met: bool = False

    @property
    def verdict(self) -> str:
        """Whether the aim is met; nothing when there is none."""
        if self.aim is None and not self.aim_words:
            return ""
        return "met" if self.is_met or (self.aim is not None and self.ratio <= self.aim) else "missed"


def median(values: Iterable[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which this part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def by_turns(rounds: int, ways: Ways) -> dict[str, list[float]]:
    """Measure every way once in each round, in turning order; a round before that warms up and does not count."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name in ways if number % 2 else reversed(list(ways)):
            value = ways[name]()
            if number:
                found[name].append(value)
    return found


def paired(ours: Sequence[float], reference: Sequence[float]) -> float:
    """Return the median of the ratios within the rounds: what slows a whole round down, falls out."""
    return median(one / other for one, other in zip(ours, reference, strict=True))


def ms(seconds: float) -> str:
    """Show seconds as milliseconds."""
    value = seconds * 1000
    return f"{value:.0f} ms" if value >= 100 else f"{value:.1f} ms" if value >= 10 else f"{value:.2f} ms"


def environment(folder: Path, *, fixed_clock: bool = True) -> dict[str, str]:
    """Return what programs are started with: nothing of this user's settings, colours as on most terminals."""
    found = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "Europe/Amsterdam",
        **dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder)),
    }
    return found | ({"MDOVERLEG_NOW": NOW} if fixed_clock else {})


def python(*arguments: str) -> list[str]:
    """Return a command of the Python that runs this."""
    return [sys.executable, *arguments]


def program(*arguments: str) -> list[str]:
    """Return a command of the program itself, in English."""
    return python("-m", "mdoverleg", "--lang", "en", *arguments)


def time_of(command: Sequence[str], folder: Path) -> float:
    """Run a command to its end and return how many seconds it took; an error when it fails."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, env=environment(folder), capture_output=True, cwd=folder)
    return time.perf_counter() - begin
