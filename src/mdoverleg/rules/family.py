"""The family's voice: informed, consulted, heard, seen, told (E29 to E36, E66)."""

from collections.abc import Iterator

from mdoverleg.domain.words import N_
from mdoverleg.rules.base import RED, YELLOW, Check, Found
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.words import is_empty


def not_informed(case: CaseAt) -> Iterator[Found]:
    """E29: the family does not know (all) of this talk, and nobody wrote why."""
    if case.case.informed != "yes" and is_empty(case.case.not_informed_reason):
        yield Found()


def not_consulted(case: CaseAt) -> Iterator[Found]:
    """E30: no pitch, or no word on which help the family wants."""
    if not case.facts.pitches or is_empty(case.case.preference):
        yield Found()


def no_voice(case: CaseAt) -> Iterator[Found]:
    """E31: a child whose own words are missing or old, and nobody is going to listen."""
    for child in case.children:
        if case.is_planned(child.heard_plan_id):
            continue
        given = [voice.given_on for voice in case.facts.child_voices if voice.member_id == child.pk]
        latest = max((day for day in given if day <= case.today), default=None)
        days = None if latest is None else (case.today - latest).days
        if days is None or days > case.moment.limit("E31.days"):
            yield Found(child.id, days, {"child": child.id})


def out_of_sight(case: CaseAt) -> Iterator[Found]:
    """E32: a child that nobody has seen lately; stricter while safety is not there yet."""
    urgent = case.case.phase == "immediate_safety"
    limit = case.moment.limit("E32.days_immediate" if urgent else "E32.days_other")
    for child in case.children:
        days = None if child.last_seen_on is None else (case.today - child.last_seen_on).days
        hidden = urgent if days is None else days > limit
        if hidden:
            yield Found(child.id, days, {"child": child.id}, RED if urgent else YELLOW)


def who_tells_them(case: CaseAt) -> Iterator[Found]:
    """E33: nobody is to tell the family what was decided, or it was not done in time."""
    if case.ended_items:
        last = case.ended_items[-1].meeting.meeting.pk
        rows = [row for row in case.facts.feedback if row.created_in_id == last]
        if not any(row.owner_id is not None and row.due is not None for row in rows):
            yield Found()
    for row in case.facts.feedback:
        done = row.done_on is not None and row.done_on <= case.today
        if row.due is None or done or (case.today - row.due).days < case.moment.limit("E33.days"):
            continue
        owner = None if row.owner_id is None else case.moment.person(row.owner_id).id
        yield Found(owner, (case.today - row.due).days)


def nothing_goes_well(case: CaseAt) -> Iterator[Found]:
    """E34: no line about what goes well."""
    if not any(line.heading == "going_well" for line in case.facts.lines):
        yield Found()


def parent_not_heard(case: CaseAt) -> Iterator[Found]:
    """E35: somebody with authority was not heard, without a reason or a plan."""
    for member in case.facts.members:
        unheard = member.authority == "yes" and not member.heard and is_empty(member.not_heard_reason)
        if unheard and not case.is_planned(member.heard_plan_id):
            yield Found(member.id, words={"member": member.id})


def consent_missing(case: CaseAt) -> Iterator[Found]:
    """E36: consent of somebody with authority is missing, and nobody is going to ask."""
    for consent in case.facts.consents:
        member = case.members[consent.member_id]
        if consent.value in ("yes", "not_needed") or member.authority != "yes" or case.is_planned(consent.plan_id):
            continue
        yield Found(member.id, words={"member": member.id})


def worry_not_discussed(case: CaseAt) -> Iterator[Found]:
    """E66: a worry that two meetings have known and the parents have not."""
    held = {ended.meeting.meeting.pk: ended.meeting.meeting.held_on for ended in case.ended_items}
    worries = sum(
        line.heading == "worries"
        and line.discussed_with_family == "no"
        and line.noted_on is not None
        and sum(day >= line.noted_on for day in held.values()) >= 2
        for line in case.facts.lines
    )
    if worries:
        yield Found(value=worries)


CHECKS = (
    Check(
        "E29",
        (RED,),
        N_("Family not informed"),
        N_("Decide with the family, not about it; or write why it cannot know yet."),
        case_rule=not_informed,
    ),
    Check(
        "E30",
        (YELLOW,),
        N_("Family not consulted"),
        N_("Help that the family itself wants is help that it keeps."),
        case_rule=not_consulted,
    ),
    Check(
        "E31",
        (YELLOW,),
        N_("No voice of: {child}"),
        N_("Children want to be heard, in their own words."),
        limits=("E31.days",),
        subject="member",
        case_rule=no_voice,
    ),
    Check(
        "E32",
        (RED, YELLOW),
        N_("Child out of sight: {child}"),
        N_("Children disappear from view just after somebody else was asked to look."),
        limits=("E32.days_immediate", "E32.days_other"),
        subject="member",
        case_rule=out_of_sight,
    ),
    Check(
        "E33",
        (YELLOW,),
        N_("Who tells the family?"),
        N_("The family hears what was decided from one person, soon."),
        limits=("E33.days",),
        subject="person",
        case_rule=who_tells_them,
    ),
    Check(
        "E34",
        (YELLOW,),
        N_("Nothing that goes well"),
        N_("When nobody can name anything good any more, that is itself the signal."),
        case_rule=nothing_goes_well,
    ),
    Check(
        "E35",
        (YELLOW,),
        N_("Parent with authority not heard: {member}"),
        N_("Both parents count, also the one who is hard to find."),
        subject="member",
        case_rule=parent_not_heard,
    ),
    Check(
        "E36",
        (YELLOW,),
        N_("Consent missing of: {member}"),
        N_("Help for a child needs the consent of those with authority."),
        subject="member",
        case_rule=consent_missing,
    ),
    Check(
        "E66",
        (YELLOW,),
        N_("Worry not discussed with the parents"),
        N_("Parents hear a worry from you, also when it confronts."),
        release=2,
        case_rule=worry_not_discussed,
    ),
)
