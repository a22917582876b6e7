"""Prints how large files and functions are, and which are larger than the house likes."""

import ast
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 400
FUNCTION_LINES = 60
# The app is where such a program grows its largest file; this one is held smaller.
TIGHTER_FILES = {"src/mdoverleg/tui/app.py": 250}


@dataclass(frozen=True, order=True)
class Size:
    """Lines of a file, or of a function in it (`file.py:Class.function`)."""

    place: str
    lines: int
    limit: int


def files(root: Path = ROOT) -> Iterator[Size]:
    """Every source file of the program."""
    for path in sorted((root / "src").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        yield Size(place, path.read_text(encoding="utf-8").count("\n"), TIGHTER_FILES.get(place, FILE_LINES))


def functions(root: Path = ROOT) -> Iterator[Size]:
    """Every function of the program, methods and inner ones too."""
    for path in sorted((root / "src").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        yield from _within(ast.parse(path.read_text(encoding="utf-8")), f"{place}:")


def _within(node: ast.AST, place: str) -> Iterator[Size]:
    for child in ast.iter_child_nodes(node):
        inner = place
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{place}{child.name}."
            if not isinstance(child, ast.ClassDef):
                yield Size(place + child.name, (child.end_lineno or child.lineno) - child.lineno + 1, FUNCTION_LINES)
        yield from _within(child, inner)


def outliers(root: Path = ROOT) -> list[Size]:
    """What is over its limit."""
    return [size for size in [*files(root), *functions(root)] if size.lines > size.limit]


def main() -> int:
    """Print the figures and the outliers; the contract test decides whether they may stay."""
    lines = sorted(size.lines for size in functions())
    p90 = lines[int(len(lines) * 0.9)]
    print(f"{len(lines)} functions: median {statistics.median(lines):.0f} lines, 90th percentile {p90}")
    for size in outliers():
        print(f"{size.place}: {size.lines} lines, over {size.limit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
