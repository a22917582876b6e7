"""Judgement: scores, reviews, closing, danger, and whether there was time to judge (E38 to E43, E47, E60)."""

from collections.abc import Iterator

from mdoverleg.domain.records import Score
from mdoverleg.domain.words import N_
from mdoverleg.rules.base import BLUE, RED, YELLOW, Check, Found
from mdoverleg.rules.case_at import CaseAt, rater
from mdoverleg.rules.words import is_empty


def far_apart(case: CaseAt) -> Iterator[Found]:
    """E38: scores about one subject lie far apart, and nobody wrote why."""
    subjects: dict[int | None, list[Score]] = {}
    for score in case.current_scores:
        subjects.setdefault(score.subject_id, []).append(score)
    for subject, scores in subjects.items():
        values = [score.value for score in scores]
        spread = max(values) - min(values)
        if spread >= case.moment.limit("E38.spread") and not _is_explained(case, scores):
            yield Found(None if subject is None else case.members[subject].id, spread)


def _is_explained(case: CaseAt, scores: list[Score]) -> bool:
    if is_empty(case.case.score_difference):
        return False
    said = case.case.score_difference_on
    return said is None or said >= max(score.given_on for score in scores)


def few_scores(case: CaseAt) -> Iterator[Found]:
    """E39: too few people gave a score, or nobody of the family did."""
    raters = {rater(score) for score in case.current_scores}
    if not raters and not case.is_running:
        return
    if len(raters) < case.moment.limit("E39.scores") or all(one.member is None for one in raters):
        yield Found(value=len(raters))


def fallen(case: CaseAt) -> Iterator[Found]:
    """E40: the lowest score fell since the last review."""
    before = next((one.lowest for one in reversed(case.earlier_evaluations) if one.lowest is not None), None)
    if before is None or case.lowest_score is None:
        return
    drop = before - case.lowest_score
    if drop >= case.moment.limit("E40.drop"):
        yield Found(value=drop)


def no_contingency(case: CaseAt) -> Iterator[Found]:
    """E41: a low score, and no agreement on what happens if it goes wrong."""
    lowest = case.lowest_score
    if lowest is not None and lowest <= case.moment.limit("E41.score") and is_empty(case.case.contingency):
        yield Found(value=lowest)


def closing_too_early(case: CaseAt) -> Iterator[Found]:
    """E42: closing is proposed, and something says that it is too early."""
    if case.case.closing_proposed_by_id is None:
        return
    stable = 0
    for evaluation in reversed(case.evaluations):
        if not evaluation.stable:
            break
        stable += 1
    unsafe = any(action.kind == "safety" for action in case.live_actions)
    unwatched = case.case.monitor_on is None or case.case.monitor_by_id is None
    if stable < case.moment.limit("E42.evaluations") or unsafe or unwatched:
        yield Found(value=stable)


def no_review(case: CaseAt) -> Iterator[Found]:
    """E43: no next review, or its day has passed."""
    planned = case.case.next_evaluation
    if planned is None:
        yield Found()
    elif planned < case.today:
        yield Found(value=(case.today - planned).days)


def unsafe_and_unreported(case: CaseAt) -> Iterator[Found]:
    """E47: acute or structural danger, not reported, and Veilig Thuis is nowhere in the case."""
    if case.case.danger not in ("acute", "structural") or case.case.reported_on is not None:
        return
    moment = case.moment
    people = {*case.all_holders, *(helper.person_id for helper in case.current_helpers)} - {None}
    organisations = {moment.person(person).organisation_id for person in people if person is not None}
    organisations |= {one.organisation_id for one in case.current_helpers if one.organisation_id is not None}
    organisations |= {row.organisation_id for row in case.facts.information if row.received_on is not None}
    if not any(moment.table.organisations[one].kind == "veilig_thuis" for one in organisations):
        yield Found()


def straight_to_decision(case: CaseAt) -> Iterator[Found]:
    """E60: hardly any time for picture and judgement before the decision."""
    meeting = case.moment.meeting
    for ended in case.ended_items:
        item = ended.item
        if meeting is None or ended.meeting.meeting.pk != meeting.meeting.pk:
            continue
        picture, judgement, decision = item.picture_minutes, item.judgement_minutes, item.decision_minutes
        if picture is None or judgement is None or decision is None:
            continue
        total = picture + judgement + decision
        if judgement == 0 or (picture + judgement) * 100 < case.moment.limit("E60.percent") * total:
            yield Found()


CHECKS = (
    Check(
        "E38",
        (YELLOW,),
        N_("Scores lie far apart ({n})"),
        N_("Everybody means something else by safe; the talk about it is the point."),
        limits=("E38.spread",),
        subject="member",
        case_rule=far_apart,
    ),
    Check(
        "E39",
        (BLUE,),
        N_("Too few scores"),
        N_("A score of three people, one of them of the family, opens the talk."),
        limits=("E39.scores",),
        case_rule=few_scores,
    ),
    Check(
        "E40",
        (RED,),
        N_("Score fell by {n}"),
        N_("Long-lasting violence shows in small steps down."),
        limits=("E40.drop",),
        case_rule=fallen,
    ),
    Check(
        "E41",
        (YELLOW,),
        N_("No if-then agreement"),
        N_("Agree beforehand who does what when it goes wrong after all."),
        limits=("E41.score",),
        case_rule=no_contingency,
    ),
    Check(
        "E42",
        (RED,),
        N_("Closing too early? Stable {n} times"),
        N_("Help often ends when it has been quiet for a while, and then it starts again."),
        limits=("E42.evaluations",),
        case_rule=closing_too_early,
    ),
    Check(
        "E43",
        (YELLOW,),
        N_("Review missing or overdue"),
        N_("A fixed day to look back keeps a plan alive."),
        case_rule=no_review,
    ),
    Check(
        "E47",
        (RED,),
        N_("Unsafe and Veilig Thuis not involved"),
        N_("Acute and structural danger are always reported."),
        release=2,
        case_rule=unsafe_and_unreported,
    ),
    Check(
        "E60",
        (BLUE,),
        N_("Straight to the decision"),
        N_("Who decides before looking, decides about the wrong thing."),
        release=2,
        limits=("E60.percent",),
        scope="meeting",
        case_rule=straight_to_decision,
    ),
)
