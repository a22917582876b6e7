"""The edges of the program: where something is printed, and what is never asked of a library."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.source import SOURCE, at, calls, python_files, tree

PRINTS = SOURCE / "cli" / "saying.py"
"""The edge to the terminal of the command line; the edge of the screens is tui/text.py (test_markup.py)."""
NETWORK = {
    "socket", "ssl", "http", "urllib", "smtplib", "ftplib", "poplib", "imaplib", "telnetlib", "webbrowser", "requests",
    "httpx", "aiohttp", "xmlrpc", "socketserver",
}  # fmt: skip
"""What leads to a network; tests/hostile/test_outside.py watches the program itself."""
TELLS_VALUES = {"traceback", "logging", "cgitb", "faulthandler", "rich.traceback"}
"""What writes down with what values the program was at work."""
PICTURES = {"screenshot", "export_screenshot", "save_screenshot", "deliver_screenshot", "action_screenshot"}


def faults(file: Path) -> Iterator[str]:
    """Printing past the edge, ways to a network, traces with values, pictures, and shells."""
    for node in ast.walk(tree(file)):
        imported = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        imported += [one.name for one in node.names] if isinstance(node, ast.Import) else []
        for name in imported:
            if (name.partition(".")[0] in NETWORK and name != "urllib.parse") or name in TELLS_VALUES:
                yield f"{at(file, node)} {name}"
    for call, name in calls(tree(file)):
        is_printing = name in {"print", "rich.print", "typer.echo", "typer.secho", "pprint"}
        in_shell = name == "os.system" or any(word.arg == "shell" for word in call.keywords)
        if (is_printing and file != PRINTS) or in_shell or name.rpartition(".")[2] in PICTURES:
            yield f"{at(file, call)} {name}"


def test_nothing_goes_past_the_edges() -> None:
    assert [fault for file in python_files(SOURCE) for fault in faults(file)] == []


@pytest.mark.parametrize(
    "line",
    [
        "print(name)",
        "typer.echo(name)",
        "import socket",
        "from urllib.request import urlopen",
        "import logging",
        "self.app.save_screenshot()",
        "os.system('ls')",
        "subprocess.run('ls', shell=True)",
    ],
)
def test_this_contract_sees_what_it_forbids(line: str, tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text(line, encoding="utf-8")
    assert len(list(faults(file))) == 1


def test_typer_shows_no_error_of_its_own_making() -> None:
    [main] = [call for call, name in calls(tree(SOURCE / "cli" / "app.py")) if name == "typer.Typer"]
    given = {word.arg: ast.unparse(word.value) for word in main.keywords}
    assert given["pretty_exceptions_enable"] == "False"
