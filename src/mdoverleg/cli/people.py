"""Commands on participants."""

import typer

from mdoverleg.cli import context, lists
from mdoverleg.cli.exports import Names, write_paper
from mdoverleg.cli.saying import put, say
from mdoverleg.cli.writes import pairs, values_of, work
from mdoverleg.domain.words import N_, _

people = typer.Typer(help=N_("Participants: everybody who can hold a role or an action point."))
NAMED = typer.Argument(metavar="PERSON", help=N_("Id or name."))


def register(app: typer.Typer) -> None:
    """Add the commands on participants."""
    app.add_typer(people, name="person")


@people.command("list", help=N_("The participants with their organisation."))
def list_(as_json: bool = typer.Option(False, "--json", help=N_("As JSON."))) -> int:
    """List participants."""
    return lists.list_people(context.current, as_json=as_json)


@people.command("add", help=N_("Add a participant; prints the id."))
def add(
    name: str = typer.Option(..., help=N_("Name.")),
    organisation: str = typer.Option(..., help=N_("Id or name of the organisation.")),
    function: str | None = typer.Option(None, help=N_("Function.")),
    phone: str | None = typer.Option(None, help=N_("Telephone; never on the projector.")),
) -> None:
    """Add a participant."""
    from mdoverleg.edits import people as edits

    with work() as job:
        words = {"name": name, "organisation": organisation, "function": function, "phone": phone}
        put(job.id_of("person", edits.add(job.store, job.who, values=values_of("Person", words, job))))


@people.command("set", help=N_("Change keys of a participant: KEY=VALUE, an empty value clears."))
def set_(person: str = NAMED, words: list[str] = typer.Argument(..., metavar="KEY=VALUE")) -> None:
    """Change a participant."""
    from mdoverleg.edits import people as edits

    with work() as job:
        values = values_of("Person", pairs(words), job)
        edits.change(job.store, job.who, pk=job.find("person", person), values=values)


@people.command("handover", help=N_("Give all roles and live action points of one person to another."))
def handover(
    person: str = NAMED,
    to: str = typer.Option(..., metavar="PERSON", help=N_("Who takes them over.")),
    line: list[str] | None = typer.Option(None, metavar="ALIAS=TEXT", help=N_("The line so far of one case.")),
    leaves: bool = typer.Option(False, "--leaves", help=N_("Who hands over takes part no longer.")),
    output: str | None = typer.Option(None, metavar="FILE", help=N_("Also write the document for who takes over.")),
    format_: str = typer.Option("docx", "--format", metavar="F", help=N_("Of that document: docx, md or json.")),
) -> None:
    """Hand over everything."""
    from mdoverleg.edits import people as edits

    with work() as job:
        if output is not None:
            _refuse_unfit(output, format_)
        lines = {job.find("case", alias): text for alias, text in pairs(line or []).items() if text}
        from_pk, to_pk = job.find("person", person), job.find("person", to)
        done = edits.hand_over(job.store, job.who, from_pk=from_pk, to_pk=to_pk, lines=lines, leaves=leaves)
        words = _("{roles} roles and {actions} action points handed over")
        say(words.format(roles=done.roles, actions=done.action_points))
    if output is not None:
        write_paper("handover", Names(person=to), format_, output)


def _refuse_unfit(output: str, format_name: str) -> None:
    """Refuse a document that could not be written, before anything is handed over."""
    from mdoverleg.export import FORMATS, refuse_unknown
    from mdoverleg.export.writing import refuse_unwritable

    refuse_unknown(format_name)
    refuse_unwritable(output, is_text=FORMATS[format_name].is_text)
