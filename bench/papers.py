"""What leaves the room, of a thousand action points to be done: each format, the forms, a whole pack, memory."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.big_files import grow
from bench.commands import START
from bench.measure import Row, by_turns, environment, median, ms, paired, program, python, time_of
from bench.tables import Tables
from mdoverleg.export import FORMATS

POINTS = 1_000
LIMIT, PACK_LIMIT = 2.0, 10.0
"""Seconds."""
MOST_MEMORY = 300
"""MiB."""
FORMS = ("xlsx", "docx", "ods", "csv")


def papers(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure the list of all open action points in every format, then forms for one organisation, then a pack."""
    file = tables.fresh("papers")
    grow(file, 2 * POINTS, shared=True)  # every other one is open, and the open ones are listed
    ways: dict[str, tuple[str, ...]] = {f"{form}, {POINTS:,} rows": ("actions", "--format", form) for form in FORMATS}
    ways |= {f"reply form, {form}": ("reply", "--organisation", "WIJK", "--format", form) for form in FORMS}
    commands = {
        what: program("--file", str(file), "export", *words, "--output", str(tables.folder / f"made.{words[-1]}"))
        for what, words in ways.items()
    }
    rounds = max(3, rounds // 3)
    runs = {what: partial(time_of, command, tables.folder) for what, command in commands.items()}
    found = by_turns(rounds, runs | {START: partial(time_of, python("-c", "pass"), tables.folder)})
    reference = found.pop(START)
    yield from (_row(what, ours, reference, LIMIT) for what, ours in found.items())
    yield _pack(tables, file, rounds, reference)
    yield _memory(tables.folder, commands)


def _row(what: str, ours: Sequence[float], reference: Sequence[float], limit: float) -> Row:
    return Row(
        f"export: {what}",
        paired(ours, reference),
        START,
        f"{ms(median(ours))} / {ms(median(reference))}",
        aim_words=f"<= {limit:.0f} s",
        is_met=median(ours) <= limit,
    )


def _pack(tables: Tables, file: Path, rounds: int, reference: Sequence[float]) -> Row:
    """Measure the files of everybody who was there, their organisations and the table, in docx and xlsx."""
    folder = tables.folder / "pack"
    command = program("--file", str(file), "export", "pack", "--meeting", "M-002", "--output", str(folder))
    taken, files = [], 0
    for _round in range(rounds):
        taken.append(time_of(command, tables.folder))
        files = len(list(folder.iterdir()))
        shutil.rmtree(folder)
    return _row(f"pack of {files} files", taken, reference[: len(taken)], PACK_LIMIT)


def _memory(folder: Path, commands: dict[str, list[str]]) -> Row:
    peaks = {what: _peak(command, folder) for what, command in commands.items()}
    highest = max(peaks, key=lambda what: peaks[what])
    figures = f"{peaks[highest]:.0f} MiB ({highest})"
    return Row("export: peak memory", peaks[highest] / MOST_MEMORY, f"{MOST_MEMORY} MiB", figures, aim=1)


def _peak(command: list[str], folder: Path) -> float:
    """Return how much memory a command took at most, in MiB, on a system that tells."""
    running = subprocess.Popen(command, env=environment(folder), cwd=folder, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return used.ru_maxrss / 1024
