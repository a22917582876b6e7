"""Action points: every check at, below and above its limit (E14 to E21, E23 to E25, E27, E28)."""

from typing import Any

import pytest

from tests.rules.quiet import (
    Raw,
    Row,
    action,
    both,
    case,
    day,
    limit,
    member,
    name_of,
    row,
    seen,
)

RED = ("red", "A-001", None)
YELLOW = ("yellow", "A-001", None)
BLUE = ("blue", "A-001", None)
LIVE = ("open", "in_progress", "waiting")
OVER = ("done", "could_not", "not_done", "dropped")


def values(**given: Any) -> Any:
    """Change the one action point."""
    return lambda doc: action(doc).update(given)


def nobodys(doc: Raw) -> None:
    action(doc).pop("owner")


def loose(doc: Raw) -> None:
    action(doc).pop("case")


def more(doc: Raw, number: int, **given: Any) -> None:
    """So many more action points, made in the meeting of today."""
    for one in range(number):
        doc["actions"].append({**action(doc), "id": f"B-{one:02d}", "created_in": "sept", **given})


def care(**given: Any) -> Any:
    """An action point of kind care beside the one there is."""
    return lambda doc: doc["actions"].append({**action(doc), "id": "C-1", "kind": "care", **given})


def august(doc: Raw) -> Raw:
    one: Raw = doc["meetings"][0]
    return one


def came(status: str) -> Any:
    """What the list of August says of the owner."""
    return lambda doc: august(doc)["attendance"][1].update(status=status)


def given_away(doc: Raw) -> None:
    """Given to vera, who was not there in August."""
    action(doc).update(owner="vera", accepted=False)


def earlier_meeting(doc: Raw) -> None:
    """One more meeting with an ended item on the case."""
    doc["meetings"].insert(0, {**august(doc), "id": "juli", "held_on": day(-56)})


def five_and_one(doc: Raw) -> None:
    more(doc, 5)
    doc["actions"].append({**action(doc), "id": "C-1", "case": None, "created_in": "sept"})


def no_parents(doc: Raw) -> None:
    member(doc, "W-M").update(relation="aunt")
    member(doc, "W-V").update(relation="uncle")


ROWS = [
    row("E14", "nobody's", nobodys, RED),
    *(row("E14", f"nobody's, {status}", both(nobodys, values(status=status)), RED) for status in LIVE),
    *(row("E14", f"nobody's, {status}", both(nobodys, values(status=status))) for status in OVER),
    row("E14", "of an organisation", both(nobodys, values(owner_organisation="JB"))),
    row("E14", "of a family member", both(nobodys, values(family_owner="W-M"))),
    row("E14", "without a case", both(nobodys, loose), RED),
    row("E14", "of a case that is not checked", both(nobodys, lambda d: case(d).update(status="transferred"))),
    row("E15", "no date", values(due=None), RED),
    row("E15", "no date, but done", values(due=None, status="done")),
    row("E15", "without a case", both(values(due=None), loose), RED),
    row("E16", "of an organisation", both(nobodys, values(owner_organisation="JB")), YELLOW),
    row("E16", "done by it", both(nobodys, values(owner_organisation="JB", status="done"))),
    row("E17", "the owner was not on the list", given_away, YELLOW),
    row("E17", "accepted since", both(given_away, values(accepted=True))),
    row("E17", "done", both(given_away, values(status="done"))),
    row("E17", "not made in a meeting", both(given_away, values(created_in=None))),
    row("E17", "nobody was on the list", both(given_away, lambda d: august(d).update(attendance=[]))),
    *(
        row("E17", status, both(values(accepted=False), came(status)))
        for status in ("present", "online", "by_phone", "partly")
    ),
    *(
        row(
            "E17",
            status,
            both(values(accepted=False), came(status)),
            YELLOW,
        )
        for status in ("excused", "absent")
    ),
    row(
        "E17",
        "there, but not at the table of this case",
        both(values(accepted=False), lambda d: august(d)["agenda"][0].update(seats=[{"person": "anne"}])),
        YELLOW,
    ),
    row(
        "E17",
        "there, and seats for the family alone",
        both(values(accepted=False), lambda d: august(d)["agenda"][0].update(seats=[{"member": "W-M"}])),
    ),
    row(
        "E17",
        "a seat that was left counts",
        both(
            values(accepted=False),
            lambda d: august(d)["agenda"][0].update(seats=[{"person": "sem", "until": "09:05"}]),
        ),
    ),
    row(
        "E17",
        "without a case the seats play no part",
        both(values(accepted=False), loose, lambda d: august(d)["agenda"][0].update(seats=[{"person": "anne"}])),
    ),
    row("E17", "the clock plays no part", given_away, YELLOW, when="2027-01-01T00:00:00+01:00", meeting=None),
    row("E18", "somebody else carries it out", values(executor="koen"), YELLOW),
    row("E18", "and somebody tells them", values(executor="koen", passed_on_by="anne")),
    row("E18", "the owner does", values(executor="sem")),
    row("E18", "done", values(executor="koen", status="done")),
    row("E18", "nobody owns it", both(nobodys, values(executor="koen")), YELLOW),
    row("E19", "due today", values(due=day(0))),
    row("E19", "due yesterday", values(due=day(-1)), ("yellow", "A-001", 1)),
    row("E19", "done", values(due=day(-1), status="done")),
    row("E19", "14 days late", values(due=day(-14)), ("yellow", "A-001", 14)),
    row("E19", "15 days late", values(due=day(-15)), ("red", "A-001", 15)),
    row("E19", "safety", values(due=day(-1), kind="safety"), ("red", "A-001", 1)),
    row("E19", "an own limit", both(values(due=day(-3)), lambda d: limit(d, "E19.red_days", 2)), ("red", "A-001", 3)),
    row("E19", "without a case", both(values(due=day(-3)), loose), ("yellow", "A-001", 3)),
    row("E19", "after midnight here", values(due=day(0)), ("yellow", "A-001", 1), when="2026-09-14T22:00:00Z"),
    row("E19", "before midnight here", values(due=day(0)), when="2026-09-14T21:59:59Z"),
    row("E20", "once", values(postponed=1)),
    row("E20", "twice", values(postponed=2), ("yellow", "A-001", 2)),
    row("E20", "twice, and done", values(postponed=2, status="done")),
    row("E20", "an own limit", both(values(postponed=2), lambda d: limit(d, "E20.times", 3))),
    row("E21", "could not", values(status="could_not"), YELLOW),
    row("E21", "not done", values(status="not_done", outcome_reason=" \n "), YELLOW),
    row("E21", "with a reason", values(status="not_done", outcome_reason="School was dicht")),
    row("E21", "dropped", values(status="dropped")),
    row("E23", "five for one", lambda d: more(d, 5)),
    row("E23", "six for one", lambda d: more(d, 6), ("blue", "sem", 6)),
    row("E23", "six, also those that are done", lambda d: more(d, 6, status="done"), ("blue", "sem", 6)),
    row("E23", "six of an earlier meeting", lambda d: more(d, 6, created_in="aug")),
    row("E23", "six, and no meeting", lambda d: more(d, 6), meeting=None),
    row("E23", "five of the case and one without", five_and_one, ("blue", "sem", 6)),
    row(
        "E23",
        "six of a case that is not checked",
        both(lambda d: more(d, 6), lambda d: case(d).update(status="closed")),
    ),
    row("E23", "eight in one case", lambda d: more(d, 8, owner=None, owner_organisation="JB")),
    row("E23", "nine in one case", lambda d: more(d, 9, owner=None, owner_organisation="JB"), ("blue", None, 9)),
    row("E23", "nine for one in one case", lambda d: more(d, 9), ("blue", None, 9), ("blue", "sem", 9)),
    row("E23", "nine without a case", lambda d: more(d, 9, owner=None, case=None)),
    row("E24", "only fires", both(earlier_meeting, values(kind="crisis")), ("blue", None, None)),
    row("E24", "safety too", both(earlier_meeting, values(kind="safety")), ("blue", None, None)),
    row("E24", "one meeting", values(kind="crisis")),
    row("E24", "one live action of another kind", both(earlier_meeting, values(kind="crisis"), care())),
    row("E24", "made lately and done", both(earlier_meeting, values(kind="crisis"), care(status="done"))),
    row(
        "E24",
        "made long ago and done",
        both(earlier_meeting, values(kind="crisis"), care(status="done", created_in=None)),
        ("blue", None, None),
    ),
    row("E24", "nothing live", both(earlier_meeting, values(kind="crisis", status="done"))),
    row("E25", "four words", values(text="Belt de school morgen")),
    row("E25", "three words", values(text="Belt de school"), BLUE),
    row("E25", "an own limit", both(values(text="Belt school"), lambda d: limit(d, "E25.words", 2))),
    row("E25", "done", values(text="Belt", status="done")),
    *(
        row("E25", f"starts with {start}", values(text=f"{start} met de school over het verzuim"), BLUE)
        for start in ("Iemand", "we", "WIJ", "men", "Contact houden", "someone", "We", "keep contact")
    ),
    *(
        row("E25", f"starts with {start}", values(text=f"{start} met de school over het verzuim"))
        for start in ("Weegt", "Mentor", "Contact", "Wijkteam", "Belt iemand")
    ),
    row("E27", "care for the child alone", care(members=["W-K1"]), ("blue", None, None)),
    row("E27", "care for the child, done", care(members=["W-K1"], status="done")),
    row("E27", "care for all", care()),
    row("E27", "care for child and parent", care(members=["W-K1", "W-M"])),
    row("E27", "care for a parent beside it", both(care(members=["W-K1"]), care(id="C-2", members=["W-V"]))),
    row(
        "E27",
        "care for a parent, done",
        both(care(members=["W-K1"]), care(id="C-2", members=["W-V"], status="done")),
        ("blue", None, None),
    ),
    row("E27", "another kind for the child", care(kind="practical", members=["W-K1"])),
    row("E27", "no parent in the family", both(care(members=["W-K1"]), no_parents)),
    row("E28", "once it is calm", values(text="Start behandeling zodra het thuis rustig is"), BLUE),
    row("E28", "until stable, in capitals", values(text="Wait UNTIL the mother is STABLE"), BLUE),
    row("E28", "too far apart", values(text=f"Start als {'heel ' * 9}rustig wordt gewerkt")),
    row("E28", "no waiting word", values(text="Maakt het thuis rustig")),
    row("E28", "a waiting word inside another", values(text="Praat over alsmaar rustig blijven")),
    row("E28", "over a line end", values(text="Start als\nhet rustig is")),
    row("E28", "done", values(text="Start als het rustig is", status="done")),
]


@pytest.mark.parametrize("one", ROWS, ids=name_of)
def test_it_gives_what_the_rule_says(one: Row) -> None:
    assert seen(one) == one.expected
