"""Who is not safe: what several checks call unsafe, for those who must weigh one case against another."""

from mdoverleg.rules.case_at import CaseAt


def is_unsafe(case: CaseAt) -> bool:
    """Whether it is unsafe by phase, score or restraining order (E05)."""
    lowest = case.lowest_score
    return (
        case.case.phase == "immediate_safety"
        or (lowest is not None and lowest <= case.moment.limit("E05.score"))
        or _is_restrained(case)
    )


def risk_of(case: CaseAt) -> str:
    """Return `child` when a child is at risk, `unsafe` when somebody else is, else nothing.

    At risk is what is unsafe (E05), what stands in crisis (E55) and danger that is reported (E47). A case of which no
    family member is known yet counts as one with a child.
    """
    dangerous = case.case.danger in ("acute", "structural")
    if not (is_unsafe(case) or case.case.category == "crisis" or dangerous):
        return ""
    return "child" if case.children or not case.facts.members else "unsafe"


def _is_restrained(case: CaseAt) -> bool:
    return any(
        measure.kind == "temporary_restraining_order"
        and (measure.started_on is None or measure.started_on <= case.today)
        and (measure.until is None or measure.until >= case.today)
        for measure in case.facts.measures
    )
