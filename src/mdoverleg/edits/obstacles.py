"""Edits of what stands in the way: raising it one level."""

from datetime import date

from sqlmodel import Session, col, select

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.edits import rows
from mdoverleg.edits.moments import day_of
from mdoverleg.edits.rows import Values
from mdoverleg.store import tables
from mdoverleg.store.store import Store

HIGHEST = 4
FIRST_RAISED = 2
"""Above the worker who has the action point (`level` of Obstacle, docs/format.md)."""


def raise_level(store: Store, who: Who, *, action_pk: int, values: Values, seen_level: int = 0) -> int:
    """Raise what stands in the way of an action point one level and return its key; the first time it is noted too.

    `values` are further fields of the obstacle; `seen_level` is the level that the user saw, 0 for none. Refused
    without a case, at the highest level, and when somebody else raised it meanwhile.
    """
    with store.write(who, "obstacles.raise") as session:
        action: tables.ActionPoint = rows.fetch(session, "ActionPoint", action_pk)
        return raised(session, action, values, seen_level, day_of(store, session))


def raised(session: Session, action: tables.ActionPoint, values: Values, seen_level: int, today: date) -> int:
    """Do as `raise_level`, as part of another edit."""
    if action.case_id is None:
        raise Refused(_("{id} belongs to no case, so there is nothing to raise it with.").format(id=action.id))
    obstacle = _open_one(session, action.pk, today)
    if (obstacle.level if obstacle else 0) != seen_level:
        raise Refused(_("{id} was raised by somebody else already; nothing was changed.").format(id=action.id))
    if obstacle is None:
        given = {"since": today, **values, "action": action.pk, "level": FIRST_RAISED}
        pk: int = rows.insert(session, "Obstacle", given, parent_pk=action.case_id).pk
        return pk
    if obstacle.level >= HIGHEST:
        raise Refused(_("{id} lies at the highest level already.").format(id=action.id))
    rows.change(session, "Obstacle", obstacle, {**values, "level": obstacle.level + 1})
    return obstacle.pk


def _open_one(session: Session, action_pk: int, today: date) -> tables.Obstacle | None:
    """Return what stands in the way of an action point and is not solved; of several the one at the highest level."""
    query = select(tables.Obstacle).where(tables.Obstacle.action_id == action_pk)
    found = session.exec(query.order_by(col(tables.Obstacle.level).desc(), col(tables.Obstacle.pk))).all()
    return next((one for one in found if one.resolved_on is None or one.resolved_on > today), None)
