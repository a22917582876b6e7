"""Around the plan: every check at, below and above its limit (E22, E26, E44 to E46, E51, E52, E63 to E65)."""

from typing import Any

import pytest

from tests.rules.quiet import (
    YELLOW,
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
    name_of,
    person,
    row,
    running,
    seen,
    values,
)


def waits(**given: Any) -> Any:
    """The father waits."""
    return lambda doc: add(doc, "waiting", {"member": "W-V", "what": "behandeling", "since": day(-90), **given})


def ban(**given: Any) -> Any:
    """A temporary restraining order."""
    return lambda doc: add(doc, "measures", {"kind": "temporary_restraining_order", **given})


def notices(*days: int) -> Any:
    """Pre-announcements, each valid until a day."""
    rows = [{"text": "Bel", "sent_to": "dienst", "valid_until": day(one)} for one in days]
    return lambda doc: case(doc).update(crisis_notices=rows)


def asked(**given: Any) -> Any:
    """Veilig Thuis was asked for information."""
    return lambda doc: add(doc, "information", {"organisation": "VT", "invited": True, **given})


def incident(happened: int, **given: Any) -> Any:
    """Something happened so many days from today, a Monday."""
    happening = {"happened_on": day(happened), "what": "x", "we_did": "y", "needed": "z", **given}
    return lambda doc: add(doc, "incidents", happening)


def needs(*organisations: str) -> Any:
    """The decision of August needs these."""
    return lambda doc: case(doc)["decisions"][0].update(needs=list(organisations))


def kind(organisation: str, word: str) -> Any:
    """Make an organisation one of another kind."""
    return lambda doc: next(one for one in doc["organisations"] if one["id"] == organisation).update(kind=word)


def undecided(doc: Raw) -> None:
    case(doc)["decisions"][0].pop("created_in")
    action(doc).pop("created_in")


def housing(doc: Raw) -> None:
    """A domain for which the municipality fits, at which anne works; she holds no role and is not at the table."""
    case(doc).update(life_domains=["housing"])
    case(doc)["roles"].pop(0)
    meeting(doc)["attendance"].pop(0)


ROWS = [
    row("E22", "neither", undecided, YELLOW),
    row("E22", "a decision", both(undecided, lambda d: case(d)["decisions"][0].update(created_in="aug"))),
    row(
        "E22",
        "an action point, done since",
        both(undecided, lambda d: action(d).update(created_in="aug", status="done")),
    ),
    row("E22", "of another meeting", both(undecided, lambda d: action(d).update(created_in="sept")), YELLOW),
    row("E22", "without the meeting too", undecided, YELLOW, meeting=None),
    row("E22", "ended now: the last meeting is this one", lambda d: running(d).update(actual_end="09:10"), YELLOW),
    row("E22", "ends in a minute", lambda d: running(d).update(actual_end="09:11")),
    row("E26", "nothing bridges it", waits(), ("yellow", "W-V", None)),
    row("E26", "an action point does", waits(bridge="A-001")),
    row("E26", "it is done", both(waits(bridge="A-001"), lambda d: action(d).update(status="done"))),
    row(
        "E26",
        "it could not",
        both(waits(bridge="A-001"), lambda d: action(d).update(status="could_not")),
        ("yellow", "W-V", None),
    ),
    row("E26", "over today", waits(ended_on=day(0))),
    row("E26", "over tomorrow", waits(ended_on=day(1)), ("yellow", "W-V", None)),
    row("E44", "no last day", ban()),
    row("E44", "six days left", ban(until=day(6))),
    row("E44", "five days left", ban(until=day(5)), ("red", None, 5)),
    row("E44", "the last day", ban(until=day(0)), ("red", None, 0)),
    row("E44", "over", ban(until=day(-1))),
    row("E44", "decided", ban(until=day(5), follow_up="Verlengd")),
    row("E44", "decided with nothing", ban(until=day(5), follow_up=" "), ("red", None, 5)),
    row("E44", "another measure", ban(until=day(5), kind="supervision_order")),
    row("E44", "one each", both(ban(until=day(5)), ban(until=day(2))), ("red", None, 5), ("red", None, 2)),
    row("E44", "an own limit", both(ban(until=day(6)), lambda d: limit(d, "E44.days", 6)), ("red", None, 6)),
    row("E45", "none", notices(), YELLOW),
    row("E45", "valid today", notices(0)),
    row("E45", "until yesterday", notices(-1), ("yellow", None, 1)),
    row("E45", "the latest counts", notices(3, -9)),
    row("E45", "not crisis-prone", both(notices(), values(crisis_prone=False))),
    row("E46", "not chosen", values(framework=None), YELLOW),
    row("E51", "housing, without a party", housing, ("blue", "housing", None)),
    row("E51", "a current role", both(housing, lambda d: holds(d, "geld_en_wonen", "anne"))),
    row(
        "E51",
        "a role that ended",
        both(housing, lambda d: holds(d, "geld_en_wonen", "anne", ended_on=day(0))),
        ("blue", "housing", None),
    ),
    row(
        "E51",
        "a role of the organisation itself",
        both(
            housing, lambda d: add(d, "roles", {"role": "geld_en_wonen", "organisation": "GEM", "started_on": day(-9)})
        ),
    ),
    row("E51", "a helper", both(housing, lambda d: add(d, "helpers", {"person": "anne"}))),
    row(
        "E51",
        "a helper without a name",
        both(housing, lambda d: add(d, "helpers", {"name": "x", "organisation": "GEM"})),
    ),
    row("E51", "asked for information", both(housing, lambda d: add(d, "information", {"organisation": "GEM"}))),
    row(
        "E51",
        "at the table",
        both(housing, lambda d: meeting(d)["attendance"].append({"person": "anne", "status": "online"})),
    ),
    row("E51", "a domain of the table's own", values(life_domains=["zingeving"])),
    row(
        "E51",
        "each domain",
        values(life_domains=["work", "health", "addiction"]),
        ("blue", "addiction", None),
        ("blue", "health", None),
    ),
    *(
        row("E51", f"{domain}: {word}", both(values(life_domains=[domain]), asked(), kind("VT", word)))
        for domain, words in {
            "safety": "veilig_thuis police certified_institution care_and_safety_house womens_shelter",
            "income": "debt_help municipality",
            "housing": "housing municipality",
            "health": "gp hospital youth_health",
            "mental_health": "mental_health youth_mental_health",
            "addiction": "addiction_care",
            "family_relations": "local_team support_centre certified_institution",
            "parenting": "local_team support_centre certified_institution",
            "education": "education childcare",
            "work": "municipality",
            "social_network": "neighbourhood local_team",
            "justice": "police prosecution probation",
        }.items()
        for word in words.split()
    ),
    row("E52", "silence", asked(), ("blue", "VT", None)),
    row("E52", "received today", asked(received_on=day(0))),
    row("E52", "received tomorrow", asked(received_on=day(1)), ("blue", "VT", None)),
    row("E52", "cannot", asked(cannot_because="Beroepsgeheim")),
    row("E52", "not asked yet", asked(invited=False)),
    row("E63", "61 days left", values(retain_until=day(61))),
    row("E63", "60 days left", values(retain_until=day(60)), ("yellow", None, 60)),
    row("E63", "past", values(retain_until=day(-3)), ("yellow", None, -3)),
    row("E63", "closed", values(retain_until=day(0), status="closed"), ("yellow", None, 0)),
    row("E63", "a learning case", values(retain_until=day(0), category="learning"), ("yellow", None, 0)),
    row(
        "E63",
        "an own limit",
        both(values(retain_until=day(61)), lambda d: limit(d, "E63.days", 61)),
        ("yellow", None, 61),
    ),
    row("E64", "on Friday: Monday is not over", incident(-3)),
    row("E64", "on Thursday: Friday is over", incident(-4), YELLOW),
    row("E64", "on Saturday, seen on Tuesday", incident(-2), YELLOW, when="2026-09-15T08:00:00+02:00"),
    row("E64", "on Sunday, seen on Monday night", incident(-1), when=at("23:59:59")),
    row("E64", "told", incident(-9, lead_informed_at=at("09:10:00"))),
    row("E64", "told in a second", incident(-9, lead_informed_at=at("09:10:01")), YELLOW),
    row("E64", "one each", both(incident(-9), incident(-8)), YELLOW, YELLOW),
    row("E65", "no mandate", needs("WIJK"), ("blue", "WIJK", None)),
    row("E65", "a mandate", needs("GEM")),
    row("E65", "a limited one", both(needs("WIJK"), lambda d: person(d, "guus").update(mandate="limited"))),
    row(
        "E65",
        "no mandate given",
        both(needs("WIJK"), lambda d: person(d, "guus").update(mandate="no")),
        ("blue", "WIJK", None),
    ),
    row(
        "E65",
        "a mandate, but excused",
        both(needs("GEM"), lambda d: d["meetings"][0]["attendance"][0].update(status="excused")),
        ("blue", "GEM", None),
    ),
    row("E65", "made in no meeting", both(needs("WIJK"), lambda d: case(d)["decisions"][0].pop("created_in"))),
    row("E65", "each organisation", needs("WIJK", "JB"), ("blue", "JB", None), ("blue", "WIJK", None)),
]


@pytest.mark.parametrize("one", ROWS, ids=name_of)
def test_it_gives_what_the_rule_says(one: Row) -> None:
    assert seen(one) == one.expected
