import json
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mdoverleg.domain.text import (
    capital,
    clean,
    closest,
    file_safe,
    first_line,
    fold,
    shorten_words,
    spelled_out,
    without_controls,
)

# The planes in between hold nothing but private and unassigned code points.
POINTS = [*range(0x32000), *range(0xE0000, 0xE1000)]
PLANE_ENDS = [plane * 0x10000 + end for plane in range(17) for end in (0xFFFE, 0xFFFF)]
EVERY_POINT = sorted({*POINTS, *PLANE_ENDS})

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
NASTY = st.text(
    st.sampled_from(
        "a b\r\n\t\x00\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066\u0301\u0323\ud800\udfff\ufdd0\ufffe\uffff"
        "\u200d\u200e\xa0"
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("given_text", "one_line", "expected"),
    [
        ("", True, ""),
        ("  Wulp  ", True, "Wulp"),
        (" \t\r\n ", False, ""),
        ("a\r\nb\rc\nd\u2028e\u2029f", False, "a\nb\nc\nd\ne\nf"),
        ("a\r\nb\rc\nd\u2028e\u2029f", True, "a b c d e f"),
        ("a\tb", True, "a b"),
        ("a\tb", False, "a b"),
        ("a\n\n\nb", False, "a\n\n\nb"),
        ("a\x00b\x07c\x08d\x0be\x0cf\x1bg\x7fh", True, "abcdefgh"),
        ("a\x80b\x85c\x9bd\x9de\x9ff", True, "abcdef"),
        ("\x1b]52;c;aGFjaw==\x07weg", True, "]52;c;aGFjaw==weg"),
        ("a\u202ab\u202ec\u2066d\u2069e", True, "abcde"),
        ("a\u200eb\u200fc\u200dd\u200ce\u061cf", True, "a\u200eb\u200fc\u200dd\u200ce\u061cf"),
        ("a\ud800b\udfffc", True, "abc"),
        ("a\ufdd0b\ufdefc\ufffed\uffffe\U0001fffef\U0010ffffg", True, "abcdefg"),
        ("\ufdcf\ufdf0\ufffd", True, "\ufdcf\ufdf0\ufffd"),
        ("cafe\u0301", True, "caf\u00e9"),
        ("e\x00\u0301", True, "\u00e9"),
        ("👨\u200d👩\u200d👧", True, "👨\u200d👩\u200d👧"),
        ("[red]x[/red] =1+1 ../x", True, "[red]x[/red] =1+1 ../x"),
        ("\xa0a\u3000", True, "a"),
    ],
)
def test_text_is_cleaned_as_the_format_says(given_text: str, one_line: bool, expected: str) -> None:
    assert clean(given_text, one_line=one_line) == expected


@given(st.one_of(ANY_TEXT, NASTY), st.booleans())
@example("a\u0301\x00\u0323", True)
@example("\r\x00\n", False)
def test_clean_text_stays_as_it_is(text: str, one_line: bool) -> None:
    once = clean(text, one_line=one_line)
    assert clean(once, one_line=one_line) == once


@given(st.one_of(ANY_TEXT, NASTY), st.booleans())
def test_clean_text_holds_nothing_that_a_terminal_obeys(text: str, one_line: bool) -> None:
    cleaned = clean(text, one_line=one_line)
    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    for letter in cleaned:
        assert letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cs"}
        assert letter != "\n" or not one_line
        assert letter not in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_every_letter_of_unicode_is_kept_or_taken_out_by_the_rule() -> None:
    taken_out = []
    for point in EVERY_POINT:
        cleaned = clean(f"a{chr(point)}a", one_line=True)
        if cleaned == "aa":
            taken_out.append(point)
        elif chr(point) in "\t\n\r\u2028\u2029":
            assert cleaned == "a a"
        else:
            assert cleaned == unicodedata.normalize("NFC", f"a{chr(point)}a")
    controls = [p for p in [*range(0x20), *range(0x7F, 0xA0)] if chr(p) not in "\t\n\r"]
    nonchars = [*range(0xFDD0, 0xFDF0), *PLANE_ENDS]
    bidi = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    assert taken_out == sorted([*controls, *bidi, *range(0xD800, 0xE000), *nonchars])


def test_what_goes_to_a_terminal_keeps_all_but_what_it_obeys() -> None:
    assert without_controls("  naam\x1b]0;x\x07  \u202ecafe\u0301\ttab\ud800\r\nregel\u2028twee ") == (
        "  naam]0;x  cafe\u0301\ttab\nregel\ntwee "
    )


@given(st.lists(st.one_of(ANY_TEXT, NASTY), max_size=3), st.sampled_from([None, 2]))
@settings(max_examples=25)
@example(["\u202e\x9b31m", "Jos\u00e9 \u00fe \U0001fffe \ud800"], 2)
def test_a_list_for_another_program_holds_the_same_texts_and_nothing_that_a_terminal_obeys(
    texts: list[str], indent: int | None
) -> None:
    shown = spelled_out(json.dumps(texts, ensure_ascii=False, indent=indent))
    assert json.loads(shown) == json.loads(json.dumps(texts))
    assert without_controls(shown) == shown


def test_only_the_first_letter_is_made_a_capital() -> None:
    assert [capital(text) for text in ("", "zorgen om MDO", "\u00e9\u00e9n", "Al goed")] == [
        "",
        "Zorgen om MDO",
        "\u00c9\u00e9n",
        "Al goed",
    ]


def test_half_a_million_accents_in_a_row_are_cleaned_like_a_few() -> None:
    few, many = "a" + "\u0301\u0323" * 3, "a" + "\u0301\u0323" * 250_000
    assert clean(few, one_line=True) == "\u1ea1" + "\u0323" * 2 + "\u0301" * 3
    assert clean(many, one_line=True) == "\u1ea1" + "\u0323" * 249_999 + "\u0301" * 250_000


@given(st.text(st.sampled_from("ae\u0301\u0323\u0344\u0f73\u0f71\u0f72\u0345é\uac00\u11a8"), max_size=40))
def test_ordering_accents_of_a_long_text_changes_nothing(text: str) -> None:
    long_text = "x" * 3000 + text + "x"
    assert clean(long_text, one_line=True) == unicodedata.normalize("NFC", long_text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jeroen Böhm", "jeroen bohm"),
        ("ZOË", "zoe"),
        ("coördinator", "coordinator"),
        ("Łukasz Søren Đorđe", "lukasz soren dorde"),
        ("Æneas Œuvre Straße STRASSE", "aeneas oeuvre strasse strasse"),
        ("İbrahim Ilıca", "ibrahim ilica"),
        ("Þór Ðag", "thor dag"),
        ("D’Hondt Anne–Marie", "d'hondt anne-marie"),
        ("ﬁne Ⅳ", "fine iv"),
        ("e\u0301", "e"),
        ("ΣΊΣΥΦΟΣ ς", "σισυφοσ σ"),
        ("", ""),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert fold(text) == expected


def test_folding_any_letter_twice_is_folding_it_once() -> None:
    # Ideographs and Korean syllables are all alike: each sixteenth of them.
    alike = [*range(0x3400, 0xD7A4), *range(0x20000, 0x32000)]
    points = sorted({*EVERY_POINT} - {point for point in alike if point % 16})
    changed = [folded for point in points if (folded := fold(chr(point))) != chr(point)]
    assert [folded for folded in changed if fold(folded) != folded] == []


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("belt de school", 20, "belt de school"),
        ("belt de school", 14, "belt de school"),
        ("belt de school", 13, "belt…"),
        ("belt de school over verzuim", 15, "belt de school…"),
        ("belt J. de Wit terug", 12, "belt…"),
        ("belt Mirjam Akkers-Vos", 20, "belt Mirjam…"),
        ("Wolvenhoek", 5, "…"),
        ("x" * 60, 10, "x" * 9 + "…"),
        ("belt, dan", 7, "belt…"),
        ("belt", 0, ""),
        ("", 0, ""),
    ],
)
def test_whole_words_are_left_out(text: str, limit: int, expected: str) -> None:
    assert shorten_words(text, limit) == expected


@given(st.text(st.sampled_from("ab. J\n"), max_size=40), st.integers(0, 30))
@example("ab   b   ", 6)
def test_shortened_text_fits_and_holds_whole_words(text: str, limit: int) -> None:
    for short in (shorten_words(text, limit), first_line(text, limit)):
        assert len(short) <= limit
        if short and short not in {"…", text} and short.endswith("…"):
            for word in short.removesuffix("…").split():
                assert word in text.split() or len(word) >= 29


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("een regel", 20, "een regel"),
        ("een regel\nnog een", 20, "een regel …"),
        ("een regel\nnog een", 10, "een regel…"),
        ("een regel\nnog een", 9, "een…"),
        ("een regel\n", 11, "een regel …"),
        ("een lange regel die niet past\nnog een", 12, "een lange…"),
    ],
)
def test_first_line(text: str, limit: int, expected: str) -> None:
    assert first_line(text, limit) == expected


def test_width_may_be_counted_in_another_way() -> None:
    assert shorten_words("大大 大大", 8, width=lambda text: sum(2 if letter > "ÿ" else 1 for letter in text)) == "大大…"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("actielijst", "2026-10-06", "A-001"), "actielijst-2026-10-06-A-001"),
        (("../../etc/passwd",), "etc-passwd"),
        (("-rf",), "rf"),
        (("Böhm & Łukasz",), "Bohm-Lukasz"),
        (("ÆON",), "AEON"),
        (("CON",), "CON-1"),
        (("com1",), "com1-1"),
        (("🙂",), "file"),
        ((), "file"),
        (("", "x"), "x"),
        (("a\x00b\nc",), "a-b-c"),
    ],
)
def test_file_names(parts: tuple[str, ...], expected: str) -> None:
    assert file_safe(*parts) == expected


@given(st.lists(ANY_TEXT, max_size=4), st.integers(5, 90))
def test_a_file_name_is_always_plain(parts: list[str], limit: int) -> None:
    name = file_safe(*parts, limit=limit)
    assert 0 < len(name) <= limit + 2
    assert all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in name)
    assert name[0] not in "-_"
    assert name.lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("framwork", ["framework", "phase"], "framework"),
        ("iriss", ["iris", "sem"], "iris"),
        ("ZOE", ["Zoë", "Sem"], "Zoë"),
        ("xyz", ["framework"], None),
        ("x", [], None),
    ],
)
def test_did_you_mean(word: str, candidates: list[str], expected: str | None) -> None:
    assert closest(word, candidates) == expected
