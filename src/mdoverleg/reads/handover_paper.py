"""What goes to somebody who takes over: per case what it is about, what is theirs now, and who else is around.

The rules are those of docs/what-goes-out.md; a case counts when a role or an action point came from a colleague.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from mdoverleg.domain import records
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.facts import CaseFacts, TableFacts
from mdoverleg.domain.groups import OVER
from mdoverleg.domain.handing_over import Held, givers
from mdoverleg.domain.papers import NOBODY, Around, HandoverPaper, ListedAction, Ref, TakenCase, TakenRole
from mdoverleg.domain.words import _
from mdoverleg.reads.action_lists import actions_paper, numbered_person
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.facts import all_case_facts, table_facts
from mdoverleg.reads.loading import among
from mdoverleg.reads.paper_head import organisation_of, organisation_ref, paper_head, person_ref
from mdoverleg.rules.words import is_current
from mdoverleg.store.reading import Reader

_CAME_OVER: Final = """SELECT item.row_pk FROM change_item item JOIN change ON change.id = item.change_id
  WHERE change.verb = 'people.hand_over' AND item.table_name = ?"""
"""Rows that the log knows as handed over; whose they are now says the row itself."""

_CASES: Final = f"""status NOT IN {among(OVER)} AND (
  pk IN (SELECT case_id FROM handover WHERE to_holder_id = ?1)
  OR pk IN (SELECT case_id FROM role_assignment WHERE holder_id = ?1 AND (ended_on IS NULL OR ended_on > ?2)
    AND pk IN ({_CAME_OVER.replace("?", "'role_assignment'")}))
  OR pk IN (SELECT case_id FROM action_point WHERE id IN (SELECT value FROM json_each(?3))))"""


def handover_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> HandoverPaper:
    """Return what one person takes over from colleagues; Refused without a person."""
    if asked.person_pk is None:
        raise Refused(_("Say for whom the hand-over is"))
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by)
    today = head.made_at.date()
    own = actions_paper(reader, Asked(person_pk=asked.person_pk), clock).actions
    came = {id_ for (id_,) in reader.rows(f"SELECT id FROM action_point WHERE pk IN ({_CAME_OVER})", ("action_point",))}
    mine = [line.id for line in own if line.id in came]
    values = (asked.person_pk, today.isoformat(), _json(mine))
    cases = (_taken(case, table, asked.person_pk, today, own) for case in all_case_facts(reader, _CASES, values))
    return HandoverPaper(
        head=head,
        person=numbered_person(asked.person_pk, table) or NOBODY,
        organisation=organisation_ref(organisation_of(asked.person_pk, table), table),
        cases=tuple(case for case in cases if case.roles or case.actions or case.due),
        loose=tuple(line for line in own if not line.case and line.id in came),
    )


def _json(ids: list[str]) -> str:
    import json

    return json.dumps(ids)


def _taken(case: CaseFacts, table: TableFacts, person_pk: int, today: date, own: tuple[ListedAction, ...]) -> TakenCase:
    labels = {member.pk: member.id for member in case.members}
    handovers = [row for row in case.handovers if row.to_holder_id == person_pk]
    coming = [row.due for row in handovers if row.done_on is None]
    lines = [row.line_so_far for row in handovers if row.line_so_far]
    return TakenCase(
        case=Ref(case.case.id, case.case.alias),
        goal=case.case.goal,
        phase=case.case.phase,
        line=lines[-1] if lines else "",
        due=min(coming, default=None),
        next_review=case.case.next_evaluation,
        roles=tuple(_roles(case, table, person_pk, today, labels)),
        actions=tuple(line for line in own if line.case == case.case.alias),
        around=tuple(_around(case, table, person_pk, today, labels)),
    )


def _roles(
    case: CaseFacts, table: TableFacts, person_pk: int, today: date, labels: dict[int, str]
) -> Iterator[TakenRole]:
    for row in case.roles:
        if row.holder_id == person_pk and (row.ended_on is None or row.ended_on > today):
            names = tuple(person_ref(pk, table).name for pk in _from_whom(case, row, person_pk))
            yield TakenRole(table.role(row.role), _members(row.members, labels), row.started_on, names)


def _from_whom(case: CaseFacts, role: records.RoleAssignment, person_pk: int) -> tuple[int, ...]:
    """Return who handed a role over: as a hand-over says, else whose time ended that day, else who had it last."""
    agreed = [row for row in case.handovers if (row.role, row.to_holder_id) == (role.role, person_pk)]
    if agreed:
        return agreed[-1].from_holders
    ended = [
        Held(one.holder_id, one.members, one.started_on, one.ended_on)
        for one in case.roles
        if one.role == role.role and one.ended_on is not None and one.ended_on <= role.started_on
    ]
    return givers(ended, person_pk, role.members, role.started_on)


def _around(
    case: CaseFacts, table: TableFacts, person_pk: int, today: date, labels: dict[int, str]
) -> Iterator[Around]:
    for row in case.roles:
        if row.holder_id != person_pk and is_current(row, today):
            works_at = row.organisation_id or organisation_of(row.holder_id, table)
            name, where = person_ref(row.holder_id, table).name, organisation_ref(works_at, table).name
            yield Around(table.role(row.role).label, name, where, _members(row.members, labels))
    for helper in case.helpers:
        if _helps(helper, today) and helper.person_id != person_pk:
            works_at = helper.organisation_id or organisation_of(helper.person_id, table)
            name = person_ref(helper.person_id, table).name or helper.name or ""
            yield Around(
                helper.task or "", name, organisation_ref(works_at, table).name, _members(helper.members, labels)
            )


def _helps(helper: records.Helper, today: date) -> bool:
    begun = helper.started_on is None or helper.started_on <= today
    return begun and (helper.ended_on is None or helper.ended_on > today)


def _members(members: tuple[int, ...], labels: dict[int, str]) -> str:
    return ", ".join(labels[pk] for pk in members if pk in labels)
