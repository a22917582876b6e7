"""Who does what: every check at, below and above its limit (E01 to E13, E37, E48 to E50)."""

import pytest

from tests.rules.quiet import (
    ALL,
    RED,
    YELLOW,
    Raw,
    Row,
    add,
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
    without_role,
)

LEAD = "casusregisseur"
CONTACT = "contactpersoon_gezin"
SAFETY = "regie_op_veiligheid"
BAN = {"kind": "temporary_restraining_order"}


def unsafe(doc: Raw) -> None:
    """Nobody leads on safety; whether that matters is what a row adds."""
    without_role(doc, SAFETY)


def hands_over(doc: Raw, start: int, **values: object) -> None:
    """The lead goes from sem to guus, so many days from today, with or without a hand-over."""
    role(doc, LEAD).update(ended_on=day(start))
    holds(doc, LEAD, "guus", start, reachable_for=ALL)
    if values:
        add(doc, "handovers", {"role": LEAD, "from_holders": ["sem"], "to_holder": "guus", "due": day(start), **values})


def violent(doc: Raw) -> None:
    """The father uses violence."""
    member(doc, "W-V").update(violence_roles=["victim", "uses_violence"])


def no_deputy_lead(doc: Raw) -> None:
    """Nobody stands in for the lead."""
    without_role(doc, "vervangend_casusregisseur")


def helpers(doc: Raw, number: int, **values: object) -> None:
    """So many more professionals around the family."""
    add(doc, "helpers", *({"name": f"hulp {one}", **values} for one in range(number)))


def lately(doc: Raw, ended: int) -> None:
    """Three contacts one after the other; the first stopped so many days from today."""
    without_role(doc, CONTACT)
    holds(doc, CONTACT, "iris", -900, ended_on=day(ended))
    holds(doc, CONTACT, "koen", ended, ended_on=day(ended + 10))
    holds(doc, CONTACT, "sem", ended + 10)


def without_case(doc: Raw) -> None:
    meeting(doc)["attendance"].pop(2)
    running(doc).update(kind="theory", case=None)


def changes(doc: Raw, code: str, earlier: str, later: str) -> None:
    without_role(doc, code)
    holds(doc, code, earlier, -100, ended_on=day(-30))
    holds(doc, code, later, -30)


def contact_changes(doc: Raw, handed: str) -> None:
    changes(doc, CONTACT, "sem", "guus")
    add(
        doc,
        "handovers",
        {"role": handed, "from_holders": ["sem"], "to_holder": "guus", "due": day(-30), "done_on": day(-30)},
    )


def two_before(doc: Raw, first: str, last: str) -> None:
    """Two held the lead before guus; only sem handed it over."""
    without_role(doc, LEAD)
    holds(doc, LEAD, first, -100, ended_on=day(-60))
    holds(doc, LEAD, last, -60, ended_on=day(-30))
    holds(doc, LEAD, "guus", -30, reachable_for=ALL)
    add(
        doc,
        "handovers",
        {"role": LEAD, "from_holders": ["sem"], "to_holder": "guus", "due": day(-30), "done_on": day(-30)},
    )


def lens_often(doc: Raw) -> None:
    for name in ("anne", "sem", "iris"):
        holds(doc, "kindlens", name, -9)


def nobody_named(doc: Raw) -> None:
    without_role(doc, "kindlens")
    add(doc, "roles", {"role": "kindlens", "organisation": "SCHOOL", "started_on": day(-9)})


def more_and(doc: Raw, lowest: int) -> None:
    helpers(doc, 2, started_on=day(-9))
    case(doc)["evaluations"][0].update(lowest=lowest)


def two_reviews(doc: Raw, first: int, last: int) -> None:
    helpers(doc, 2, started_on=day(-9))
    case(doc)["evaluations"] = [{"held_on": day(-20), "lowest": last}, {"held_on": day(-60), "lowest": first}]


def later_start(doc: Raw) -> None:
    """Nobody was there on the opening day; four came ten days later, two more last week."""
    for one in case(doc)["roles"]:
        one["started_on"] = day(-90)
    more_and(doc, 6)


ROWS = [
    row("E01", "nobody leads", lambda d: without_role(d, LEAD), RED),
    row("E01", "the lead stopped today", lambda d: role(d, LEAD).update(ended_on=day(0)), RED),
    row("E01", "the lead stops tomorrow", lambda d: role(d, LEAD).update(ended_on=day(1))),
    row("E01", "the lead starts tomorrow", lambda d: role(d, LEAD).update(started_on=day(1)), RED),
    row("E01", "the lead starts today", lambda d: role(d, LEAD).update(started_on=day(0))),
    row(
        "E01",
        "an organisation alone leads",
        both(
            lambda d: without_role(d, LEAD),
            lambda d: add(d, "roles", {"role": LEAD, "organisation": "JB", "started_on": day(-9)}),
        ),
        RED,
    ),
    row(
        "E01",
        "a closed case is not checked",
        both(lambda d: without_role(d, LEAD), lambda d: case(d).update(status="closed")),
    ),
    row(
        "E01",
        "a consultation is not checked",
        both(lambda d: without_role(d, LEAD), lambda d: case(d).update(category="consultation")),
    ),
    row(
        "E01",
        "a learning case is not checked",
        both(lambda d: without_role(d, LEAD), lambda d: case(d).update(category="learning")),
    ),
    row(
        "E01",
        "a case on watch is",
        both(lambda d: without_role(d, LEAD), lambda d: case(d).update(status="watch")),
        RED,
    ),
    row("E01", "switched off", both(lambda d: without_role(d, LEAD), lambda d: d["table"].update(checks_off=["E01"]))),
    row("E02", "two leads", lambda d: holds(d, LEAD, "iris"), ("red", None, 2)),
    row("E02", "each for another member", lambda d: holds(d, LEAD, "iris", members=["W-V"]), ("red", None, 2)),
    row(
        "E02", "three leads", both(lambda d: holds(d, LEAD, "iris"), lambda d: holds(d, LEAD, "guus")), ("red", None, 3)
    ),
    row("E02", "one lead twice", lambda d: holds(d, LEAD, "sem", members=["W-V"])),
    row("E02", "one stops and one starts today", lambda d: hands_over(d, 0)),
    row("E03", "nobody keeps contact", lambda d: without_role(d, CONTACT), RED),
    row("E03", "the contact stopped today", lambda d: role(d, CONTACT).update(ended_on=day(0)), RED),
    row("E04", "two contacts", lambda d: holds(d, CONTACT, "koen", members=["W-K1"]), ("yellow", None, 2)),
    row("E04", "the second has stopped", lambda d: holds(d, CONTACT, "koen", ended_on=day(0))),
    row("E05", "nobody, but it is safe", unsafe),
    row("E05", "the phase", both(unsafe, lambda d: case(d).update(phase="immediate_safety")), RED),
    row("E05", "the phase, and somebody leads", lambda d: case(d).update(phase="immediate_safety")),
    row("E05", "a score at the limit", both(unsafe, lambda d: case(d)["scores"][1].update(value=4)), RED),
    row("E05", "a score above it", both(unsafe, lambda d: case(d)["scores"][1].update(value=5))),
    row("E05", "a score at an own limit", both(unsafe, lambda d: limit(d, "E05.score", 6)), RED),
    row("E05", "a score below an own limit", both(unsafe, lambda d: limit(d, "E05.score", 5))),
    row("E05", "no score known", both(unsafe, lambda d: case(d).pop("scores"), lambda d: case(d).pop("evaluations"))),
    row(
        "E05", "the last review", both(unsafe, lambda d: case(d).pop("scores"), lambda d: limit(d, "E05.score", 5)), RED
    ),
    row("E05", "a ban without days", both(unsafe, lambda d: add(d, "measures", BAN)), RED),
    row("E05", "a ban on its last day", both(unsafe, lambda d: add(d, "measures", {**BAN, "until": day(0)})), RED),
    row("E05", "a ban that is over", both(unsafe, lambda d: add(d, "measures", {**BAN, "until": day(-1)}))),
    row("E05", "a ban from today", both(unsafe, lambda d: add(d, "measures", {**BAN, "started_on": day(0)})), RED),
    row("E05", "a ban from tomorrow", both(unsafe, lambda d: add(d, "measures", {**BAN, "started_on": day(1)}))),
    row("E05", "another measure", both(unsafe, lambda d: add(d, "measures", {"kind": "supervision_order"}))),
    row(
        "E06",
        "lens of one of two parents",
        lambda d: holds(d, "ouderlens", "sem", members=["W-M"]),
        ("yellow", "sem", None),
    ),
    row("E06", "treatment of one", lambda d: holds(d, "behandeling", "sem", members=["W-V"]), ("yellow", "sem", None)),
    row("E06", "of both", lambda d: holds(d, "ouderlens", "sem", members=["W-V", "W-M"])),
    row("E06", "of the whole family", lambda d: holds(d, "ouderlens", "sem")),
    row("E06", "of a child", lambda d: holds(d, "behandeling", "sem", members=["W-K1"])),
    row("E06", "another role", lambda d: holds(d, "trekker", "sem", members=["W-M"])),
    row("E06", "another person", lambda d: holds(d, "ouderlens", "guus", members=["W-M"])),
    row(
        "E06",
        "one parent in the family",
        both(
            lambda d: member(d, "W-V").update(relation="uncle"), lambda d: holds(d, "ouderlens", "sem", members=["W-M"])
        ),
    ),
    row("E07", "nobody reaches the lead", lambda d: role(d, LEAD).pop("reachable_for"), ("yellow", "sem", 3)),
    row("E07", "one does not", lambda d: role(d, LEAD).update(reachable_for=["W-M", "W-K1"]), ("yellow", "sem", 1)),
    row(
        "E07",
        "reached by another assignment of the same lead",
        both(
            lambda d: role(d, LEAD).update(reachable_for=["W-M", "W-K1"]),
            lambda d: holds(d, LEAD, "sem", members=["W-V"], reachable_for=["W-V"]),
        ),
    ),
    row(
        "E07",
        "an assignment that ended does not count",
        both(
            lambda d: role(d, LEAD).update(reachable_for=["W-M", "W-K1"]),
            lambda d: holds(d, LEAD, "sem", ended_on=day(0), reachable_for=["W-V"]),
        ),
        ("yellow", "sem", 1),
    ),
    row(
        "E07",
        "each of two leads, by id",
        both(lambda d: role(d, LEAD).update(reachable_for=["W-M"]), lambda d: holds(d, LEAD, "iris")),
        ("yellow", "iris", 3),
        ("yellow", "sem", 2),
    ),
    row("E07", "no family, nobody missed", lambda d: case(d).update(members=[], child_voices=[], roles=[], scores=[])),
    row("E08", "one person", lambda d: holds(d, "procesregisseur", "sem"), ("yellow", "sem", None)),
    row("E08", "not any more", lambda d: holds(d, "procesregisseur", "sem", ended_on=day(0))),
    row(
        "E09",
        "the lead is excused, and the deputy lead is there",
        lambda d: meeting(d)["attendance"][1].update(status="excused"),
    ),
    row(
        "E09",
        "the lead is excused",
        both(no_deputy_lead, lambda d: meeting(d)["attendance"][1].update(status="excused")),
        ("red", "sem", None),
    ),
    row(
        "E09",
        "another holder is",
        lambda d: meeting(d)["attendance"][2].update(status="absent"),
        ("yellow", "iris", None),
    ),
    row("E09", "partly is there", lambda d: meeting(d)["attendance"][2].update(status="partly")),
    row(
        "E09",
        "the lead is not on the list",
        both(no_deputy_lead, lambda d: meeting(d)["attendance"].pop(1)),
        ("red", "sem", None),
    ),
    row("E09", "nobody is on the list: unknown", lambda d: meeting(d).update(attendance=[])),
    row(
        "E09",
        "arrives in a minute",
        lambda d: meeting(d)["attendance"][2].update(arrives="09:11"),
        ("yellow", "iris", None),
    ),
    row("E09", "arrives now", lambda d: meeting(d)["attendance"][2].update(arrives="09:10")),
    row("E09", "leaves now", lambda d: meeting(d)["attendance"][2].update(leaves="09:10"), ("yellow", "iris", None)),
    row("E09", "leaves in a minute", lambda d: meeting(d)["attendance"][2].update(leaves="09:11")),
    row(
        "E09",
        "no seat while others have one",
        lambda d: running(d).update(seats=[{"person": name} for name in ("anne", "sem", "koen", "guus")]),
        ("yellow", "iris", None),
    ),
    row("E09", "a seat for a family member alone", lambda d: running(d).update(seats=[{"member": "W-M"}])),
    row(
        "E09",
        "the seat was left now",
        lambda d: running(d).update(
            seats=[{"person": name} for name in ("anne", "sem", "koen", "guus")]
            + [{"person": "iris", "until": "09:10"}]
        ),
        ("yellow", "iris", None),
    ),
    row(
        "E09",
        "the seat is left in a minute",
        lambda d: running(d).update(
            seats=[{"person": name} for name in ("anne", "sem", "koen", "guus")]
            + [{"person": "iris", "until": "09:11"}]
        ),
    ),
    row(
        "E09",
        "the deputy is there",
        both(
            lambda d: meeting(d)["attendance"][2].update(status="excused"),
            lambda d: person(d, "iris").update(deputy="koen"),
        ),
    ),
    row(
        "E09",
        "the deputy is not there either",
        both(
            lambda d: meeting(d)["attendance"][2].update(status="excused"),
            lambda d: person(d, "iris").update(deputy="vera"),
        ),
        ("yellow", "iris", None),
    ),
    row("E09", "another item runs", without_case),
    row("E09", "no meeting", lambda d: meeting(d)["attendance"].pop(2), meeting=None),
    row("E10", "no deputy", lambda d: without_role(d, "vervangend_casusregisseur"), YELLOW),
    row(
        "E10",
        "not crisis-prone",
        both(lambda d: without_role(d, "vervangend_casusregisseur"), lambda d: case(d).update(crisis_prone=False)),
    ),
    row("E11", "a new lead", lambda d: hands_over(d, -30), ("yellow", LEAD, None)),
    row(
        "E11",
        "365 days ago",
        both(lambda d: role(d, LEAD).update(started_on=day(-800)), lambda d: hands_over(d, -365)),
        ("yellow", LEAD, None),
    ),
    row(
        "E11", "366 days ago", both(lambda d: role(d, LEAD).update(started_on=day(-800)), lambda d: hands_over(d, -366))
    ),
    row("E11", "handed over today", lambda d: hands_over(d, -30, done_on=day(0))),
    row("E11", "will be handed over", lambda d: hands_over(d, -30, done_on=day(1)), ("yellow", LEAD, None)),
    row("E11", "warm, and due today", lambda d: hands_over(d, -30, warm=True, due=day(0))),
    row("E11", "warm, and overdue", lambda d: hands_over(d, -30, warm=True, due=day(-1)), ("yellow", LEAD, None)),
    row("E11", "cold, and due", lambda d: hands_over(d, -30, due=day(9)), ("yellow", LEAD, None)),
    row(
        "E11",
        "handed to another",
        lambda d: hands_over(d, -30, done_on=day(-30), to_holder="iris"),
        ("yellow", LEAD, None),
    ),
    row(
        "E11",
        "handed over by another",
        lambda d: hands_over(d, -30, done_on=day(-30), from_holders=["iris"]),
        ("yellow", LEAD, None),
    ),
    row(
        "E11",
        "another role handed over",
        lambda d: hands_over(d, -30, done_on=day(-30), role=CONTACT),
        ("yellow", LEAD, None),
    ),
    row("E11", "handing over the lead carries the contact", lambda d: contact_changes(d, LEAD)),
    row("E11", "the contact itself", lambda d: contact_changes(d, CONTACT)),
    row("E11", "another role does not carry it", lambda d: contact_changes(d, SAFETY), ("yellow", CONTACT, None)),
    row(
        "E11", "the earlier one still holds it", both(lambda d: hands_over(d, -30), lambda d: holds(d, LEAD, "sem", -5))
    ),
    row("E11", "a role without hand-over", lambda d: changes(d, "kindlens", "koen", "guus")),
    row(
        "E11",
        "a role of the table's own that needs one",
        both(
            lambda d: d.update(role_kinds=[{"code": "kindlens", "handover": True}]),
            lambda d: changes(d, "kindlens", "koen", "guus"),
        ),
        ("yellow", "kindlens", None),
    ),
    row("E11", "only who stopped last counts", lambda d: two_before(d, "iris", "sem")),
    row("E11", "and that one is not handed over", lambda d: two_before(d, "sem", "iris"), ("yellow", LEAD, None)),
    row("E12", "three in a year", lambda d: lately(d, -363), ("yellow", CONTACT, 3)),
    row("E12", "the first held it 364 days ago", lambda d: lately(d, -363), ("yellow", CONTACT, 3)),
    row("E12", "the first held it 365 days ago", lambda d: lately(d, -364)),
    row("E12", "two in a year", lambda d: hands_over(d, -30)),
    row(
        "E12",
        "two, at an own limit",
        both(lambda d: hands_over(d, -30), lambda d: limit(d, "E12.holders", 2)),
        ("yellow", LEAD, 2),
    ),
    row("E12", "one starts tomorrow", both(lambda d: hands_over(d, -30), lambda d: holds(d, LEAD, "koen", 1))),
    row(
        "E12",
        "one held it for no day",
        both(lambda d: hands_over(d, -30), lambda d: holds(d, LEAD, "koen", -9, ended_on=day(-9))),
    ),
    row("E12", "a role that may change", lens_often),
    row("E13", "no child's lens", lambda d: without_role(d, "kindlens"), ("yellow", "W-K1", None)),
    row(
        "E13",
        "the lens is for another",
        lambda d: role(d, "kindlens").update(members=["W-M"]),
        ("yellow", "W-K1", None),
    ),
    row("E13", "an organisation covers nobody", nobody_named, ("yellow", "W-K1", None)),
    row(
        "E13",
        "no parent's lens",
        lambda d: without_role(d, "ouderlens"),
        ("yellow", "W-M", None),
        ("yellow", "W-V", None),
    ),
    row(
        "E13", "a lens for one parent", lambda d: role(d, "ouderlens").update(members=["W-M"]), ("yellow", "W-V", None)
    ),
    row(
        "E13",
        "a friend needs none",
        both(
            lambda d: member(d, "W-V").update(relation="friend"), lambda d: role(d, "ouderlens").update(members=["W-M"])
        ),
    ),
    row(
        "E13",
        "a mother of 17 needs both",
        both(lambda d: member(d, "W-M").update(age=17), lambda d: role(d, "kindlens").update(members=["W-K1"])),
        ("yellow", "W-M", None),
    ),
    row(
        "E13", "18 is no child", both(lambda d: member(d, "W-K1").update(age=18), lambda d: without_role(d, "kindlens"))
    ),
    row(
        "E13",
        "a band without an age",
        both(lambda d: member(d, "W-K1").update(age=None, age_band="adult"), lambda d: without_role(d, "kindlens")),
    ),
    row(
        "E13",
        "the age goes before the band",
        both(lambda d: member(d, "W-K1").update(age_band="adult"), lambda d: without_role(d, "kindlens")),
        ("yellow", "W-K1", None),
    ),
    row(
        "E13",
        "the relation without both",
        both(lambda d: member(d, "W-K1").pop("age"), lambda d: without_role(d, "kindlens")),
        ("yellow", "W-K1", None),
    ),
    row(
        "E13",
        "a brother without age is no child",
        both(lambda d: member(d, "W-K1").update(age=None, relation="brother"), lambda d: without_role(d, "kindlens")),
    ),
    row("E37", "nobody works with him", violent, ("yellow", "W-V", None)),
    row(
        "E37",
        "a role for the whole family names nobody",
        both(violent, lambda d: holds(d, "behandeling", "vera")),
        ("yellow", "W-V", None),
    ),
    row("E37", "a role that names him", both(violent, lambda d: holds(d, "behandeling", "vera", members=["W-V"]))),
    row(
        "E37",
        "a role that does not count",
        both(violent, lambda d: holds(d, "meedenker", "vera", members=["W-V"])),
        ("yellow", "W-V", None),
    ),
    row("E37", "a helper who names him", both(violent, lambda d: helpers(d, 1, members=["W-V"]))),
    row(
        "E37",
        "a helper who stopped",
        both(violent, lambda d: helpers(d, 1, members=["W-V"], ended_on=day(0))),
        ("yellow", "W-V", None),
    ),
    row("E48", "ten professionals", lambda d: helpers(d, 6)),
    row("E48", "eleven", lambda d: helpers(d, 7), ("yellow", None, 11)),
    row(
        "E48", "one of them starts tomorrow", both(lambda d: helpers(d, 6), lambda d: helpers(d, 1, started_on=day(1)))
    ),
    row(
        "E48",
        "one holds two roles and helps",
        both(lambda d: helpers(d, 6), lambda d: add(d, "helpers", {"person": "sem"})),
    ),
    row("E48", "a role that does not count", both(lambda d: helpers(d, 6), lambda d: holds(d, "meedenker", "vera"))),
    row(
        "E48",
        "a built-in role that counts here",
        both(
            lambda d: helpers(d, 6),
            lambda d: holds(d, "meedenker", "vera"),
            lambda d: d.update(role_kinds=[{"code": "meedenker", "counted": True}]),
        ),
        ("yellow", None, 11),
    ),
    row("E49", "two through the door", lambda d: helpers(d, 2, visits_home=True)),
    row("E49", "three", lambda d: helpers(d, 3, visits_home=True), ("blue", None, 3)),
    row(
        "E49",
        "a role and a helper of one person",
        both(
            lambda d: helpers(d, 2, visits_home=True),
            lambda d: role(d, LEAD).update(visits_home=True),
            lambda d: add(d, "helpers", {"person": "sem", "visits_home": True}),
        ),
        ("blue", None, 3),
    ),
    row(
        "E49",
        "a visitor whose role does not count",
        both(lambda d: helpers(d, 2, visits_home=True), lambda d: holds(d, "meedenker", "vera", visits_home=True)),
    ),
    row("E50", "more, and the score rose", lambda d: helpers(d, 2, started_on=day(-9))),
    row("E50", "more, and the score stayed", lambda d: more_and(d, 6), ("yellow", None, 2)),
    row("E50", "more, and the score fell", lambda d: more_and(d, 7), ("yellow", None, 2)),
    row("E50", "as many", lambda d: case(d)["evaluations"][0].update(lowest=6)),
    row(
        "E50",
        "they were there from the start",
        both(lambda d: helpers(d, 2), lambda d: case(d)["evaluations"][0].update(lowest=6)),
    ),
    row(
        "E50",
        "no earlier lowest",
        both(lambda d: helpers(d, 2, started_on=day(-9)), lambda d: case(d)["evaluations"][0].pop("lowest")),
    ),
    row("E50", "the first that has one counts", lambda d: two_reviews(d, 6, 3), ("yellow", None, 2)),
    row("E50", "not the last", lambda d: two_reviews(d, 3, 6)),
    row("E50", "the start is the first who came", later_start, ("yellow", None, 2)),
]


@pytest.mark.parametrize("one", ROWS, ids=name_of)
def test_it_gives_what_the_rule_says(one: Row) -> None:
    assert seen(one) == one.expected
