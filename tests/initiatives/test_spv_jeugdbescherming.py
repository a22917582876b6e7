"""GGD and Jeugdbescherming Amsterdam (requirements.md, A4): both parents seen, the pitch, no names on the wall."""

from datetime import timedelta

from tests.initiatives.conftest import Tell


async def test_spv_jeugdbescherming(tell: Tell) -> None:
    story = tell("spv-jeugdbescherming")
    today = story.now.date()

    # A4.01: the nurse saw the mother; the father who left the house is missed, by name.
    assert ("E13", "Torenvalk-V") in story.warnings("Torenvalk")
    assert ("E37", "Torenvalk-V") in story.warnings("Torenvalk")
    assert story.slot("Torenvalk", "ouderlens") == ("partial", ["P. Paardenbloem M"])

    story.go_to("Torenvalk")
    async with story.window() as table:
        # A4.08: the pitch is the first step, with two minutes on the clock.
        text = table.text()
        assert "de pitch van de ouders" in text
        assert "2:00" in text
        assert "Ziet de ouder (spv)" in text
        # A4.06: what hangs on the wall has the alias alone.
        assert "TORENVALK" in text
        assert "06-555" not in text
        # A4.04: one situation from several angles, side by side.
        await table.press("2")
        text = table.text()
        assert "Een kind dat schrikt van deuren." in text
        assert "Een moeder die al een jaar niet uitrust." in text
        await table.press("3")
        text = table.text()
        assert "Maar mijn zoon telt de flessen." in text
        assert "via P. Paardenbloem" in text
        assert "Niemand kijkt naar: V" in text
        await table.press("4")
        assert "tot en met do 8 okt (over 2 dagen)" in " ".join(table.text().split())
        await table.press("n", "n", "n")
        assert table.snapshot.step is not None
        assert table.snapshot.step.title == "wie ziet welke ouder"

    # A4.02: she sees him too, and afterwards says whether coming back helps.
    lens = story.role("Torenvalk", "ouderlens", "petra", ("Torenvalk-V",))
    story.change_role(lens, review_on=today + timedelta(days=14), visits_home=True)
    assert {"E13", "E37"}.isdisjoint(story.checks("Torenvalk"))
    assert story.slot("Torenvalk", "ouderlens")[0] == "filled"

    # A4.16: his own pitch, passed on, with name and date; A4.05: with an interpreter's help if need be.
    story.add(
        "Pitch",
        "Torenvalk",
        members=["Torenvalk-V"],
        via="petra",
        text="Ik wil naar huis en ik wil niet meer drinken.",
        pain="Dat mijn zoon wegkijkt.",
        wish="Een keer samen naar het zwembad.",
    )

    # A4.09: the order ends on Thursday; somebody decides, and sees the child within the week.
    assert ("E44", None) in story.warnings("Torenvalk")
    with story.store.read() as reader:
        measure = reader.value("SELECT pk FROM measure WHERE kind = 'temporary_restraining_order'")
    story.change("Measure", measure, follow_up="Vader blijft tot 20 oktober bij zijn vriend; Youssef komt elke dag.")
    assert "E44" not in story.checks("Torenvalk")
    assert ("E32", "Torenvalk-K1") not in story.warnings("Torenvalk")
    story.later(days=1)
    assert ("E32", "Torenvalk-K1") in story.warnings("Torenvalk")
    story.member("Torenvalk-K1", last_seen_on=story.now.date(), seen_by="roos")
    assert "E32" not in story.checks("Torenvalk")
    story.later(days=-1)

    # A4.06: what makes somebody recognisable is caught.
    assert "E62" not in story.checks("Torenvalk")
    told = story.add("Line", "Torenvalk", heading="worries", text="Belde ’s nachts vanaf 06 55500799.", by="youssef")
    assert ("E62", None) in story.warnings("Torenvalk")
    story.change("Line", told, text="Belde ’s nachts.", discussed_with_family="no", noted_on=today)
    assert "E62" not in story.checks("Torenvalk")

    # A4.07, A4.14: what came up is brought to the family the next day, in light language.
    story.decide("Torenvalk", "De spv ziet beide ouders.", plain_text="Petra praat met u allebei, elk apart.")
    story.action(
        "Zoekt met vader hulp tegen het drinken",
        "Torenvalk",
        owner="petra",
        co_owner="youssef",  # A4.15: together
        kind="care",
        members=["Torenvalk-V", "Torenvalk-M"],
        due=today + timedelta(days=7),
        plain_text="U zoekt samen met Petra hulp.",
    )
    story.go_on()
    assert ("E33", None) in story.warnings("Torenvalk")
    with story.store.read() as reader:
        meeting = reader.value("SELECT id FROM meeting WHERE pk = ?", (story.meeting,))
    story.add("Feedback", "Torenvalk", created_in=meeting, owner="youssef", due=today + timedelta(days=1))
    assert "E33" not in story.checks("Torenvalk")
    story.later(days=2)
    assert ("E33", "youssef") in story.warnings("Torenvalk")
    story.later(days=-2)

    # A4.10, A4.12: the grandfather with his objection belongs to the family, and is nobody's child or parent here.
    grandfather = next(one for one in story.goes_round()["cases"][0]["members"] if one["relation"] == "grandfather")
    assert grandfather["objection"]
    assert ("E13", grandfather["id"]) not in story.warnings("Torenvalk")

    # A4.13: after her visits the nurse keeps her seat, and is not counted; A4.03: help goes on through the practice.
    assert story.slot("Buizerd", "meedenker") == ("filled", ["P. Paardenbloem"])
    before = story.professionals("Buizerd")[1]
    story.role("Buizerd", "meedenker", "tim")
    assert story.professionals("Buizerd")[1] == before

    # The nurse's own list, without the colleagues' work.
    hers = story.paper("actions", person="petra")
    assert "hulp tegen het drinken" in hers
    assert "Spreekt de ouders elke twee weken" not in hers
    assert "Ziet de ouder (spv)" in story.paper("decisions", case="Torenvalk")
