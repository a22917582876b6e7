"""What goes out: decisions, phone numbers, and the way in to all papers."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from mdoverleg.domain import records
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.facts import CaseFacts, TableFacts
from mdoverleg.domain.papers import (
    CaseDecisions,
    DecisionsPaper,
    HeldRole,
    ListedDecision,
    Paper,
    PhoneLine,
    PhonesPaper,
    Present,
    Ref,
)
from mdoverleg.domain.secrets import Guard
from mdoverleg.domain.text import fold
from mdoverleg.reads.action_lists import actions_paper
from mdoverleg.reads.action_points import Asked, Where
from mdoverleg.reads.agenda_paper import agenda_paper
from mdoverleg.reads.calls_paper import calls_paper
from mdoverleg.reads.cancellations import cancellation_paper
from mdoverleg.reads.case_paper import case_paper
from mdoverleg.reads.facts import all_case_facts, meeting_facts, table_facts
from mdoverleg.reads.family_papers import crisis_paper, family_paper
from mdoverleg.reads.forbidden import read_guard
from mdoverleg.reads.handover_paper import handover_paper
from mdoverleg.reads.in_the_room import present, was_in
from mdoverleg.reads.loading import load
from mdoverleg.reads.minutes_paper import minutes_paper
from mdoverleg.reads.numbers_paper import numbers_paper
from mdoverleg.reads.obstacles import obstacles_paper
from mdoverleg.reads.paper_head import case_ref, organisation_of, organisation_ref, paper_head, person_ref
from mdoverleg.reads.reply_paper import reply_paper
from mdoverleg.rules.words import is_current
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

Question = Callable[..., Paper]


def read_paper(store: "Store", name: str, asked: Asked, *, made_by: str = "") -> Paper:
    """Return one paper by its name (a key of PAPERS), from one read at the file's own time.

    `made_by` is a person of the table or nothing: a name of a computer user does not belong on paper.
    """
    with store.read() as reader:
        return PAPERS[name](reader, asked, store.clock, made_by=made_by)


def read_guarded(store: "Store", name: str, asked: Asked, *, made_by: str = "") -> tuple[Paper, Guard]:
    """Return one paper as `read_paper` does, with what may not stand in it, from the same read."""
    with store.read() as reader:
        return PAPERS[name](reader, asked, store.clock, made_by=made_by), read_guard(reader, name, asked)


# Decisions


def decisions_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> DecisionsPaper:
    """Return per case its decisions, current roles and next review; with a meeting, what was decided there."""
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by, meeting_pk=asked.meeting_pk)
    where = _decided(asked)
    meetings = {row.pk: row for row in load(reader, records.Meeting)}
    in_room = _in_the_room(reader, table, asked.meeting_pk)
    found = [
        _case_decisions(case, table, meetings, asked.meeting_pk, head.made_at.date())._replace(
            present=tuple(in_room.get(case.case.pk, ()))
        )
        for case in all_case_facts(reader, where.sql, where.values)
    ]
    return DecisionsPaper(
        head=head,
        case=case_ref(reader, asked.case_pk),
        cases=tuple(case for case in found if case.decisions or case.roles or case.next_review or case.present),
    )


def _in_the_room(reader: Reader, table: TableFacts, meeting_pk: int | None) -> dict[int, list[Present]]:
    """Return per case who was in the room for it in one meeting: only for the items on it that were held."""
    found: dict[int, list[Present]] = {}
    members = dict(reader.rows("SELECT pk, id FROM member")) if meeting_pk is not None else {}
    for facts in meeting_facts(reader, "pk = ?", (meeting_pk,)) if meeting_pk is not None else ():
        for item in facts.agenda:
            if item.case_id is not None and item.actual_start:
                found.setdefault(item.case_id, []).extend(present(who, table, members) for who in was_in(facts, item))
    return found


def _decided(asked: Asked) -> Where:
    where = Where()
    if asked.case_pk is not None:
        where.also("pk = ?", asked.case_pk)
    if asked.meeting_pk is not None:
        where.also(
            "(pk IN (SELECT case_id FROM agenda_item WHERE meeting_id = ? AND not_held IS NULL)"
            " OR pk IN (SELECT case_id FROM decision WHERE created_in_id = ?))",
            *[asked.meeting_pk] * 2,
        )
    return where


def _case_decisions(
    case: CaseFacts,
    table: TableFacts,
    meetings: dict[int, records.Meeting],
    meeting_pk: int | None,
    today: date,
) -> CaseDecisions:
    labels = {member.pk: member.id for member in case.members}
    decisions = []
    for number, decision in enumerate(case.decisions, 1):
        if meeting_pk is None or decision.created_in_id == meeting_pk:
            made = meetings.get(decision.created_in_id or 0)
            decisions.append(
                ListedDecision(number, decision.text, made.held_on if made else None, made.id if made else "")
            )
    order = list(table.roles)
    roles = [_held(role, table, labels) for role in case.roles if is_current(role, today)]
    roles.sort(key=lambda held: order.index(held.role.code) if held.role.code in order else len(order))
    return CaseDecisions(Ref(case.case.id, case.case.alias), tuple(decisions), tuple(roles), case.case.next_evaluation)


def _held(assignment: records.RoleAssignment, table: TableFacts, labels: dict[int, str]) -> HeldRole:
    works_at = assignment.organisation_id or organisation_of(assignment.holder_id, table)
    return HeldRole(
        role=table.role(assignment.role),
        name=person_ref(assignment.holder_id, table).name,
        organisation=organisation_ref(works_at, table).name,
        members=", ".join(labels[pk] for pk in assignment.members if pk in labels),
        since=assignment.started_on,
    )


# Phones

_INVOLVED: Final = (
    "(pk IN (SELECT holder_id FROM role_assignment WHERE case_id = ?1 AND started_on <= ?2"
    " AND (ended_on IS NULL OR ended_on > ?2))"
    " OR pk IN (SELECT person_id FROM helper WHERE case_id = ?1 AND (started_on IS NULL OR started_on <= ?2)"
    " AND (ended_on IS NULL OR ended_on > ?2)))"
)
"""Who holds a role in a case, or helps, on a day."""


def phones_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> PhonesPaper:
    """Return how the active people can be reached: all, or those of one organisation, meeting or case."""
    table = table_facts(reader)
    head = paper_head(reader, table, clock, made_by=made_by, meeting_pk=asked.meeting_pk)
    wanted = {row.pk for row in load(reader, records.Person, "active")}
    if asked.organisation_pk is not None:
        wanted &= {pk for pk, person in table.people.items() if person.organisation_id == asked.organisation_pk}
    if asked.meeting_pk is not None:
        invited = reader.rows("SELECT person_id FROM attendance WHERE meeting_id = ?", (asked.meeting_pk,))
        wanted &= {pk for (pk,) in invited}
    if asked.case_pk is not None:
        today = head.made_at.date().isoformat()
        wanted &= {row.pk for row in load(reader, records.Person, _INVOLVED, (asked.case_pk, today))}
    if asked.person_pk is not None:
        wanted &= {asked.person_pk}
    lines = [_phone(person, table) for pk, person in table.people.items() if pk in wanted]
    return PhonesPaper(
        head=head,
        case=case_ref(reader, asked.case_pk),
        organisation=organisation_ref(asked.organisation_pk, table) if asked.organisation_pk else None,
        lines=tuple(sorted(lines, key=lambda line: (fold(line.organisation), fold(line.name)))),
    )


def _phone(person: records.Person, table: TableFacts) -> PhoneLine:
    return PhoneLine(
        name=person.name,
        organisation=organisation_ref(person.organisation_id, table).name,
        function=person.function or "",
        phone=person.phone or "",
        reachable=person.reachable or "",
        deputy=person_ref(person.deputy_id, table).name,
    )


PAPERS: Final[dict[str, Question]] = {
    "actions": actions_paper,
    "agenda": agenda_paper,
    "minutes": minutes_paper,
    "decisions": decisions_paper,
    "case": case_paper,
    "family": family_paper,
    "crisis": crisis_paper,
    "handover": handover_paper,
    "phones": phones_paper,
    "calls": calls_paper,
    "cancellation": cancellation_paper,
    "obstacles": obstacles_paper,
    "numbers": numbers_paper,
    "reply": reply_paper,
}
"""Every paper by its name: one question each, with the same arguments."""
