"""Commands on the files that were made: which there are, and taking them away."""

import typer

from mdoverleg.cli import context
from mdoverleg.cli.lists import show_json, show_table
from mdoverleg.cli.saying import say
from mdoverleg.cli.writes import work
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.exports import ExportRow, lines_words, place_words, state_words, still_held
from mdoverleg.domain.looking import of_list
from mdoverleg.domain.words import N_, _

made = typer.Typer(help=N_("The files that were made of this table: which are still there, and deleting them."))


def register(app: typer.Typer) -> None:
    """Add the commands on the files that were made."""
    app.add_typer(made, name="exports")


@made.command("list", help=N_("Every file that was made, the newest first."))
def list_made(as_json: bool = typer.Option(False, "--json", help=N_("As JSON."))) -> None:
    """List the files."""
    from mdoverleg.reads.exports import read_exports

    store = context.open_store(context.current)
    rows = read_exports(store)
    context.looked(store, context.current, of_list("exports"))
    if as_json:
        show_json([_as_json(row) for row in rows])
        return
    show_table(
        (
            row.number,
            f"{row.at:%d-%m-%Y %H:%M}",
            row.who,
            row.what,
            row.recipient,
            row.format,
            lines_words(row.lines) if row.document else "",
            state_words(row.state),
            place_words(row.path),
        )
        for row in rows
    )
    if not rows:
        say(_("No file was made of this table yet."))


def _as_json(row: ExportRow) -> dict[str, object]:
    return {
        "id": row.number,
        "at": row.at,
        "who": row.who,
        "document": row.document or None,
        "what": row.what,
        "for": row.recipient or None,
        "format": row.format,
        "lines": row.lines,
        "path": row.path or None,
        "sha256": row.sha256 or None,
        "state": row.state,
        "deleted_at": row.deleted_at,
        "deleted_by": row.deleted_by or None,
    }


@made.command("delete", help=N_("Delete a file that was made; the log keeps that it was."))
def delete_made(
    number: int | None = typer.Argument(None, metavar="ID", help=N_("Its number in `exports list`.")),
    every: bool = typer.Option(False, "--all", help=N_("Every file that is still as it was made.")),
    although_changed: bool = typer.Option(
        False, "--although-changed", help=N_("Also when it was changed since it was made.")
    ),
) -> int:
    """Delete one file or all."""
    from mdoverleg.edits.exports import delete
    from mdoverleg.reads.exports import read_exports

    if every == (number is not None):
        raise Refused(_("give the number of a file, or --all"))
    with work() as job:
        rows = read_exports(job.store)
        if not every:
            row = next((row for row in rows if row.number == number), None)
            if row is None:
                raise Refused(_("there is no file with number {number}").format(number=number))
            drafts = delete(job.store, job.who, row, although_changed=although_changed)
            say(_("Deleted: {path}").format(path=row.path))
            for name in drafts:
                say(still_held(name))
            return 0
        refused = 0
        for row in rows:
            if row.state in ("there", "changed"):
                try:
                    delete(job.store, job.who, row, although_changed=although_changed)
                    say(_("Deleted: {path}").format(path=row.path))
                except Refused as reason:
                    say(str(reason))
                    refused += 1
        return 1 if refused else 0
