"""The ways past Typer: a window, the version, the help page and the lists that scripts ask for often.

Typer costs a start ten times that of Python itself. What is not understood here goes on to Typer, which calls the
same functions and knows all the rest.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from mdoverleg import __version__
from mdoverleg.cli.context import NO_MOUSE, Globals, leave_the_mouse, split_globals
from mdoverleg.domain.words import set_language

PLAIN = "--plain"
SWITCHES = {"open": {PLAIN, NO_MOUSE}, "project": {NO_MOUSE}}
HELP_PAGES = Path(__file__).resolve().parent / "help"


class Light(NamedTuple):
    """One list: its switches, its options with a value, and the function that prints it."""

    switches: tuple[str, ...]
    options: tuple[str, ...]
    function: Callable[..., int]
    argument: str = ""
    """The keyword of the one word that may stand without an option."""
    needs: tuple[str, ...] = ()
    """Keywords without which Typer says what is missing."""


def light_lists() -> dict[tuple[str, ...], Light]:
    """Return every command that is a list, by its words."""
    from mdoverleg.cli import lists, record_lists

    return {
        ("action", "list"): Light(
            ("--open", "--overdue", "--json"), ("--case", "--person", "--organisation"), lists.list_actions
        ),
        ("case", "list"): Light(("--json",), ("--status",), lists.list_cases),
        ("person", "list"): Light(("--json",), (), lists.list_people),
        ("meeting", "list"): Light(("--json",), (), lists.list_meetings),
        ("role", "list"): Light(("--json",), ("--case",), lists.list_roles),
        ("record", "kinds"): Light(("--json",), (), record_lists.list_kinds),
        ("record", "list"): Light(("--json",), ("--case",), record_lists.list_records, "kind", ("case",)),
        ("check",): Light(
            ("--json", "--all", "--strict"), ("--meeting", "--case", "--at", "--release"), lists.list_warnings
        ),
    }


def run_light(arguments: list[str]) -> int | None:
    """Run what needs no Typer and return its exit code; nothing when Typer must look at it."""
    options, rest = split_globals(arguments)
    if rest == ["--version"]:
        sys.stdout.write(f"mdoverleg {__version__}\n")
        return 0
    if rest == ["--help"]:
        return _help(options)
    words = rest or ["open"]
    if words[0] in SWITCHES["open"]:
        words = ["open", *words]
    if words[0] in ("open", "project") and set(words[1:]) <= SWITCHES[words[0]]:
        return _window(options, words)
    return _light_list(options, rest)


def _window(options: Globals, words: list[str]) -> int:
    if options.no_mouse or NO_MOUSE in words:
        leave_the_mouse()
    if words[0] == "project":
        from mdoverleg.cli.wall import project

        return project(options)
    from mdoverleg.cli.windows import open_table

    return open_table(options, plain=PLAIN in words)


def _help(options: Globals) -> int | None:
    language = options.language or "nl"
    set_language(language)
    try:
        sys.stdout.write((HELP_PAGES / f"{language}.txt").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return 0


def _light_list(options: Globals, rest: list[str]) -> int | None:
    if rest[:1] != ["check"] and rest[1:2] not in (["list"], ["kinds"]):
        return None
    lists = light_lists()
    for length in (2, 1):
        light = lists.get(tuple(rest[:length]))
        if light is not None:
            given = parse(light, rest[length:])
            return None if given is None else light.function(options, **given)
    return None


def parse(light: Light, words: list[str]) -> dict[str, Any] | None:
    """Return the keyword arguments of a list; nothing when a word is not one of its own, or one is missing."""
    found: dict[str, Any] = {}
    rest = list(words)
    while rest:
        option, sign, value = rest.pop(0).partition("=")
        if option in light.switches and not sign:
            found[_keyword(option)] = True
        elif option in light.options and (sign or rest):
            found[_keyword(option)] = value if sign else rest.pop(0)
        elif light.argument and not option.startswith("-") and not sign and light.argument not in found:
            found[light.argument] = option
        else:
            return None
    return None if set(light.needs) - found.keys() else found


def _keyword(option: str) -> str:
    name = option.removeprefix("--").replace("-", "_")
    return {"open": "is_open", "json": "as_json", "all": "show_all"}.get(name, name)
