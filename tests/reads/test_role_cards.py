"""The card of a role: what the table wrote about it, and what its holders promised; drawn without obeying any of it."""

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.roles import Role
from mdoverleg.domain.words import in_language
from mdoverleg.reads.role_cards import RoleCard, read_role_card, read_roles
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.role_card import CardLines, card_lines
from tests.support.sample import BEFORE
from tests.tui.hostile import NASTY, is_harmless

WULP = 3


def test_every_role_that_the_table_knows_can_be_given(sample: Store) -> None:
    codes = [role.code for role in read_roles(sample)]
    assert codes[0] == "procesregisseur"
    assert codes[-1] == "jim"


def test_a_card_says_what_the_table_wrote_and_what_the_holders_promised(sample: Store) -> None:
    sample.clock = FixedClock(BEFORE)
    with in_language("en"):
        card = read_role_card(sample, WULP, "casusregisseur")
        assert card.expectations == (
            ("J. de Wit", "Belt moeder elke maandag."),
            ("M. Akkers", "Voert de ondertoezichtstelling uit."),
        )
        lines = card_lines(card)
    assert [line.text for line in lines if line.is_heading] == [
        "Looks at",
        "Tasks",
        "Can and cannot",
        "What to expect · J. de Wit",
        "What to expect · M. Akkers",
    ]
    assert "Kan niemand dwingen" in " ".join(line.text for line in lines)


def test_who_does_not_hold_the_role_any_more_promised_nothing(sample: Store) -> None:
    sample.clock = FixedClock(BEFORE)
    assert read_role_card(sample, WULP, "school").expectations == ()
    with in_language("en"):
        unknown = card_lines(read_role_card(sample, WULP, "niets"))
    assert unknown == []


def test_hostile_text_on_a_card_is_shown_and_not_obeyed() -> None:
    role = Role("x", "always", counted=True, handover=False, looks_at=NASTY[0], tasks=NASTY[8], limits="\n".join(NASTY))
    rows = CardLines(titled=False)
    for line in card_lines(RoleCard(role, tuple((text, text) for text in NASTY))):
        for drawn in rows.lines_of(line, 40):
            assert is_harmless("".join(part.text for part in drawn))
