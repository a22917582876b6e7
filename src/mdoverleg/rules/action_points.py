"""Action points: owner, date, late, postponed, given to somebody who is not here (E14 to E21, E23 to E25, E27, E28)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from mdoverleg.domain.facts import MeetingFacts
from mdoverleg.domain.records import ActionPoint
from mdoverleg.domain.words import N_
from mdoverleg.rules.base import BLUE, RED, YELLOW, Check, Found, TableAt
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment
from mdoverleg.rules.words import attended, covers, is_empty, is_late, is_live

_FIRES: Final = frozenset({"crisis", "safety"})


@cache
def _vague() -> re.Pattern[str]:
    """Openings that leave open who does what (E25)."""
    return re.compile(r"(?:iemand|we|wij|men|contact houden|someone|keep contact)\b", re.IGNORECASE)


@cache
def _until_calm() -> re.Pattern[str]:
    """Texts that wait until it is stable (E28)."""
    return re.compile(
        r"\b(zodra|als|wanneer|tot|na|once|when|until|after)\b.{0,40}\b(stabiel|stabiliteit|rustig|stable|stability)",
        re.IGNORECASE,
    )


def without_owner(_moment: Moment, action: ActionPoint) -> Found | None:
    """E14: live, and nobody's."""
    owners = {action.owner_id, action.owner_organisation_id, action.family_owner_id}
    return Found(action.id) if is_live(action) and owners == {None} else None


def without_date(_moment: Moment, action: ActionPoint) -> Found | None:
    """E15: live, and no date."""
    return Found(action.id) if is_live(action) and action.due is None else None


def owned_by_organisation(_moment: Moment, action: ActionPoint) -> Found | None:
    """E16: live, and an organisation has not named the person yet."""
    return Found(action.id) if is_live(action) and action.owner_organisation_id is not None else None


def for_somebody_absent(moment: Moment, action: ActionPoint) -> Found | None:
    """E17: given to somebody who was not there, and not accepted yet."""
    if action.accepted or action.owner_id is None or action.created_in_id is None or not is_live(action):
        return None
    meeting = moment.meetings.get(action.created_in_id)
    if meeting is None or not meeting.attendance or _was_there(meeting, action.owner_id, action.case_id):
        return None
    owner = moment.person(action.owner_id)
    return Found(action.id, words={"name": owner.name})


def _was_there(meeting: MeetingFacts, owner: int, case_pk: int | None) -> bool:
    if not any(row.person_id == owner and attended(row) for row in meeting.attendance):
        return False
    if case_pk is None:
        return True
    items = [item.pk for item in meeting.agenda if item.case_id == case_pk]
    seated = {seat.person_id for item in items for seat in meeting.seats.get(item, ())} - {None}
    return not seated or owner in seated


def not_passed_on(_moment: Moment, action: ActionPoint) -> Found | None:
    """E18: somebody else carries it out, and nobody is to tell them."""
    untold = action.executor_id not in (None, action.owner_id) and action.passed_on_by_id is None
    return Found(action.id) if untold and is_live(action) else None


def late(moment: Moment, action: ActionPoint) -> Found | None:
    """E19: live and past its date; red for safety or when very late."""
    if action.due is None or not is_late(action, moment.today):
        return None
    days = (moment.today - action.due).days
    red = action.kind == "safety" or days > moment.limit("E19.red_days")
    return Found(action.id, days, severity=RED if red else YELLOW)


def postponed(moment: Moment, action: ActionPoint) -> Found | None:
    """E20: its date was moved too often."""
    often = action.postponed >= moment.limit("E20.times")
    return Found(action.id, action.postponed) if often and is_live(action) else None


def without_reason(_moment: Moment, action: ActionPoint) -> Found | None:
    """E21: it could not or was not done, and nobody said why."""
    unsaid = action.status in ("could_not", "not_done") and is_empty(action.outcome_reason)
    return Found(action.id) if unsaid else None


def many_for_one_person(table: TableAt) -> Iterator[Found]:
    """E23: one person leaves the meeting with too many action points."""
    counts = Counter(action.owner_id for action in table.created_here if action.owner_id is not None)
    for owner, number in counts.items():
        if number > table.moment.limit("E23.per_person"):
            person = table.moment.person(owner)
            yield Found(person.id, number, {"who": person.name})


def many_for_one_case(case: CaseAt) -> Iterator[Found]:
    """E23: one case leaves the meeting with too many action points."""
    meeting = case.moment.meeting
    if meeting is None:
        return
    number = sum(action.created_in_id == meeting.meeting.pk for action in case.facts.actions)
    if number > case.moment.limit("E23.per_case"):
        yield Found(value=number, words={"who": case.case.alias})


def only_fires(case: CaseAt) -> Iterator[Found]:
    """E24: everything that is live, and all that the last two meetings made, is crisis or safety."""
    meetings = list(dict.fromkeys(ended.meeting.meeting.pk for ended in reversed(case.ended_items)))[:2]
    if len(meetings) < 2 or not case.live_actions:
        return
    lately = [action for action in case.facts.actions if action.created_in_id in meetings]
    if all(action.kind in _FIRES for action in (*case.live_actions, *lately)):
        yield Found()


def vague(moment: Moment, action: ActionPoint) -> Found | None:
    """E25: a text too short or too open to know what will happen."""
    if not is_live(action):
        return None
    short = len(action.text.split()) < moment.limit("E25.words")
    return Found(action.id) if short or _vague().match(action.text) else None


def help_for_child_alone(case: CaseAt) -> Iterator[Found]:
    """E27: care for a child, and none that covers a parent."""
    care = [action for action in case.live_actions if action.kind == "care"]
    for_child = any(child.pk in action.members for action in care for child in case.children)
    for_parent = any(covers(action, parent.pk) for action in care for parent in case.parents)
    if case.parents and for_child and not for_parent:
        yield Found()


def waiting_for_calm(_moment: Moment, action: ActionPoint) -> Found | None:
    """E28: it waits until it is stable."""
    return Found(action.id) if is_live(action) and _until_calm().search(action.text) else None


CHECKS = (
    Check(
        "E14",
        (RED,),
        N_("Action point without owner"),
        N_("What is everybody's job is done by nobody."),
        scope="action points",
        subject="action point",
        action_rule=without_owner,
    ),
    Check(
        "E15",
        (RED,),
        N_("Action point without date"),
        N_("Without a date nobody can say that it is late."),
        scope="action points",
        subject="action point",
        action_rule=without_date,
    ),
    Check(
        "E16",
        (YELLOW,),
        N_("Owner is an organisation, not a person"),
        N_("An organisation cannot be called; a person can."),
        release=2,
        scope="action points",
        subject="action point",
        action_rule=owned_by_organisation,
    ),
    Check(
        "E17",
        (YELLOW,),
        N_("Action point for somebody who is not here: {name}"),
        N_("Who was not there does not know it, and has not said yes."),
        scope="action points",
        subject="action point",
        action_rule=for_somebody_absent,
    ),
    Check(
        "E18",
        (YELLOW,),
        N_("Nobody tells the one who carries it out"),
        N_("Who was not told cannot keep to what the table agreed."),
        release=2,
        scope="action points",
        subject="action point",
        action_rule=not_passed_on,
    ),
    Check(
        "E19",
        (RED, YELLOW),
        N_("Action point {n} days late"),
        N_("Few tables look back at what was agreed; this is where it shows."),
        limits=("E19.red_days",),
        scope="action points",
        subject="action point",
        title_of_one=N_("Action point {n} day late"),
        action_rule=late,
    ),
    Check(
        "E20",
        (YELLOW,),
        N_("Postponed {n} times; raise it one level?"),
        N_("What is moved again and again is stuck; somebody else may be able to open the door."),
        limits=("E20.times",),
        scope="action points",
        subject="action point",
        action_rule=postponed,
    ),
    Check(
        "E21",
        (YELLOW,),
        N_("Not done, without a reason"),
        N_("What became impossible asks for another answer than what was forgotten."),
        scope="action points",
        subject="action point",
        action_rule=without_reason,
    ),
    Check(
        "E23",
        (BLUE,),
        N_("Many action points for {who}"),
        N_("A plan of twenty lines for one person is a wish."),
        release=2,
        limits=("E23.per_person", "E23.per_case"),
        scope="meeting",
        subject="person",
        case_rule=many_for_one_case,
        table_rule=many_for_one_person,
    ),
    Check(
        "E24",
        (BLUE,),
        N_("Only putting out fires"),
        N_("Who only puts out fires never gets to what lights them."),
        release=2,
        case_rule=only_fires,
    ),
    Check(
        "E25",
        (BLUE,),
        N_("What exactly will you do?"),
        N_("Only what is said exactly can be done and checked."),
        release=2,
        limits=("E25.words",),
        scope="action points",
        subject="action point",
        action_rule=vague,
    ),
    Check(
        "E27",
        (BLUE,),
        N_("Help for the child, none for a parent"),
        N_("A child in treatment needs a parent who is supported too."),
        case_rule=help_for_child_alone,
    ),
    Check(
        "E28",
        (BLUE,),
        N_("Waiting for stability? Start what can start"),
        N_("It may never get calm enough; something can always begin."),
        release=2,
        scope="action points",
        subject="action point",
        action_rule=waiting_for_calm,
    ),
)
