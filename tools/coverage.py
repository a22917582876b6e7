"""`make coverage`: how many branches of the code that keeps, reads in, makes and cleans data the tests go through.

    python -m tools.coverage [--print] [ROOM]...

Needs coverage.py beside what the lock holds: `uv pip install coverage==7.17.3`. Prints the branches and lines of each
room and those that no test reached, keeps the figures in docs/apart-figures.json, which docs/trust.md shows, and ends 1
where a room stays below its goal. Processes that tests start are measured too; one that is killed leaves nothing.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from tools.apart import keep

ROOT: Final = Path(__file__).resolve().parent.parent
GOAL: Final = 95
"""In 100 branches of a room, and in 100 of its lines."""


class Room(NamedTuple):
    """The code of a room, and the tests that are about it."""

    code: str
    tests: tuple[str, ...]


ROOMS: Final = {
    "store": Room(
        "src/mdoverleg/store/**",
        (
            "tests/store",
            "tests/edits/test_erasing.py",
            "tests/edits/test_erasing_odd.py",
            "tests/cli/test_backups.py",
            "tests/cli/test_keys.py",
            "tests/cli/test_log_is_complete.py",
            "tests/cli/test_purging.py",
            "tests/cli/test_unlocking.py",
            "tests/hostile/test_files.py",
            "tests/hostile/test_salvage.py",
        ),
    ),
    "intake": Room(
        "src/mdoverleg/intake/**", ("tests/intake", "tests/cli/test_files.py", "tests/hostile/test_imports.py")
    ),
    "export": Room(
        "src/mdoverleg/export/**", ("tests/export", "tests/cli/test_made_files.py", "tests/cli/test_purging.py")
    ),
    "domain/text.py": Room("src/mdoverleg/domain/text.py", ("tests/domain",)),
}
CONFIG: Final = """
[run]
branch = true
parallel = true
source = {folder}
concurrency = multiprocessing,thread
patch = subprocess, _exit
data_file = {data}

[report]
include = {code}
exclude_also =
    if TYPE_CHECKING:
    if __name__ == .__main__.:
    if os\\.name == "nt":
    if _HOLDS_WHAT_IS_OPEN:
    except ImportError:  # Windows
partial_also =
    if os\\.name != "nt":
    if handle >= 0:
"""
"""What another system alone can reach is left out: Windows, which has no rights, no fork and no file without a name."""


def main() -> int:
    """Measure, print, keep; 1 when a test failed or a room is below the goal."""
    parser = argparse.ArgumentParser(prog="coverage", description="Measure how much of the code the tests go through.")
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--print", action="store_true", dest="only_print", help="keep no figures")
    given = parser.parse_args()
    if find_spec("coverage") is None:
        sys.exit("coverage.py is not here; this adds it: uv pip install coverage==7.17.3")
    good = True
    for name in given.rooms:
        passed, report = measure(ROOMS[name])
        print(*missing(report), sep="\n")
        for what in ("branches", "statements"):
            seen, of = (
                report["totals"][f"covered_{'lines' if what == 'statements' else what}"],
                report["totals"][f"num_{what}"],
            )
            share = 100 * seen / max(of, 1)
            print(f"{name}: {share:.1f} % of the {what} ({seen} of {of})", flush=True)
            good = good and passed and share >= GOAL
            if passed and not given.only_print:
                keep(f"{what} of {name} that tests go through", round(share, 1), f">= {GOAL} %", f"{seen:,} of {of:,}")
    return int(not good)


def measure(room: Room) -> tuple[bool, dict[str, Any]]:
    """Run the tests of one room, and read what they went through; what pytest said is shown when one failed."""
    with tempfile.TemporaryDirectory(prefix="coverage-") as folder:
        config = Path(folder, "config")
        code = ROOT / room.code
        text = CONFIG.format(folder=code.parent, code=code, data=Path(folder, "data"))
        config.write_text(text, encoding="utf-8")
        own = {name: value for name, value in os.environ.items() if not name.startswith("MDOVERLEG_")}
        paths = os.pathsep.join(filter(None, (str(ROOT / "src"), str(ROOT), own.get("PYTHONPATH", ""))))

        def run(word: str, *more: str) -> "subprocess.CompletedProcess[str]":
            command = [sys.executable, "-m", "coverage", word, f"--rcfile={config}", *more]
            around = {**own, "PYTHONPATH": paths}
            return subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=False)

        ran = run("run", "-m", "pytest", "-q", "-p", "no:cacheprovider", *room.tests)
        run("combine")
        written = run("json", "-o", str(Path(folder, "report")))
        if written.returncode or ran.returncode:
            print((ran.stdout + ran.stderr + written.stdout + written.stderr)[-4000:], file=sys.stderr)
        return ran.returncode == 0, json.loads(Path(folder, "report").read_text(encoding="utf-8"))


def missing(report: dict[str, Any]) -> Iterator[str]:
    """Tell of each file which lines were not reached, and which branches were not taken, as `12->15`; 0 is its end."""
    for file, found in report["files"].items():
        lines = set(found["missing_lines"])
        jumps = [f"{start}->{max(end, 0)}" for start, end in found["missing_branches"] if start not in lines]
        if lines or jumps:
            yield f"  {file}: {', '.join([*map(str, sorted(lines)), *jumps])}"


if __name__ == "__main__":
    sys.exit(main())
