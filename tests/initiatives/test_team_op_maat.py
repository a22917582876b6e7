"""Team op Maat, Tilburg (requirements.md, A5): nobody drops out of sight, and each hears only what is needed."""

from datetime import timedelta

from tests.initiatives.conftest import Tell


async def test_team_op_maat(tell: Tell) -> None:
    story = tell("team-op-maat")
    today = story.now.date()

    # A5.08: after the referral nobody saw the boy for three weeks; A5.12: his sister has a line of her own.
    assert ("E32", "Heggenmus-K1") in story.warnings("Heggenmus")
    assert ("E13", "Heggenmus-K2") in story.warnings("Heggenmus")
    assert ("E31", "Heggenmus-K2") in story.warnings("Heggenmus")
    story.member("Heggenmus-K1", last_seen_on=today - timedelta(days=14), seen_by="bart")
    assert "E32" not in story.checks("Heggenmus")
    story.later(days=1)
    assert ("E32", "Heggenmus-K1") in story.warnings("Heggenmus")
    story.later(days=-1)

    # A5.14: a first talk before anything escalates asks for a name, a contact and one thing that goes well, no more.
    assert story.checks("Winterkoning") == {"E01", "E03", "E34"}
    story.role("Winterkoning", "casusregisseur", "marga")
    story.role("Winterkoning", "contactpersoon_gezin", "noor")
    story.add(
        "Line", "Winterkoning", heading="going_well", text="Zij komt elke dag met haar vriendin.", source="family"
    )
    assert story.checks("Winterkoning") == set()

    # A5.18: said aloud that we are responsible together; A5.05: who walks in puts a case on the running agenda.
    story.begin()
    story.new_case("Grasmus", brought_by="bart", goal="Een jongen die in slaap valt.", category="preventive")
    story.join("Grasmus", "kwam binnenlopen")
    assert next(item.title for item in story.board().agenda if item.case_pk) == "Grasmus"

    story.go_to("Heggenmus")
    async with story.window() as table:
        # A5.03: the pivot is marked; A5.22: without an owner it stays red; A5.02, A5.13: fewer than first.
        text = table.text()
        assert "Spil" in text
        assert "Vast gezicht op school" in text
        assert "Actie zonder eigenaar" in text
        assert "5 -> 4 professionals" in text
        await table.press("3")
        assert "laatst gezien di 22 sep (14 dagen geleden) door B. Vergeetmijniet" in " ".join(table.text().split())
        await table.press("5")
        assert "begin" in table.text()
        await table.press("n", "n")
        assert table.snapshot.step is not None
        assert table.snapshot.step.title == "wie zag elk kind het laatst"
    assert story.professionals("Heggenmus") == (5, 4)

    story.change_action("A-003", owner="noor")
    story.role("Heggenmus", "kindlens", "noor", ("Heggenmus-K2",))
    assert {"E13", "E14"}.isdisjoint(story.checks("Heggenmus"))

    # A5.07, A5.10: mother does it together with the pivot; A5.21: what is not usual has a day to look back.
    case = story.board("Heggenmus").case
    assert case is not None
    assert next(row for row in case.actions if row.id == "A-002").owner == "M. Korenbloem + M"
    deviation = story.goes_round()["cases"][0]["deviations"][0]
    assert deviation["review_on"] > today

    # A5.11, A5.15: the teacher's school reads one sentence; the rest stays at the table.
    school = story.paper("actions", organisation="SCHOOL")
    assert "Hij kan later komen; vraag er in de klas niet naar." in school
    assert "slapen en opstaan" not in school
    assert "slapen en opstaan" in story.paper("actions", organisation="SMW")
    assert "A-002" not in story.paper("actions", organisation="JGZ")

    # A5.05, A5.06: a fixed day at school, and who can be reached when.
    assert "dinsdag in school" in story.paper("phones")

    # A5.16: the police are on the list too, today excused; A5.20: the opening said that it is done together.
    board = story.board()
    assert next(row.status for row in board.attendance if row.name.startswith("Gijs")) == "excused"
    assert board.agenda[0].title == "Dit doen wij samen"

    # A5.03, A5.04: the same fixed team comes back in two weeks.
    coming = story.plan_next(weeks=2)
    assert [row.name for row in coming.attendance] == [row.name for row in story.board().attendance]

    # A5.01, A5.09, A5.17: what was tried, what was achieved, and why something could not.
    whole = story.goes_round()
    assert whole["cases"][0]["tried_before"] == 2
    assert whole["cases"][0]["achieved"]
    assert "Hij was die dag ziek." in story.paper("actions", case="Heggenmus")
    assert "E21" not in story.checks("Heggenmus")
