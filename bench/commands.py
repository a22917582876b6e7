"""Commands, from the shell's key to its next prompt, next to Python that starts and ends."""

import itertools
import subprocess
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from bench.measure import Row, by_turns, environment, median, ms, paired, program, python, time_of
from bench.tables import MIDDLE, Tables

START = "start of Python"


def light(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure what must feel like nothing: version, help, a list."""
    file = str(tables.example)
    commands = {
        "`--version`": (program("--version"), None),
        "`--help`": (program("--help"), 8.0),
        "`action list --json`": (program("--file", file, "action", "list", "--json"), 10.0),
        f"`action list --json`, {MIDDLE:,} action points": (
            program("--file", str(tables.with_points(MIDDLE)), "action", "list", "--json"),
            None,
        ),
    }
    yield from against_python(tables.folder, rounds, commands)


def imports(tables: Tables, rounds: int) -> Iterator[Row]:
    """Measure reading a whole table with ten thousand action points into a new file."""
    document = tables.folder / "table.json"
    source = str(tables.with_points(MIDDLE))
    subprocess.run(
        program("--file", source, "export", "table", "--output", str(document)),
        check=True,
        env=environment(tables.folder),
        stdout=subprocess.DEVNULL,
    )
    numbers = itertools.count()

    def once() -> float:
        target = tables.folder / f"imported-{next(numbers)}.mdo"
        taken = time_of(program("--file", str(target), "import", "table", str(document), "--no-encrypt"), tables.folder)
        target.unlink()
        return taken

    found = by_turns(
        max(2, rounds // 4), {"import": once, START: partial(time_of, python("-c", "pass"), tables.folder)}
    )
    ours, reference = found["import"], found[START]
    yield Row(
        f"import of {MIDDLE:,} action points",
        paired(ours, reference),
        START,
        f"{ms(median(ours))}, {MIDDLE / median(ours):,.0f} a second",
    )


def against_python(folder: Path, rounds: int, commands: Mapping[str, tuple[list[str], float | None]]) -> Iterator[Row]:
    """Run commands by turns with Python that starts and ends; each with the ratio that is aimed at."""
    ways = {name: partial(time_of, command, folder) for name, (command, _aim) in commands.items()}
    found = by_turns(rounds, ways | {START: partial(time_of, python("-c", "pass"), folder)})
    reference = found.pop(START)
    for name, ours in found.items():
        figures = f"{ms(median(ours))} / {ms(median(reference))}"
        yield Row(name, paired(ours, reference), START, figures, commands[name][1])
