"""What runs out today, and families of whom only one is covered, seen, heard or asked: per check."""

from typing import Any

import pytest

from tests.rules.quiet import (
    ALL,
    RED,
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
    member,
    name_of,
    person,
    role,
    row,
    running,
    seen,
    values,
    without_role,
)

LEAD = "casusregisseur"
DEPUTY = "vervangend_casusregisseur"
CONTACT = "contactpersoon_gezin"
SAFETY = "regie_op_veiligheid"
UNSAFE = values(phase="immediate_safety")
NOT_YET: Any = ("red", "koen", None)


def brother(doc: Raw, **given: Any) -> None:
    """A second child, of whom nothing is known but what is given."""
    case(doc)["members"].append({"id": "W-K2", "relation": "son", "age": 5, "last_seen_on": day(-4), **given})
    role(doc, LEAD)["reachable_for"] = [*ALL, "W-K2"]
    add(doc, "child_voices", {"member": "W-K2", "given_on": day(-7), "by": "koen", "text": "Ja"})


def until(code: str, days: int) -> Any:
    """The first assignment of a role ends so many days from today."""
    return lambda doc: role(doc, code).update(ended_on=day(days))


def since(code: str, days: int) -> Any:
    """The first assignment of a role starts so many days from today."""
    return lambda doc: role(doc, code).update(started_on=day(days))


def nobody_comes(doc: Raw) -> None:
    meeting(doc).update(attendance=[])


def away(name: str) -> Any:
    """Somebody is excused."""
    return lambda doc: next(one for one in meeting(doc)["attendance"] if one["person"] == name).update(status="excused")


def stands_in(name: str, **given: Any) -> Any:
    """Somebody is the deputy of iris, and at the table as given."""

    def change(doc: Raw) -> None:
        person(doc, "iris").update(deputy=name)
        meeting(doc)["attendance"].append({"person": name, "status": "present", **given})

    return change


def no_meetings(doc: Raw) -> None:
    """A table that never met; what was made in a meeting was made without."""
    doc["meetings"] = []
    action(doc).pop("created_in")
    case(doc)["decisions"][0].pop("created_in")
    case(doc)["feedback"] = []


def waiting_for(name: str, **given: Any) -> Any:
    """A member waits for treatment."""
    return lambda doc: add(doc, "waiting", {"member": name, "what": "behandeling", "since": day(-9), **given})


def asks(name: str, **given: Any) -> Any:
    """Consent of a member is not there."""
    return lambda doc: add(doc, "consents", {"what": "onderzoek", "member": name, "value": "not_asked", **given})


def helper(**given: Any) -> Any:
    return lambda doc: add(doc, "helpers", {"name": "hulp", **given})


def eleven(**given: Any) -> Any:
    """Ten professionals and one more, whose days are given."""
    return both(*(helper() for _ in range(6)), helper(**given))


def three_visitors(**given: Any) -> Any:
    """Two through the door and one more, whose days are given."""
    return both(*(helper(visits_home=True) for _ in range(2)), helper(visits_home=True, **given))


def violent(doc: Raw) -> None:
    member(doc, "W-V").update(violence_roles=["uses_violence"])


def both_violent(doc: Raw) -> None:
    violent(doc)
    member(doc, "W-M").update(violence_roles=["victim", "uses_violence"])
    holds(doc, "behandeling", "vera", members=["W-M"])


def care(*names: str) -> Any:
    """A live action point of kind care for these members."""
    row = {"id": "C-1", "text": "Maakt kennis", "kind": "care", "case": "c1", "owner": "sem", "due": day(7)}
    return lambda doc: doc["actions"].append({**row, "accepted": True, "members": list(names)})


def gone(name: str, **given: Any) -> Any:
    """A member, otherwise as it was."""
    return lambda doc: member(doc, name).update(given)


def scored(*values_: int) -> Any:
    """Scores of yesterday of sem and koen, and of the mother: six."""
    rows = [{"value": 6, "given_on": day(-1), "by_member": "W-M"}]
    rows += [{"value": one, "given_on": day(-1), "by": by} for one, by in zip(values_, ("sem", "koen"), strict=False)]
    return lambda doc: case(doc).update(scores=rows)


ENDS = [
    row(
        "E01", "two leads until today", both(until(LEAD, 0), lambda d: holds(d, LEAD, "iris", -9, ended_on=day(0))), RED
    ),
    row("E02", "the second starts today", lambda d: holds(d, LEAD, "iris", 0), ("red", None, 2)),
    row("E02", "the second starts tomorrow", lambda d: holds(d, LEAD, "iris", 1)),
    row("E02", "the first stops tomorrow", both(until(LEAD, 1), lambda d: holds(d, LEAD, "iris", 0)), ("red", None, 2)),
    row("E03", "the contact starts today", since(CONTACT, 0)),
    row("E03", "the contact starts tomorrow", since(CONTACT, 1), RED),
    row("E03", "the contact stops tomorrow", until(CONTACT, 1)),
    row("E04", "one contact twice", lambda d: holds(d, CONTACT, "sem", members=["W-K1"])),
    row("E04", "the second starts today", lambda d: holds(d, CONTACT, "koen", 0), ("yellow", None, 2)),
    row("E04", "the second starts tomorrow", lambda d: holds(d, CONTACT, "koen", 1)),
    row("E05", "the leader stops today", both(UNSAFE, until(SAFETY, 0)), RED),
    row("E05", "the leader stops tomorrow", both(UNSAFE, until(SAFETY, 1))),
    row("E05", "the leader starts today", both(UNSAFE, since(SAFETY, 0))),
    row(
        "E08", "until tomorrow", lambda d: holds(d, "procesregisseur", "sem", ended_on=day(1)), ("yellow", "sem", None)
    ),
    row("E10", "the deputy stops today", until(DEPUTY, 0), YELLOW),
    row("E10", "the deputy stops tomorrow", until(DEPUTY, 1)),
    row("E10", "the deputy starts tomorrow", since(DEPUTY, 1), YELLOW),
    row("E13", "the child's lens stops today", until("kindlens", 0), ("yellow", "W-K1", None)),
    row("E13", "the child's lens stops tomorrow", until("kindlens", 1)),
    row(
        "E37",
        "the worker stops today",
        both(violent, lambda d: holds(d, "behandeling", "vera", members=["W-V"], ended_on=day(0))),
        ("yellow", "W-V", None),
    ),
    row(
        "E37",
        "the worker stops tomorrow",
        both(violent, lambda d: holds(d, "behandeling", "vera", members=["W-V"], ended_on=day(1))),
    ),
    row("E48", "the eleventh stops today", eleven(ended_on=day(0))),
    row("E48", "the eleventh stops tomorrow", eleven(ended_on=day(1)), ("yellow", None, 11)),
    row("E48", "the eleventh starts today", eleven(started_on=day(0)), ("yellow", None, 11)),
    row("E48", "an own limit", lambda d: limit(d, "E48.people", 3), ("yellow", None, 4)),
    row("E48", "at an own limit", lambda d: limit(d, "E48.people", 4)),
    row("E49", "the third stops today", three_visitors(ended_on=day(0))),
    row("E49", "the third starts today", three_visitors(started_on=day(0)), ("blue", None, 3)),
    row("E49", "an own limit", both(three_visitors(), lambda d: limit(d, "E49.people", 3))),
    row(
        "E26",
        "not begun to wait, and bridged by what waits",
        both(waiting_for("W-V", bridge="A-001"), lambda d: action(d).update(status="waiting")),
    ),
    row("E30", "a pitch of tomorrow and a preference", lambda d: case(d)["pitches"][0].update(given_on=day(1))),
    row("E34", "one line, undated", lambda d: case(d).update(lines=[{"heading": "going_well", "text": "Zij lacht"}])),
    row("E30", "a preference of white space", values(preference=" \n"), YELLOW),
    row("E32", "seen today", both(UNSAFE, gone("W-K1", last_seen_on=day(0)))),
    row(
        "E32",
        "an own limit",
        both(gone("W-K1", last_seen_on=day(-31)), lambda d: limit(d, "E32.days_other", 30)),
        ("yellow", "W-K1", 31),
    ),
    row(
        "E32",
        "an own limit while unsafe",
        both(UNSAFE, gone("W-K1", last_seen_on=day(-4)), lambda d: limit(d, "E32.days_immediate", 4)),
    ),
    row(
        "E33",
        "an own limit",
        both(lambda d: case(d)["feedback"][0].update(done_on=None, due=day(-2)), lambda d: limit(d, "E33.days", 3)),
    ),
    row("E33", "due today", lambda d: case(d)["feedback"][0].update(done_on=None, due=day(0))),
    row(
        "E40",
        "an own limit",
        both(lambda d: case(d)["evaluations"][0].update(lowest=8), lambda d: limit(d, "E40.drop", 3)),
    ),
    row("E41", "an own limit", both(scored(6, 6), lambda d: limit(d, "E41.score", 6)), ("yellow", None, 6)),
    row("E41", "agreed with nothing", both(scored(4, 6), values(contingency="\t")), ("yellow", None, 4)),
    row("E43", "tomorrow", values(next_evaluation=day(1))),
    row(
        "E45",
        "until tomorrow",
        lambda d: case(d).update(crisis_notices=[{"text": "Bel", "sent_to": "x", "valid_until": day(1)}]),
    ),
    row("E46", "compulsory", values(framework="compulsory")),
    row(
        "E52",
        "nothing asked of anybody",
        lambda d: add(d, "information", {"organisation": "VT", "invited": False, "asked_on": day(-9)}),
    ),
    row(
        "E52",
        "a reason of white space",
        lambda d: add(d, "information", {"organisation": "VT", "cannot_because": " "}),
        ("blue", "VT", None),
    ),
]
"""Days that fall today, the day before and the day after; limits of the table's own."""

PARTS = [
    row(
        "E13",
        "one of two children",
        both(brother, lambda d: role(d, "kindlens").update(members=["W-K2"])),
        ("yellow", "W-K1", None),
    ),
    row(
        "E13",
        "each child by another",
        both(
            brother,
            lambda d: role(d, "kindlens").update(members=["W-K1"]),
            lambda d: holds(d, "kindlens", "vera", members=["W-K2"]),
        ),
    ),
    row("E31", "one of two children", both(brother, lambda d: case(d)["child_voices"].pop()), ("yellow", "W-K2", None)),
    row("E32", "one of two children", lambda d: brother(d, last_seen_on=day(-91)), ("yellow", "W-K2", 91)),
    row("E32", "one seen, one never", both(UNSAFE, lambda d: brother(d, last_seen_on=None)), ("red", "W-K2", None)),
    row(
        "E07",
        "the child that came later",
        both(brother, lambda d: role(d, LEAD).update(reachable_for=ALL)),
        ("yellow", "sem", 1),
    ),
    row("E35", "one of two", gone("W-M", heard=False), ("yellow", "W-M", None)),
    row(
        "E35",
        "both",
        both(gone("W-M", heard=False), gone("W-V", heard=False)),
        ("yellow", "W-M", None),
        ("yellow", "W-V", None),
    ),
    row("E36", "one of two", both(asks("W-M", value="yes"), asks("W-V")), ("yellow", "W-V", None)),
    row("E36", "both, by member", both(asks("W-V"), asks("W-M")), ("yellow", "W-M", None), ("yellow", "W-V", None)),
    row("E37", "one of two who use it", both_violent, ("yellow", "W-V", None)),
    row("E27", "care for one child and one parent", both(care("W-K1"), care("W-M"))),
    row("E27", "care for one of two children", both(brother, care("W-K2")), ("blue", None, None)),
    row(
        "E38",
        "the family far apart, the child not",
        both(
            scored(3, 6),
            lambda d: add(d, "scores", {"value": 6, "given_on": day(-1), "by": "sem", "subject": "W-K1"}),
        ),
        ("yellow", None, 3),
    ),
    row(
        "E26",
        "one bridged, one not",
        both(waiting_for("W-M", bridge="A-001"), waiting_for("W-V")),
        ("yellow", "W-V", None),
    ),
]
"""Families of whom one is covered, heard, seen, asked, and another not."""

AT_THE_TABLE = [
    row(
        "E09",
        "the deputy comes in a minute",
        both(away("iris"), stands_in("vera", arrives="09:11")),
        ("yellow", "iris", None),
    ),
    row("E09", "the deputy comes now", both(away("iris"), stands_in("vera", arrives="09:10"))),
    row("E09", "the deputy has left", both(away("iris"), stands_in("vera", leaves="09:10")), ("yellow", "iris", None)),
    row(
        "E09",
        "the deputy has no seat",
        both(
            away("iris"),
            stands_in("vera"),
            lambda d: running(d).update(seats=[{"person": name} for name in ("anne", "sem", "koen", "guus")]),
        ),
        ("yellow", "iris", None),
    ),
    row(
        "E09",
        "the deputy lead stands in for the lead alone",
        both(away("iris"), lambda d: holds(d, DEPUTY, "anne")),
        ("yellow", "iris", None),
    ),
    row("E09", "the deputy lead stopped today", both(away("sem"), until(DEPUTY, 0)), ("red", "sem", None)),
    row("E09", "the holder stopped today", both(away("iris"), until(SAFETY, 0))),
    row("E09", "the holder stops tomorrow", both(away("iris"), until(SAFETY, 1)), ("yellow", "iris", None)),
    row(
        "E09",
        "a lead with another role is red once",
        both(away("sem"), lambda d: without_role(d, DEPUTY), lambda d: holds(d, "trekker", "sem")),
        ("red", "sem", None),
    ),
    row(
        "E57", "nobody on the list: unknown", both(nobody_comes, lambda d: person(d, "koen").update(secrecy="not_yet"))
    ),
    row(
        "E57",
        "online counts",
        both(
            lambda d: meeting(d)["attendance"][3].update(status="online"),
            lambda d: person(d, "koen").update(secrecy="not_yet"),
        ),
        NOT_YET,
    ),
    row("E57", "excused does not", both(away("koen"), lambda d: person(d, "koen").update(secrecy="not_yet"))),
    row("E59", "nobody on the list: unknown", nobody_comes),
    row(
        "E59",
        "no meeting",
        lambda d: meeting(d)["attendance"].append({"person": "vera", "status": "present"}),
        meeting=None,
    ),
]
"""Deputies, those who come and go, and lists of nobody."""

NEVER_MET = [
    *(
        row(check, "never met", no_meetings, meeting=None)
        for check in ("E09", "E17", "E22", "E33", "E39", "E53", "E57", "E59", "E62")
    ),
    row("E01", "never met", both(no_meetings, lambda d: without_role(d, LEAD)), RED, meeting=None),
    row(
        "E19",
        "never met",
        both(no_meetings, lambda d: action(d).update(due=day(-1))),
        ("yellow", "A-001", 1),
        meeting=None,
    ),
    row("E43", "never met", both(no_meetings, values(next_evaluation=None)), YELLOW, meeting=None),
]
"""A table without meetings says what it can."""

ZONES = [
    row(
        "E44",
        "tomorrow here, today in Greenwich",
        lambda d: add(d, "measures", {"kind": "temporary_restraining_order", "until": day(0)}),
        when="2026-09-14T22:00:00Z",
    ),
    row(
        "E44",
        "today here",
        lambda d: add(d, "measures", {"kind": "temporary_restraining_order", "until": day(0)}),
        ("red", None, 0),
        when="2026-09-14T21:59:59Z",
    ),
    row("E43", "the day after, here", values(next_evaluation=day(0)), ("yellow", None, 1), when="2026-09-14T22:00:00Z"),
    row("E01", "stops at midnight here", until(LEAD, 1), RED, when="2026-09-14T22:00:00Z"),
    row("E13", "at the last second of the day", until("kindlens", 1), when=at("23:59:59")),
]
"""A day is the day of the table's zone."""


@pytest.mark.parametrize("one", [*ENDS, *PARTS, *AT_THE_TABLE, *NEVER_MET, *ZONES], ids=name_of)
def test_it_gives_what_the_rule_says(one: Row) -> None:
    assert seen(one) == one.expected
