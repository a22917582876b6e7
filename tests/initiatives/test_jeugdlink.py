"""Jeugdlink, FoodValley (requirements.md, A2): few people through the door, two lenses, the family chooses along."""

from datetime import timedelta

from tests.initiatives.conftest import Tell


async def test_jeugdlink(tell: Tell) -> None:
    story = tell("jeugdlink")
    today = story.now.date()

    # A2.01, A2.02: five come through the door, and the board counts them.
    assert ("E49", None) in story.warnings("Koolmees")
    assert story.professionals("Koolmees") == (4, 6)

    # A2.07: colleagues consult each other about a family without members, and nothing warns.
    assert story.checks("Goudvink") == set()

    # A2.21, A2.22: what they wrote while looking back is there when the next meeting opens.
    async with story.window() as table:
        assert "Wij vroegen te laat wat het gezin zelf wilde." in " ".join(table.text().split())

    # A2.04, A2.06: a new case opens with the question which expertise, and with a role for the local team.
    story.go_to("Koolmees")
    story.new_case("Staartmees", brought_by="daan", goal="Welke kennis is nodig, en wie heeft die?")
    story.role("Staartmees", "casusregisseur", "daan")
    assert "E01" not in story.checks("Staartmees")

    async with story.window() as table:
        # A2.11: two slots in the words of this way of working; A2.14: the adviser has a place and is not counted.
        text = table.text()
        assert "wat wil het gezin, en van wie" in text
        assert "Vraag van de ouder" in text
        assert "Zorg om het kind" in text
        assert "5 mensen over de vloer" in text
        await table.press("n", "n")
        assert table.snapshot.step is not None
        assert table.snapshot.step.title == "wat zie ik, wat zie jij"

        # A2.19: what each sees side by side, and what explains the difference.
        await table.press("2")
        table.app.clear_notifications()
        await table.settled()
        text = table.text()
        assert "Een moeder die het kan als er minder moet." in text
        assert "Kinderen die te laat zijn en geen jas hebben." in text
        assert "Verschil in kijk," in text

    # A2.09, A2.10: whom the family trusts decides who goes; three others stop coming by, with their task.
    story.end_helper("Koolmees", "omar")
    story.end_helper("Koolmees", "trudy")
    story.end_helper("Koolmees", "bewindvoerder")
    assert "E49" not in story.checks("Koolmees")
    assert story.professionals("Koolmees") == (4, 3)
    # A2.17: an expert can be asked in between, without coming into the house.
    story.role("Koolmees", "meedenker", "omar")
    assert story.professionals("Koolmees") == (4, 3)

    # A2.05: without its preference the family counts as not consulted; not following it has a reason.
    story.case("Koolmees", preference=None)
    assert "E30" in story.checks("Koolmees")
    story.case(
        "Koolmees",
        preference="Daan houden, en iemand die met haar zoon naar buiten gaat.",
        preference_not_followed="Een maatje is er pas in januari; tot dan gaat Sanne mee.",
    )
    assert "E30" not in story.checks("Koolmees")

    # A2.15: consent that comes later has somebody who asks for it.
    assert ("E36", "Koolmees-V") in story.warnings("Koolmees")
    asks = story.action("Vraagt vader om toestemming", "Koolmees", owner="sanne", kind="organisation", due=today)
    with story.store.read() as reader:
        consent = reader.value("SELECT pk FROM consent WHERE value = 'not_asked'")
        offer = reader.value("SELECT pk FROM offer WHERE by_member_id IS NOT NULL")
    story.change("Consent", consent, plan=asks)
    assert "E36" not in story.checks("Koolmees")

    # A2.20: a neighbour's offer of one line becomes an action point of her own.
    brings = story.action(
        "Brengt de kinderen dinsdag naar school",
        "Koolmees",
        family_owner="Koolmees-B",
        kind="practical",
        due=today + timedelta(days=7),
    )
    story.change("Offer", offer, action=brings)
    assert "E14" not in story.checks("Koolmees")

    # A2.13: a plan of fires alone is said; one action point on the pattern is enough.
    assert "E24" not in story.checks("Koolmees", release=2)
    # A2.16: a placement carries its last day; A2.12, A2.18: two get to know the family together.
    story.add(
        "Measure", "Koolmees", kind="out_of_home_placement", members=["Koolmees-K1"], until=today + timedelta(weeks=6)
    )
    story.action("Drinken samen koffie", "Koolmees", owner="daan", co_owner="sanne", kind="practical", due=today)

    # A2.03: who knows the story does not ask for it again.
    case = story.goes_round()["cases"][0]
    assert case["story"]
    assert [helper.get("person") for helper in case["helpers"] if helper.get("knows_story")] == ["trudy"]

    # A2.08: who was there from the begin and leaves, hands over.
    story.role("Koolmees", "contactpersoon_gezin", "sanne", replace=True)
    assert ("E11", "contactpersoon_gezin") in story.warnings("Koolmees")
    story.add(
        "Handover",
        "Koolmees",
        role="contactpersoon_gezin",
        from_holders=["daan"],
        to_holder="sanne",
        due=today + timedelta(days=3),
        warm=True,
    )
    assert "E11" not in story.checks("Koolmees")

    # What the neighbour and the two do stands on one list; the helper who stopped reads what was shared with her alone.
    listed = story.paper("actions", case="Koolmees")
    assert "Koolmees-B" in listed
    theirs = story.paper("actions", organisation="LVB")
    assert "wie er niet meer hoeft te komen" in theirs
    assert "koffie" not in theirs
    story.goes_round()
