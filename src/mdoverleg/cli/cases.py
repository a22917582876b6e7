"""Commands on cases."""

import typer

from mdoverleg.cli import context, lists, shows
from mdoverleg.cli.saying import put
from mdoverleg.cli.writes import day, pairs, values_of, work
from mdoverleg.domain.schema.cases import CASE_AT_FIRST
from mdoverleg.domain.words import N_

cases = typer.Typer(help=N_("Cases: one family or household each."))
NAMED = typer.Argument(metavar="ALIAS", help=N_("Alias or id of the case."))


def register(app: typer.Typer) -> None:
    """Add the commands on cases."""
    app.add_typer(cases, name="case")


@cases.command("list", help=N_("The cases, with who leads and what is open."))
def list_(
    status: str | None = typer.Option(None, help=N_("Only this status.")),
    as_json: bool = typer.Option(False, "--json", help=N_("As JSON.")),
) -> int:
    """List cases."""
    return lists.list_cases(context.current, status=status, as_json=as_json)


@cases.command("show", help=N_("Everything of one case that the board shows."))
def show(alias: str = NAMED, as_json: bool = typer.Option(False, "--json", help=N_("As JSON."))) -> int:
    """Show a case."""
    return shows.show_case(context.current, alias, as_json=as_json)


@cases.command("add", help=N_("Register a case; prints its id."))
def add(
    alias: str = typer.Option(..., help=N_("The only name of the family here.")),
    by: str = typer.Option(..., metavar="PERSON", help=N_("Who brings it.")),
    goal: str = typer.Option(..., help=N_("What the table is asked.")),
    category: str = typer.Option(CASE_AT_FIRST["category"], help=N_("Why it is on the agenda now.")),
    status: str = typer.Option(CASE_AT_FIRST["status"], help=N_("Status.")),
    phase: str = typer.Option(CASE_AT_FIRST["phase"], help=N_("Phase.")),
    opened: str | None = typer.Option(None, metavar="DAY", help=N_("Day of registration; today.")),
) -> None:
    """Add a case."""
    from mdoverleg.edits import cases as edits

    with work() as job:
        words = {"alias": alias, "brought_by": by, "goal": goal, "category": category, "status": status, "phase": phase}
        values = values_of("Case", dict(words), job) | {"opened_on": day(opened, job.today) or job.today}
        put(job.id_of("case", edits.add(job.store, job.who, values=values)))


@cases.command("set", help=N_("Change keys of a case: KEY=VALUE, an empty value clears."))
def set_(alias: str = NAMED, words: list[str] = typer.Argument(..., metavar="KEY=VALUE")) -> None:
    """Change a case."""
    from mdoverleg.edits import cases as edits

    with work() as job:
        pk = job.find("case", alias)
        edits.change(job.store, job.who, pk=pk, values=values_of("Case", pairs(words), job, pk))


@cases.command("close", help=N_("Close a case."))
def close(
    alias: str = NAMED, reason: str | None = typer.Option(None, metavar="TEXT", help=N_("Why it is closed."))
) -> None:
    """Close a case."""
    from mdoverleg.edits import cases as edits

    with work() as job:
        edits.close(job.store, job.who, pk=job.find("case", alias), reason=reason)


@cases.command("reopen", help=N_("Open a closed case again."))
def reopen(alias: str = NAMED) -> None:
    """Reopen a case."""
    from mdoverleg.edits import cases as edits

    with work() as job:
        edits.reopen(job.store, job.who, pk=job.find("case", alias))
