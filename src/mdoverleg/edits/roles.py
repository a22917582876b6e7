"""Edits of who does what around a family: roles, hand-overs and helpers."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.roles import LEAD
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import role_rows, rows
from mdoverleg.edits.conflict import refuse_conflict_of_holder
from mdoverleg.edits.moments import day_of
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def assign(
    store: Store,
    who: Who,
    *,
    case_pk: int,
    role: str,
    person_pk: int | None = None,
    organisation_pk: int | None = None,
    members: Sequence[int] = (),
    on: date | None = None,
    meeting_pk: int | None = None,
    replace: bool = False,
    reachable_for: Sequence[int] | None = None,
    handover: Values | None = None,
    seen: Sequence[int] | None = None,
) -> int:
    """Give a role to a person, or to an organisation that names nobody yet, from a day on (default: today).

    Returns the key of the assignment. `replace` ends what others hold of it that day; given to one of two holders, it
    keeps that one's assignment and ends the other. Without it the role is then held twice, which a check says (E02).
    A lead can be reached by the whole family unless `reachable_for` says otherwise (docs/format.md). `handover` (`due`,
    default that day; `warm`, `line_so_far`) agrees the hand-over from who holds it or held it last, in the same step
    (E11). `seen` are the assignments of this role that the user saw: one that somebody else made since is not replaced
    (ChangedMeanwhile). Refused: somebody who left, a member of another family, who holds the role already for these
    members, or a hand-over of what nobody else held.
    """
    with store.write(who, "roles.assign") as session:
        rows.fetch(session, "Case", case_pk)
        day = day_of(store, session, on)
        if reachable_for is None:
            reachable_for = role_rows.family_of(session, case_pk) if role == LEAD else ()
        values = {
            "role": role,
            "holder": person_pk,
            "organisation": organisation_pk,
            "members": tuple(members),
            "reachable_for": tuple(reachable_for),
            "started_on": day,
            "created_in": meeting_pk,
        }
        givers = () if handover is None else role_rows.givers_of(session, case_pk, values)
        pk = _assign(session, case_pk, values, replace=replace, seen=seen)
        if handover is not None:
            _agree(session, case_pk, values, givers, handover)
        return pk


def _assign(session: Session, case_pk: int, values: Values, *, replace: bool, seen: Sequence[int] | None = None) -> int:
    now = role_rows.current(session, case_pk, values["role"], values["started_on"])
    own = [
        one
        for one in now
        if (one.holder_id, one.organisation_id) == (values["holder"], values["organisation"])
        and role_rows.covers(session, one, values["members"])
    ]
    others = [one for one in now if one not in own]
    if own and not (replace and others):
        raise _held_already(session, own[0])
    if replace:
        for other in others:
            if seen is not None and other.pk not in seen:
                refuse_conflict_of_holder(session, other, values["holder"])
            role_rows.replace_holder(session, other, values["members"], values["started_on"])
    if own:
        return own[0].pk
    pk: int = rows.insert(session, "RoleAssignment", values, parent_pk=case_pk).pk
    return pk


def _agree(session: Session, case_pk: int, values: Values, givers: Sequence[int], handover: Values) -> None:
    """Write down the hand-over that goes with giving a role."""
    if not givers:
        raise Refused(_("Nobody else held this role; there is nothing to hand over."))
    agreed = {"due": values["started_on"], **{key: value for key, value in handover.items() if value is not None}}
    agreed |= {"role": values["role"], "from_holders": tuple(givers), "to_holder": values["holder"]}
    rows.insert(session, "Handover", agreed | {"created_in": values["created_in"]}, parent_pk=case_pk)


def _held_already(session: Session, assignment: tables.RoleAssignment) -> Refused:
    holder = session.get(tables.Person, assignment.holder_id) if assignment.holder_id else None
    organisation = session.get(tables.Organisation, assignment.organisation_id) if assignment.organisation_id else None
    name = holder.name if holder else organisation.name if organisation else ""
    return Refused(_("{name} has this role already.").format(name=name), names=[name] if holder else ())


def end(store: Store, who: Who, *, assignment_pk: int, on: date | None = None) -> None:
    """End a role: the day (default: today) is the first one without it."""
    with store.write(who, "roles.end") as session:
        assignment = rows.fetch(session, "RoleAssignment", assignment_pk)
        role_rows.end_role(session, assignment, day_of(store, session, on))


def change(store: Store, who: Who, *, assignment_pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of a role assignment; naming a person takes the place of the organisation that named nobody yet."""
    with store.write(who, "roles.change") as session:
        assignment = rows.fetch(session, "RoleAssignment", assignment_pk)
        given = dict(values)
        if given.get("holder") is not None:
            given.setdefault("organisation", None)
        elif given.get("organisation") is not None:
            given.setdefault("holder", None)
        rows.change(session, "RoleAssignment", assignment, given, expected)


def add_helper(store: Store, who: Who, *, case_pk: int, values: Values) -> int:
    """Add a professional around the family who has no role here, and return the key."""
    with store.write(who, "roles.add_helper") as session:
        rows.fetch(session, "Case", case_pk)
        pk: int = rows.insert(session, "Helper", values, parent_pk=case_pk).pk
        return pk


def change_helper(store: Store, who: Who, *, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of a helper; ChangedMeanwhile when a field no longer holds what the user saw."""
    with store.write(who, "roles.change_helper") as session:
        rows.change(session, "Helper", rows.fetch(session, "Helper", pk), values, expected)


def end_helper(store: Store, who: Who, *, pk: int, on: date | None = None) -> None:
    """Note that a helper left: the day (default: today) is the first one without."""
    with store.write(who, "roles.end_helper") as session:
        helper = rows.fetch(session, "Helper", pk)
        if helper.ended_on is not None:
            raise refusal("Helper", "ended_on", _("this was filled in already."))
        rows.change(session, "Helper", helper, {"ended_on": day_of(store, session, on)})


def remove_helper(store: Store, who: Who, *, pk: int) -> None:
    """Take a helper out who was written down by mistake; one who left is ended instead."""
    with store.write(who, "roles.remove_helper") as session:
        rows.remove(session, "Helper", rows.fetch(session, "Helper", pk))
