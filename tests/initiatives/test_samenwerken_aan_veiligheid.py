"""Samenwerken aan Veiligheid (requirements.md, A10): voluntary or compulsory, and a specialist who supports."""

from datetime import timedelta

import pytest

from mdoverleg.domain.errors import MdError
from mdoverleg.tui.dialogs.role_card import ShowRoleCard
from tests.initiatives.conftest import Tell
from tests.initiatives.story import Story
from tests.tui.forms import opened


async def test_samenwerken_aan_veiligheid(tell: Tell) -> None:
    story = tell("samenwerken-aan-veiligheid")
    story.go_to("Ooievaar")
    await the_specialist_has_a_place(story)
    together_with_the_family(story)
    a_specialist_supports_and_does_not_lead(story)
    story.go_to("Lepelaar")
    clear_also_when_it_hurts(story)
    await voluntary_or_compulsory(story)
    each_reads_one_line(story)


async def the_specialist_has_a_place(story: Story) -> None:
    """A10.02, A10.05, A10.12 on the board: the fixed slot; the role card says what somebody can and cannot do."""
    async with story.window(language="en") as table:
        text = table.text()
        assert "voluntary" in text
        assert "protection specialist J. Waalwijk" in text
        assert "the family begins" in text
        board = table.board.roles
        board.focus()
        assert board.go_to(next(board.key_of(row) for row in board.rows if "protection" in getattr(row, "label", "")))
        await table.press("C")
        await opened(table, ShowRoleCard)
        card = table.text()
        assert "supports the local worker, does not lead" in card
        assert "Heeft niet de regie. Kan zonder uitspraak van de kinderrechter" in card
        assert "Denkt mee, en gaat mee als u of Roy dat vraagt." in card
        await table.press("escape")
        await table.press("n", "n", "n", "n")
        assert "what can be enforced?" in " ".join(table.toasts)


def together_with_the_family(story: Story) -> None:
    """A10.03, A10.05, A10.07, A10.08, A10.15: what they say, can do and promise; what they think of the help."""
    story.add(
        "Line", "Ooievaar", heading="needed", text="Bel voor zes uur.", source="family", discussed_with_family="yes"
    )
    story.case(
        "Ooievaar",
        commitment="Vader zegt het als het moeilijk wordt.",
        voluntary_options="U kunt zelf tante vragen, en altijd nee zeggen.",
    )
    today = story.now.date()
    story.add("Evaluation", "Ooievaar", held_on=today, lowest=5, stable=True, family_feedback="Nu luisteren jullie.")
    kept = next(case for case in story.goes_round()["cases"] if case["alias"] == "Ooievaar")
    assert kept["evaluations"][-1]["family_feedback"] == "Nu luisteren jullie."
    assert kept["voluntary_options"].endswith("nee zeggen.")


def a_specialist_supports_and_does_not_lead(story: Story) -> None:
    """A10.02: with a specialist alone there is still no lead; the coach is the lead and stays."""
    story.new_case("Wielewaal", brought_by="sevda", goal="Wie wordt de coach?")
    story.role("Wielewaal", "beschermingsspecialist", "judith")
    assert {("E01", None), ("E03", None)} <= story.warnings("Wielewaal")
    story.role("Wielewaal", "casusregisseur", "lieke")
    assert "E01" not in story.checks("Wielewaal")
    assert "E02" not in story.checks("Wielewaal")


def clear_also_when_it_hurts(story: Story) -> None:
    """A10.06: a worry that two meetings long nobody told the parents."""
    assert ("E66", None) in story.warnings("Ooievaar", release=2)
    with story.store.read() as reader:
        hidden = reader.value("SELECT pk FROM line WHERE discussed_with_family = 'no'")
    story.change("Line", hidden, discussed_with_family="yes")
    assert "E66" not in story.checks("Ooievaar", release=2)


async def voluntary_or_compulsory(story: Story) -> None:
    """A10.04: not chosen warns on the board; there are two, and nothing in between; an order says until when."""
    async with story.window() as table:
        assert "E46 Kader niet gekozen: vrijwillig of gedwongen" in table.text()
    with pytest.raises(MdError):
        story.case("Lepelaar", framework="pressure")
    assert ("E46", None) in story.warnings("Lepelaar")
    story.case("Lepelaar", framework="compulsory")
    assert "E46" not in story.checks("Lepelaar")
    today = story.now.date()
    year = {"started_on": today, "until": today + timedelta(days=364), "ordered_by": "kinderrechter"}
    story.add("Measure", "Lepelaar", kind="supervision_order", members=["Lepelaar-K1"], carried_out_by="GI", **year)
    story.decide(
        "Lepelaar", "Het is nu gedwongen, een jaar.", plain_text="De rechter besliste dit. Lieke blijft uw coach."
    )
    story.role("Lepelaar", "toezichthouder", "judith", ("Lepelaar-K1",))
    assert not {"E01", "E02"} & story.checks("Lepelaar"), "who supervises does not take the lead over"


def each_reads_one_line(story: Story) -> None:
    """A10.07, A10.10: another organisation reads the message alone; nobody reads the lines of the family."""
    own, other = (story.paper("actions", organisation=one) for one in ("SCHOOL", "LT"))
    assert "Vraagt de dochter elke vrijdag hoe dinsdag was" in own
    assert "Graag elke vrijdag even vragen hoe haar week was." in other
    assert "hoe dinsdag was" not in other
    minutes = story.paper("decisions")
    assert "Het is nu gedwongen, een jaar." in minutes
    for words in ("Bel voor zes uur", "geen volwassene thuis", "feestdagen"):
        assert words not in own + other + minutes
