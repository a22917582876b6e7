"""Women's shelter and GGZ (requirements.md, A3): child and parent helped together, in an order, with one message."""

from datetime import timedelta

from tests.initiatives.conftest import Tell


async def test_vrouwenopvang_ggz(tell: Tell) -> None:
    story = tell("vrouwenopvang-ggz")
    today = story.now.date()
    warnings = story.warnings("Nachtegaal", release=2)

    # A3.01: each child has its own worker; A3.02: a child that was not heard for two months is missed.
    assert ("E13", "Nachtegaal-K2") in warnings
    assert ("E31", "Nachtegaal-K2") in warnings
    assert ("E31", "Nachtegaal-K1") not in warnings
    story.role("Nachtegaal", "kindlens", "jip", ("Nachtegaal-K2",))
    story.add("ChildVoice", "Nachtegaal", member="Nachtegaal-K2", by="jip", text="Deur dicht, alsjeblieft.")
    assert {"E13", "E31"}.isdisjoint(story.checks("Nachtegaal"))

    members = {one["id"]: one for one in story.goes_round()["cases"][0]["members"]}

    # A3.16: what they learned from each other opens the next meeting; A3.19: aliases are the names.
    async with story.window() as table:
        assert "Vera legde uit waarom stilte geen rust is." in " ".join(table.text().split())
    assert all(id_.startswith("Nachtegaal-") for id_ in members)

    # A3.10: what the shelter noted in between is read first.
    assert any("gesprek van tien minuten" in line for line in story.since("Nachtegaal"))

    story.go_to("Nachtegaal")
    async with story.window() as table:
        text = table.text()
        # A3.05: the order is on the board; A3.18: waiting until it is calm is asked about.
        assert "(na A-001)" in text
        assert "Wacht op stabiliteit? Begin met wat kan" in text
        assert "Kind krijgt hulp, ouder niet" in text
        # A3.03: contact with the father goes through one person; each child has a line, and the younger has nobody yet.
        await table.press("3")
        text = table.text()
        assert "contact alleen via C. Lavendel" in text
        assert "J. Rozemarijn (Kindlens)" in text
        # A3.14: the one message stands on top of the plan.
        await table.press("4")
        assert "Niemand hoeft te wachten tot de ander klaar is." in table.text()
        await table.press("n", "n", "n")
        assert table.snapshot.step is not None
        assert table.snapshot.step.title == "wat eerst, wat daarna"

    # A3.08, A3.15: when a child starts treatment the parent is supported too.
    assert "E27" in story.checks("Nachtegaal")
    story.action(
        "Steunt moeder op de dagen van de behandeling",
        "Nachtegaal",
        owner="aysel",
        kind="care",
        members=["Nachtegaal-M"],
        due=today + timedelta(days=3),
        family_told=True,
    )
    assert "E27" not in story.checks("Nachtegaal")
    story.change_action("A-002", text="Begint speltherapie met de jongste", due=today + timedelta(days=7))
    assert "E28" not in story.checks("Nachtegaal", release=2)

    # A3.04, A3.06, A3.07: the expert saw the mother in the first week; who waits has a bridge, or that is said.
    assert members["Nachtegaal-M"]["heard_by"] == ("vera", "aysel")
    assert "E26" not in story.checks("Nachtegaal")
    story.answer("A-003", "dropped")
    assert ("E26", "Nachtegaal-M") in story.warnings("Nachtegaal")
    story.answer("A-003", "in_progress")

    # A3.11, A3.17: the expert joins through a screen and is there as much as anybody.
    vera = next(row for row in story.board().attendance if row.name.startswith("Vera"))
    assert vera.status == "online"

    assert "di en do" in story.paper("phones")

    # A3.14: one message for everybody; A3.09: the family knows when something starts.
    story.case(
        "Nachtegaal", joint_message="Vrijdag begint de oudste, daarna de jongste. Niemand wacht tot het rustig is."
    )
    story.decide(
        "Nachtegaal",
        "De jongste begint volgende week, ook al is het nog niet rustig.",
        plain_text="Uw zoon kan volgende week beginnen.",
        agreed_by_family=True,
    )

    # A3.12: the partition between two laws is an obstacle without a family; A3.13: a family moves on with a date.
    obstacle = story.goes_round()["cases"][0]["obstacles"][0]
    assert obstacle["kind"] == "partitions"
    assert "Nachtegaal" not in obstacle["what"]
    story.end_role("Zwartkop", "behandeling", "hein")
    story.role("Zwartkop", "behandeling", "vera", ("Zwartkop-M",))
    assert "E11" not in story.checks("Zwartkop")

    # The therapist's list has her own action points, in their order; the decision is on paper.
    hers = story.paper("actions", person="lot")
    assert hers.index("A-001") < hers.index("A-002")
    assert "Wandelt" not in hers
    decided = story.paper("decisions", case="Nachtegaal")
    assert "De jongste begint volgende week" in decided
    assert "| Kindlens | Jip Rozemarijn | Vrouwenopvang De Haven | Nachtegaal-K2 |" in decided
