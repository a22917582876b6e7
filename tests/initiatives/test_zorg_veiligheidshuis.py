"""Procesregisseurs, Haaglanden (requirements.md, A9): no double lead, no early goodbye, fewer helpers in the end."""

from datetime import timedelta

from mdoverleg.edits import meetings
from mdoverleg.reads.stuck import read_stuck
from tests.initiatives.conftest import Tell
from tests.initiatives.story import Story


async def test_zorg_veiligheidshuis(tell: Tell) -> None:
    story = tell("zorg-veiligheidshuis")
    story.go_to("Slechtvalk")
    await everybody_at_one_table(story)
    agreed_here_and_done_there(story)
    one_lead_for_all(story)
    everybody_means_something_else_by_safety(story)
    a_new_colleague_does_not_start_again(story)
    story.go_to("Aalscholver")
    await no_early_goodbye(story)
    what_goes_out(story)


async def everybody_at_one_table(story: Story) -> None:
    """A9.01, A9.03, A9.12, A9.20, A9.23: who did not answer, who talks with him, and fewer than at the start."""
    assert story.warnings("Slechtvalk") >= {("E52", "JB")}
    assert ("E52", "GGZ") not in story.warnings("Slechtvalk"), "cannot share, because, is an answer"
    async with story.window() as table:
        text = table.text()
        assert "8 -> 6 professionals" in text
        assert "Geen informatie ontvangen van Jeugdbescherming Duinrand" in text
        assert "Toezicht             N. Poelgeest" in text
        await table.press("n", "n")
        assert "Niet kunnen delen is ook een antwoord" in " ".join(table.toasts)
        await table.press("5")
        table.app.clear_notifications()
        await table.settled()
        text = table.text()
        assert "10 feb begin" in text
        assert "laagste cijfer 2" in text
        assert "6 okt  nu" in text
    with story.store.read() as reader:
        silent = reader.value(
            "SELECT pk FROM information WHERE received_on IS NULL AND cannot_because IS NULL AND case_id = ?",
            (story.pk("Case", "Slechtvalk"),),
        )
    story.change("Information", silent, received_on=story.now.date())
    assert "E52" not in story.checks("Slechtvalk")


def agreed_here_and_done_there(story: Story) -> None:
    """A9.02, A9.04: a yes aloud, also of who was not there, and somebody who tells the one who carries it out."""
    meetings.attend(story.store, story.chair, pk=story.meeting, person_pk=story.pk("Person", "eva"), status="excused")
    day = story.now.date() + timedelta(days=7)
    called = story.action(
        "Belt de zoon na het weekend", "Slechtvalk", owner="eva", executor="jos", kind="care", due=day
    )
    assert {("E17", called), ("E18", called)} <= story.warnings("Slechtvalk", release=2)
    story.accept(called)
    story.change_action(called, passed_on_by="leyla")
    assert not {"E17", "E18"} & story.checks("Slechtvalk", release=2)
    meetings.attend(story.store, story.chair, pk=story.meeting, person_pk=story.pk("Person", "eva"), status="present")


def one_lead_for_all(story: Story) -> None:
    """A9.03, A9.08 to A9.11: two leads, each for one house, is no lead; who left can reach the one; two jobs."""
    assert {("E02", None), ("E07", "jos"), ("E07", "eva")} <= story.warnings("Nachtzwaluw")
    story.end_role("Nachtzwaluw", "casusregisseur", "eva")
    assert "E02" not in story.checks("Nachtzwaluw")
    assert ("E07", "jos") in story.warnings("Nachtzwaluw")
    with story.store.read() as reader:
        lead = reader.value(
            "SELECT pk FROM role_assignment WHERE role = 'casusregisseur' AND holder_id = ? AND case_id = ?",
            (story.pk("Person", "jos"), story.pk("Case", "Nachtzwaluw")),
        )
    everybody = ["Nachtzwaluw-M", "Nachtzwaluw-V", "Nachtzwaluw-K1"]
    story.change_role(lead, members=[], reachable_for=everybody)
    assert "E07" not in story.checks("Nachtzwaluw")
    assert "E37" not in story.checks("Nachtzwaluw")
    story.end_role("Nachtzwaluw", "ouderlens", "eva")
    assert ("E37", "Nachtzwaluw-V") in story.warnings("Nachtzwaluw"), "nobody talks with him now"
    stuck = read_stuck(story.store, story.pk("Case", "Nachtzwaluw"))
    assert stuck.roles[1].holders == ("J. Verkaik",)
    assert stuck.last_reflection is not None, "A9.28: five doors, with what the case says itself"
    story.role("Nachtzwaluw", "casusregisseur", "karin", replace=True)
    assert ("E08", "karin") in story.warnings("Nachtzwaluw")


def everybody_means_something_else_by_safety(story: Story) -> None:
    """A9.26: three apart, explained yesterday; a new score asks again, and there is no average."""
    today = story.now.date()
    assert "E38" not in story.checks("Slechtvalk")
    story.add("Score", "Slechtvalk", value=9, given_on=today, by="nadine", reason="Hij kwam ook vandaag.")
    assert ("E38", None) in story.warnings("Slechtvalk")
    story.case("Slechtvalk", score_difference="Zij ziet hem overdag.", score_difference_on=today)
    assert "E38" not in story.checks("Slechtvalk")


def a_new_colleague_does_not_start_again(story: Story) -> None:
    """A9.06, A9.16, A9.17, A9.27: the line so far is handed on, warm; ringing the bell again is written down."""
    today = story.now.date()
    story.role("Slechtvalk", "contactpersoon_gezin", "jos", replace=True)
    assert ("E11", "contactpersoon_gezin") in story.warnings("Slechtvalk")
    story.add(
        "Handover",
        "Slechtvalk",
        role="contactpersoon_gezin",
        from_holders=["leyla"],
        to_holder="jos",
        due=today,
        warm=True,
        line_so_far="Moeder belt niet zelf; bel haar op dinsdag.",
    )
    assert "E11" not in story.checks("Slechtvalk")
    story.add("Note", "Slechtvalk", text="Drie keer gebeld.", by="jos", kind="contact_attempt")


async def no_early_goodbye(story: Story) -> None:
    """A9.05, A9.29: two stable reviews are not enough here, nor three with safety still open or nobody to follow."""
    assert ("E42", None) in story.warnings("Aalscholver")
    async with story.window() as table:
        assert "E42 Te vroeg afsluiten? 2x stabiel" in table.text()
    story.later(minutes=1)
    story.add("Evaluation", "Aalscholver", held_on=story.now.date(), lowest=7, stable=True)
    assert ("E42", None) in story.warnings("Aalscholver"), "nobody follows up yet"
    story.case("Aalscholver", monitor_by="leyla")
    assert ("E42", None) in story.warnings("Aalscholver"), "a safety action point is open"
    story.answer("A-007", "done")
    assert "E42" not in story.checks("Aalscholver")


def what_goes_out(story: Story) -> None:
    """A9.07, A9.15, A9.24: one plan with all measures in it; looking back, lines and scores stay here."""
    kept = next(case for case in story.goes_round()["cases"] if case["alias"] == "Slechtvalk")
    assert [measure["kind"] for measure in kept["measures"]] == ["probation_supervision", "no_contact_order"]
    meetings.change(story.store, story.chair, pk=story.meeting, values={"reflection": "We wachtten op elkaar."})
    minutes = story.paper("decisions", case="Slechtvalk")
    assert "Leyla Demirhan" in minutes
    assert "Nadine blijft vader spreken" in minutes
    own = story.paper("actions", organisation="RECL", language="en")
    assert "A-002" in own
    assert "A-005" not in own
    for words in ("wachtten op elkaar", "nachtmerries", "hoe het met haar gaat", "geheim adres"):
        assert words not in minutes + own
