"""The sets of colours: dark, light and none, each also for terminals that have sixteen.

Every text has a contrast of at least 4.5 to 1 with its ground, also where a terminal turns it into its own sixteen
colours: those differ from terminal to terminal, so there only pairs are used that can be read in all of them.
"""

from textual.theme import Theme

DARK = "md-dark"
LIGHT = "md-light"
PLAIN = "md-plain"
DARK_16, LIGHT_16, PLAIN_16 = "md-dark-16", "md-light-16", "md-plain-16"

_COLOURS: dict[str, str] = {
    # name: ground text | bar bar-text bar-red bar-amber | title dim red amber green blue
    DARK: "#10151a #e8eaed #24425c #ffffff #ffc8c2 #ffd98a #8cc8ff #a9b4be #ff9a90 #ffd166 #86dba0 #9cc3ff",
    LIGHT: "#fbfbf9 #16191c #d5e4f2 #0c1a26 #930b17 #5f3a00 #0b4f8a #545c64 #a80f1c #7a4a00 #17652d #0b55a0",
    PLAIN: "#000000 #f2f2f2 #3a3a3a #ffffff #ffffff #ffffff #ffffff #bdbdbd #ffffff #ffffff #f2f2f2 #f2f2f2",
    DARK_16: "#000000 #ffffff #0000aa #ffffff #ffff55 #ffff55 #55ffff #aaaaaa #ff5555 #ffff55 #55ff55 #55ffff",
    LIGHT_16: "#ffffff #000000 #0000aa #ffffff #ffff55 #ffff55 #0000aa #000000 #000000 #000000 #0000aa #0000aa",
    PLAIN_16: "#000000 #ffffff #aaaaaa #000000 #000000 #000000 #ffffff #aaaaaa #ffffff #ffffff #ffffff #ffffff",
}
_NAMES = ("ground", "text", "bar", "bar-text", "bar-red", "bar-amber", "title", "dim", "red", "amber", "green", "blue")


def _theme(name: str) -> Theme:
    colours = dict(zip(_NAMES, _COLOURS[name].split(), strict=True))
    variables = {f"md-{part}": colour for part, colour in colours.items()}
    return Theme(
        name,
        primary=colours["title"],
        warning=colours["amber"],
        error=colours["red"],
        success=colours["green"],
        accent=colours["title"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["bar"],
        dark=name not in (LIGHT, LIGHT_16),
        variables=variables
        | {
            "input-cursor-background": colours["text"],
            "input-cursor-foreground": colours["ground"],
            "input-selection-background": colours["title"],
            "input-selection-foreground": colours["ground"],
        },
    )


THEMES: dict[str, Theme] = {name: _theme(name) for name in _COLOURS}
_OF_SIXTEEN = {DARK: DARK_16, LIGHT: LIGHT_16, PLAIN: PLAIN_16}


def theme_for(*, is_light: bool, no_color: bool, sixteen: bool) -> str:
    """Return the colours for what somebody chose and what the terminal can; light without colours becomes greys."""
    name = LIGHT if is_light else PLAIN if no_color else DARK
    return _OF_SIXTEEN[name] if sixteen else name
