"""Commands on what was done and seen: undo, redo, the log, and search."""

from typing import TYPE_CHECKING

import typer

from mdoverleg.cli import context
from mdoverleg.cli.lists import show_json, show_table
from mdoverleg.cli.saying import say, so_far
from mdoverleg.cli.writes import work
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import N_, _

if TYPE_CHECKING:
    from mdoverleg.domain.list_rows import ChangeRow
    from mdoverleg.domain.verb_kinds import Only
    from mdoverleg.store.store import Store

logs = typer.Typer(help=N_("The log: everything that was done and seen, in words."), invoke_without_command=True)


def register(app: typer.Typer) -> None:
    """Add the commands on the history."""
    app.command("undo", help=N_("Undo the newest change that you made by a command."))(undo)
    app.command("redo", help=N_("Take back the newest undo."))(redo)
    app.add_typer(logs, name="log")
    app.command("search", help=N_("Search over everything."))(search)


def undo() -> None:
    """Undo."""
    from mdoverleg.store import changelog

    with work() as job:
        number = changelog.newest_by_command(job.store, job.who.name)
        if number is None:
            raise Refused(_("there is nothing to undo that {name} did by a command").format(name=job.who.name))
        changelog.undo(job.store, job.who, number)
        _say(job.store, number, _("Undone: {what}"))


def redo() -> None:
    """Redo."""
    from mdoverleg.store import changelog

    with work() as job:
        number = changelog.newest_redoable_by_command(job.store, job.who.name)
        if number is None:
            raise Refused(_("there is nothing to redo for {name}").format(name=job.who.name))
        with job.store.read() as reader:
            undone = reader.value("SELECT undoes FROM change WHERE id = ?", (number,))
        changelog.undo(job.store, job.who, number)
        _say(job.store, undone, _("Done again: {what}"))


def _say(store: "Store", number: int, sentence: str) -> None:
    from mdoverleg.reads.history import change_words, read_change

    row = read_change(store, number)
    say(sentence.format(what=change_words(row) if row else number))


@logs.callback()
def log(
    command: typer.Context,
    case: str | None = typer.Option(None, metavar="ALIAS", help=N_("Only this case.")),
    person: str | None = typer.Option(
        None, metavar="PERSON", help=N_("Only what this person did and saw, and what is about them or made for them.")
    ),
    seen: bool = typer.Option(False, "--seen", help=N_("Only what was looked at and what was given out.")),
    every: bool = typer.Option(False, "--all", help=N_("Also every look at a list over all cases.")),
    as_json: bool = typer.Option(False, "--json", help=N_("As JSON.")),
) -> None:
    """Print the log, the newest entry first."""
    if command.invoked_subcommand:
        return
    from mdoverleg.domain.looking import LIST, Look
    from mdoverleg.reads.history import read_history

    store = context.open_store(context.current)
    with store.read() as reader:
        case_pk = context.find_case(reader, case).pk if case else None
        person_pk = context.find_person(reader, person).pk if person else None
    only: Only = "seen" if seen else "all" if every or person else "usual"
    rows = read_history(store, limit=1_000_000, case_pk=case_pk, person_pk=person_pk, only=only)
    context.looked(store, context.current, Look(LIST, "history", case_pk, person_pk))
    if as_json:
        show_json([_as_json(row) for row in rows])
    else:
        show_table((row.pk, f"{row.at:%d-%m-%Y %H:%M}", row.who, row.case, _words(row)) for row in rows)


def _as_json(row: "ChangeRow") -> dict[str, object]:
    return {
        "id": row.pk,
        "at": row.at,
        "who": row.who,
        "verb": row.verb,
        "words": row.words,
        "case": row.case or None,
        "details": row.details,
        "undoes": row.undoes,
        "undone": row.is_undone,
    }


def _words(row: "ChangeRow") -> str:
    from mdoverleg.reads.history import change_words

    return change_words(row)


@logs.command("verify", help=N_("Prove that nothing was cut out of the log or changed in it."))
def verify() -> int:
    """Verify the log."""
    from mdoverleg.store import changelog

    store = context.open_store(context.current)
    problems = changelog.verify(store, so_far(_("{done} of {total} entries looked at")))
    for problem in problems:
        say(problem)
    if not problems:
        say(_("The log is whole."))
    if not changelog.is_keyed(store):
        say(_("This file is not encrypted: who can rewrite the whole log can forge it."))
    return 1 if problems else 0


def search(
    words: list[str] = typer.Argument(metavar="WORDS", help=N_("Words, or the beginning of words.")),
    as_json: bool = typer.Option(False, "--json", help=N_("As JSON.")),
) -> None:
    """Search."""
    from mdoverleg.domain.looking import of_search
    from mdoverleg.reads.searching import search_rows

    store, asked = context.open_store(context.current), " ".join(words)
    rows = search_rows(store, asked)
    context.looked(store, context.current, of_search(asked, rows))
    if as_json:
        show_json(
            [
                {"kind": row.entity, "id": row.id or None, "case": row.case or None, "snippet": row.snippet}
                for row in rows
            ]
        )
    else:
        show_table((row.case, row.label, row.id, row.snippet) for row in rows)
        if not rows:
            say(_("Nothing found."))
