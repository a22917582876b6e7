"""docs/cli.md and the help pages of the program, from the commands themselves."""

from collections.abc import Iterator
from typing import Any

from mdoverleg.cli.app import PROGRAM, command_tree
from mdoverleg.cli.usage import help_text
from mdoverleg.domain.words import Language, in_language
from tools.pages.markdown import GENERATED

INTRO = """What each command says with `--help`. The options of `mdoverleg` itself stand before the command.

stdout is data, stderr is talk. With `--json` a list is an array with a stable order. A command never asks for anything
when it does not run on a terminal. A write is one undo step and prints the id of what it made, alone on a line.

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | refused: the input or the state does not allow it; nothing was changed |
| 2 | wrong use of the command line; also `open` without a terminal |
| 3 | the file cannot be used: missing, locked, damaged, no table, of a newer version, read-only, no space |
| 4 | `check --strict` found warnings |
| 70 | an error in the program: one sentence, and the path of a log without data |
| 130, 143 | stopped by Ctrl+C, by a signal |"""


def page() -> str:
    """Every command with its help page, in English."""
    parts = ["# Commands", GENERATED, INTRO]
    with in_language("en"):
        for path, command in _leaves(command_tree(), PROGRAM):
            parts += [f"## {path}", f"```text\n{help_text(command, path)}```"]
    return "\n\n".join(parts) + "\n"


def help_page(language: Language) -> str:
    """What `mdoverleg --help` prints; kept as a file, because building it costs ten times what starting Python does."""
    with in_language(language):
        return help_text(command_tree(), PROGRAM)


def _leaves(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    inner: dict[str, Any] = getattr(command, "commands", {})
    if not inner or path == PROGRAM or getattr(command, "invoke_without_command", False):
        yield path, command
    for name, one in inner.items():
        yield from _leaves(one, f"{path} {name}")
