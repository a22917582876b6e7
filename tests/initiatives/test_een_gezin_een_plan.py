"""Augeo, what works and ten tips (requirements.md, A7): one lead, one contact, one plan with who, what and when."""

from datetime import timedelta

from mdoverleg import methods
from mdoverleg.edits import meetings
from mdoverleg.tui.widgets.agenda import Agenda
from tests.initiatives.conftest import Tell
from tests.initiatives.story import Story
from tests.tui.forms import pick


async def test_een_gezin_een_plan(tell: Tell) -> None:
    story = tell("een-gezin-een-plan")
    ten_tips_are_on_its_page()
    story.begin()
    meetings.confidentiality(story.store, story.chair, pk=story.meeting, shared_responsibility_said=True)
    story.go_to("Kwikstaart")
    await the_family_begins(story)
    who_does_what_when(story)
    one_lead_and_one_contact(story)
    together_with_the_family(story)
    what_each_takes_home(story)
    reviewed_and_looked_back(story)


def ten_tips_are_on_its_page() -> None:
    """A7.00: the tips, in both languages."""
    for language in ("nl", "en"):
        page = methods.describe(methods.load("een-gezin-een-plan", language))
        assert [number for number in range(1, 12) if f"\n{number}. " in page] == list(range(1, 11))


async def the_family_begins(story: Story) -> None:
    """A7.04, A7.05, A7.17 on the board: said aloud first, an action point without date, the family begins."""
    assert story.board().agenda[0].title == "Wij doen dit samen: zeg het hardop"
    async with story.window() as table:
        assert "E15 Actie zonder datum" in table.text()
        table.board.query_one(Agenda).focus()
        await table.press("home", "down", "down", "down", "enter")
        await pick(table, "niemand anders ziet")
        await table.until(lambda: table.snapshot.case is not None and table.snapshot.case.head.alias == "Putter")
        text = table.text()
        assert "!! Casusregisseur" in text
        assert "E02 Twee regievoerders op één gezin" in text
        await table.press("escape", "n")
        assert "het gezin vertelt zelf" in table.text()
        assert "Laat het gezin eerst praten" in "".join(table.toasts)


def who_does_what_when(story: Story) -> None:
    """A7.05, A7.12: no action point without a name and a date; the family can own one."""
    today = story.now.date()
    assert ("E15", "A-003") in story.warnings("Kwikstaart")
    story.change_action("A-003", due=today + timedelta(days=7))
    nobody = story.action("Zoekt een oppas die blijft slapen", "Kwikstaart", kind="practical", due=today)
    assert ("E14", nobody) in story.warnings("Kwikstaart")
    story.change_action(nobody, family_owner="Kwikstaart-M")
    assert not {"E14", "E15"} & story.checks("Kwikstaart")


def one_lead_and_one_contact(story: Story) -> None:
    """A7.06, A7.07, A7.13: two leads is as wrong as none; lead and contact may be one person."""
    assert ("E02", None) in story.warnings("Putter")
    story.end_role("Putter", "casusregisseur", "bas")
    assert not {"E01", "E02", "E03"} & story.checks("Putter")
    assert {"E01", "E03"} <= story.checks("Spotvogel")
    story.role("Spotvogel", "casusregisseur", "thijs")
    story.role("Spotvogel", "contactpersoon_gezin", "thijs")
    assert not {"E01", "E03", "E08"} & story.checks("Spotvogel")


def together_with_the_family(story: Story) -> None:
    """A7.09, A7.11, A7.15 to A7.17: their pitch and preference, what is strong, room to do it otherwise."""
    assert {"E30", "E34"} <= story.checks("Spotvogel")
    story.add("Pitch", "Spotvogel", text="Wij willen dat het bij ons stil is.", via="ruben")
    story.case("Spotvogel", preference="Iemand die 's avonds kan.", safety_goal="Elke avond om acht uur is het stil.")
    story.add("Line", "Spotvogel", heading="going_well", text="Ze belden zelf.", kind="fact", source="family")
    assert not {"E30", "E34"} & story.checks("Spotvogel")
    story.case("Spotvogel", informed="no")
    assert ("E29", None) in story.warnings("Spotvogel")
    story.case("Spotvogel", not_informed_reason="Ruben belt vanavond; eerder was het niet veilig.")
    assert "E29" not in story.checks("Spotvogel")
    story.add(
        "Deviation",
        "Spotvogel",
        what="Thijs gaat 's avonds langs.",
        why="Overdag is er niemand.",
        approved_by="teamleider",
        review_on=story.now.date() + timedelta(days=28),
    )


def what_each_takes_home(story: Story) -> None:
    """A7.06, A7.08: everybody their own lines, with the lead named; nobody the picture that was drawn."""
    own = story.paper("actions", person="mieke")
    assert {"A-004", "A-007"} <= set(own.replace("|", " ").split())
    assert "A-005" not in own
    school = story.paper("actions", organisation="SCHOOL", language="en")
    assert "A-004" in school
    assert "Hilde Koppelaar" in school
    assert "Eén plan: dat van het gezin." in story.paper("decisions", case="Kwikstaart")
    assert "trap" not in own + school


def reviewed_and_looked_back(story: Story) -> None:
    """A7.02, A7.14: the family hears it, the next review is agreed, and looking back is part of it."""
    assert ("E43", None) in story.warnings("Kwikstaart")
    story.case("Kwikstaart", next_evaluation=story.now.date() + timedelta(days=28))
    story.go_to("Putter")
    assert ("E33", None) in story.warnings("Kwikstaart")
    day = story.now.date() + timedelta(days=1)
    with story.store.read() as reader:
        meeting = reader.value("SELECT id FROM meeting WHERE pk = ?", (story.meeting,))
    story.add("Feedback", "Kwikstaart", created_in=meeting, owner="hilde", due=day)
    assert not {"E33", "E43"} & story.checks("Kwikstaart")
    meetings.change(
        story.store, story.chair, pk=story.meeting, values={"reflection": "Mieke vertelde wat school doet."}
    )
    story.close()
    kept = story.goes_round()
    assert kept["meetings"][1]["shared_responsibility_said"]
    assert kept["meetings"][1]["reflection"] not in story.paper("decisions", meeting=str(meeting))
