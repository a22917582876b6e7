"""Commands on what is kept in lists of a case: its family, pitches, lines, scores, measures, notes and all the rest."""

from collections.abc import Callable
from functools import partial
from typing import Any

import typer

from mdoverleg.cli import context, record_lists
from mdoverleg.cli.saying import put, say
from mdoverleg.cli.writes import Work, pairs, values_of, work
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.words import N_, _
from mdoverleg.reads.record_lists import listed_records

records = typer.Typer(help=N_("What is kept in lists of a case: family, lines, scores, measures, notes …"))
CASE = typer.Option(..., metavar="ALIAS", help=N_("Alias or id of the case."))
KIND = typer.Argument(metavar="KIND", help=N_("A list of a case, as `record kinds` has them."))
NUMBER = typer.Argument(metavar="NUMBER", help=N_("Its place in the list, as `record list` shows it."))
JSON = typer.Option(False, "--json", help=N_("As JSON."))
WORDS = typer.Argument(..., metavar="KEY=VALUE")


def register(app: typer.Typer) -> None:
    """Add the commands on records of a case."""
    app.add_typer(records, name="record")


@records.command("kinds", help=N_("Every kind of record of a case, with its keys; a star: it is needed."))
def kinds(as_json: bool = JSON) -> int:
    """List the kinds."""
    return record_lists.list_kinds(context.current, as_json=as_json)


@records.command("list", help=N_("The records of a case, of one kind or of all, with their numbers."))
def list_(
    kind: str | None = typer.Argument(None, metavar="KIND", help=N_("Only this list.")),
    case: str = CASE,
    as_json: bool = JSON,
) -> int:
    """List records."""
    return record_lists.list_records(context.current, case=case, kind=kind, as_json=as_json)


@records.command("add", help=N_("Add a record to a case; prints the id where it gets one."))
def add(kind: str = KIND, words: list[str] = WORDS, case: str = CASE) -> None:
    """Add a record."""
    key = record_lists.kind_named(kind)
    entity = record_lists.KINDS[key]
    with work() as job:
        case_pk = job.find("case", case)
        values = values_of(entity.name, pairs(words), job, case_pk)
        if any(field.key == "created_in" for field in entity.fields):
            values.setdefault("created_in", job.running_meeting())
        pk = _edits(entity.name)[0](job.store, job.who, case_pk=case_pk, values=values)
        if entity.has_id:
            put(job.id_of(entity.table, pk))
        else:
            say(_("{kind} {number} added").format(kind=key, number=_number_of(job, entity.name, case_pk, pk)))


@records.command("set", help=N_("Change keys of a record: KEY=VALUE, an empty value clears."))
def set_(kind: str = KIND, number: str = NUMBER, words: list[str] = WORDS, case: str = CASE) -> None:
    """Change a record."""
    entity = record_lists.KINDS[record_lists.kind_named(kind)].name
    with work() as job:
        case_pk = job.find("case", case)
        pk = _numbered(job, entity, case_pk, number)
        _edits(entity)[1](job.store, job.who, pk=pk, values=values_of(entity, pairs(words), job, case_pk))


@records.command("remove", help=N_("Take a record out; later numbers of its list move up."))
def remove(kind: str = KIND, number: str = NUMBER, case: str = CASE) -> None:
    """Take a record out."""
    entity = record_lists.KINDS[record_lists.kind_named(kind)].name
    with work() as job:
        pk = _numbered(job, entity, job.find("case", case), number)
        _edits(entity)[2](job.store, job.who, pk=pk)


Edit = Callable[..., Any]


def _edits(entity: str) -> tuple[Edit, Edit, Edit]:
    """Return what adds, changes and takes out a record of one kind of a case."""
    from mdoverleg.edits import case_records, decisions, family, roles

    own: dict[str, tuple[Edit, Edit, Edit]] = {
        "Member": (family.add_member, family.change_member, family.remove_member),
        "Helper": (roles.add_helper, roles.change_helper, roles.remove_helper),
        "Decision": (decisions.add, decisions.change, decisions.remove),
        "RoleAssignment": (_not_here, _change_role, _not_here),
    }
    of_all = tuple(
        partial(edit, entity=entity) for edit in (case_records.add, case_records.change, case_records.remove)
    )
    return own.get(entity) or (of_all[0], of_all[1], of_all[2])


def _change_role(store: Any, who: Any, *, pk: int, values: dict[str, Any]) -> None:
    from mdoverleg.edits import roles

    roles.change(store, who, assignment_pk=pk, values=values)


def _not_here(*_given: Any, **_named: Any) -> None:
    raise Refused(_("roles are given with `role assign` and ended with `role end`"))


def _numbered(job: Work, entity: str, case_pk: int, number: str) -> int:
    with job.store.read() as reader:
        found = listed_records(reader, entity, case_pk)
    for row in found:
        if str(row.number) == number.strip():
            return row.pk
    words = _("there is no number “{number}” in this list; it has {count}")
    raise Refused(words.format(number=one_line(number), count=len(found)))


def _number_of(job: Work, entity: str, case_pk: int, pk: int) -> int:
    with job.store.read() as reader:
        return next(row.number for row in listed_records(reader, entity, case_pk) if row.pk == pk)
