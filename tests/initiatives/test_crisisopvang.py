"""Moviera and Entrea Lindenhout (requirements.md, A1): shelter and youth care as one team, safe from the first day."""

from datetime import timedelta

from tests.initiatives.conftest import Tell


async def test_crisisopvang(tell: Tell) -> None:
    story = tell("crisisopvang")
    today = story.now.date()

    # A1.12: the first night is unsafe and nobody leads on safety, so that is said loudly.
    assert ("E05", None) in story.warnings("Merel")
    assert story.slot("Merel", "regie_op_veiligheid") == ("empty", [])

    # A1.04: no slot is a gap that nobody sees; A1.10: whom the family calls stands in one.
    assert story.slot("Merel", "contactpersoon_gezin") == ("filled", ["R. Heemst"])

    # A1.01: when the first signal came and when they first met the family; A1.17: the number in one's own file.
    merel = story.goes_round()["cases"][0]
    assert (merel["first_contact_on"] - merel["first_signal_on"]).days == 38
    assert (merel["source_organisation"], merel["source_ref"]) == ("OPVANG", "DB-26-077")

    # A1.08, A1.09: it begins with the parents' own words; the father who may not know where they are has a reason.
    assert {"E29", "E30", "E34", "E35"}.isdisjoint(story.checks("Merel"))

    # A1.07: two people hold one action point together; A1.03: it says for whom, and both children have their own line.
    shared = story.action(
        "Gaan samen kijken op de school", "Merel", owner="nadia", co_owner="mo", members=["Merel-K1"], due=today
    )
    case = story.board("Merel").case
    assert case is not None
    assert next(row for row in case.actions if row.id == shared).co_owner
    assert [row.member.short for row in case.by_member if row.workers] == ["M", "V", "K1", "K2"]
    story.role("Merel", "ouderlens", "joep", ("Merel-V",))
    assert "E13" not in story.checks("Merel")

    # A1.11: a mother has a part of the plan herself.
    hers = story.action("Schrijft op wat haar zoon kalm maakt", "Merel", family_owner="Merel-M", kind="care", due=today)
    assert ("E14", hers) not in story.warnings("Merel")

    # A1.05: a fixed review; the day after it was due somebody is asked for the next.
    assert "E43" not in story.checks("Putter")
    story.later(days=1)
    assert "E43" in story.checks("Putter")
    story.later(days=-1)
    story.case("Putter", next_evaluation=today + timedelta(weeks=6))

    # A1.20: a family that came in this hour joins the running meeting, with a reason.
    story.begin()
    story.new_case("Kneu", brought_by="ilse", goal="Wie slaapt er vannacht waar?", category="crisis")
    story.join("Kneu", "stond een uur geleden aan de deur")
    story.go_on()
    assert story.running() == "Kneu"
    story.go_to("Merel")
    story.add(
        "Deviation",
        "Merel",
        what="De kinderen slapen een nacht bij oma.",
        why="Er was geen kamer voor hen drieën.",
        approved_by="de directeur",
        review_on=today + timedelta(days=7),
    )

    # A1.14: who waits has a bridge, and the bridge is an action point.
    assert ("E26", "Merel-K1") in story.warnings("Merel")
    bridge = story.action(
        "Leest elke avond met de oudste", "Merel", owner="ilse", kind="care", members=["Merel-K1", "Merel-M"], due=today
    )
    with story.store.read() as reader:
        waiting = reader.value("SELECT w.pk FROM waiting w JOIN member m ON m.pk = w.member_id WHERE m.id = 'Merel-K1'")
    story.change("Waiting", waiting, bridge=bridge)
    assert "E26" not in story.checks("Merel")
    assert "E27" not in story.checks("Merel")

    # On the screen: the step in the words of this team; a few keys fill the empty slot and the red line goes.
    async with story.window() as table:
        assert "vorige acties, en wie wacht er nog" in table.text()
        assert "Wie heeft de regie op veiligheid?" in table.text()
        table.board.focus_area(table.board.roles)
        await table.settled()
        assert table.board.roles.go_to(("regie_op_veiligheid", None))
        await table.press("r", "enter", "h", "e", "e", "enter")
        await table.until(lambda: "Wie heeft de regie op veiligheid?" not in table.text())
        await table.press("4")
        text = table.text()
        assert "Traumabehandeling" in text
        assert f"tot die tijd: {bridge}" in text
        assert "De kinderen slapen een nacht bij oma." in text
    assert story.slot("Merel", "regie_op_veiligheid") == ("filled", ["R. Heemst"])
    assert "E05" not in story.checks("Merel")

    # A1.06: what changed is read back next time; A1.02: one list of action points for one family.
    story.decide("Merel", "Ruben heeft elke dag de regie op veiligheid.", plain_text="Ruben let elke dag op.")
    story.later(days=7)
    assert any("E. Bernagie" in line or "W. Akkermunt" in line for line in story.since("Merel"))
    decided = story.paper("decisions", case="Merel")
    assert "Regie op veiligheid | Ruben Heemst | Crisisopvang De Beschutting" in decided
    listed = story.paper("actions", case="Merel")
    assert "Nadia Salie" in listed
    assert "Mo Duizendblad" in listed

    # A1.19: looking back is for the team alone.
    reflected = "Het hielp dat Nadia er de eerste dag al bij was."
    assert reflected in str(story.goes_round()["meetings"][0]["reflection"])
    assert all(reflected not in story.paper(name) for name in ("actions", "decisions", "agenda"))

    # A1.15, A1.16: a part of life that nobody here knows is a tip; who was asked and is silent is seen as well.
    assert ("E51", "housing") in story.warnings("Merel", release=2)
    story.add("Information", "Merel", organisation="WIJK")
    story.action("Vraagt wat er met de huur gebeurt", "Merel", owner="joep", kind="pattern", due=today)
    assert ("E52", "WIJK") in story.warnings("Merel")

    # A1.21: what managers should hear names no family.
    story.add("Obstacle", "Merel", kind="waiting_list", what="Zes weken wachten op een plek voor een kind", level=3)
    for_managers = story.paper("obstacles")
    assert "Zes weken wachten op een plek voor een kind" in for_managers
    assert "Merel" not in for_managers
    story.goes_round()
