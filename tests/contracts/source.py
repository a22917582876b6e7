"""The project's own files, read once for all contracts."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "mdoverleg"


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below the folders."""
    found = sorted(file for folder in folders for file in folder.rglob("*.py"))
    assert found, f"no Python files below {folders}"
    return found


def calls(node: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call below a node, with the dotted name that is called; only its end where it hangs on an expression."""
    for child in ast.walk(node):
        if isinstance(child, ast.Call):
            yield child, dotted(child.func)


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute; what is no name is left out."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def at(file: Path, node: ast.AST) -> str:
    """Where a node stands, for the message of a failing contract."""
    place = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
    return f"{place.as_posix()}:{getattr(node, 'lineno', 0)}"


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is in the repository, or would be after `git add`."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(sorted(file for name in listed.split("\0") if name and (file := ROOT / name).is_file()))
