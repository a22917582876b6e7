"""Collectief, Leeuwarden and Weststellingwerf (requirements.md, A8): four buffers, gut feeling, no new protocol."""

from datetime import timedelta

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.edits import learning, meetings, offers, warnings
from tests.initiatives.conftest import Tell
from tests.initiatives.story import Story


async def test_solidaire_gemeenschap(tell: Tell) -> None:
    story = tell("solidaire-gemeenschap")
    a_light_case_stays_light(story)
    story.go_to("Kluut")
    await the_board_asks_little(story)
    four_buffers_and_a_step(story)
    something_is_not_right(story)
    help_springs_up(story)
    a_limit_and_what_if_it_fails(story)
    nothing_blocks(story)
    learning_without_drama(story)


def a_light_case_stays_light(story: Story) -> None:
    """A8.10, A8.12: an alias, a goal and who brought it; four warnings, where every other table gives seven or more."""
    story.new_case("Kievit", brought_by="tjitske", goal="Een moeder die nooit meekomt naar binnen.")
    assert story.checks("Kievit", release=2) == {"E01", "E03", "E29", "E34"}


async def the_board_asks_little(story: Story) -> None:
    """A8.03, A8.13: theory before cases; how the parent is comes second; only the roles that are used."""
    kinds = [item.kind for item in story.board().agenda]
    assert kinds.index("theory") < kinds.index("case")
    async with story.window(size=(80, 24), language="en") as table:
        await table.press("5")
        assert "[5 Course]" in table.text()
    async with story.window(size=(80, 24)) as table:
        text = table.text()
        assert "Trekker           G. Bouwkamp" in text
        assert not [slot for slot in ("Regie op", "Ouderlens", "Procesregisseur") if slot in text]
        await table.press("n")
        assert "waar is deze ouder trots op?" in " ".join(table.toasts)
        await table.press("n", "n")
        assert "Welke ene stap maakt hem sterker?" in " ".join(table.toasts)
        table.app.clear_notifications()
        await table.settled()
        assert "stap 4/7 vier buffers" in table.text()
        assert table.board.file.file_row is not None
        assert table.board.file.file_row.panel == "buffers"
        await table.press("3")
        assert "Niemand kijkt naar" not in table.text(), "this table has no lenses to miss"


def four_buffers_and_a_step(story: Story) -> None:
    """A8.02: each buffer once, with its state and one step."""
    story.add(
        "Buffer",
        "Scholekster",
        buffer="network_and_tasks",
        state="weak",
        step="Opa haalt haar op woensdag",
        step_owner="mohamed",
    )
    with pytest.raises(Refused):
        story.add("Buffer", "Scholekster", buffer="network_and_tasks", state="present")


def something_is_not_right(story: Story) -> None:
    """A8.05, A8.06, A8.18: a feeling needs no proof and leaves in no paper; nothing good left is the signal."""
    story.add("Line", "Kluut", heading="worries", text="Het is te stil op woensdag.", kind="gut_feeling", by="tjitske")
    assert ("E34", None) in story.warnings("Scholekster")
    story.add("Line", "Scholekster", heading="going_well", text="Hij zong voor de baby.", kind="fact", by="mohamed")
    assert "E34" not in story.checks("Scholekster")
    for paper in (story.paper("actions", organisation="SCHOOL"), story.paper("decisions", case="Kluut")):
        assert "te stil" not in paper


def help_springs_up(story: Story) -> None:
    """A8.14, A8.17, A8.20, A8.30: an offer becomes an action point, a neighbour owns it, somebody pulls it further."""
    offer = story.add("Offer", "Kluut", text="Neemt ze zaterdag mee", by_member="Kluut-O")
    made = offers.to_action(story.store, story.chair, pk=offer, meeting_pk=story.meeting)
    shown = story.board("Kluut").case
    assert shown is not None
    assert [row.owner for row in shown.actions if row.pk == made] == ["O"]
    day = story.now.date() + timedelta(days=4)
    lost = story.action("Daar is vast iemand voor", "Scholekster", kind="care", due=day)
    assert ("E14", lost) in story.warnings("Scholekster")
    story.role("Scholekster", "trekker", "gerrit")
    story.change_action(lost, owner="gerrit")
    assert "E14" not in story.checks("Scholekster")


def a_limit_and_what_if_it_fails(story: Story) -> None:
    """A8.07 to A8.09, A8.24: a low score asks for an if-then; wellbeing stands apart; a setback is a line."""
    today = story.now.date()
    story.add("Score", "Scholekster", value=5, given_on=today, by="mohamed")
    story.add(
        "Score", "Scholekster", value=3, given_on=today, by="mohamed", subject="Scholekster-K2", scale="wellbeing"
    )
    assert "E41" not in story.checks("Scholekster")
    story.add("Score", "Scholekster", value=4, given_on=today, by="wiepkje")
    assert ("E41", None) in story.warnings("Scholekster")
    story.case(
        "Scholekster",
        bottom_line="Geen gemiste prik meer.",
        contingency="Mist hij er een, dan gaat Mohamed dezelfde dag langs.",
    )
    assert "E41" not in story.checks("Scholekster")
    story.add("Line", "Kluut", heading="worries", text="Het ging dinsdag weer mis.", kind="fact", by="loes")
    story.member("Kluut-M", contact_state="avoided")
    story.add("Waiting", "Scholekster", member="Scholekster-V", what="een maatje", since=today)
    assert ("E26", "Scholekster-V") in story.warnings("Scholekster")


def nothing_blocks(story: Story) -> None:
    """A8.12: a warning is set aside in one line."""
    assert ("E03", None) in story.warnings("Scholekster")
    until = story.now.date() + timedelta(days=27)
    case, person = story.pk("Case", "Scholekster"), story.pk("Person", "age")
    warnings.set_aside(
        story.store,
        story.chair,
        check="E03",
        case_pk=case,
        reason="Mohamed kijkt het even aan",
        until=until,
        by_pk=person,
    )
    assert "E03" not in story.checks("Scholekster")


def learning_without_drama(story: Story) -> None:
    """A8.13, A8.23, A8.26: a case without anybody in it, without warnings; who did something good stays here."""
    age, kluut = story.pk("Person", "age"), story.pk("Case", "Kluut")
    learning.copy_case(story.store, story.chair, pk=kluut, alias="Rietgors", by_pk=age, texts={})
    assert story.checks("Tapuit", release=2) | story.checks("Rietgors", release=2) == set()
    copied = next(case for case in story.goes_round()["cases"] if case["alias"] == "Rietgors")
    assert [member.get("age") for member in copied["members"]] == [None] * 5
    assert not copied.get("source_organisation")
    good = "Tjitske zei het tegen moeder zelf."
    meetings.change(story.store, story.chair, pk=story.meeting, values={"reflection": good})
    story.close()
    kept = story.goes_round()
    assert kept["meetings"][1]["reflection"] == good
    assert kept["meetings"][1]["kind"] == "learning"
    assert good not in story.paper("agenda") + story.paper("decisions")
