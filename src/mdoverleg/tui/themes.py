"""Three sets of colours: dark, light and none. Every text has a contrast of at least 4.5 to 1 with its ground."""

from textual.theme import Theme

DARK = "md-dark"
LIGHT = "md-light"
PLAIN = "md-plain"

_COLOURS: dict[str, str] = {
    # name: ground text | bar bar-text bar-red bar-amber | title dim red amber green blue
    DARK: "#10151a #e8eaed #24425c #ffffff #ffb3ab #ffd98a #8cc8ff #a9b4be #ff9a90 #ffd166 #86dba0 #9cc3ff",
    LIGHT: "#fbfbf9 #16191c #d5e4f2 #0c1a26 #930b17 #5f3a00 #0b4f8a #545c64 #a80f1c #7a4a00 #17652d #0b55a0",
    PLAIN: "#000000 #f2f2f2 #3a3a3a #ffffff #ffffff #ffffff #ffffff #bdbdbd #ffffff #ffffff #f2f2f2 #f2f2f2",
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
        dark=name != LIGHT,
        variables=variables
        | {"input-cursor-background": colours["text"], "input-cursor-foreground": colours["ground"]},
    )


THEMES: dict[str, Theme] = {name: _theme(name) for name in _COLOURS}
