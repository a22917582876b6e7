"""Looks: names for how a piece of a line is drawn. Colours come from the theme; a word or a sign says the same."""

from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.app import App

from mdoverleg.tui.text import Looks
from mdoverleg.tui.themes import DARK, THEMES


class Look(NamedTuple):
    """One look: variables of the theme for text and ground, and weight."""

    text: str = "text"
    ground: str = "ground"
    bold: bool = False


LOOKS: dict[str, Look] = {
    "": Look(),
    "cursor": Look("ground", "text", bold=True),
    "dim": Look("dim"),
    "strong": Look(bold=True),
    "title": Look("title", bold=True),
    "chosen": Look("bar-text", "bar", bold=True),
    "bar": Look("bar-text", "bar"),
    "key": Look("title", bold=True),
    "red": Look("red", bold=True),
    "amber": Look("amber", bold=True),
    "green": Look("green"),
    "blue": Look("blue"),
    "bar-red": Look("bar-red", "bar", bold=True),
    "bar-amber": Look("bar-amber", "bar", bold=True),
}


@cache
def looks_of_theme(name: str) -> Looks:
    """Return the looks in the colours of a theme of ours; another theme gets those of the dark one."""
    colours = (THEMES.get(name) or THEMES[DARK]).variables
    styles = {
        look: Style(
            color=colours[f"md-{words.text}"],
            bgcolor=colours[f"md-{words.ground}"],
            bold=words.bold or None,
        )
        for look, words in LOOKS.items()
    }
    return styles.__getitem__


def looks_of(app: App[object]) -> Looks:
    """Return the looks for what is drawn now."""
    return looks_of_theme(app.theme)
