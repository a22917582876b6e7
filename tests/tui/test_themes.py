"""Contrast of at least 4.5 to 1 (WCAG) for everything that is drawn, in every terminal; nothing only a colour says."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from rich.color import Color as TerminalColour
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.filter import monochrome_style

from mdoverleg.tui.looks import LOOKS
from mdoverleg.tui.preferences import Preferences, _file, keep, read_preferences
from mdoverleg.tui.shell import Severity
from mdoverleg.tui.themes import DARK, LIGHT, LIGHT_16, PLAIN, PLAIN_16, THEMES, theme_for
from mdoverleg.tui.widgets.action_list import LOOKS as ACTION_LOOKS
from mdoverleg.tui.widgets.action_list import SIGNS as ACTION_SIGNS
from mdoverleg.tui.widgets.warnings import SIGNS as WARNING_SIGNS
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.places import go

Copy = Callable[[Path], Path]
Rgb = tuple[int, int, int]

READABLE = 4.5
SELECTED = ("ground", "title")
USED = {(look.text, look.ground) for look in LOOKS.values()} | {SELECTED}
"""Every text with the ground it stands on, by the names of `themes.py`: the looks, and what is typed and selected."""

XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
VGA = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
WINDOWS = (
    "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
)
SIXTEEN = {
    name: [Color.parse(f"#{code}").rgb for code in codes.split()]
    for name, codes in (("xterm", XTERM), ("console", VGA), ("windows", WINDOWS))
}
"""The sixteen colours as terminals have them: xterm, the Linux console and most others, Windows."""


def luminance(rgb: Rgb) -> float:
    parts = [part / 255 for part in rgb]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def as_shown(text: str, ground: str, theme: str) -> Iterator[tuple[str, Rgb, Rgb]]:
    """How a text and its ground come out in the terminals that get this theme, also where colours are switched off."""
    style = Style.parse(f"{text} on {ground}")
    ways = {"": style}
    if theme in (LIGHT, LIGHT_16, PLAIN, PLAIN_16):
        ways["NO_COLOR "] = monochrome_style(style)
    for way, drawn in ways.items():
        assert drawn.color is not None
        assert drawn.bgcolor is not None
        pair = (drawn.color, drawn.bgcolor)
        if not theme.endswith("-16"):
            yield f"{way}all colours", pair[0].get_truecolor(), pair[1].get_truecolor()
            few = [colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor() for colour in pair]
            yield f"{way}256 colours", few[0], few[1]
            continue
        front, behind = (number_of(colour) for colour in pair)
        for name, palette in SIXTEEN.items():
            yield f"{way}{name}", palette[front], palette[behind]
        # The Linux console has no bright grounds: it takes the dark one of the same colour.
        yield f"{way}console's ground", SIXTEEN["console"][front], SIXTEEN["console"][behind % 8]


def number_of(colour: TerminalColour) -> int:
    number = colour.downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return number


def test_this_test_knows_contrast() -> None:
    assert contrast((255, 255, 255), (0, 0, 0)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_in_every_terminal(theme: str) -> None:
    colours = THEMES[theme].variables
    too_little = [
        f"{text} on {ground}, {way}: {found:.2f}"
        for text, ground in sorted(USED)
        for way, front, behind in as_shown(colours[f"md-{text}"], colours[f"md-{ground}"], theme)
        if (found := contrast(front, behind)) < READABLE
    ]
    assert too_little == []


def test_a_terminal_gets_the_colours_that_it_can_show() -> None:
    names = {
        theme_for(is_light=light, no_color=none, sixteen=few)
        for light in (True, False)
        for none in (True, False)
        for few in (True, False)
    }
    assert names == set(THEMES), "no theme that nobody gets"


NAMES = {value.lower(): name.removeprefix("md-") for name, value in THEMES[DARK].variables.items() if "md-" in name}


def drawn_pairs(table: Table) -> set[tuple[str, str]]:
    """Every text with its ground on the screen now, by their names; of a dialog what stands in its box."""
    screen = table.app.screen
    box = screen.query_one_optional("#box") if screen.is_modal else None
    region = (box or screen).region
    found = set()
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            if segment.text.strip(" ▌") and region.contains(x, y):
                style = segment.style or Style()
                assert style.color is not None
                assert style.bgcolor is not None
                pair = [colour.get_truecolor().hex.lower() for colour in (style.color, style.bgcolor)]
                found.add((NAMES.get(pair[0], pair[0]), NAMES.get(pair[1], pair[1])))
            x += segment.cell_length
    return found


async def test_nothing_is_drawn_in_other_colours_than_those_that_are_tried(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=BEFORE + timedelta(minutes=75), size=(120, 40)) as table:
        found = drawn_pairs(table)
        severities: tuple[Severity, ...] = ("information", "warning", "error")
        for severity in severities:
            table.app.notify("Dat kan nu niet.", severity=severity)
            await table.settled()
            found |= drawn_pairs(table)
        for key in ("2", "3", "4", "5", "1"):
            await table.press(key)
            found |= drawn_pairs(table)
        await table.press("a")
        await table.type("belt @akk !xx")
        await table.press("shift+home")
        found |= drawn_pairs(table)
        assert SELECTED in found
        await table.press("escape", "escape")
        for key in ("question_mark", "p", "c", "g", "B", "R"):
            await table.press(key)
            assert table.app.screen.is_modal
            found |= drawn_pairs(table)
            await table.press("escape")
        for key in ("f4", "f6", "f7"):
            screen = await go(table, key)
            found |= drawn_pairs(table)
            if key == "f4":
                await table.press("a", "tab", "tab", "tab", "tab")
                found |= drawn_pairs(table)
                await table.press("escape")
                await table.until(lambda screen=screen: table.app.screen is screen)  # type: ignore[misc]
    assert found - USED == set()


def test_without_colour_there_is_no_colour() -> None:
    for name in (PLAIN, PLAIN_16):
        for colour in THEMES[name].variables.values():
            red, green, blue = Color.parse(colour).rgb
            assert red == green == blue


def test_a_colour_never_says_it_alone() -> None:
    assert set(ACTION_LOOKS) <= set(ACTION_SIGNS)
    signs = [sign for sign, _look in WARNING_SIGNS.values()]
    assert len(set(signs)) == len(signs)


def test_choices_of_this_machine_are_kept_and_nonsense_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read_preferences() == Preferences(light=False, language="", cover_after=15)
    keep(light=True)
    keep(language="en")
    keep(rings=True)
    assert read_preferences() == Preferences(light=True, language="en", cover_after=15, rings=True)
    file = _file()
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    for text in (
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"light": 1, "language": "fr", "cover_after": true, "rings": 1}',
        b"[" * 9_000,
        b"{" * 99,
    ):
        file.write_bytes(text)
        assert read_preferences() == Preferences()
    file.unlink()
    file.mkdir()
    keep(light=True)
    assert read_preferences() == Preferences()
    monkeypatch.setattr("mdoverleg.tui.preferences._file", lambda: Path("/proc/nowhere/window.json"))
    keep(light=True)
    assert read_preferences() == Preferences()
