"""Contrast of at least 4.5 to 1 (WCAG), and nothing that only a colour says."""

import pytest
from textual.color import Color

from mdoverleg.tui.looks import LOOKS
from mdoverleg.tui.themes import PLAIN, THEMES
from mdoverleg.tui.widgets.action_list import LOOKS as ACTION_LOOKS
from mdoverleg.tui.widgets.action_list import SIGNS as ACTION_SIGNS
from mdoverleg.tui.widgets.warnings import SIGNS as WARNING_SIGNS


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_this_test_knows_contrast() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("look", LOOKS)
def test_every_look_can_be_read(theme: str, look: str) -> None:
    colours = THEMES[theme].variables
    words = LOOKS[look]
    assert contrast(colours[f"md-{words.text}"], colours[f"md-{words.ground}"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_typed_can_be_read(theme: str) -> None:
    colours = THEMES[theme].variables
    assert contrast(colours["md-bar-text"], colours["md-bar"]) >= 4.5
    assert contrast(colours["input-cursor-background"], colours["input-cursor-foreground"]) >= 4.5


def test_without_colour_there_is_no_colour() -> None:
    for colour in THEMES[PLAIN].variables.values():
        red, green, blue = Color.parse(colour).rgb
        assert red == green == blue


def test_a_colour_never_says_it_alone() -> None:
    assert set(ACTION_LOOKS) <= set(ACTION_SIGNS)
    signs = [sign for sign, _look in WARNING_SIGNS.values()]
    assert len(set(signs)) == len(signs)
