"""What checks and limits are called: each has words of its own, in both languages."""

from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.words import in_language
from mdoverleg.rules import CHECKS
from mdoverleg.rules.naming import check_name, limit_name

SAME_IN_BOTH = {"score", "scores"}
"""Words that are Dutch and English."""


def counted(name: str) -> str:
    """What a limit counts, in the words of the language that is spoken."""
    return limit_name(name).partition(" · ")[2]


def test_every_limit_says_what_it_counts_in_both_languages() -> None:
    kinds = {name.partition(".")[2]: name for name in LIMITS}
    with in_language("en"):
        english = {kind: counted(name) for kind, name in kinds.items()}
    with in_language("nl"):
        dutch = {kind: counted(name) for kind, name in kinds.items()}
    assert len(set(english.values())) == len(kinds), "each has words of its own"
    untranslated = {kind for kind in kinds if english[kind] == dutch[kind]}
    assert untranslated <= SAME_IN_BOTH
    assert all(words and not words.startswith("XX") for words in (*english.values(), *dutch.values()))
    assert english["days_immediate"] == "days, in the phase of immediate safety"
    assert {english[kind] for kind in SAME_IN_BOTH} == SAME_IN_BOTH


def test_a_limit_nobody_knows_keeps_its_name() -> None:
    assert limit_name("E99.things") == "E99 · things"


def test_a_check_is_its_id_and_its_title_without_what_a_warning_fills_in() -> None:
    with in_language("en"):
        names = {id_: check_name(id_) for id_ in CHECKS}
    assert names["E39"] == "E39 Too few scores"
    assert names["E40"] == "E40 Score fell by …"
    assert names["E42"] == "E42 Closing too early? Stable … times"
    assert not [name for name in names.values() if "{" in name or name.endswith(": …")]
    assert check_name("E99") == "E99"
