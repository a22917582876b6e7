"""MDA, CIT and Veiligheidsteam, Tilburg (requirements.md, A6): the crisis service knows beforehand, Monday hears."""

from datetime import timedelta

from tests.initiatives.conftest import Tell
from tests.initiatives.story import Story


async def test_mda_veiligheid(tell: Tell) -> None:
    story = tell("mda-veiligheid")
    story.go_to("Boomvalk")
    await the_week_begins_with_the_weekend(story)
    the_crisis_service_knows_beforehand(story)
    nobody_drops_out_of_view(story)
    a_closed_door_goes_up(story)
    each_reads_only_what_is_theirs(story)
    what_happens_after_the_meeting(story)


async def the_week_begins_with_the_weekend(story: Story) -> None:
    """A6.02, A6.03, A6.05 on the board: the report first, the crisis service and who keeps in view have a place."""
    assert [item.kind for item in story.board().agenda][:2] == ["opening", "announcement"]
    async with story.window() as table:
        text = table.text()
        assert "maandagmelding" in text
        assert "Crisisdienst (CIT)   D. Verhulst" in text
        assert "Houdt in beeld       R. Oosterling" in text
        assert "E45 Crisisgevoelig zonder vooraankondiging" in text
        await table.press("n", "n")
        assert "wat wil deze persoon" in table.text()


def the_crisis_service_knows_beforehand(story: Story) -> None:
    """A6.04: the notice of September is over; a new one quiets the warning up to and including its last day."""
    assert ("E45", None) in story.warnings("Boomvalk")
    friday = story.now.date() + timedelta(days=3)
    story.add("CrisisNotice", "Boomvalk", text="Kinderen naar de buurvrouw.", sent_to="CIT", valid_until=friday)
    assert "E45" not in story.checks("Boomvalk")
    assert ("E10", None) in story.warnings("Roek")
    story.role("Roek", "vervangend_casusregisseur", "sanna")
    assert "E10" not in story.checks("Roek")


def nobody_drops_out_of_view(story: Story) -> None:
    """A6.05, A6.12, A6.13: one who refuses is kept in view, and is asked what she wants."""
    today = story.now.date()
    story.member("Boomvalk-K1", last_seen_on=today - timedelta(days=7))
    assert "E32" not in story.checks("Boomvalk")
    story.member("Boomvalk-K1", last_seen_on=today - timedelta(days=8))
    assert ("E32", "Boomvalk-K1") in story.warnings("Boomvalk"), "out of sight after a week, not after two"
    story.role("Roek", "in_beeld_houder", "rik", ("Roek-K1",))
    story.member("Steenuil-O", last_seen_on=today, wants="Haar fiets, en dat is alles.", needs="Iemand die komt.")
    bicycle = story.action("Zet er een bel op", "Steenuil", owner="sanna", kind="practical", due=today)
    assert not {("E14", bicycle), ("E15", bicycle)} & story.warnings("Steenuil"), "practical, and nothing else asked"


def a_closed_door_goes_up(story: Story) -> None:
    """A6.07, A6.08, A6.10, A6.11: the rule, our alternative and the level; who may not decide is said."""
    story.add(
        "Obstacle",
        "Boomvalk",
        kind="closed_door",
        what="Geen urgentie zonder drie meldingen.",
        alternative="Ruil binnen het eigen bezit.",
        raised_to="burgemeester",
        level=4,
    )
    story.decide(
        "Boomvalk", "De woonstichting ruilt de woning.", needs=["WON"], consideration="Urgentie duurt te lang."
    )
    assert ("E65", "WON") in story.warnings("Boomvalk", release=2), "Joost has no mandate"
    managers = story.paper("obstacles")
    assert "Ruil binnen het eigen bezit." in managers
    assert "burgemeester" in managers
    for words in ("Boomvalk", "Femke", "keukenraam", "TW-2207"):
        assert words not in managers


def each_reads_only_what_is_theirs(story: Story) -> None:
    """A6.04, A6.09: the crisis service gets its own action point; a closed door and an incident go to nobody here."""
    paper = story.paper("actions", organisation="CIT")
    assert "A-002" in paper
    assert "A-004" not in paper
    minutes = story.paper("decisions", case="Boomvalk")
    assert "De woonstichting ruilt de woning." in minutes
    for text in (paper, minutes):
        assert "keukenraam" not in text
        assert "burgemeester" not in text


def what_happens_after_the_meeting(story: Story) -> None:
    """A6.03, A6.14: a crisis that the lead did not hear of in time; a notice and a review that are over."""
    assert ("E64", None) in story.warnings("Roek", release=2), "it happened on Sunday and nobody told the lead"
    today = story.now.date()
    crisis = story.add(
        "Incident", "Steenuil", happened_on=today, what="Ruzie op straat.", we_did="CIT kwam.", needed="Even langs."
    )
    story.close()
    assert "E64" not in story.checks("Steenuil", release=2)
    story.later(days=2)
    assert ("E64", None) in story.warnings("Steenuil", release=2)
    story.change("Incident", crisis, lead_informed_at=story.now)
    assert "E64" not in story.checks("Steenuil", release=2)
    story.later(days=2)
    assert ("E45", None) in story.warnings("Boomvalk")
    story.later(days=11)
    assert ("E43", None) in story.warnings("Boomvalk")
    kept = next(case for case in story.goes_round()["cases"] if case["alias"] == "Boomvalk")
    assert [obstacle["level"] for obstacle in kept["obstacles"]] == [3, 4, 4]
