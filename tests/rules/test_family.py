"""The family's voice: every check at, below and above its limit (E29 to E36, E66)."""

from typing import Any

import pytest

from tests.rules.quiet import (
    RED,
    YELLOW,
    Raw,
    Row,
    action,
    add,
    both,
    case,
    day,
    limit,
    member,
    name_of,
    row,
    seen,
    values,
)


def child(**given: Any) -> Any:
    """Change the child."""
    return lambda doc: member(doc, "W-K1").update(given)


def father(**given: Any) -> Any:
    """Change the father."""
    return lambda doc: member(doc, "W-V").update(given)


def heard(*days: int) -> Any:
    """The child spoke on these days."""
    rows = [{"member": "W-K1", "given_on": day(one), "by": "koen", "text": "Ja"} for one in days]
    return lambda doc: case(doc).update(child_voices=rows)


def feedback(**given: Any) -> Any:
    """Change the row of feedback."""
    return lambda doc: case(doc)["feedback"][0].update(given)


def consent(**given: Any) -> Any:
    """A consent of the father."""
    return lambda doc: add(doc, "consents", {"what": "onderzoek", "member": "W-V", "value": "no", **given})


def worry(**given: Any) -> Any:
    """A worry that was not discussed."""
    line = {"heading": "worries", "text": "Drank", "noted_on": day(-90), "discussed_with_family": "no", **given}
    return lambda doc: add(doc, "lines", line)


def finished(doc: Raw) -> None:
    action(doc).update(status="done")


def july(doc: Raw) -> None:
    """One more meeting with an ended item on the case."""
    doc["meetings"].insert(0, {**doc["meetings"][0], "id": "juli", "held_on": day(-56)})


ROWS = [
    row("E29", "no", values(informed="no"), RED),
    row("E29", "partly", values(informed="partly"), RED),
    row("E29", "unknown", values(informed=None), RED),
    row("E29", "no, with a reason", values(informed="no", not_informed_reason="Te gevaarlijk")),
    row("E29", "no, with an empty reason", values(informed="no", not_informed_reason="  "), RED),
    row("E30", "no pitch", values(pitches=[]), YELLOW),
    row("E30", "no preference", values(preference=None), YELLOW),
    row("E31", "90 days ago", heard(-90)),
    row("E31", "91 days ago", heard(-91), ("yellow", "W-K1", 91)),
    row("E31", "the latest counts", heard(-10, -91)),
    row("E31", "tomorrow does not count", heard(1, -91), ("yellow", "W-K1", 91)),
    row("E31", "only tomorrow", heard(1), ("yellow", "W-K1", None)),
    row("E31", "never", heard(), ("yellow", "W-K1", None)),
    row("E31", "never, but planned", both(heard(), child(heard_plan="A-001"))),
    row("E31", "the plan is over", both(heard(), child(heard_plan="A-001"), finished), ("yellow", "W-K1", None)),
    row(
        "E31", "a voice of another", lambda d: case(d)["child_voices"][0].update(member="W-M"), ("yellow", "W-K1", None)
    ),
    row("E31", "an own limit", both(heard(-31), lambda d: limit(d, "E31.days", 30)), ("yellow", "W-K1", 31)),
    row("E31", "18 is no child", both(heard(), child(age=18))),
    row("E32", "90 days ago", child(last_seen_on=day(-90))),
    row("E32", "91 days ago", child(last_seen_on=day(-91)), ("yellow", "W-K1", 91)),
    row("E32", "never", child(last_seen_on=None)),
    row("E32", "unsafe, 14 days ago", both(values(phase="immediate_safety"), child(last_seen_on=day(-14)))),
    row(
        "E32",
        "unsafe, 15 days ago",
        both(values(phase="immediate_safety"), child(last_seen_on=day(-15))),
        ("red", "W-K1", 15),
    ),
    row(
        "E32", "unsafe, never", both(values(phase="immediate_safety"), child(last_seen_on=None)), ("red", "W-K1", None)
    ),
    row("E32", "a parent may be out of sight", father(last_seen_on=day(-300))),
    row("E33", "nobody tells it", values(feedback=[]), YELLOW),
    row("E33", "somebody, but when", feedback(due=None), YELLOW),
    row("E33", "then, but who", feedback(owner=None), YELLOW),
    row("E33", "about an earlier meeting", both(july, feedback(created_in="juli")), YELLOW),
    row("E33", "without the meeting too", values(feedback=[]), YELLOW, meeting=None),
    row("E33", "never at the table", both(values(feedback=[]), lambda d: d["meetings"][0].update(agenda=[]))),
    row("E33", "one day late", feedback(done_on=None, due=day(-1))),
    row("E33", "two days late", feedback(done_on=None, due=day(-2)), ("yellow", "sem", 2)),
    row("E33", "done tomorrow", feedback(done_on=day(1), due=day(-2)), ("yellow", "sem", 2)),
    row("E33", "done today", feedback(done_on=day(0), due=day(-2))),
    row(
        "E33",
        "one done, the next one late",
        both(
            lambda d: case(d)["feedback"].append({**case(d)["feedback"][0], "done_on": None, "due": day(-2)}),
            feedback(done_on=day(0), due=day(-3)),
        ),
        ("yellow", "sem", 2),
    ),
    row(
        "E33",
        "late, and nobody's: also nobody tells it",
        feedback(done_on=None, owner=None, due=day(-2)),
        YELLOW,
        ("yellow", None, 2),
    ),
    row("E34", "nothing at all", values(lines=[]), YELLOW),
    row("E34", "only worries", lambda d: case(d)["lines"][0].update(heading="worries"), YELLOW),
    row("E35", "not heard", father(heard=False), ("yellow", "W-V", None)),
    row("E35", "with a reason", father(heard=False, not_heard_reason="Woont in het buitenland")),
    row("E35", "planned", father(heard=False, heard_plan="A-001")),
    row("E35", "the plan is over", both(father(heard=False, heard_plan="A-001"), finished), ("yellow", "W-V", None)),
    row("E35", "without authority", father(heard=False, authority="no")),
    row("E35", "authority unknown", father(heard=False, authority="unknown")),
    row("E36", "no", consent(), ("yellow", "W-V", None)),
    row("E36", "not asked", consent(value="not_asked"), ("yellow", "W-V", None)),
    row("E36", "yes", consent(value="yes")),
    row("E36", "not needed", consent(value="not_needed")),
    row("E36", "without authority", both(consent(), father(authority="no"))),
    row("E36", "planned", consent(plan="A-001")),
    row("E36", "the plan is over", both(consent(plan="A-001"), finished), ("yellow", "W-V", None)),
    row("E36", "one per row", both(consent(), consent()), ("yellow", "W-V", None), ("yellow", "W-V", None)),
    row("E66", "one meeting", worry()),
    row("E66", "two meetings", both(july, worry()), ("yellow", None, 1)),
    row("E66", "noted on the day of the first", both(july, worry(noted_on=day(-56))), ("yellow", None, 1)),
    row("E66", "noted after the first", both(july, worry(noted_on=day(-55)))),
    row("E66", "two lines", both(july, worry(), worry()), ("yellow", None, 2)),
    row("E66", "discussed", both(july, worry(discussed_with_family="yes"))),
    row("E66", "unknown", both(july, worry(discussed_with_family=None))),
    row("E66", "no date", both(july, worry(noted_on=None))),
    row("E66", "not a worry", both(july, worry(heading="needed"))),
]


@pytest.mark.parametrize("one", ROWS, ids=name_of)
def test_it_gives_what_the_rule_says(one: Row) -> None:
    assert seen(one) == one.expected
