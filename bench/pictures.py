"""`make pictures`: a picture of every main screen, in both languages and at four sizes, to look at before a commit.

    python -m bench.pictures [--language nl] [--size 120x40] [--only TITLE]

They go to the folder `pictures`, which git ignores.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.drawing import draw
from bench.measure import ROOT, environment, python
from mdoverleg.cli.windows import make_demo
from tests.support.terminal import Terminal

TARGET = ROOT / "pictures"
SIZES = ("60x20", "80x24", "120x40", "200x60")
LANGUAGES = ("nl", "en")
QUIET = 0.25


class Shot(NamedTuple):
    """One picture: its title, the keys that lead to it, and those that lead back."""

    title: str
    there: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


SHOTS = (
    Shot("who-are-you", (), ("enter",)),
    Shot("before-the-meeting"),
    Shot("attendance", ("p",), ("escape",)),
    Shot("previous-action-points", ("n", "n")),
    Shot("first-case", ("n",)),
    Shot("per-person", ("v",)),
    Shot("per-family-member", ("v",), ("v",)),
    Shot("course", ("5",), ("1",)),
    Shot("new-action-point", ("a", "belt de school over het verzuim @zeg vr !veil #K"), ("escape",)),
    Shot("which-role", ("r",), ("escape",)),
    Shot("decision", ("B",), ("escape",)),
    Shot("evaluation", ("e",), ("escape",)),
    Shot("help", ("f1",), ("escape",)),
    Shot("all-commands", ("ctrl+p",), ("escape",)),
    Shot("export", ("X",), ("escape",)),
    Shot("meetings", ("f3",)),
    Shot("cases", ("f4",)),
    Shot("people", ("f5",)),
    Shot("all-action-points", ("f6",)),
    Shot("history", ("f7",), ("f2",)),
    Shot("search", ("/", "school"), ("escape", "f2")),
    Shot("double-lead", ("n", "n", "n")),
)


def shots(file: Path, language: str, size: str, colours: str = "") -> Iterator[tuple[str, Terminal]]:
    """Yield every picture's title with the terminal that shows it."""
    columns, rows = map(int, size.split("x"))
    variables = environment(file.parent) | ({"NO_COLOR": "1"} if colours == "plain" else {})
    command = python("-m", "mdoverleg", "--lang", language, "--file", str(file), "open")
    with Terminal(command, columns=columns, rows=rows, environment=variables, colours=True) as terminal:
        terminal.wait_for("Hanna Lisdodde").wait_still(QUIET)
        for shot in SHOTS:
            for key in shot.there:
                terminal.press(key).wait_still(QUIET)
            yield shot.title, terminal
            for key in shot.back:
                terminal.press(key).wait_still(QUIET)


def main() -> int:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(prog="pictures", description="Draw every main screen.")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--size", action="append", help="columns x rows, such as 120x40")
    parser.add_argument("--only", action="append", choices=[shot.title for shot in SHOTS])
    given = parser.parse_args()
    TARGET.mkdir(exist_ok=True)
    count = 0
    looks = [(language, size, "") for language in given.language or LANGUAGES for size in given.size or SIZES]
    if not given.size:
        looks.append(("nl", "120x40", "plain"))
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder, "example.mdo")
        make_demo(example)
        for language, size, colours in looks:
            file = Path(folder, "table.mdo")
            shutil.copy(example, file)
            for title, terminal in shots(file, language, size, colours):
                if given.only and title not in given.only:
                    continue
                name = "-".join(part for part in (language, size, colours, title) if part)
                draw(terminal, TARGET / f"{name}.png")
                count += 1
            print(f"{language} {size} {colours}".rstrip(), flush=True)
    print(f"{count} pictures in {TARGET.relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
