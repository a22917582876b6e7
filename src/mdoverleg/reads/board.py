"""What the table screen shows: one meeting, one case, who does what, and what needs looking at."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from mdoverleg.domain import records
from mdoverleg.domain.attendance import AttendanceRow, RoomCall
from mdoverleg.domain.facts import CaseFacts, MeetingFacts, TableFacts, Warning
from mdoverleg.domain.groups import OPEN_CASES, THERE, UNCHECKED
from mdoverleg.domain.snapshots import (
    AgendaRow,
    BoardSnapshot,
    CaseHead,
    CaseView,
    DecisionRow,
    LookedBack,
)
from mdoverleg.methods import SlotRule, slot_rules, steps
from mdoverleg.reads.case_steps import running_item, step_of
from mdoverleg.reads.course import course_rows
from mdoverleg.reads.facts import case_facts, loose_actions, meeting_facts, related_meetings, table_facts
from mdoverleg.reads.loading import among, load
from mdoverleg.reads.meetings import meeting_of_today, meeting_row, next_meeting_after
from mdoverleg.reads.names import organisation_rows, people_rows
from mdoverleg.reads.previous_actions import ROUND, Shown, beside, previous_rows, review_of
from mdoverleg.reads.table import kept_method, newest_change, wall_is_dark, zone_of
from mdoverleg.reads.who_does_what import (
    Naming,
    action_rows,
    family_of,
    helper_names,
    member_turn,
    person_turn,
    role_rows,
)
from mdoverleg.reads.who_sits_here import room_of
from mdoverleg.rules import warnings_of_case, warnings_of_table
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment
from mdoverleg.rules.words import is_live
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


def read_board(
    store: "Store", *, meeting_pk: int | None = None, case_pk: int | None = None, tab: str = "board"
) -> BoardSnapshot:
    """Return the table screen of this meeting (else the running or next one) and case (else the running item's).

    Of the tabs of a case only `tab` is read.
    """
    with store.read() as reader:
        return board_of(reader, store.clock.now("UTC"), meeting_pk=meeting_pk, case_pk=case_pk, tab=tab)


def board_of(
    reader: Reader,
    at: datetime,
    *,
    meeting_pk: int | None = None,
    case_pk: int | None = None,
    tab: str = "board",
) -> BoardSnapshot:
    """Return the table screen as it is at one instant."""
    zone = zone_of(reader)
    now = at.astimezone(zone)
    today = now.date()
    meeting_pk = meeting_pk or meeting_of_today(reader, today)
    here = meeting_facts(reader, "pk = ?1", (meeting_pk,)) if meeting_pk else ()
    meeting = here[0] if here else None
    running = running_item(meeting)
    case_pk = case_pk or (running.case_id if running else None)
    case = case_facts(reader, case_pk) if case_pk else None
    related = related_meetings(reader, case_pk)
    known = {facts.meeting.pk: facts for facts in (*related, *here)}
    table = table_facts(reader, tuple(sorted(known.values(), key=_by_day)))
    moment = Moment(table, now, meeting)
    case_at = CaseAt(moment, case) if case else None
    method = (table.info.method, kept_method(reader))
    is_round = tab == ROUND or (case is None and running is not None and running.kind == ROUND)
    asked = meeting is not None and (is_round or case is None)
    shown = Shown(table, meeting, running, today) if meeting and asked else None
    review = review_of(reader, shown, with_others=is_round) if shown else None
    return BoardSnapshot(
        sequence=newest_change(reader),
        table=table.info.name,
        language=table.info.language,
        zone=table.info.time_zone,
        today=today,
        meeting=meeting_row(meeting, table) if meeting else None,
        next_meeting_on=next_meeting_after(reader, meeting.meeting.held_on if meeting else today),
        agenda=_agenda(reader, meeting),
        attendance=_attendance(moment),
        case=_case_view(reader, case_at, slot_rules(*method), _of_tab(reader, case_at, tab)) if case_at else None,
        actions=previous_rows(review) if review and not case else (),
        warnings=_warnings(reader, table, case, meeting, now),
        people=people_rows(reader, today),
        organisations=organisation_rows(reader),
        step=step_of(reader, steps(*method), meeting, now),
        was_discussed=case_pk is None or _was_discussed(table, case_pk),
        looked_back=None if case else looked_back(reader, meeting),
        wall_is_dark=wall_is_dark(reader),
        room=_room(moment, case_at),
        review=review if is_round else None,
    )


def _room(moment: Moment, case_at: CaseAt | None) -> RoomCall | None:
    """Return who is to go, to come and is missing, where the case that runs is the one that is shown."""
    running = moment.running
    if case_at is None or running is None or running.actual_start is None or not case_at.is_running:
        return None
    room = room_of(moment, running, case_at)
    parts = (room.goes_out, room.comes_in, room.missed)
    return RoomCall(running.pk, *(tuple(row.short for row in rows) for rows in parts))


LAST_REFLECTION = (
    "SELECT held_on, reflection FROM meeting WHERE actual_start IS NOT NULL AND pk <> ?1 AND held_on <= ?2"
    " ORDER BY held_on DESC, planned_start DESC, pk DESC LIMIT 1"
)


def looked_back(reader: Reader, meeting: MeetingFacts | None) -> LookedBack | None:
    """Return what the meeting before this one wrote when looking back, while this one opens (A2.22)."""
    if meeting is None or any(item.actual_end for item in meeting.agenda) or meeting.meeting.closed_at:
        return None
    found = reader.rows(LAST_REFLECTION, (meeting.meeting.pk, meeting.meeting.held_on.isoformat()))
    if not found or not found[0][1]:
        return None
    return LookedBack(date.fromisoformat(found[0][0]), found[0][1])


def _by_day(facts: MeetingFacts) -> tuple[date, str]:
    return facts.meeting.held_on, facts.meeting.planned_start


def _was_discussed(table: TableFacts, case_pk: int) -> bool:
    return any(item.case_id == case_pk and item.actual_start for facts in table.meetings for item in facts.agenda)


def _agenda(reader: Reader, meeting: MeetingFacts | None) -> tuple[AgendaRow, ...]:
    if meeting is None:
        return ()
    aliases: dict[int, str] = dict(
        reader.rows(
            'SELECT pk, alias FROM "case" WHERE pk IN (SELECT case_id FROM agenda_item WHERE meeting_id = ?1)',
            (meeting.meeting.pk,),
        )
    )
    return tuple(
        AgendaRow(
            pk=item.pk,
            number=number,
            kind=item.kind,
            case_pk=item.case_id,
            title=aliases.get(item.case_id or 0, "") or item.title or "",
            planned_start=item.planned_start,
            planned_end=item.planned_end,
            actual_start=item.actual_start,
            actual_end=item.actual_end,
            not_held=item.not_held,
            added_because=item.added_because or "",
            has_family=any(seat.member_id is not None for seat in meeting.seats.get(item.pk, ())),
        )
        for number, item in enumerate(meeting.agenda, 1)
    )


def _attendance(moment: Moment) -> tuple[AttendanceRow, ...]:
    meeting, table = moment.meeting, moment.table
    if meeting is None:
        return ()
    rows = []
    there = {row.person_id for row in meeting.attendance if row.status in THERE}
    for row in meeting.attendance:
        person = table.people[row.person_id]
        deputy = person.deputy_id if row.status not in THERE else None
        rows.append(
            AttendanceRow(
                person_pk=row.person_id,
                name=person.name,
                organisation=table.organisations[person.organisation_id].name,
                status=row.status,
                arrives=row.arrives,
                leaves=row.leaves,
                capacity=row.capacity,
                at_table=moment.at_table is not None and row.person_id in moment.at_table,
                secrecy_open=person.secrecy == "not_yet" and row.status in THERE,
                deputy=table.person_name(deputy),
                deputy_pk=deputy if deputy not in there else None,
            )
        )
    return tuple(rows)


def _case_view(reader: Reader, case_at: CaseAt, rules: Mapping[str, SlotRule], of_tab: Mapping[str, Any]) -> CaseView:
    moment, case = case_at.moment, case_at.facts
    table, today = moment.table, moment.today
    family = family_of(case)
    roles = role_rows(case_at, family, rules)
    ids = {action.pk: action.id for action in case.actions}
    here = moment.meeting.meeting.pk if moment.meeting else None
    aliases = {case.case.pk: case.case.alias}
    shown = [action for action in case.actions if _is_shown(action, here)]
    naming = Naming(table, aliases, family.labels, ids, meetings_by_pk(table), today, here)
    actions = beside(reader, action_rows(shown, naming), moment.meeting.meeting if moment.meeting else None, today)
    return CaseView(
        head=case_head(case_at),
        members=family.rows,
        roles=roles,
        by_person=person_turn(case_at, roles, actions),
        by_member=member_turn(case, roles, helper_names(case, table, today), family),
        actions=actions,
        decisions=_decisions(case, moment.meeting),
        course=course_rows(case, table, today),
        **of_tab,
    )


def _of_tab(reader: Reader, case_at: CaseAt, tab: str) -> Mapping[str, Any]:
    """Return what only one tab of the case shows; its code is loaded when that is first looked at."""
    if tab in ("board", ROUND):
        return {}
    from mdoverleg.reads.case_file import compared_rows, tab_rows

    if tab == "course":
        return {"tab": tab, "compared": compared_rows(case_at)}
    return {"tab": tab, "file": tab_rows(reader, case_at, tab)}


def _is_shown(action: records.ActionPoint, here: int | None) -> bool:
    """Whether an action point is on the board: what is finished and was gone through before is in the course alone."""
    return is_live(action) or action.reviewed_in_id is None or action.reviewed_in_id == here


def case_head(case_at: CaseAt) -> CaseHead:
    """Return the heading of a case: why it is here, how many professionals, and its scores."""
    row = case_at.case
    values = [score.value for score in case_at.current_scores]
    return CaseHead(
        pk=row.pk,
        alias=row.alias,
        category=row.category,
        framework=row.framework,
        phase=row.phase,
        goal=row.goal,
        crisis_prone=row.crisis_prone,
        professionals_start=case_at.professionals_at_start,
        professionals_now=case_at.professionals_now,
        lowest=case_at.lowest_score,
        highest=max(values, default=None),
        next_evaluation=row.next_evaluation,
        why_now=row.why_now or "",
        retain_until=row.retain_until,
    )


def meetings_by_pk(table: TableFacts) -> dict[int, records.Meeting]:
    """Return the meetings that the facts of a table hold, by key."""
    return {facts.meeting.pk: facts.meeting for facts in table.meetings}


def _decisions(case: CaseFacts, meeting: MeetingFacts | None) -> tuple[DecisionRow, ...]:
    return tuple(
        DecisionRow(
            pk=decision.pk,
            number=number,
            text=decision.text,
            plain_text=decision.plain_text or "",
            is_new=meeting is not None and decision.created_in_id == meeting.meeting.pk,
        )
        for number, decision in enumerate(case.decisions, 1)
    )


def _warnings(
    reader: Reader, table: TableFacts, case: CaseFacts | None, meeting: MeetingFacts | None, now: datetime
) -> tuple[Warning, ...]:
    found = list(warnings_of_case(table, case, now, meeting)) if case else []
    loose = () if case else loose_actions(reader)
    created = _created_here(reader, meeting)
    return (*found, *warnings_of_table(table, loose, created, now, meeting))


CREATED = (
    'created_in_id = ? AND (case_id IS NULL OR case_id IN (SELECT pk FROM "case"'
    f" WHERE status IN {among(OPEN_CASES)} AND category NOT IN {among(UNCHECKED)}))"
)
"""What was agreed in a meeting about checked cases and about no case (E23)."""


def _created_here(reader: Reader, meeting: MeetingFacts | None) -> tuple[records.ActionPoint, ...]:
    return load(reader, records.ActionPoint, CREATED, (meeting.meeting.pk,)) if meeting else ()
