"""Edits of people, and handing over what somebody has who leaves."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, or_, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import LIVE
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import role_rows, rows
from mdoverleg.edits.moments import day_of
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables
from mdoverleg.store.store import Store

PARTS = ("owner_id", "co_owner_id", "executor_id", "passed_on_by_id")


class HandedOver(NamedTuple):
    """How much went to somebody else."""

    roles: int
    action_points: int


def add(store: Store, who: Who, *, values: Values) -> int:
    """Add a person and return the key; without an id it gets the next number."""
    with store.write(who, "people.add") as session:
        pk: int = rows.insert(session, "Person", values).pk
        return pk


def change(store: Store, who: Who, *, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of a person; ChangedMeanwhile when a field no longer holds what the user saw."""
    with store.write(who, "people.change") as session:
        if values.get("deputy") == pk:
            raise refusal("Person", "deputy", _("this is somebody else."))
        rows.change(session, "Person", rows.fetch(session, "Person", pk), values, expected)


def settle_secrecy(store: Store, who: Who, *, pk: int, secrecy: str, on: date | None = None) -> None:
    """Note how secrecy is settled for a person (`covenant`, `statement_signed`, `not_yet`); a statement has its day.

    Refused when it is settled in that way already.
    """
    with store.write(who, "people.settle_secrecy") as session:
        person: tables.Person = rows.fetch(session, "Person", pk)
        if person.secrecy == secrecy:
            raise Refused(_("This is noted already for {name}.").format(name=person.name), names=[person.name])
        day = day_of(store, session, on) if secrecy == "statement_signed" else None
        rows.change(session, "Person", person, {"secrecy": secrecy, "secrecy_on": day})


def hand_over(
    store: Store,
    who: Who,
    *,
    from_pk: int,
    to_pk: int,
    on: date | None = None,
    meeting_pk: int | None = None,
    lines: Mapping[int, str] | None = None,
    leaves: bool = False,
) -> HandedOver:
    """Give every current role and live action point of one person to another, from a day on (default: today).

    A role that needs it gets a hand-over due that day, as has every case of `lines`: its key to the line so far. The
    other has yet to accept. Roles on cases that are closed stay as they were. `leaves`: the person takes part no
    longer, in the same step. Refused when the other has left, is the same, when there is nothing to hand over, or a
    line is about a case in which no role goes over.
    """
    with store.write(who, "people.hand_over") as session:
        giver, taker = rows.fetch(session, "Person", from_pk), rows.fetch(session, "Person", to_pk)
        if from_pk == to_pk:
            raise Refused(_("{name} cannot hand over to the same person.").format(name=giver.name), names=[giver.name])
        if not taker.active:
            raise Refused(_("{name} no longer takes part.").format(name=taker.name), names=[taker.name])
        day = day_of(store, session, on)
        count = role_rows.hand_over_all(session, role_rows.Passing(from_pk, to_pk, day, meeting_pk, lines or {}))
        given = HandedOver(count, _hand_over_action_points(session, from_pk, to_pk))
        if leaves:
            rows.change(session, "Person", giver, {"active": False})
        elif not any(given):
            words = _("{name} has no roles and no open action points.")
            raise Refused(words.format(name=giver.name), names=[giver.name])
        return given


def _hand_over_action_points(session: Session, from_pk: int, to_pk: int) -> int:
    table = tables.ActionPoint
    any_part = or_(*(getattr(table, part) == from_pk for part in PARTS))
    live = select(table).where(col(table.status).in_(LIVE), any_part).order_by(col(table.pk))
    found = list(session.exec(live))
    for action in found:
        if action.owner_id == from_pk:
            action.accepted = False
        for part in PARTS:
            if getattr(action, part) == from_pk:
                setattr(action, part, to_pk)
        if action.co_owner_id == action.owner_id:
            action.co_owner_id = None
        session.add(action)
    session.flush()
    return len(found)
