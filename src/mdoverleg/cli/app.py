"""All commands of the command line, put together; loaded only when a light way is not enough."""

from functools import cache
from typing import Any

import typer

from mdoverleg.cli import (
    actions,
    backups,
    cases,
    checks,
    context,
    files,
    history,
    keys,
    made,
    meetings,
    people,
    purging,
    records,
    roles,
    style,
    tables,
    usage,
)
from mdoverleg.cli.context import split_globals
from mdoverleg.domain.words import N_, Language, current_language, set_language

PROGRAM = "mdoverleg"
ABOUT = N_("Who does what in a multidisciplinary case meeting, live on the wall.")


def build() -> typer.Typer:
    """Return the Typer application with every command."""
    app = typer.Typer(
        help=ABOUT, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=False
    )
    app.callback()(_globals)
    for room in (
        tables,
        files,
        backups,
        meetings,
        cases,
        people,
        roles,
        records,
        actions,
        made,
        purging,
        style,
        checks,
        history,
        keys,
    ):
        room.register(app)
    return app


def _globals(
    file: str | None = typer.Option(None, metavar="FILE", help=N_("File of the table.")),
    key_file: str | None = typer.Option(None, metavar="FD", help=N_("Where the passphrase is read from.")),
    lang: str | None = typer.Option(None, metavar="nl|en", help=N_("Language: nl or en.")),
    as_: str | None = typer.Option(None, "--as", metavar="NAME", help=N_("Who does it: a person, or a name.")),
    no_mouse: bool = typer.Option(False, "--no-mouse", help=N_("Leave the mouse to the terminal.")),
) -> None:
    """Stand before the command; read by `split_globals` before Typer is loaded."""
    del file, key_file, lang, as_, no_mouse


def command_tree() -> Any:
    """Return the commands as Typer's own tree, with help pages in the current language."""
    return _tree(current_language())


@cache  # making it takes as long as a small command itself, and tests run hundreds in one process
def _tree(_language: Language) -> Any:
    tree = typer.main.get_command(build())
    _speak(tree, PROGRAM)
    return tree


def _speak(command: Any, path: str) -> None:
    command.get_help = lambda _context: usage.help_text(command, path)
    for name, one in getattr(command, "commands", {}).items():
        _speak(one, f"{path} {name}")


def run_typer(arguments: list[str]) -> int:
    """Run one command through Typer and return its exit code; 2 for wrong use."""
    options, rest = split_globals(arguments)
    if rest and rest[0].startswith("--lang"):
        set_language(options.language or "nl")
        usage.say_unknown_language()
        return 2
    set_language(options.language or "nl")
    context.current = options
    if options.no_mouse:
        context.leave_the_mouse()
    tree = command_tree()
    usage_error: type[Exception] = typer.BadParameter.__mro__[1]  # Typer does not give its name away
    try:
        # Not through `main` of Typer: it ends a list that nobody reads to its end as a failure.
        with tree.make_context(PROGRAM, rest) as running:
            code = tree.invoke(running)
    except usage_error as error:
        usage.say_wrong_use(error)
        return 2
    except typer.Exit as ended:
        return ended.exit_code
    return code if isinstance(code, int) else 0
