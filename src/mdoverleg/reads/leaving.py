"""What goes over when somebody leaves: roles and live action points, case by case."""

from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.groups import LIVE, OVER
from mdoverleg.reads.facts import table_facts
from mdoverleg.reads.loading import among, load

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

PARTS = "(owner_id = ?1 OR co_owner_id = ?1 OR executor_id = ?1 OR passed_on_by_id = ?1)"


class LeavingCase(NamedTuple):
    """One case in which something goes over."""

    pk: int | None
    """Nothing: action points without a case."""
    alias: str
    roles: tuple[str, ...]
    """What the roles are called."""
    action_points: int
    line: str
    """The line so far as it was last written down."""


def read_leaving(store: "Store", person_pk: int) -> tuple[LeavingCase, ...]:
    """Return what one person has now, by case in the order of the document; what belongs to no case comes last."""
    with store.read() as reader:
        table = table_facts(reader)
        today = store.clock.today(table.zone).isoformat()
        held = load(
            reader,
            records.RoleAssignment,
            "holder_id = ?1 AND (ended_on IS NULL OR ended_on > ?2)"
            f' AND case_id IN (SELECT pk FROM "case" WHERE status NOT IN {among(OVER)})',
            (person_pk, today),
        )
        points = reader.rows(
            f"SELECT case_id, count(*) FROM action_point WHERE status IN {among(LIVE)} AND {PARTS} GROUP BY case_id",
            (person_pk,),
        )
        lines = reader.rows("SELECT case_id, line_so_far FROM handover WHERE line_so_far IS NOT NULL ORDER BY pk")
        cases = reader.rows('SELECT pk, alias FROM "case" ORDER BY position, pk')
    counts, said = dict(points), dict(lines)
    roles: dict[int, dict[str, None]] = {}
    for one in held:
        roles.setdefault(one.case_id, {})[table.role(one.role).label] = None
    rows = [*cases, (None, "")]
    return tuple(
        LeavingCase(pk, alias, tuple(roles.get(pk, ())), counts.get(pk, 0), said.get(pk) or "")
        for pk, alias in rows
        if pk in roles or counts.get(pk)
    )
