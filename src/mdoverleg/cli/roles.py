"""Commands on roles."""

import typer

from mdoverleg.cli import context, lists
from mdoverleg.cli.writes import Work, day, values_of, work
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import N_, _

roles = typer.Typer(help=N_("Roles: who does what around a family."))
CASE = typer.Option(..., metavar="ALIAS", help=N_("Alias or id of the case."))
ROLE = typer.Option(..., metavar="CODE", help=N_("Code or label of the role."))
PERSON = typer.Option(..., metavar="PERSON", help=N_("Id or name."))


def register(app: typer.Typer) -> None:
    """Add the commands on roles."""
    app.add_typer(roles, name="role")


@roles.command("list", help=N_("Who holds or held which role."))
def list_(
    case: str | None = typer.Option(None, metavar="ALIAS", help=N_("Only this case.")),
    as_json: bool = typer.Option(False, "--json", help=N_("As JSON.")),
) -> int:
    """List roles."""
    return lists.list_roles(context.current, case=case, as_json=as_json)


@roles.command("assign", help=N_("Give a role to somebody, beside who holds it already."))
def assign(
    case: str = CASE,
    role: str = ROLE,
    person: str = PERSON,
    member: list[str] | None = typer.Option(None, metavar="MEMBER", help=N_("For this family member.")),
    from_: str | None = typer.Option(None, "--from", metavar="DAY", help=N_("First day; today.")),
    handover_on: str | None = typer.Option(
        None, metavar="DAY", help=N_("Agree a hand-over by whoever has it or had it last, before this day.")
    ),
    warm: bool = typer.Option(False, "--warm", help=N_("The hand-over is together with the family.")),
    line: str | None = typer.Option(None, metavar="TEXT", help=N_("The line so far, for who takes over.")),
) -> None:
    """Assign a role."""
    from mdoverleg.edits import roles as edits

    with work() as job:
        case_pk = job.find("case", case)
        edits.assign(
            job.store,
            job.who,
            case_pk=case_pk,
            role=_code(job, role),
            person_pk=job.find("person", person),
            members=tuple(job.find("member", name, case_pk) for name in member or ()),
            on=day(from_, job.today),
            handover={"due": day(handover_on, job.today), "warm": warm, "line_so_far": line}
            if handover_on or warm or line
            else None,
        )


def _code(job: Work, role: str) -> str:
    return str(values_of("RoleAssignment", {"role": role}, job)["role"])


@roles.command("end", help=N_("End a role; the day is the first one without it."))
def end(
    case: str = CASE,
    role: str = ROLE,
    person: str = PERSON,
    on: str | None = typer.Option(None, metavar="DAY", help=N_("First day without the role; today.")),
) -> None:
    """End a role."""
    from mdoverleg.edits import roles as edits

    with work() as job:
        code, person_pk = _code(job, role), job.find("person", person)
        with job.store.read() as reader:
            found = reader.value(
                "SELECT pk FROM role_assignment WHERE case_id = ? AND role = ? AND holder_id = ?"
                " AND (ended_on IS NULL OR ended_on > ?) ORDER BY started_on DESC, pk DESC LIMIT 1",
                (job.find("case", case), code, person_pk, job.today.isoformat()),
            )
        if found is None:
            raise Refused(_("{person} does not hold that role in this case").format(person=person))
        edits.end(job.store, job.who, assignment_pk=found, on=day(on, job.today))
