"""Who does what: leads, contacts, hand-overs, lenses, and how many there are (E01 to E13, E37, E48 to E50)."""

from collections.abc import Iterator

from mdoverleg.domain.records import Handover, RoleAssignment
from mdoverleg.domain.roles import CHILD_LENS, CONTACT, DEPUTY_LEAD, LEAD, PARENT_LENS, PROCESS_DIRECTOR, SAFETY
from mdoverleg.domain.words import N_
from mdoverleg.rules.base import BLUE, RED, YELLOW, Check, Found
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.safety import is_unsafe
from mdoverleg.rules.words import covers, is_child, is_parent

_ONE_SIDED = (PARENT_LENS, "behandeling")
_SHOULD_STAY = (LEAD, CONTACT, SAFETY)


def no_lead(case: CaseAt) -> Iterator[Found]:
    """E01: no current holder of casusregisseur."""
    if not case.holders(LEAD):
        yield Found()


def two_leads(case: CaseAt) -> Iterator[Found]:
    """E02: more than one current lead, also when each is for other members."""
    leads = len(case.holders(LEAD))
    if leads > 1:
        yield Found(value=leads)


def no_contact(case: CaseAt) -> Iterator[Found]:
    """E03: nobody keeps contact with the family."""
    if not case.holders(CONTACT):
        yield Found()


def two_contacts(case: CaseAt) -> Iterator[Found]:
    """E04: more than one current family contact."""
    contacts = len(case.holders(CONTACT))
    if contacts > 1:
        yield Found(value=contacts)


def nobody_on_safety(case: CaseAt) -> Iterator[Found]:
    """E05: unsafe by phase, score or restraining order, and nobody leads on safety."""
    if not case.holders(SAFETY) and is_unsafe(case):
        yield Found()


def lead_helps_one_side(case: CaseAt) -> Iterator[Found]:
    """E06: a lead who is the lens or treatment of some of the parents but not of all."""
    parents = {parent.pk for parent in case.parents}
    if len(parents) < 2:
        return
    for lead in case.holders(LEAD):
        named = {
            member
            for role in case.current_roles
            if role.holder_id == lead and role.role in _ONE_SIDED
            for member in role.members
        }
        if named & parents and parents - named:
            yield Found(case.moment.person(lead).id)


def lead_out_of_reach(case: CaseAt) -> Iterator[Found]:
    """E07: family members who cannot reach a lead."""
    for lead in case.holders(LEAD):
        reached = {
            member
            for role in case.current_roles
            if role.role == LEAD and role.holder_id == lead
            for member in role.reachable_for
        }
        missed = [member.id for member in case.facts.members if member.pk not in reached]
        if missed:
            yield Found(case.moment.person(lead).id, len(missed), {"members": ", ".join(missed)})


def director_is_lead(case: CaseAt) -> Iterator[Found]:
    """E08: one person guides the process and carries out the plan."""
    leads = case.holders(LEAD)
    for director in case.holders(PROCESS_DIRECTOR):
        if director in leads:
            yield Found(case.moment.person(director).id)


def holder_not_at_table(case: CaseAt) -> Iterator[Found]:
    """E09: somebody who holds a role is not at the table, and nobody stands in."""
    at_table = case.moment.at_table
    if at_table is None or not case.is_running:
        return
    leads = case.holders(LEAD)
    deputy_lead_is_there = any(deputy in at_table for deputy in case.holders(DEPUTY_LEAD))
    for holder in case.all_holders:
        is_lead = holder in leads
        person = case.moment.person(holder)
        if holder in at_table or person.deputy_id in at_table or (is_lead and deputy_lead_is_there):
            continue
        yield Found(person.id, words={"name": person.name}, severity=RED if is_lead else YELLOW)


def no_deputy(case: CaseAt) -> Iterator[Found]:
    """E10: crisis-prone, and nobody stands in for the lead."""
    if case.case.crisis_prone and not case.holders(DEPUTY_LEAD):
        yield Found()


def change_without_handover(case: CaseAt) -> Iterator[Found]:
    """E11: a role that needs a hand-over changed hands without one."""
    since = case.moment.limit("E11.days")
    for code, role in case.moment.table.roles.items():
        if not role.handover:
            continue
        now = case.holders(code)
        new = [one for one in case.current_roles if one.role == code and (case.today - one.started_on).days <= since]
        if any(
            not _is_handed_over(case, earlier, later) for later in new for earlier in _predecessors(case, later, now)
        ):
            yield Found(code, words={"role": role.label})


def _predecessors(case: CaseAt, later: RoleAssignment, now: tuple[int, ...]) -> list[RoleAssignment]:
    """Return who held the role before: of those who no longer hold it, the ones who stopped last."""
    before = [
        (one.ended_on, one)
        for one in case.held
        if one.role == later.role
        and one.ended_on is not None
        and one.ended_on <= case.today
        and one.started_on < later.started_on
        and one.holder_id not in now
    ]
    last = max((ended for ended, _one in before), default=None)
    return [one for ended, one in before if ended == last]


def _is_handed_over(case: CaseAt, earlier: RoleAssignment, later: RoleAssignment) -> bool:
    return any(
        handover.role in (later.role, LEAD)
        and earlier.holder_id in handover.from_holders
        and handover.to_holder_id == later.holder_id
        and _is_done_or_coming(case, handover)
        for handover in case.facts.handovers
    )


def _is_done_or_coming(case: CaseAt, handover: Handover) -> bool:
    done = handover.done_on is not None and handover.done_on <= case.today
    return done or (handover.warm and handover.due >= case.today)


def third_change(case: CaseAt) -> Iterator[Found]:
    """E12: too many different holders of a role in a short time."""
    days = case.moment.limit("E12.days")
    for code in _SHOULD_STAY:
        holders = {role.holder_id for role in case.held if role.role == code and _held_lately(case, role, days)}
        if len(holders) >= case.moment.limit("E12.holders"):
            yield Found(code, len(holders), {"role": case.moment.role_label(code)})


def _held_lately(case: CaseAt, role: RoleAssignment, days: int) -> bool:
    """Whether an assignment was current on at least one of the last so many days, today included."""
    if days == 0 or role.started_on > case.today:
        return False
    if role.ended_on is None:
        return True
    return role.ended_on > role.started_on and (case.today - role.ended_on).days < days - 1


def nobody_looks_at(case: CaseAt) -> Iterator[Found]:
    """E13: a child without a child's lens, or a parent without a parent's lens."""
    lenses = {code: [role for role in case.current_roles if role.role == code] for code in (CHILD_LENS, PARENT_LENS)}
    for member in case.facts.members:
        wanted = [CHILD_LENS] if is_child(member) else []
        wanted += [PARENT_LENS] if is_parent(member) else []
        if any(not any(covers(role, member.pk) for role in lenses[code]) for code in wanted):
            yield Found(member.id, words={"member": member.id})


def nobody_talks_with(case: CaseAt) -> Iterator[Found]:
    """E37: a member who uses violence and has no worker."""
    for member in case.facts.members:
        if "uses_violence" in member.violence_roles and not case.has_worker(member.pk):
            yield Found(member.id)


def many_professionals(case: CaseAt) -> Iterator[Found]:
    """E48: more professionals around the family than the limit."""
    if case.professionals_now > case.moment.limit("E48.people"):
        yield Found(value=case.professionals_now)


def many_visitors(case: CaseAt) -> Iterator[Found]:
    """E49: more people through the door than the limit."""
    if case.visiting_now > case.moment.limit("E49.people"):
        yield Found(value=case.visiting_now)


def more_help_not_safer(case: CaseAt) -> Iterator[Found]:
    """E50: more professionals than at the start, and a lowest score that did not rise."""
    more = case.professionals_now - case.professionals_at_start
    first = next((one.lowest for one in case.earlier_evaluations if one.lowest is not None), None)
    if more > 0 and first is not None and case.lowest_score is not None and case.lowest_score <= first:
        yield Found(value=more)


CHECKS = (
    Check(
        "E01",
        (RED,),
        N_("No lead professional yet"),
        N_("Without one person who leads the plan, everybody waits for somebody else."),
        case_rule=no_lead,
    ),
    Check(
        "E02",
        (RED,),
        N_("Two leads on one family"),
        N_("Two people who both lead, lead to nobody who does."),
        case_rule=two_leads,
    ),
    Check(
        "E03",
        (RED,),
        N_("Nobody keeps contact with the family"),
        N_("The family must know whom to call, and hear things from one person."),
        case_rule=no_contact,
    ),
    Check(
        "E04",
        (YELLOW,),
        N_("More than one family contact"),
        N_("Parents want one face, not a different one each time."),
        case_rule=two_contacts,
    ),
    Check(
        "E05",
        (RED,),
        N_("Who leads on safety?"),
        N_("When it is unsafe, everybody must know who watches over the safety agreements today."),
        limits=("E05.score",),
        case_rule=nobody_on_safety,
    ),
    Check(
        "E06",
        (YELLOW,),
        N_("The lead also helps one side only"),
        N_("A lead who helps one parent is hard to trust for the other."),
        release=2,
        subject="person",
        case_rule=lead_helps_one_side,
    ),
    Check(
        "E07",
        (YELLOW,),
        N_("Lead cannot be reached by: {members}"),
        N_("The lead is there for the whole family, also for the one who left."),
        subject="person",
        case_rule=lead_out_of_reach,
    ),
    Check(
        "E08",
        (YELLOW,),
        N_("Process director is also the lead"),
        N_("Guiding the cooperation and carrying out the plan are two jobs."),
        subject="person",
        case_rule=director_is_lead,
    ),
    Check(
        "E09",
        (RED, YELLOW),
        N_("Role holder is not at the table: {name}"),
        N_("Agreements do not hold when the one who must keep them was not there."),
        scope="meeting",
        subject="person",
        case_rule=holder_not_at_table,
    ),
    Check(
        "E10",
        (YELLOW,),
        N_("Crisis-prone and no deputy"),
        N_("Crises come in weekends and holidays, when the lead is away."),
        case_rule=no_deputy,
    ),
    Check(
        "E11",
        (YELLOW,),
        N_("Role changed without a hand-over: {role}"),
        N_("Without a hand-over the new colleague, and the family, start all over."),
        limits=("E11.days",),
        subject="role",
        case_rule=change_without_handover,
    ),
    Check(
        "E12",
        (YELLOW,),
        N_("Third change in a year: {role}"),
        N_("Each change costs the family trust and the plan its thread."),
        release=2,
        limits=("E12.holders", "E12.days"),
        subject="role",
        case_rule=third_change,
    ),
    Check(
        "E13",
        (YELLOW,),
        N_("Nobody looks at: {member}"),
        N_("Each child and each parent needs somebody who looks from their side."),
        subject="member",
        case_rule=nobody_looks_at,
    ),
    Check(
        "E37",
        (YELLOW,),
        N_("Who talks with the person who uses violence?"),
        N_("Safety does not last when nobody works with the one who uses violence."),
        subject="member",
        case_rule=nobody_talks_with,
    ),
    Check(
        "E48",
        (YELLOW,),
        N_("{n} professionals around this family"),
        N_("The more helpers, the less of the plan is carried out."),
        limits=("E48.people",),
        case_rule=many_professionals,
    ),
    Check(
        "E49",
        (BLUE,),
        N_("{n} people through the door"),
        N_("One or two visitors whom the family knows do more than six."),
        limits=("E49.people",),
        case_rule=many_visitors,
    ),
    Check(
        "E50",
        (YELLOW,),
        N_("More help, not safer"),
        N_("More helpers than at the start and no higher score: time to ask what really helps."),
        case_rule=more_help_not_safer,
    ),
)
