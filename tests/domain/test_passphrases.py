import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.passphrases import normalised, require_new, require_usable, strength


def test_every_keyboard_types_the_same_letters_and_nothing_is_trimmed() -> None:
    assert normalised("cafe\u0301 ") == "caf\u00e9 "
    assert normalised(" a") == " a"


@pytest.mark.parametrize("wrong", ["", "a\nb", "a\rb", "a\0b", "x" * 1001, "\ud800"])
def test_what_is_no_passphrase_is_refused(wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        require_usable(wrong)
    assert wrong not in str(refused.value) or not wrong


def test_a_new_one_is_not_too_short() -> None:
    with pytest.raises(Refused):
        require_new("zeven77")
    require_new("acht tel")


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("", ""),
        ("kort", "te kort"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "zwak: steeds dezelfde letters"),
        ("meeuw12345", "zwak: neem vijf woorden of meer"),
        ("meeuw op het dak", "redelijk: met een of twee woorden erbij is hij sterk"),
        ("meeuw op het natte dak", "sterk"),
        ("Tr0ub4dor&3-xYz!qwplm", "sterk"),
    ],
)
def test_how_strong_it_is_in_words(passphrase: str, words: str) -> None:
    assert strength(passphrase) == words
