"""Tries whether tests see faults: a sample of small changes (mutants), each of which some test must fail on.

    python -m tools.mutants [--sample 150] [--seed 2026] [rules] [store]

Needs mutmut beside what the lock holds: `uv pip install mutmut==3.8.1`. Works in a copy of the project, takes about an
hour, prints the score and the mutants that no test saw. Not a part of `make trust`; the last figures are on its page.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
KILLED, SURVIVED, NO_TEST, NOT_RUN = "killed", "survived", "no test", "not run"
_ENDS: Final = {0: SURVIVED, 33: NO_TEST, None: NOT_RUN}
"""How mutmut writes down what came of a mutant; every other number is a test that failed or never ended."""


class Room(NamedTuple):
    """Which files are changed, the tests of that room, and those elsewhere that are asked when these see nothing."""

    files: str
    tests: tuple[str, ...]
    elsewhere: tuple[str, ...]


ROOMS: Final = {
    "rules": Room(
        "src/mdoverleg/rules/*.py",
        ("tests/rules",),
        (
            "tests/contracts/test_docs.py",
            "tests/contracts/test_checks.py",
            "tests/edits/test_learning.py",
            "tests/reads",
        ),
    ),
    "store": Room(
        "src/mdoverleg/store/*.py",
        ("tests/store",),
        (
            "tests/edits/test_erasing.py",
            "tests/cli/test_keys.py",
            "tests/cli/test_backups.py",
            "tests/hostile/test_files.py",
        ),
    ),
}
CONFIG: Final = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["{files}"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-p", "no:xdist"]
pytest_add_cli_args_test_selection = {tests}
also_copy = {copied}
"""


def main() -> int:
    """Sample, try, print; 1 when fewer than 80 in 100 were seen."""
    parser = argparse.ArgumentParser(prog="mutants", description="Try whether tests see faults.")
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    if shutil.which("mutmut") is None:
        sys.exit("mutmut is not here; this adds it: uv pip install mutmut==3.8.1")
    low = False
    for name in given.rooms:
        ends = try_room(ROOMS[name], given.sample, given.seed)
        seen = sum(end == KILLED for end in ends.values())
        print(f"{name}: {seen} of {len(ends)} were seen by a test, {100 * seen / len(ends):.0f} %")
        for mutant in sorted(mutant for mutant, end in ends.items() if end != KILLED):
            print(f"  not seen: {mutant}")
        low = low or seen < 0.8 * len(ends)
    return int(low)


def try_room(room: Room, sample: int, seed: int) -> dict[str, str]:
    """Try a sample of the mutants of one room; return what came of each."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder, "project")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "build", "mutants", "__pycache__"))
        copied = sorted(path.name for path in copy.iterdir() if path.name not in ("src", "pyproject.toml"))
        with (copy / "pyproject.toml").open("a", encoding="utf-8") as config:
            config.write(CONFIG.format(files=room.files, tests=json.dumps(list(room.tests)), copied=json.dumps(copied)))
        _mutmut(copy, "makes-all-of-them-and-then-finds-none")
        names = sorted(_ends_of(copy))
        random.Random(seed).shuffle(names)  # noqa: S311 - a sample, no secret
        chosen = names[:sample]
        _mutmut(copy, *chosen)
        ends = {name: end for name, end in _ends_of(copy).items() if name in set(chosen)}
        for name in [name for name, end in ends.items() if end != KILLED]:
            ends[name] = _asked_elsewhere(copy, name, room)
        return ends


def _mutmut(copy: Path, *names: str) -> None:
    own = {**os.environ, "PYTHONPATH": ""}
    subprocess.run(
        ["mutmut", "run", "--max-children", "1", *names], cwd=copy, env=own, capture_output=True, check=False
    )


def _ends_of(copy: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in (copy / "mutants").rglob("*.meta"):
        codes = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
        found |= {name: _ENDS.get(code, KILLED) for name, code in codes.items()}
    return found


def _asked_elsewhere(copy: Path, name: str, room: Room) -> str:
    """Run all tests of the room, and those elsewhere: mutmut only asks tests that called the function themselves."""
    inside = copy / "mutants"
    own = {**os.environ, "PYTHONPATH": f"{inside / 'src'}{os.pathsep}{inside}", "MUTANT_UNDER_TEST": name}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *room.tests, *room.elsewhere]
    ran = subprocess.run(command, cwd=inside, env=own, capture_output=True, check=False)
    return SURVIVED if ran.returncode == 0 else KILLED


if __name__ == "__main__":
    sys.exit(main())
