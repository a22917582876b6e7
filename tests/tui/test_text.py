"""Text on its way to the screen: widths kept, words whole, nothing obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from mdoverleg.tui.looks import looks_of_theme
from mdoverleg.tui.text import (
    Cell,
    Part,
    columns,
    first_that_fits,
    fit,
    joined,
    line_width,
    plain,
    shown,
    spread,
    strip_of,
    width_of,
    wrap,
)
from mdoverleg.tui.themes import DARK
from tests.tui.hostile import NASTY, is_harmless

ANY = st.text(st.characters(exclude_categories=()), max_size=80) | st.sampled_from(NASTY)


@given(ANY, st.integers(1, 60), st.integers(1, 6))
def test_a_wrapped_line_is_never_wider_and_never_obeyed(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, most)
    assert 1 <= len(lines) <= most
    for line in lines:
        assert width_of(line) <= max(width, 2)
        assert is_harmless(line)


@given(st.lists(st.text("abcdé", min_size=1, max_size=9), min_size=1, max_size=12), st.integers(9, 40))
def test_words_that_fit_are_not_cut(words: list[str], width: int) -> None:
    assert " ".join(wrap(" ".join(words), width, 99)).split() == words


@given(ANY, st.integers(2, 40))
def test_a_drawn_line_is_exactly_as_wide_as_the_screen(text: str, width: int) -> None:
    strip = strip_of((Part("a "), Part(text, "red")), width, looks_of_theme(DARK))
    assert strip.cell_length == width
    assert is_harmless(strip.text)


@pytest.mark.parametrize("nasty", NASTY)
def test_content_is_plain(nasty: str) -> None:
    content = plain(nasty)
    assert isinstance(content, Content)
    assert content.spans == []
    assert is_harmless(content.plain)
    assert shown(shown(nasty)) == shown(nasty)


def test_columns_wrap_each_in_its_own_and_keep_indents() -> None:
    lines = columns([Cell(" !!", 3), Cell("een twee drie", 8), Cell("x", 0), Cell("y", 1)])
    assert ["".join(part.text for part in line) for line in lines] == [" !! een twee y ", "    drie       "]


def test_long_text_ends_in_a_mark() -> None:
    lines = wrap("woord " * 500, 20, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert wrap("\n" * 200_000, 20)[-1].endswith("…")


def test_a_line_is_joined_of_whole_parts() -> None:
    assert joined(["een", "twee", "drie"], 10) == "een · twee"
    assert joined(["eenheellangding dat niet past"], 20) == "eenheellangding dat…"
    assert fit("M. Akkers", 4) == "…"


def test_what_does_not_fit_at_the_right_goes() -> None:
    left, right = (Part("links"),), (Part("rechts"),)
    assert line_width(spread(left, right, 20)) == 20
    assert spread(left, right, 10) == left
    assert first_that_fits([(Part("lang"),), (Part("k"),)], 2) == (Part("k"),)
