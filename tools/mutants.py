"""Tries whether tests see faults: a sample of small changes (mutants), each of which some test must fail on.

    nice -n 10 python -m tools.mutants [--sample 150] [--seed 2026] [--folder KEPT] [rules] [store]

Needs mutmut, which thinks of the changes, beside what the lock holds: `uv pip install mutmut==3.8.1`. Works in a copy
of the project, on one core, an hour or less for a room. Prints the score and the changes that no test saw. Not a part
of `make trust`; the last figures are on its page.

A change is made in the file itself, so that processes that tests start have it too. All tests run once, to see which of
them reach which statement. A change is shown to those that reach it, the quickest first, until one fails; what is left
then, several together, to those that start processes or look at the code. What was seen was seen; of what was not, a
test that was not asked might have seen it.
"""

import argparse
import contextlib
import difflib
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from tools.mutants_shown import Reached, Shown, look, make_ready, show

ROOT: Final = Path(__file__).resolve().parent.parent
LEFT_OUT: Final = (".git", ".venv", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis")


class Room(NamedTuple):
    """Which files are changed, the tests that are asked, and which of them look at the code itself."""

    files: str
    tests: tuple[str, ...]
    looking: tuple[str, ...] = (
        "tests/contracts/test_words.py",
        "tests/contracts/test_statements.py",
        "tests/store/test_file.py::test_every_reason_that_is_given_or_asked_for_has_a_sentence",
    )
    """How their ids begin; nobody knows what these reach."""


ROOMS: Final = {
    "rules": Room(
        "src/mdoverleg/rules",
        (
            "tests/rules",
            "tests/contracts/test_docs.py",
            "tests/contracts/test_checks.py",
            "tests/edits/test_learning.py",
            "tests/reads",
        ),
    ),
    "store": Room(
        "src/mdoverleg/store",
        (
            "tests/store",
            "tests/edits/test_erasing.py",
            "tests/edits/test_settings.py",
            "tests/reads/test_doctor.py",
            "tests/cli/test_backups.py",
            "tests/cli/test_keys.py",
            "tests/cli/test_purging.py",
            "tests/hostile/test_files.py",
            "tests/hostile/test_salvage.py",
            "tests/contracts/test_schema.py",
        ),
    ),
}


class Mutant(NamedTuple):
    """One small change: the line of the file, where it is said to be, the file with it, and the lines that differ."""

    file: Path
    line: int
    where: str
    code: str
    change: tuple[str, ...]


def main() -> int:
    """Sample, try, print; 1 when fewer than 80 in 100 were seen."""
    parser = argparse.ArgumentParser(prog="mutants", description="Try whether tests see faults.")
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), metavar="ROOM", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--folder", type=Path, help="keep the copy, and which tests reach what, for the next time")
    given = parser.parse_args()
    try:
        thought_of = importlib.import_module("mutmut.mutation.file_mutation").create_mutations
    except ImportError:
        sys.exit("mutmut is not here; this adds it: uv pip install mutmut==3.8.1")
    good = True
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that no file of the copy is left changed
    with contextlib.ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mutants-")))
        for name in given.rooms:
            good &= try_room(name, folder.absolute(), given.sample, given.seed, thought_of)
    return 0 if good else 1


def try_room(name: str, folder: Path, sample: int, seed: int, thought_of: Any) -> bool:
    """Try a sample of the mutants of one room, say how it went; false when fewer than 80 in 100 were seen."""
    room, copy = ROOMS[name], folder / name
    if not copy.exists():
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    os.chdir(copy)
    make_ready(copy)
    reached = look(copy, room.files, (*room.tests, *room.looking))
    every, chosen = sampled(copy / room.files, sample, seed, thought_of)
    print(f"{name}: {len(chosen)} of {every}, seed {seed}", flush=True)
    ends = [show_one(copy, reached, mutant) for mutant in chosen]
    left = [mutant for mutant, end in zip(chosen, ends, strict=True) if not end.seen]
    later = show_all(copy, reached.at_last(room.looking), left)
    ends += later.values()
    for mutant in left:
        if mutant not in later:
            print(f"not seen: {mutant.where}", *mutant.change, sep="\n", flush=True)
    seen = sum(end.seen for end in ends)
    print(f"{name}: {seen} of {len(chosen)} were seen by a test, {100 * seen / len(chosen):.0f} %", flush=True)
    wrong = show(copy, sorted({end.by for end in ends if end.by}), to_the_end=True)
    if wrong.seen:
        print(f"  but this fails on the code as it is: {wrong.said}")
    return seen >= 0.8 * len(chosen) and not wrong.seen


def show_one(copy: Path, reached: Reached, mutant: Mutant) -> Shown:
    """Show one change to the tests that reach it, and say how it went."""
    tests = reached.that_reach(mutant.file, mutant.line)
    with changed(mutant):
        end = show(copy, tests)
    print(
        f"{mutant.where}: {end.said} ({len(tests)} tests)", *(() if end.seen else mutant.change), sep="\n", flush=True
    )
    return end


def show_all(copy: Path, tests: Sequence[str], mutants: Sequence[Mutant]) -> dict[Mutant, Shown]:
    """Show many changes together to tests that take long, and find out who was seen; all but a few never are."""
    seen: dict[Mutant, Shown] = {}
    left = list(mutants)
    while left:
        batch = list({mutant.file: mutant for mutant in left}.values())  # one of each file
        seen |= _together(copy, tests, batch)
        left = [mutant for mutant in left if mutant not in batch]
    return seen


def _together(copy: Path, tests: Sequence[str], mutants: Sequence[Mutant]) -> dict[Mutant, Shown]:
    with contextlib.ExitStack() as stack:
        for mutant in mutants:
            stack.enter_context(changed(mutant))
        end = show(copy, tests)
    print(f"{len(mutants)} together: {end.said} ({len(tests)} tests)", flush=True)
    if not end.seen or len(mutants) == 1:
        return dict.fromkeys(mutants, end) if end.seen else {}
    half = len(mutants) // 2
    return _together(copy, tests, mutants[:half]) | _together(copy, tests, mutants[half:])


def sampled(files: Path, sample: int, seed: int, thought_of: Any) -> tuple[int, list[Mutant]]:
    """How many mutants there are, and a sample of them by chance."""
    every = []
    for path in sorted(files.rglob("*.py")):
        module, changes, *_ = thought_of(str(path), path.read_text(encoding="utf-8"))
        inside = (one for one in changes if type(one.contained_by_top_level_function).__name__ == "FunctionDef")
        every += [(path, number, module, change) for number, change in enumerate(inside)]
    random.Random(seed).shuffle(every)  # noqa: S311 - a sample, no secret
    return len(every), [_mutant(*one) for one in every[:sample]]


def _mutant(path: Path, number: int, module: Any, change: Any) -> Mutant:
    before: str = module.code
    after: str = module.deep_replace(change.original_node, change.mutated_node).code
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))
    line = int(lines[2].split("-")[1].split(" ")[0].split(",")[0])
    return Mutant(path, line, f"{path.parent.name}/{path.name}:{line} #{number}", after, tuple(lines[3:]))


@contextlib.contextmanager
def changed(mutant: Mutant) -> Iterator[None]:
    """Have the change in the file for as long as this lasts."""
    before, stat = mutant.file.read_bytes(), mutant.file.stat()
    mutant.file.write_text(mutant.code, encoding="utf-8")
    try:
        yield
    finally:
        mutant.file.write_bytes(before)
        os.utime(mutant.file, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # what was compiled of it is true again


if __name__ == "__main__":
    sys.exit(main())
