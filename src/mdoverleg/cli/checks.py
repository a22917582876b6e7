"""Commands on warnings."""

from datetime import date

import typer

from mdoverleg.cli import context, lists
from mdoverleg.cli.writes import Work, day, work
from mdoverleg.domain.dates import day_to_look_again
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import N_, _

warnings = typer.Typer(help=N_("Warnings: set one aside."))


def register(app: typer.Typer) -> None:
    """Add the commands on warnings."""
    app.command("check", help=N_("The warnings."))(check)
    app.add_typer(warnings, name="warning")


def check(
    meeting: str | None = typer.Option(None, metavar="ID", help=N_("Of this meeting too.")),
    case: str | None = typer.Option(None, metavar="ALIAS", help=N_("Only this case.")),
    at: str | None = typer.Option(None, metavar="INSTANT", help=N_("As it is at this moment.")),
    show_all: bool = typer.Option(False, "--all", help=N_("Also what was set aside.")),
    strict: bool = typer.Option(False, help=N_("End with 4 when there are warnings.")),
    release: str = typer.Option("1", metavar="1|2", help=N_("2: also the checks of release 2.")),
    as_json: bool = typer.Option(False, "--json", help=N_("As JSON.")),
) -> int:
    """Print the warnings."""
    return lists.list_warnings(
        context.current,
        meeting=meeting,
        case=case,
        at=at,
        show_all=show_all,
        strict=strict,
        release=release,
        as_json=as_json,
    )


@warnings.command("set-aside", help=N_("Set a warning aside: why, and until when."))
def set_aside(
    check_id: str = typer.Argument(metavar="CHECK", help=N_("Id of the check, such as E19.")),
    case: str | None = typer.Option(None, metavar="ALIAS", help=N_("Case of the warning.")),
    subject: str | None = typer.Option(None, metavar="S", help=N_("What it is about; without it every subject.")),
    reason: str = typer.Option(..., metavar="TEXT", help=N_("Why, in one line.")),
    until: str | None = typer.Option(
        None, metavar="DAY", help=N_("Last day; the day before the next meeting, of E05 and E44 in three days.")
    ),
) -> None:
    """Set a warning aside."""
    from mdoverleg.edits import warnings as edits

    with work() as job:
        if job.who.person_pk is None:
            raise Refused(_("say who sets it aside: --as with a person of this table"))
        edits.set_aside(
            job.store,
            job.who,
            check=check_id.upper(),
            case_pk=job.find("case", case) if case else None,
            subject=subject,
            reason=reason,
            until=day(until, job.today) or _proposed(job, check_id.upper()),
            by_pk=job.who.person_pk,
        )


def _proposed(job: Work, check_id: str) -> date:
    from mdoverleg.reads.meetings import next_meeting_after

    with job.store.read() as reader:
        return day_to_look_again(next_meeting_after(reader, job.today), job.today, check_id)
