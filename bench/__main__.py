"""`make bench`: measure everything in one run, print it and write bench/results.md.

    python -m bench [--only NAME]... [--quick] [--rounds N]

NAME: start, keys, case, edit, locked, light, import, export, follow, memory, idle, wall. `--quick` leaves out the
table of a million action points; results.md is only written by a whole run.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench import commands, edits, locked, papers, screens, wall
from bench.measure import NOW, ROOT, Row
from bench.report import line, page
from bench.tables import Tables

Section = Callable[[Tables, int], Iterator[Row]]
SECTIONS: Mapping[str, Section] = {
    "start": screens.start,
    "keys": screens.keys,
    "case": screens.cases,
    "edit": edits.saved_edits,
    "locked": locked.locked,
    "light": commands.light,
    "import": commands.imports,
    "export": papers.papers,
    "follow": screens.following,
    "memory": screens.memory,
    "idle": screens.idle,
    "wall": wall.wall,
}
ROUNDS, QUICK = 9, 3
RESULTS = ROOT / "bench" / "results.md"


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure speed and memory.")
    parser.add_argument("--only", action="append", choices=list(SECTIONS), help="one part; may be given more than once")
    parser.add_argument("--quick", action="store_true", help="three rounds, and no table of a million action points")
    parser.add_argument("--rounds", type=int, default=0, help=f"rounds, {ROUNDS} unless said")
    given = parser.parse_args()
    rounds = given.rounds or (QUICK if given.quick else ROUNDS)
    os.environ["MDOVERLEG_NOW"] = NOW
    # Beside the sources: a folder for temporary files is often in memory, where a flush costs nothing.
    (ROOT / "build").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=ROOT / "build"))
    begin, rows = time.perf_counter(), []
    try:
        tables = Tables(folder)
        for name in given.only or SECTIONS:
            for row in SECTIONS[name](tables, rounds):
                print(line(row), flush=True)
                rows.append(row)
    finally:
        shutil.rmtree(folder)
    print(f"\n{time.perf_counter() - begin:.0f} s")
    if not given.only and not given.quick:
        RESULTS.write_text(page(rows, rounds), encoding="utf-8")
        print(f"written to {RESULTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
