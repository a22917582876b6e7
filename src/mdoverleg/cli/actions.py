"""Commands on action points."""

import sys

import typer

from mdoverleg.cli import context, lists, streams
from mdoverleg.cli.entry import add_line
from mdoverleg.cli.saying import put, say
from mdoverleg.cli.writes import Work, day, values_of, work
from mdoverleg.domain.errors import FileRefused, Refused
from mdoverleg.domain.words import N_, _, n_

actions = typer.Typer(help=N_("Action points: who does what before when."))


def register(app: typer.Typer) -> None:
    """Add the commands on action points."""
    app.add_typer(actions, name="action")


@actions.command("list", help=N_("Action points, late ones first."))
def list_(
    is_open: bool = typer.Option(False, "--open", help=N_("Only what is still to be done.")),
    overdue: bool = typer.Option(False, "--overdue", help=N_("Only what is late.")),
    case: str | None = typer.Option(None, metavar="ALIAS", help=N_("Only this case.")),
    person: str | None = typer.Option(None, metavar="PERSON", help=N_("Owner, co-owner or executor.")),
    organisation: str | None = typer.Option(None, metavar="O", help=N_("Of this organisation or its people.")),
    as_json: bool = typer.Option(False, "--json", help=N_("As JSON.")),
) -> int:
    """List action points."""
    return lists.list_actions(
        context.current,
        is_open=is_open,
        overdue=overdue,
        case=case,
        person=person,
        organisation=organisation,
        as_json=as_json,
    )


@actions.command("add", help=N_("Add an action point from one line, as on screen; prints its id. `-` reads lines."))
def add(
    line: str = typer.Argument(metavar="LINE", help=N_("belt de school @akkers vr !veiligheid #Kind1")),
    case: str = typer.Option(..., metavar="ALIAS", help=N_("Alias or id of the case.")),
) -> int:
    """Add action points."""
    with work() as job:
        case_pk = job.find("case", case)
        if line != "-":
            put(add_line(job, case_pk, line))
            return 0
        return _add_lines(job, case_pk)


def _add_lines(job: Work, case_pk: int) -> int:
    refused, saved = False, 0
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            new = add_line(job, case_pk, line)
            saved += 1
            put(new, flush=True)
        except Refused as refusal:
            refused = True
            sentence = _("line {number}: {sentence}").format(number=number, sentence=refusal)
            say(sentence)
        except FileRefused:  # said by who called, of this line; not that others came before it
            if saved:
                words = n_(
                    "not saved from line {number} on; the {n} before it is saved",
                    "not saved from line {number} on; the {n} before it are saved",
                    saved,
                )
                say(words.format(number=number, n=saved))
            raise
        except BrokenPipeError:
            say(_("line {number}: saved, but nobody reads the ids any more; stopped").format(number=number))
            streams.let_go_of_output()
            return 1
    return 1 if refused else 0


@actions.command("set", help=N_("Change the status, day or owner of an action point."))
def set_(
    action: str = typer.Argument(metavar="ID", help=N_("Id of the action point.")),
    status: str | None = typer.Option(None, metavar="S", help=N_("New status.")),
    reason: str | None = typer.Option(None, metavar="TEXT", help=N_("Why not, or what came of it.")),
    due: str | None = typer.Option(None, metavar="DAY", help=N_("New day; `-` takes it away.")),
    owner: str | None = typer.Option(None, metavar="PERSON", help=N_("New owner.")),
) -> None:
    """Change an action point in one step."""
    from mdoverleg.edits import action_points as edits

    if status is None and due is None and owner is None and reason is None:
        raise Refused(_("say what must change: --status, --reason, --due or --owner"))
    with work() as job:
        pk = job.find("action_point", action)
        words = {"status": status, "owner": owner, "outcome_reason": None if status else reason}
        values = values_of("ActionPoint", words, job)
        if due is not None:
            values["due"] = None if due == "-" else day(due, job.today)
        if status is None:
            edits.change(job.store, job.who, pk=pk, values=values)
            return
        answer = values.pop("status")
        meeting_pk = job.running_meeting()
        edits.set_status(job.store, job.who, pk=pk, status=answer, reason=reason, meeting_pk=meeting_pk, also=values)
