"""Edits of cases: registered, changed, closed, reopened, evaluated."""

from datetime import date
from unicodedata import normalize

from sqlalchemy import text
from sqlmodel import Session, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import OVER
from mdoverleg.domain.retention import TERMS, Terms, keep_until, terms_of
from mdoverleg.domain.schema.cases import CASE_AT_FIRST
from mdoverleg.domain.text import clean
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.moments import day_of
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def alias_key(alias: str) -> str:
    """Return the form in which an alias may stand in the file only once: capitals ignored."""
    return normalize("NFC", clean(alias, one_line=True).casefold())


def add(store: Store, who: Who, *, values: Values) -> int:
    """Register a case and return its key: referred, new and today unless the values say otherwise.

    Refused when the alias is used already, capitals ignored.
    """
    with store.write(who, "cases.add") as session:
        given = CASE_AT_FIRST | {"opened_on": day_of(store, session)} | dict(values)
        key = alias_key(given.get("alias") or "")
        refuse_used_alias(session, key)
        pk: int = rows.insert(session, "Case", given, alias_key=key).pk
        return pk


def change(store: Store, who: Who, *, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of a case; ChangedMeanwhile when a field no longer holds what the user saw.

    A status that says that the case is over sets until when it is kept, as closing does.
    """
    with store.write(who, "cases.change") as session:
        case: tables.Case = rows.fetch(session, "Case", pk)
        if pk in (values.get("linked_cases") or ()):
            raise refusal("Case", "linked_cases", _("a case cannot belong to itself."))
        if values.get("alias"):
            key = alias_key(values["alias"])
            if key != case.alias_key:
                refuse_used_alias(session, key)
        given = {**values, **_kept_until(store, session, case, values)}
        fresh = rows.change(session, "Case", case, given, expected)
        if "alias" in fresh:
            case.alias_key = alias_key(case.alias)
            session.add(case)


def _kept_until(store: Store, session: Session, case: tables.Case, values: Values) -> Values:
    """Return until when a case is kept whose status changes, unless that is said or was said by hand before.

    One that is over gets a day by the table's terms; one that is taken up again has none any more.
    """
    status = values.get("status") or case.status
    if status == case.status or "retain_until" in values:
        return {}
    if status not in OVER:
        return {"retain_until": None} if case.status in OVER else {}
    if case.retain_until is not None:
        return {}
    ended = values.get("closed_on") or case.closed_on or day_of(store, session)
    return {"retain_until": keep_until(status, ended, _terms(session))}


def _terms(session: Session) -> Terms:
    """Return the terms of this file, inside its write transaction."""
    return terms_of(session.scalar(text("SELECT value FROM setting WHERE name = :name"), params={"name": TERMS}))


def refuse_used_alias(session: Session, key: str) -> None:
    """Refuse an alias that another case has."""
    if session.exec(select(tables.Case.pk).where(tables.Case.alias_key == key)).first() is not None:
        raise refusal("Case", "alias", _("another case has this alias."))


def close(store: Store, who: Who, *, pk: int, reason: str | None = None, on: date | None = None) -> None:
    """Close a case on a day (default: today); the reason becomes the decision about closing.

    It is kept until a day that follows from the table's terms, unless that day was set by hand before.
    """
    with store.write(who, "cases.close") as session:
        case: tables.Case = rows.fetch(session, "Case", pk)
        if case.status == "closed":
            raise Refused(_("Case {alias} is closed already.").format(alias=case.alias))
        values: dict[str, object] = {"status": "closed", "closed_on": day_of(store, session, on)}
        if reason:
            values["closing_decision"] = reason
        values |= _kept_until(store, session, case, values)
        rows.change(session, "Case", case, values)


def reopen(store: Store, who: Who, *, pk: int) -> None:
    """Make a case active again; it is no longer kept until a given day, and what was decided about closing stays."""
    with store.write(who, "cases.reopen") as session:
        case: tables.Case = rows.fetch(session, "Case", pk)
        if case.status not in OVER:
            raise Refused(_("Case {alias} is not closed.").format(alias=case.alias))
        rows.change(session, "Case", case, {"status": "active", "closed_on": None, "retain_until": None})


def plan_evaluation(store: Store, who: Who, *, pk: int, on: date | None, expected: Values | None = None) -> None:
    """Set the day of the next evaluation; None takes it away. ChangedMeanwhile when it is not what the user saw."""
    with store.write(who, "cases.plan_evaluation") as session:
        rows.change(session, "Case", rows.fetch(session, "Case", pk), {"next_evaluation": on}, expected)
