"""The minutes of one meeting: who was there, and per case what was agreed (docs/what-goes-out.md)."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.changed_minutes import changed_lines
from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.facts import CaseFacts, MeetingFacts, TableFacts
from mdoverleg.domain.freezing import frozen
from mdoverleg.domain.meeting_papers import ChangedRole, Kept, MinutesCase, MinutesItem, MinutesPaper
from mdoverleg.domain.papers import ListedAction, ListedDecision, Ref
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.reads.action_lists import actions_paper
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.agenda_paper import invited
from mdoverleg.reads.exports import cases_in
from mdoverleg.reads.facts import all_case_facts, meeting_facts, table_facts
from mdoverleg.reads.in_the_room import present, was_in
from mdoverleg.reads.minutes_versions import minutes_before, wanted_minutes
from mdoverleg.reads.paper_head import organisation_of, organisation_ref, paper_head, person_ref
from mdoverleg.rules.words import attended
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

_ON_AGENDA = "pk IN (SELECT case_id FROM agenda_item WHERE meeting_id = ?)"


class _Meeting(NamedTuple):
    """What every part of the minutes is read from."""

    facts: MeetingFacts
    table: TableFacts
    cases: Mapping[int, CaseFacts]
    made: tuple[ListedAction, ...]
    """Action points of this meeting."""

    @property
    def meeting(self) -> records.Meeting:
        """The meeting itself."""
        return self.facts.meeting


def minutes_paper(reader: Reader, asked: Asked, clock: Clock, *, made_by: str = "") -> MinutesPaper:
    """Return the minutes of a meeting that has begun; Refused for another, and for a version that is not kept.

    Of a closed meeting they are what was fixed then, whatever was changed since. Lines, scores, notes and the
    reflection stay out.
    """
    fixed = wanted_minutes(reader, asked.meeting_pk, asked.version) if asked.meeting_pk else None
    return fixed or _minutes_now(reader, asked, clock, made_by)


def minutes_fixer(store: "Store", who: Who, meeting_pk: int) -> Callable[[Reader], Kept]:
    """Return what reads the minutes of a meeting that is just closed, as they are kept."""

    def fix(reader: Reader) -> Kept:
        made_by = who.name if who.person_pk is not None else ""
        paper = _minutes_now(reader, Asked(meeting_pk=meeting_pk), store.clock, made_by)
        return Kept(frozen(paper), cases_in(reader, paper))

    return fix


def _minutes_now(reader: Reader, asked: Asked, clock: Clock, made_by: str) -> MinutesPaper:
    table = table_facts(reader)
    found = meeting_facts(reader, "pk = ?", (asked.meeting_pk,)) if asked.meeting_pk else ()
    if not found or found[0].meeting.actual_start is None:
        raise Refused(_("Minutes are made of a meeting that has begun"))
    meeting = found[0].meeting
    of = _Meeting(
        found[0],
        table,
        {case.case.pk: case for case in all_case_facts(reader, _ON_AGENDA, (meeting.pk,))},
        tuple(line for line in actions_paper(reader, asked, clock).actions if line.asked_in == meeting.id),
    )
    attendance = (row for row in of.facts.attendance if attended(row) or row.status == "excused")
    since, earlier = minutes_before(reader, meeting.pk)
    paper = MinutesPaper(
        head=paper_head(reader, table, clock, made_by=made_by, meeting_pk=meeting.pk),
        read_aloud=meeting.confidentiality_time or "",
        read_version=meeting.confidentiality_version or "",
        said_together=bool(meeting.shared_responsibility_said),
        attendance=tuple(invited(row, table) for row in attendance),
        cases=tuple(_case(of, item) for item in of.facts.agenda if _is_held_case(item)),
        loose=tuple(line for line in of.made if not line.case),
        others=tuple(_other(of, item) for item in of.facts.agenda if not _is_held_case(item)),
        since=since,
    )
    return paper._replace(changes=changed_lines(earlier, paper)) if earlier else paper


def _is_held_case(item: records.AgendaItem) -> bool:
    return item.case_id is not None and item.actual_start is not None and not item.not_held


def _case(of: _Meeting, item: records.AgendaItem) -> MinutesCase:
    case = of.cases[item.case_id or 0]
    members = {row.pk: row.id for row in case.members}
    decisions = enumerate(case.decisions, 1)
    return MinutesCase(
        case=Ref(case.case.id, case.case.alias),
        start=item.actual_start or "",
        end=item.actual_end or "",
        present=tuple(present(who, of.table, members) for who in was_in(of.facts, item)),
        decisions=tuple(
            ListedDecision(number, row.text, of.meeting.held_on, of.meeting.id)
            for number, row in decisions
            if row.created_in_id == of.meeting.pk
        ),
        roles=tuple(_changed_roles(of, case, members)),
        actions=tuple(line for line in of.made if line.case == case.case.alias),
        next_review=case.case.next_evaluation,
    )


def _changed_roles(of: _Meeting, case: CaseFacts, members: dict[int, str]) -> Iterator[ChangedRole]:
    for row in case.roles:
        ended = row.ended_on == of.meeting.held_on
        if row.created_in_id == of.meeting.pk or ended:
            works_at = row.organisation_id or organisation_of(row.holder_id, of.table)
            yield ChangedRole(
                what="ended" if ended else "given",
                role=of.table.role(row.role),
                name=person_ref(row.holder_id, of.table).name,
                organisation=organisation_ref(works_at, of.table).name,
                members=", ".join(members[pk] for pk in row.members if pk in members),
            )


def _other(of: _Meeting, item: records.AgendaItem) -> MinutesItem:
    alias = of.cases[item.case_id].case.alias if item.case_id is not None else ""
    title = " · ".join(part for part in (alias, item.title) if part)
    start, end = ("", "") if item.not_held else (item.actual_start or "", item.actual_end or "")
    return MinutesItem(item.kind, title, start, end, item.not_held)
