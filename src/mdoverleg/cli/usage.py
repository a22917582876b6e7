"""Help pages and wrong use of the command line in the user's language: Typer's own speak English only."""

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from mdoverleg.cli.saying import say
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.words import _, np_, p_

WIDTH = 100
GAP = 2

STANDS_FOR: dict[str, str] = {
    "FILE": np_("metavar", "FILE"),
    "NAME": np_("metavar", "NAME"),
    "PERSON": np_("metavar", "PERSON"),
    "ORGANISATION": np_("metavar", "ORGANISATION"),
    "MEMBER": np_("metavar", "MEMBER"),
    "DAY": np_("metavar", "DAY"),
    "TIME": np_("metavar", "TIME"),
    "INSTANT": np_("metavar", "INSTANT"),
    "TEXT": np_("metavar", "TEXT"),
    "LINE": np_("metavar", "LINE"),
    "WORDS": np_("metavar", "WORDS"),
    "KEY=VALUE": np_("metavar", "KEY=VALUE"),
    "COUNT": np_("metavar", "COUNT"),
    "KEY=NUMBER": np_("metavar", "KEY=NUMBER"),
    "WHO=FORMATS": np_("metavar", "WHO=FORMATS"),
    "FOLDER": np_("metavar", "FOLDER"),
    "CATEGORY": np_("metavar", "CATEGORY"),
    "PHASE": np_("metavar", "PHASE"),
    "GOAL": np_("metavar", "GOAL"),
    "METHOD": np_("metavar", "METHOD"),
    "FUNCTION": np_("metavar", "FUNCTION"),
    "PHONE": np_("metavar", "PHONE"),
    "CHECK": np_("metavar", "CHECK"),
    "KIND": np_("metavar", "KIND"),
    "NUMBER": np_("metavar", "NUMBER"),
    "ALIAS=TEXT": np_("metavar", "ALIAS=TEXT"),
}
"""The words in capitals of a help page that are words of a language; the others (ID, ALIAS, CODE) are not."""


def help_text(command: Any, path: str) -> str:
    """Return the help page of a command or a group of commands."""
    subcommands = getattr(command, "commands", {})
    parameters = [one for one in command.params if not getattr(one, "hidden", False)]
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    usage = [path, *([_("[OPTIONS]")] if len(parameters) > len(arguments) else [])]
    usage += [_argument(one) for one in arguments]
    usage += [_("COMMAND …")] if subcommands else []
    parts = [_("Usage: {line}").format(line=" ".join(usage))]
    if command.help:
        parts.append(textwrap.fill(_(str(command.help)), WIDTH))
    parts.append(_section(_("Arguments"), [(_argument(one), _help(one)) for one in arguments]))
    options = [(_option(one), _help(one)) for one in parameters if one.param_type_name == "option"]
    parts.append(_section(_("Options"), [*options, ("--help", _("Show this page."))]))
    parts.append(_section(_("Commands"), list(_commands(command, ""))))
    return "\n\n".join(part for part in parts if part) + "\n"


def _commands(command: Any, before: str) -> Iterator[tuple[str, str]]:
    for name, one in getattr(command, "commands", {}).items():
        if getattr(one, "commands", None):
            if getattr(one, "invoke_without_command", False):
                yield before + name, _described(one)
            yield from _commands(one, f"{before}{name} ")
        else:
            yield before + name, _described(one)


def _described(command: Any) -> str:
    return _(command.help) if command.help else ""


def _argument(one: Any) -> str:
    name = _stands_for(one)
    name = f"{name}…" if one.nargs == -1 else name
    return name if one.required else f"[{name}]"


def _option(one: Any) -> str:
    names = "/".join([*one.opts, *one.secondary_opts])
    if one.is_flag:
        return names
    return f"{names} {_stands_for(one)}"


def _stands_for(one: Any) -> str:
    """Return the word in capitals that stands for what is to be filled in."""
    word = (one.metavar or one.name).upper()
    return p_("metavar", STANDS_FOR[word]) if word in STANDS_FOR else str(word)


def _help(one: Any) -> str:
    text = _(one.help) if getattr(one, "help", None) else ""
    return f"{text} ".lstrip() + _("(more than once)") if getattr(one, "multiple", False) else text


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    column = min(max(len(name) for name, _text in rows), 30) + 2 * GAP
    lines = [f"{title}:"]
    for name, text in rows:
        wrapped = textwrap.wrap(text, WIDTH - column) or [""]
        head = f"{' ' * GAP}{name}"
        if len(head) > column - GAP:
            lines.append(head)
        else:
            lines.append(head.ljust(column) + wrapped.pop(0))
        lines += [" " * column + line for line in wrapped]
    return "\n".join(line.rstrip() for line in lines)


def say_wrong_use(error: Any) -> None:
    """Say on stderr what is wrong with the words of a command, and where its help is."""
    command = error.ctx.command_path if getattr(error, "ctx", None) else "mdoverleg"
    say(_wrong(error))
    say(_("`{command} --help` says how it is used.").format(command=command))


def _wrong(error: Any) -> str:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _("unknown option {name}").format(name=one_line(error.option_name))
    if kind == "BadOptionUsage":
        return _("option {name} needs a value").format(name=one_line(error.option_name))
    name = _name(getattr(error, "param", None))
    if kind == "MissingParameter":
        return _("{name} is missing").format(name=name)
    if name:
        given = re.search(r"'([^']*)'", error.message or "")
        return _("{name}: {value} will not do").format(name=name, value=f"“{one_line(given[1])}”" if given else "")
    command = re.match(r"No such command '([^']*)'", error.message or "")
    if command:
        return _("there is no command “{name}”").format(name=one_line(command[1]))
    extra = re.match(r"Got unexpected extra argument\w*(?:\(s\))? \((.*)\)", error.message or "")
    if extra:
        return _("too many words: {words}").format(words=one_line(extra[1]))
    return _("a command is missing")


def _name(parameter: Any) -> str:
    if parameter is None:
        return ""
    return _argument(parameter).strip("[]") if parameter.param_type_name == "argument" else str(parameter.opts[0])


def say_unknown_language() -> None:
    """Say which languages there are."""
    say(_("--lang is nl or en"))
