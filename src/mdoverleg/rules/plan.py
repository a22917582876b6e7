"""Around the plan: empty hands, waiting, measures, crisis, parties (E22, E26, E44 to E46, E51, E52, E63 to E65)."""

from collections.abc import Iterator
from typing import Final

from mdoverleg.domain.labels import label
from mdoverleg.domain.words import N_
from mdoverleg.rules.base import BLUE, RED, YELLOW, Check, Found
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.words import attended, is_current, is_empty

_TO_WORKING_DAY: Final = {4: 3, 5: 2}
"""Days from Friday and Saturday to the first day from Monday to Friday; from any other day it is one."""

_FAMILY_PARTIES: Final = frozenset({"local_team", "support_centre", "certified_institution"})
_PARTIES: Final = {
    "safety": frozenset({"veilig_thuis", "police", "certified_institution", "care_and_safety_house", "womens_shelter"}),
    "income": frozenset({"debt_help", "municipality"}),
    "housing": frozenset({"housing", "municipality"}),
    "health": frozenset({"gp", "hospital", "youth_health"}),
    "mental_health": frozenset({"mental_health", "youth_mental_health"}),
    "addiction": frozenset({"addiction_care"}),
    "family_relations": _FAMILY_PARTIES,
    "parenting": _FAMILY_PARTIES,
    "education": frozenset({"education", "childcare"}),
    "work": frozenset({"municipality"}),
    "social_network": frozenset({"neighbourhood", "local_team"}),
    "justice": frozenset({"police", "prosecution", "probation"}),
}
"""Which kinds of organisations fit a life domain; a table's own domains have none."""


def left_empty_handed(case: CaseAt) -> Iterator[Found]:
    """E22: the last time at the table made no decision and no action point."""
    if not case.ended_items:
        return
    meeting = case.ended_items[-1].meeting.meeting.pk
    made = {decision.created_in_id for decision in case.facts.decisions}
    made |= {action.created_in_id for action in case.facts.actions}
    if meeting not in made:
        yield Found()


def waiting_unbridged(case: CaseAt) -> Iterator[Found]:
    """E26: somebody waits, and no action point bridges it."""
    bridges = {action.pk for action in case.facts.actions if action.status == "done"}
    for row in case.facts.waiting:
        over = row.ended_on is not None and row.ended_on <= case.today
        if over or row.bridge_id in bridges or case.is_planned(row.bridge_id):
            continue
        yield Found(case.members[row.member_id].id)


def restraint_ends(case: CaseAt) -> Iterator[Found]:
    """E44: a restraining order ends soon, and nothing is decided for afterwards."""
    for measure in case.facts.measures:
        if measure.kind != "temporary_restraining_order" or measure.until is None or not is_empty(measure.follow_up):
            continue
        days = (measure.until - case.today).days
        if 0 <= days <= case.moment.limit("E44.days"):
            yield Found(value=days)


def not_announced(case: CaseAt) -> Iterator[Found]:
    """E45: crisis-prone, and the crisis service does not know it (any more)."""
    if not case.case.crisis_prone:
        return
    latest = max((notice.valid_until for notice in case.facts.crisis_notices), default=None)
    if latest is None:
        yield Found()
    elif latest < case.today:
        yield Found(value=(case.today - latest).days)


def no_framework(case: CaseAt) -> Iterator[Found]:
    """E46: neither voluntary nor compulsory was chosen."""
    if case.case.framework is None:
        yield Found()


def domain_without_party(case: CaseAt) -> Iterator[Found]:
    """E51: a life domain for which no fitting organisation is in the case."""
    wanted = [domain for domain in case.case.life_domains if domain in _PARTIES]
    if not wanted:
        return
    kinds = _kinds_in(case)
    for domain in wanted:
        if kinds.isdisjoint(_PARTIES[domain]):
            yield Found(domain, words={"domain": label("LifeDomain", domain)})


def _kinds_in(case: CaseAt) -> set[str]:
    """Kinds of the organisations that hold a role, help, were asked for information or sit at the table."""
    moment = case.moment
    people = {*case.all_holders, *(moment.at_table or ())}
    people.update(helper.person_id for helper in case.current_helpers if helper.person_id is not None)
    organisations: set[int | None] = {moment.person(person).organisation_id for person in people}
    organisations.update(role.organisation_id for role in case.facts.roles if is_current(role, case.today))
    organisations.update(helper.organisation_id for helper in case.current_helpers)
    organisations.update(row.organisation_id for row in case.facts.information)
    return {str(moment.table.organisations[one].kind) for one in organisations if one is not None}


def no_information(case: CaseAt) -> Iterator[Found]:
    """E52: an organisation was asked, and has neither answered nor said that it cannot."""
    for row in case.facts.information:
        received = row.received_on is not None and row.received_on <= case.today
        if row.invited and not received and is_empty(row.cannot_because):
            organisation = case.moment.table.organisations[row.organisation_id]
            yield Found(organisation.id, words={"organisation": organisation.name})


def retention_ends(case: CaseAt) -> Iterator[Found]:
    """E63: the data of a case, closed or not, may soon no longer be kept."""
    until = case.case.retain_until
    if until is not None and (until - case.today).days <= case.moment.limit("E63.days"):
        yield Found(value=(until - case.today).days)


def crisis_not_reported(case: CaseAt) -> Iterator[Found]:
    """E64: the first working day after an incident is over, and the lead was not told."""
    for incident in case.facts.incidents:
        told = incident.lead_informed_at is not None and incident.lead_informed_at <= case.moment.t
        passed = (case.today - incident.happened_on).days
        if not told and passed > _TO_WORKING_DAY.get(incident.happened_on.weekday(), 1):
            yield Found()


def decided_without_mandate(case: CaseAt) -> Iterator[Found]:
    """E65: a decision needs an organisation, and nobody who may decide for it was there."""
    moment = case.moment
    for decision in case.facts.decisions:
        meeting = None if decision.created_in_id is None else moment.meetings.get(decision.created_in_id)
        if meeting is None:
            continue
        there = [moment.person(row.person_id) for row in meeting.attendance if attended(row)]
        may_decide = {person.organisation_id for person in there if person.mandate in ("yes", "limited")}
        for needed in decision.needs:
            if needed not in may_decide:
                organisation = moment.table.organisations[needed]
                yield Found(organisation.id, words={"organisation": organisation.name})


CHECKS = (
    Check(
        "E22",
        (YELLOW,),
        N_("Case left without decision or action point"),
        N_("A case that was only talked about comes back unchanged."),
        case_rule=left_empty_handed,
    ),
    Check(
        "E26",
        (YELLOW,),
        N_("Waiting list without bridging"),
        N_("Who finally asks for help should not be left alone until it comes."),
        subject="member",
        case_rule=waiting_unbridged,
    ),
    Check(
        "E44",
        (RED,),
        N_("Restraining order ends in {n} days"),
        N_("Before the last day somebody must decide on extension, or on what comes after."),
        limits=("E44.days",),
        title_of_one=N_("Restraining order ends in {n} day"),
        case_rule=restraint_ends,
    ),
    Check(
        "E45",
        (YELLOW,),
        N_("Crisis-prone without a pre-announcement"),
        N_("The crisis service continues on the same line if it knows it."),
        case_rule=not_announced,
    ),
    Check(
        "E46",
        (YELLOW,),
        N_("Framework not chosen: voluntary or compulsory"),
        N_("The family has a right to know which it is; there is nothing in between."),
        case_rule=no_framework,
    ),
    Check(
        "E51",
        (BLUE,),
        N_("Life domain without a party: {domain}"),
        N_("A problem stays when nobody at the table knows that field."),
        release=2,
        subject="life domain",
        case_rule=domain_without_party,
    ),
    Check(
        "E52",
        (BLUE,),
        N_("No information received from {organisation}"),
        N_("A reason for not sharing is a normal answer; silence is not."),
        subject="organisation",
        case_rule=no_information,
    ),
    Check(
        "E63",
        (YELLOW,),
        N_("Retention period is near or over"),
        N_("Data are kept no longer than they are needed."),
        release=2,
        limits=("E63.days",),
        case_rule=retention_ends,
        any_case=True,
    ),
    Check(
        "E64",
        (YELLOW,),
        N_("Weekend crisis not reported"),
        N_("What happened at night must be with the lead the next working day."),
        release=2,
        case_rule=crisis_not_reported,
    ),
    Check(
        "E65",
        (BLUE,),
        N_("Decision without somebody with a mandate: {organisation}"),
        N_("A decision stands when those who may decide were there."),
        release=2,
        subject="organisation",
        case_rule=decided_without_mandate,
    ),
)
