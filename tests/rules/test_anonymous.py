"""What may not stand in a learning case."""

from datetime import date

import pytest

from mdoverleg.rules.anonymous import renamed, still_tells, words_of_people

TODAY = date(2026, 9, 14)


def test_people_are_known_by_their_whole_and_short_name_and_its_ends() -> None:
    assert words_of_people(["Jan Willem de Boer", "Al"]) == {"Jan Willem de Boer", "J.W. de Boer", "Jan", "Boer"}
    assert words_of_people(["Mia van Buren"]) == {"Mia van Buren", "M. van Buren", "Mia", "Buren"}


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Boer belt morgen", True),
        ("de boerderij", False),
        ("zie A-031", True),
        ("zie A-31", False),
        ("bel 06-12345678", True),
        ("er is gebeld", False),
    ],
)
def test_a_text_tells_by_a_name_a_number_or_what_is_recognisable(text: str, tells: bool) -> None:
    words = words_of_people(["Jan Willem de Boer"])
    assert still_tells(text, TODAY, words) is tells
    assert still_tells("niets bijzonders", TODAY, frozenset()) is False


def test_another_alias_takes_the_place_of_a_familys_own() -> None:
    assert renamed("WULP en Wulp-M, niet Wulpen", "Wulp", r"Leer \1") == r"Leer \1 en Leer \1-M, niet Wulpen"
