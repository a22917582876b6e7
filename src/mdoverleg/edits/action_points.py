"""Edits of action points: who does what before when."""

from collections.abc import Iterable

from sqlmodel import Session

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.groups import WITHOUT_RESULT
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.moments import day_of
from mdoverleg.edits.obstacles import raised
from mdoverleg.edits.rows import Values
from mdoverleg.edits.values import refusal
from mdoverleg.store import tables
from mdoverleg.store.store import Store


def add(store: Store, who: Who, *, values: Values) -> int:
    """Add an action point and return its key; without an id it gets the next number, without a kind it is practical."""
    with store.write(who, "action_points.add") as session:
        pk: int = rows.insert(session, "ActionPoint", {"kind": "practical"} | dict(values)).pk
        return pk


def change(store: Store, who: Who, *, pk: int, values: Values, expected: Values | None = None) -> None:
    """Change fields of an action point; ChangedMeanwhile when a field no longer holds what the user saw.

    A later due date counts as postponed once more. A new owner has yet to accept, and takes the place of an
    organisation that named nobody yet. Refused when it would, by a detour, wait for itself.
    """
    with store.write(who, "action_points.change") as session:
        action: tables.ActionPoint = rows.fetch(session, "ActionPoint", pk)
        rows.change(session, "ActionPoint", action, _with_what_follows(session, action, values), expected)


def _with_what_follows(session: Session, action: tables.ActionPoint, values: Values) -> dict[str, object]:
    """Return the values with what a new owner or a later day brings along; Refused when it would wait for itself."""
    given = dict(values)
    if given.get("owner") is not None:
        given.setdefault("owner_organisation", None)
        if given["owner"] != action.owner_id:
            given.setdefault("accepted", False)
    if _is_later(action, given):
        given.setdefault("postponed", min(action.postponed + 1, 99))
    _refuse_circle(session, action.pk, given.get("depends_on"))
    return given


def _is_later(action: tables.ActionPoint, values: Values) -> bool:
    due = values.get("due")
    return due is not None and action.due is not None and due > action.due


def _refuse_circle(session: Session, pk: int, depends_on: int | None) -> None:
    seen: set[int] = set()
    while depends_on is not None and depends_on not in seen:
        if depends_on == pk:
            raise refusal("ActionPoint", "depends_on", _("then it would wait for itself."))
        seen.add(depends_on)
        before = session.get(tables.ActionPoint, depends_on)
        depends_on = before.depends_on_id if before else None


def set_status(
    store: Store,
    who: Who,
    *,
    pk: int,
    status: str,
    reason: str | None = None,
    meeting_pk: int | None = None,
    expected: Values | None = None,
    also: Values | None = None,
    new: Values | None = None,
    obstacle: Values | None = None,
    seen_level: int = 0,
) -> int | None:
    """Answer an action point: its status, and in which meeting it was asked about; `also` holds other new values.

    `new` are the values of an action point that comes out of it, of the same case; its key is returned. `obstacle` are
    those of what stands in its way and is raised one level (`obstacles.raise_level`), in the same undo step.
    The reason says why not; of one that is done it says what came of it. Without a reason nothing is refused: a check
    asks for it (E21). An older reason why not goes when it is done or live again.
    """
    with store.write(who, "action_points.set_status") as session:
        action: tables.ActionPoint = rows.fetch(session, "ActionPoint", pk)
        values = _with_what_follows(session, action, also or {}) | _answered(action, status, reason, meeting_pk)
        rows.change(session, "ActionPoint", action, values, expected)
        if obstacle is not None:
            raised(session, action, obstacle, seen_level, day_of(store, session))
        if new is None:
            return None
        given = {"kind": action.kind, **new, "case": action.case_id, "created_in": meeting_pk}
        pk_of_new: int = rows.insert(session, "ActionPoint", given).pk
        return pk_of_new


def _answered(action: tables.ActionPoint, status: str, reason: str | None, meeting_pk: int | None) -> dict[str, object]:
    values: dict[str, object] = {"status": status}
    if status not in WITHOUT_RESULT and action.outcome_reason is not None:
        values["outcome_reason"] = None
    if reason:
        values["outcome" if status == "done" else "outcome_reason"] = reason
    if meeting_pk is not None:
        values["reviewed_in"] = meeting_pk
    return values


def set_several(
    store: Store, who: Who, *, pks: Iterable[int], status: str, reason: str | None = None, meeting_pk: int | None = None
) -> None:
    """Give several action points the same answer, in one undo step; without any of them nothing is done."""
    with store.write(who, "action_points.set_several") as session:
        for pk in dict.fromkeys(pks):
            action: tables.ActionPoint = rows.fetch(session, "ActionPoint", pk)
            rows.change(session, "ActionPoint", action, _answered(action, status, reason, meeting_pk))


def accept(store: Store, who: Who, *, pk: int, accepted: bool = True) -> None:
    """Note that the owner said yes aloud, or takes it back. Refused when nobody is named as owner."""
    with store.write(who, "action_points.accept") as session:
        action: tables.ActionPoint = rows.fetch(session, "ActionPoint", pk)
        if accepted and action.owner_id is None and action.family_owner_id is None:
            raise Refused(_("Nobody owns {id} yet, so nobody can accept it.").format(id=action.id))
        rows.change(session, "ActionPoint", action, {"accepted": accepted})
