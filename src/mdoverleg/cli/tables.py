"""Commands on the table as a whole: open, demo, init, methods, doctor."""

import sys
from pathlib import Path

import typer

from mdoverleg.cli import context, passphrases, wall, windows
from mdoverleg.cli.saying import put, say
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.paths import is_there
from mdoverleg.domain.who import system_user
from mdoverleg.domain.words import N_, _, current_language


def register(app: typer.Typer) -> None:
    """Add the commands on the table."""
    app.command("open", help=N_("Open the table in a window."))(open_)
    app.command("project", help=N_("Show the table on a projector: read-only, without names, following what runs."))(
        project
    )
    app.command("demo", help=N_("Look at the example: an invented table with a meeting about to start."))(demo)
    app.command("init", help=N_("Make a new table."))(init)
    app.command("methods", help=N_("The ways of working that come with it; one in full."))(methods)
    app.command("doctor", help=N_("Look at file, backups, disk and terminal, and say what to do."))(doctor)


PLAIN = typer.Option(False, "--plain", help=N_("In lines, for a screen reader or braille; also without a terminal."))
NO_MOUSE = typer.Option(False, "--no-mouse", help=N_("Leave the mouse to the terminal."))


def open_(plain: bool = PLAIN, no_mouse: bool = NO_MOUSE) -> int:
    """Open a window, or the table in lines."""
    if no_mouse:
        context.leave_the_mouse()
    return windows.open_table(context.current, plain=plain)


def project(no_mouse: bool = NO_MOUSE) -> int:
    """Open the projector window."""
    if no_mouse:
        context.leave_the_mouse()
    return wall.project(context.current)


def demo(
    method: str | None = typer.Option(None, metavar="NAME", help=N_("Way of working: a name of `methods`.")),
    keep: str | None = typer.Option(None, metavar="FILE", help=N_("Keep the example in this file.")),
    plain: bool = PLAIN,
    no_mouse: bool = NO_MOUSE,
) -> int:
    """Open the example."""
    if no_mouse:
        context.leave_the_mouse()
    return windows.run_demo(context.current, keep, method, plain=plain)


def init(
    file: str | None = typer.Argument(None, metavar="FILE", help=N_("File to make.")),
    name: str = typer.Option(..., help=N_("Name of the table.")),
    method: str = typer.Option("casustafel", help=N_("Way of working: a name of `methods`, or a file.")),
    encrypt: bool | None = typer.Option(None, "--encrypt/--no-encrypt", help=N_("Encrypt the file.")),
) -> None:
    """Make a new table."""
    path = Path(file) if file else context.table_path(context.current.file)
    if is_there(path):
        raise Refused(_("{path} is there already; choose another name").format(path=path))
    passphrase = passphrases.wanted(context.current, encrypt=encrypt)
    with passphrases.making(path, passphrase):
        make_table(path, name, method)
    context.remember(path)
    say(_("{path} is made. Only you can read it on this machine.").format(path=path))
    passphrases.say_what_it_means(is_encrypted=bool(passphrase))


def make_table(path: Path, name: str, method: str) -> None:
    """Make the file of a new table with a way of working copied in; nothing is left when that is refused."""
    from mdoverleg.domain.retention import TERMS, Terms
    from mdoverleg.domain.who import Who
    from mdoverleg.edits.table import copy_method
    from mdoverleg.methods import KEPT, kept_of, load, table_values
    from mdoverleg.store.store import Store

    chosen = load(method, current_language())
    values = dict(table_values(chosen))
    values["table"] = {"name": name, "language": current_language()} | dict(values.get("table", {}))
    context.make_room(path)
    store = Store.create(path)
    try:
        copy_method(store, Who(context.current.name or system_user(), via="cli"), method=values)
        store.set_setting(KEPT, kept_of(chosen))
        if chosen.retention:
            store.set_setting(TERMS, Terms()._replace(**chosen.retention).as_text())
    except BaseException:
        store.close()
        path.unlink()
        raise
    store.close()


def methods(
    name: str | None = typer.Argument(None, metavar="NAME", help=N_("One way of working in full.")),
    toml: bool = typer.Option(False, "--toml", help=N_("As a file: to change, and to give to `init --method`.")),
) -> None:
    """Show the ways of working."""
    from mdoverleg import methods as ways

    if toml:
        if not name:
            say(_("--toml is about one way of working: give its NAME"))
            raise typer.Exit(2)
        sys.stdout.write(ways.source(name))
        return
    if name:
        from mdoverleg.rules.naming import check_name, limit_name

        way = ways.load(name, current_language())
        put(ways.describe(way, check_name=check_name, limit_name=limit_name))
        return
    width = max(map(len, ways.names()))
    for known in ways.names():
        method = ways.load(known, current_language())
        put(f"{known:<{width}}  {method.title}")


def doctor(
    salvage: str | None = typer.Option(
        None,
        "--salvage",
        metavar="FILE",
        help=N_("Write what can be read of a damaged table in this file (JSON)."),
    ),
    as_json: bool = typer.Option(False, "--json", help=N_("As JSON.")),
) -> int:
    """Look at the file and the machine."""
    from mdoverleg.cli import doctor as seen

    if salvage:
        return seen.salvage(context.current, salvage)
    return seen.examine(context.current, as_json=as_json)
