"""Commands on the house style: the table's own letterhead, logo and colour on what goes out."""

from pathlib import Path

import typer

from mdoverleg.cli import context
from mdoverleg.cli.saying import put, say
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import N_, _

style = typer.Typer(help=N_("The house style of this table: its letterhead, logo and colour."))


def register(app: typer.Typer) -> None:
    """Add the commands on the house style."""
    app.add_typer(style, name="style")


@style.command("show", help=N_("Which house style this table has."))
def show_style() -> None:
    """Show the house style."""
    from mdoverleg.reads.house_style import read_house_style, said_of

    for line in said_of(read_house_style(context.open_store(context.current))):
        put(line)


@style.command("set", help=N_("Take a letterhead, logo or colour; what is not named stays as it is."))
def set_style(
    letterhead: str | None = typer.Option(
        None, metavar="FILE", help=N_("Word file or template with [[inhoud]] where the document comes.")
    ),
    logo: str | None = typer.Option(None, metavar="FILE", help=N_("Picture (png, jpg) for pdf and web page.")),
    colour: str | None = typer.Option(None, metavar="#RRGGBB", help=N_("Of heading rows and lines.")),
) -> None:
    """Set the house style."""
    from mdoverleg.edits.house_style import keep
    from mdoverleg.export.house_style import style_of

    if letterhead is None and logo is None and colour is None:
        raise Refused(_("Say what changes: --letterhead, --logo or --colour"))
    store = context.open_store(context.current)
    keep(store, style_of(Path(letterhead) if letterhead else None, Path(logo) if logo else None, colour or ""))
    say(_("The house style is kept with this table; every document is made in it."))


@style.command("clear", help=N_("Make documents without a house style again."))
def clear_style() -> None:
    """Clear the house style."""
    from mdoverleg.edits.house_style import clear

    clear(context.open_store(context.current))
    say(_("Documents are made without a house style again."))
