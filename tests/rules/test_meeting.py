"""The meeting: every check at, below and above its limit (E53 to E59, E61)."""

from typing import Any

import pytest

from tests.rules.quiet import (
    Raw,
    Row,
    action,
    add,
    at,
    both,
    case,
    day,
    holds,
    limit,
    meeting,
    member,
    name_of,
    person,
    row,
    running,
    seen,
    values,
)


def item(**given: Any) -> Any:
    """Change the running item: planned from 09:05 to 09:30, begun at 09:05."""
    return lambda doc: running(doc).update(given)


def theory(doc: Raw) -> None:
    """The running item is not on a case."""
    running(doc).update(kind="theory", case=None)


def comes(name: str, **given: Any) -> Any:
    """Somebody is at the table too."""
    return lambda doc: meeting(doc)["attendance"].append({"person": name, "status": "present", **given})


def not_begun(doc: Raw) -> None:
    """No item of the meeting has begun."""
    for one in meeting(doc)["agenda"]:
        one.pop("actual_start", None)
        one.pop("actual_end", None)


def cases(*categories: str) -> Any:
    """The agenda of today: so many cases, each of a category; theirs are the cases W-1, W-2 ..."""

    def change(doc: Raw) -> None:
        first = {**case(doc), "members": [], "roles": [], "scores": [], "child_voices": [], "feedback": []}
        doc["cases"] = [
            {**first, "id": f"w{place}", "alias": f"W-{place}", "category": category, "decisions": []}
            for place, category in enumerate(categories, 1)
        ]
        doc["actions"] = []
        doc["meetings"][0]["agenda"] = []
        meeting(doc)["agenda"] = [
            {"kind": "case", "case": one["id"], "planned_start": f"09:{10 + place}", "planned_end": f"09:{11 + place}"}
            for place, one in enumerate(doc["cases"])
        ]

    return change


def hidden(place: int) -> Any:
    """One item is not held."""
    return lambda doc: meeting(doc)["agenda"][place].update(not_held="postponed")


def ended(doc: Raw) -> None:
    running(doc).update(actual_end="09:10")


def meetings(*reflections: str | None) -> Any:
    """So many meetings that are over, each with what was written when looking back."""
    return lambda doc: doc["meetings"].extend(
        {**doc["meetings"][0], "id": f"m{place}", "held_on": day(-200 + place), "agenda": [], "reflection": reflection}
        for place, reflection in enumerate(reflections)
    )


def crowd(doc: Raw, number: int) -> None:
    """So many more people at the table."""
    for one in range(number):
        doc["people"].append({"id": f"p{one}", "name": f"Persoon {one}", "organisation": "GEM", "secrecy": "covenant"})
        meeting(doc)["attendance"].append({"person": f"p{one}", "status": "present"})


def acts(key: str) -> Any:
    """Vera has a part in an action point that is done."""
    return lambda doc: action(doc).update({key: "vera", "status": "done"})


def later(doc: Raw) -> None:
    """A break from 09:50 to 10:00, then the case again."""
    meeting(doc)["agenda"][2].update(actual_start="09:50", actual_end="10:00")
    meeting(doc)["agenda"].append(
        {"kind": "case", "case": "c1", "planned_start": "10:00", "planned_end": "10:30", "actual_start": "10:00"}
    )


TIME = [
    row("E53", "a second before 80", item(), when=at("09:24:59")),
    row("E53", "80", item(), ("yellow", None, 80), when=at("09:25:00")),
    row("E53", "a second before 100", item(), ("yellow", None, 80), when=at("09:29:59")),
    row("E53", "100", item(), ("yellow", None, 100), when=at("09:30:00")),
    row("E53", "a second before 120", item(), ("yellow", None, 100), when=at("09:34:59")),
    row("E53", "120", item(), ("yellow", None, 120), when=at("09:35:00")),
    row("E53", "hours later", item(), ("yellow", None, 120), when=at("23:00:00")),
    row("E53", "begun late", item(actual_start="09:10"), ("yellow", None, 80), when=at("09:30:00")),
    row("E53", "ended", item(actual_end="09:30"), when=at("09:30:00")),
    row("E53", "ends in a minute", item(actual_end="09:31"), ("yellow", None, 100), when=at("09:30:00")),
    row("E53", "not held", item(not_held="postponed"), when=at("09:30:00")),
    row("E53", "no meeting", item(), when=at("09:30:00"), meeting=None),
    row("E53", "only planned", not_begun, when=at("09:29:00")),
    row("E53", "a closed case", values(status="closed"), ("yellow", None, 80), when=at("09:25:00")),
    row("E53", "a consultation", values(category="consultation"), ("yellow", None, 80), when=at("09:25:00")),
    row("E53", "no case", theory, ("yellow", "theory", 80), when=at("09:25:00")),
    row("E53", "an own limit", lambda d: limit(d, "E53.amber", 50), ("yellow", None, 50), when=at("09:17:30")),
    row("E53", "an own limit, a second before", lambda d: limit(d, "E53.amber", 50), when=at("09:17:29")),
    row(
        "E53",
        "limits in another order",
        lambda d: limit(d, "E53.amber", 110),
        ("yellow", None, 110),
        when=at("09:33:00"),
    ),
    row("E54", "75 minutes", item(), when=at("10:15:00")),
    row("E54", "more than 75 minutes", item(), ("blue", None, 75), when=at("10:15:01")),
    row("E54", "80 minutes and some", item(), ("blue", None, 80), when=at("10:20:59")),
    row(
        "E54",
        "the break runs",
        both(ended, lambda d: meeting(d)["agenda"][2].update(actual_start="10:10")),
        when=at("10:20:00"),
    ),
    row("E54", "after the break", both(ended, later), when=at("11:15:00")),
    row("E54", "long after the break", both(ended, later), ("blue", None, 76), when=at("11:16:00")),
    row("E54", "nothing runs", ended, when=at("10:20:00")),
    row("E54", "the meeting has not begun", lambda d: meeting(d).pop("actual_start"), when=at("10:20:00")),
    row("E54", "an own limit", lambda d: limit(d, "E54.minutes", 9), ("blue", None, 10)),
    row("E55", "the third of three", cases("new", "new", "crisis"), ("blue", None, 3)),
    row("E55", "the second of three", cases("new", "crisis", "new")),
    row("E55", "the second of two", cases("new", "crisis")),
    row("E55", "the fourth of six", cases("new", "new", "new", "crisis", "new", "new")),
    row("E55", "the fifth of six", cases("new", "new", "new", "new", "crisis", "new"), ("blue", None, 5)),
    row("E55", "one of three is not held", both(cases("new", "new", "crisis"), hidden(0))),
    row("E55", "its own item is not held", both(cases("new", "new", "new", "crisis"), hidden(3))),
    row(
        "E55",
        "unsafe",
        both(cases("new", "new", "new"), lambda d: d["cases"][2].update(phase="immediate_safety")),
        ("blue", None, 3),
    ),
    row("E55", "no meeting", cases("new", "new", "crisis"), meeting=None),
    row("E56", "not gone through", ended, ("yellow", None, 1)),
    row("E56", "not ended", item()),
    row("E56", "gone through", both(ended, lambda d: action(d).update(reviewed_in="sept"))),
    row(
        "E56", "gone through last time", both(ended, lambda d: action(d).update(reviewed_in="aug")), ("yellow", None, 1)
    ),
    row("E56", "done", both(ended, lambda d: action(d).update(status="done"))),
    row("E56", "made today", both(ended, lambda d: action(d).update(created_in="sept"))),
    row("E56", "made in no meeting", both(ended, lambda d: action(d).update(created_in=None))),
]

TABLE = [
    row("E57", "not yet", lambda d: person(d, "koen").update(secrecy="not_yet"), ("red", "koen", None)),
    row("E57", "unknown", lambda d: person(d, "koen").update(secrecy=None)),
    row("E57", "not at the table", lambda d: person(d, "vera").update(secrecy="not_yet")),
    row(
        "E57",
        "not there yet",
        both(lambda d: person(d, "vera").update(secrecy="not_yet"), comes("vera", arrives="09:11")),
    ),
    row(
        "E57",
        "without a case",
        both(theory, lambda d: person(d, "koen").update(secrecy="not_yet")),
        ("red", "koen", None),
    ),
    row(
        "E57",
        "planned, nothing begun",
        both(not_begun, lambda d: person(d, "koen").update(secrecy="not_yet")),
        ("red", "koen", None),
    ),
    row("E57", "between two items", both(ended, lambda d: person(d, "koen").update(secrecy="not_yet"))),
    row("E57", "no meeting", lambda d: person(d, "koen").update(secrecy="not_yet"), meeting=None),
    row("E58", "twelve", lambda d: crowd(d, 7)),
    row("E58", "thirteen", lambda d: crowd(d, 8), ("blue", None, 13)),
    row("E58", "thirteen without a case", both(theory, lambda d: crowd(d, 8))),
    row("E58", "an own limit", lambda d: limit(d, "E58.people", 4), ("blue", None, 5)),
    row("E59", "no part in it", comes("vera"), ("yellow", "vera", None)),
    row("E59", "without a case", both(theory, comes("vera"))),
    row("E59", "a case that is not checked", both(comes("vera"), values(category="consultation"))),
    row("E59", "not at the table", comes("vera", arrives="09:11")),
    row("E59", "the secretary", both(comes("vera"), lambda d: meeting(d).update(secretary="vera"))),
    row("E59", "the chair", both(comes("vera"), lambda d: meeting(d).update(chair="vera"))),
    *(
        row("E59", key, both(comes("vera"), values(**{key: "vera"})))
        for key in ("brought_by", "informed_by", "monitor_by")
    ),
    row("E59", "proposes closing", both(comes("vera"), values(closing_proposed_by="vera"))),
    row("E59", "holds a role", both(comes("vera"), lambda d: holds(d, "meedenker", "vera"))),
    row(
        "E59",
        "held a role",
        both(comes("vera"), lambda d: holds(d, "meedenker", "vera", ended_on=day(0))),
        ("yellow", "vera", None),
    ),
    row("E59", "helps", both(comes("vera"), lambda d: add(d, "helpers", {"person": "vera"}))),
    *(
        row("E59", f"{key} of an action point that is done", both(comes("vera"), acts(key)))
        for key in ("owner", "co_owner", "executor", "passed_on_by")
    ),
    row("E59", "has seen a member", both(comes("vera"), lambda d: member(d, "W-M").update(seen_by="vera"))),
    row(
        "E59",
        "is between the member and others",
        both(comes("vera"), lambda d: member(d, "W-M").update(contact_via="vera")),
    ),
    row("E59", "has heard a member", both(comes("vera"), lambda d: member(d, "W-M").update(heard_by=["sem", "vera"]))),
    row("E59", "has heard the child", both(comes("vera"), lambda d: case(d)["child_voices"][0].update(by="vera"))),
    row("E59", "passes the pitch on", both(comes("vera"), lambda d: case(d)["pitches"][0].update(via="vera"))),
    row("E59", "tells the family", both(comes("vera"), lambda d: case(d)["feedback"][0].update(owner="vera"))),
    row(
        "E59",
        "takes a step",
        both(
            comes("vera"),
            lambda d: add(d, "buffers", {"buffer": "view_of_child", "state": "weak", "step_owner": "vera"}),
        ),
    ),
    row(
        "E59",
        "whose organisation is asked",
        both(comes("vera"), lambda d: add(d, "information", {"organisation": "VT", "cannot_because": "x"})),
    ),
    row(
        "E59",
        "whose organisation holds a role",
        both(
            comes("vera"), lambda d: add(d, "roles", {"role": "meedenker", "organisation": "VT", "started_on": day(-9)})
        ),
    ),
    row(
        "E59",
        "whose organisation held a role",
        both(
            comes("vera"),
            lambda d: add(
                d, "roles", {"role": "meedenker", "organisation": "VT", "started_on": day(-9), "ended_on": day(0)}
            ),
        ),
        ("yellow", "vera", None),
    ),
    row("E61", "two, and one more", meetings(None, " ", None), ("blue", None, None)),
    row("E61", "one of the last three looked back", meetings("Goed", None)),
    row("E61", "an earlier one did", meetings("Goed", None, None), ("blue", None, None)),
    row("E61", "only two are over", meetings(None)),
    row(
        "E61",
        "one more ends now",
        both(meetings(None), lambda d: meeting(d).update(actual_end="09:10")),
        ("blue", None, None),
    ),
    row("E61", "one more ends in a minute", both(meetings(None), lambda d: meeting(d).update(actual_end="09:11"))),
    row("E61", "an own limit", lambda d: limit(d, "E61.meetings", 1), ("blue", None, None)),
    row("E61", "without the meeting too", meetings(None, None), ("blue", None, None), meeting=None),
]


@pytest.mark.parametrize("one", [*TIME, *TABLE], ids=name_of)
def test_it_gives_what_the_rule_says(one: Row) -> None:
    assert seen(one) == one.expected
