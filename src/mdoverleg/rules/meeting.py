"""The meeting: time, breaks, order, who sits at the table (E53 to E59, E61)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mdoverleg.domain.records import Meeting
from mdoverleg.domain.words import N_
from mdoverleg.rules.base import BLUE, RED, YELLOW, Check, Found, TableAt
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment
from mdoverleg.rules.words import is_empty

_MARKS = ("E53.amber", "E53.full", "E53.over")


def _reached(moment: Moment) -> int | None:
    """The highest mark that the time spent on the running item has reached, in percent of what was planned."""
    item = moment.running
    if item is None or item.actual_start is None or moment.meeting is None:
        return None
    meeting = moment.meeting.meeting
    spent = moment.t - moment.instant(meeting, item.actual_start)
    planned = moment.instant(meeting, item.planned_end) - moment.instant(meeting, item.planned_start)
    marks = (moment.limit(name) for name in _MARKS)
    return max((mark for mark in marks if spent * 100 >= planned * mark), default=None)


def time_of_case(case: CaseAt) -> Iterator[Found]:
    """E53: the time planned for the running case is nearly or more than spent."""
    mark = _reached(case.moment) if case.is_running else None
    if mark is not None:
        yield Found(value=mark)


def time_of_item(table: TableAt) -> Iterator[Found]:
    """E53: the time planned for a running item without a case is nearly or more than spent."""
    running = table.moment.running
    mark = _reached(table.moment) if running is not None and running.case_id is None else None
    if running is not None and mark is not None:
        yield Found(running.kind, mark)


def time_for_a_break(table: TableAt) -> Iterator[Found]:
    """E54: too long since the start or the last break."""
    moment = table.moment
    if moment.meeting is None or moment.running is None or moment.running.kind == "break":
        return
    meeting = moment.meeting.meeting
    if meeting.actual_start is None or not moment.has_come(meeting, meeting.actual_start):
        return
    since = [moment.instant(meeting, meeting.actual_start)]
    since += [
        moment.instant(meeting, item.actual_end)
        for item in moment.meeting.agenda
        if item.kind == "break" and item.actual_end is not None and moment.has_come(meeting, item.actual_end)
    ]
    passed = moment.t - max(since)
    if passed > timedelta(minutes=moment.limit("E54.minutes")):
        yield Found(value=passed // timedelta(minutes=1))


def heavy_case_late(case: CaseAt) -> Iterator[Found]:
    """E55: a crisis or unsafe case stands in the last third of the cases."""
    meeting = case.moment.meeting
    if meeting is None or not (case.case.category == "crisis" or case.case.phase == "immediate_safety"):
        return
    cases = [item.case_id for item in meeting.agenda if item.case_id is not None and not item.not_held]
    places = [place for place, pk in enumerate(cases, 1) if pk == case.case.pk and 3 * place > 2 * len(cases)]
    if len(cases) >= 3 and places:
        yield Found(value=places[0])


def previous_not_reviewed(case: CaseAt) -> Iterator[Found]:
    """E56: the case was left and action points of earlier meetings were not asked about."""
    meeting = case.moment.meeting
    if meeting is None or not any(ended.meeting.meeting.pk == meeting.meeting.pk for ended in case.ended_items):
        return
    number = sum(
        action.reviewed_in_id != meeting.meeting.pk and _is_earlier(case.moment, action.created_in_id, meeting.meeting)
        for action in case.live_actions
    )
    if number:
        yield Found(value=number)


def _is_earlier(moment: Moment, meeting_pk: int | None, than: Meeting) -> bool:
    facts = None if meeting_pk is None else moment.meetings.get(meeting_pk)
    if facts is None or facts.meeting.pk == than.pk:
        return False
    return (facts.meeting.held_on, facts.meeting.planned_start) < (than.held_on, than.planned_start)


def secrecy_not_settled(table: TableAt) -> Iterator[Found]:
    """E57: somebody at the table has not promised secrecy."""
    for pk in table.moment.at_table or ():
        person = table.moment.person(pk)
        if person.secrecy == "not_yet":
            yield Found(person.id, words={"name": person.name})


def many_at_table(case: CaseAt) -> Iterator[Found]:
    """E58: more people at the table of this case than the limit."""
    at_table = case.moment.at_table
    if at_table is not None and case.is_running and len(at_table) > case.moment.limit("E58.people"):
        yield Found(value=len(at_table))


def not_involved(case: CaseAt) -> Iterator[Found]:
    """E59: somebody at the table has no part in this case."""
    if not case.is_running:
        return
    for pk in case.moment.at_table or ():
        if not case.is_involved(pk):
            person = case.moment.person(pk)
            yield Found(person.id, words={"name": person.name})


def never_looked_back(table: TableAt) -> Iterator[Found]:
    """E61: none of the last meetings took the time to look back."""
    moment = table.moment
    wanted = moment.limit("E61.meetings")
    held: list[tuple[datetime, Meeting]] = [
        (moment.instant(facts.meeting, facts.meeting.actual_end), facts.meeting)
        for facts in moment.meetings.values()
        if facts.meeting.actual_end is not None and moment.has_come(facts.meeting, facts.meeting.actual_end)
    ]
    held.sort(key=lambda one: one[0])
    last = held[-wanted:] if wanted else []
    if last and len(last) == wanted and all(is_empty(meeting.reflection) for _end, meeting in last):
        yield Found()


CHECKS = (
    Check(
        "E53",
        (YELLOW,),
        N_("{n} per cent of the time"),
        N_("Time that one case takes, another case misses."),
        limits=_MARKS,
        scope="meeting",
        subject="agenda item",
        case_rule=time_of_case,
        table_rule=time_of_item,
        any_case=True,
    ),
    Check(
        "E54",
        (BLUE,),
        N_("Time for a break"),
        N_("A short break keeps the second half as good as the first."),
        release=2,
        limits=("E54.minutes",),
        scope="meeting",
        table_rule=time_for_a_break,
    ),
    Check(
        "E55",
        (BLUE,),
        N_("Heavy case late on the agenda"),
        N_("Late cases get fewer decisions and poorer information."),
        release=2,
        scope="meeting",
        case_rule=heavy_case_late,
    ),
    Check(
        "E56",
        (YELLOW,),
        N_("Previous action points not gone through"),
        N_("First what was agreed last time, then what is new."),
        release=2,
        scope="meeting",
        case_rule=previous_not_reviewed,
    ),
    Check(
        "E57",
        (RED,),
        N_("Secrecy not settled: {name}"),
        N_("Guests promise secrecy before they hear anything."),
        scope="meeting",
        subject="person",
        table_rule=secrecy_not_settled,
    ),
    Check(
        "E58",
        (BLUE,),
        N_("{n} people at the table"),
        N_("At a table of twenty nobody speaks freely and little is done afterwards."),
        release=2,
        limits=("E58.people",),
        scope="meeting",
        case_rule=many_at_table,
    ),
    Check(
        "E59",
        (YELLOW,),
        N_("Not involved in this case: {name}"),
        N_("Only those who have a part in a case see it."),
        scope="meeting",
        subject="person",
        case_rule=not_involved,
    ),
    Check(
        "E61",
        (BLUE,),
        N_("No time to look back"),
        N_("A table that never looks back makes the same mistake twice."),
        release=2,
        limits=("E61.meetings",),
        scope="table",
        table_rule=never_looked_back,
    ),
)
