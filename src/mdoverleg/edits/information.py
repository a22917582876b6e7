"""Edits of what organisations are asked to share about a case: inviting one makes its row (E52)."""

from datetime import date

from sqlmodel import Session, col, or_, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.moments import day_of
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def invite(store: Store, who: Who, *, case_pk: int, organisation_pk: int, on: date | None = None) -> int:
    """Invite an organisation to a case on a day (default: today) and return the key of its row of information.

    One that was noted as needed is asked now. Refused when it was asked already.
    """
    with store.write(who, "information.invite") as session:
        rows.fetch(session, "Case", case_pk)
        organisation: tables.Organisation = rows.fetch(session, "Organisation", organisation_pk)
        day = day_of(store, session, on)
        row = _row(session, case_pk, organisation_pk)
        if row is None:
            return _asked(session, case_pk, organisation_pk, day)
        if row.invited and row.asked_on is not None:
            raise Refused(_("{name} was invited already.").format(name=organisation.name))
        rows.change(session, "Information", row, {"invited": True, "asked_on": day})
        return row.pk or 0


def ask_newcomer(session: Session, case_pk: int, person_pk: int, day: date) -> None:
    """Make the row of the organisation of somebody who comes to sit with a case that did not know it yet.

    Known is one that was asked, holds a role or helps, itself or through a person.
    """
    person: tables.Person = rows.fetch(session, "Person", person_pk)
    organisation_pk = person.organisation_id
    if _row(session, case_pk, organisation_pk) is None and not _is_known(session, case_pk, organisation_pk, day):
        _asked(session, case_pk, organisation_pk, day)


def _asked(session: Session, case_pk: int, organisation_pk: int, day: date) -> int:
    values = {"organisation": organisation_pk, "invited": True, "asked_on": day}
    pk: int = rows.insert(session, "Information", values, parent_pk=case_pk).pk
    return pk


def _row(session: Session, case_pk: int, organisation_pk: int) -> tables.Information | None:
    table = tables.Information
    return session.exec(select(table).where(table.case_id == case_pk, table.organisation_id == organisation_pk)).first()


def _is_known(session: Session, case_pk: int, organisation_pk: int, day: date) -> bool:
    colleagues = select(tables.Person.pk).where(tables.Person.organisation_id == organisation_pk)
    for table, person in ((tables.RoleAssignment, "holder_id"), (tables.Helper, "person_id")):
        named = or_(col(table.organisation_id) == organisation_pk, getattr(table, person).in_(colleagues))
        goes_on = or_(col(table.ended_on).is_(None), col(table.ended_on) > day)
        if session.exec(select(table.pk).where(table.case_id == case_pk, named, goes_on)).first() is not None:
            return True
    return False
