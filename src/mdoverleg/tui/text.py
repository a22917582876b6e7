"""The one place where text becomes something shown: cleaned once more, and never read as markup.

A line on screen is a tuple of parts; a part names a look (`styles/app.tcss`), so that colour is decided in one place.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from mdoverleg.domain.text import MORE, clean, shorten_words

_masks: Callable[[str], str] | None = None
"""What puts initials in the place of names, while the windows on the file are masked (`mask.py`)."""


def mask_with(masks: Callable[[str], str] | None) -> None:
    """Mask everything that is shown from now on, or nothing any more."""
    global _masks  # noqa: PLW0603 - one process shows one file
    _masks = masks


def is_masked() -> bool:
    """Whether names are shown as initials."""
    return _masks is not None


def masked(text: str) -> str:
    """Return text as it may be seen now: as it is, or with initials for names while the window is masked."""
    return _masks(text) if _masks is not None else text


MOST_LINES = 12
"""A row of a list is never taller: the full text is shown where it is edited."""

ENDLESS = 4000
"""Columns of a row that is copied as text: nothing in it is wrapped or left out."""


class Part(NamedTuple):
    """A piece of a line: its text, its look, and the verb that a click on it means."""

    text: str
    look: str = ""
    verb: str = ""


Line = tuple[Part, ...]
Looks = Callable[[str], Style]


class Cell(NamedTuple):
    """One column of a row: its text, its width in columns of the terminal, and its look."""

    text: str
    width: int
    look: str = ""


def shown(text: str) -> str:
    """Return text as one line may show it: nothing in it moves the cursor or speaks to the terminal."""
    return masked(clean(text, one_line=True))


def plain(text: str) -> Content:
    """Return text for a stock widget, shown as it is; line feeds stay."""
    return Content(masked(clean(text, one_line=False)))


def width_of(text: str) -> int:
    """Return how many columns of the terminal a text takes."""
    return cell_len(masked(text))


def longest_word(texts: Iterable[str]) -> int:
    """Return how many columns the longest word in some texts takes: a narrower column would cut it in two."""
    return max((width_of(word) for text in texts for word in masked(text).split()), default=0)


def fit(text: str, width: int) -> str:
    """Return the text in at most this many columns: whole words, and … for what is left out."""
    return shorten_words(shown(text), width, cell_len)


def joined(parts: Iterable[str], width: int, between: str = " · ") -> str:
    """Return as many of the parts as fit in a line, in order; the first one is shortened when it alone does not."""
    text = ""
    for part in map(shown, parts):
        longer = f"{text}{between}{part}" if text else part
        if text and cell_len(longer) > width:
            break
        text = longer
    return fit(text, width)


def line_width(line: Iterable[Part]) -> int:
    """Return how many columns a line takes."""
    return sum(cell_len(masked(part.text)) for part in line)


def wrap(text: str, width: int, most: int = MOST_LINES) -> list[str]:
    """Return the text in lines of at most `width` columns, broken between words; at most `most` lines."""
    if width < 1:
        return [""]
    text = masked(text)
    enough = text[: width * most * 2]
    lines: list[str] = []
    for paragraph in clean(enough, one_line=False).split("\n"):
        lines.extend(_wrapped(paragraph, width))
        if len(lines) > most:
            break
    if len(lines) > most or len(enough) < len(text):
        lines = lines[:most]
        lines[-1] = fit(f"{lines[-1]} {MORE}", width) if cell_len(lines[-1]) < width - 1 else _cut(lines[-1], width)
    return lines


def _wrapped(paragraph: str, width: int) -> list[str]:
    if cell_len(paragraph) <= width:
        return [paragraph]
    lines: list[str] = []
    line = ""
    for word in paragraph.split():
        if cell_len(word) > width:
            *whole, rest = _broken(word, width)
            lines.extend([line, *whole] if line else whole)
            line = rest
        elif line and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line or not lines else lines


def _broken(word: str, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if cell_len(pieces[-1] + letter) > width and pieces[-1]:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _cut(line: str, width: int) -> str:
    while line and cell_len(line) > width - 1:
        line = line[:-1]
    return line + MORE


def padded(text: str, width: int) -> str:
    """Return the text with spaces up to a width; longer text stays as it is."""
    text = masked(text)
    return text + " " * (width - cell_len(text))


def columns(cells: Sequence[Cell], most: int = MOST_LINES) -> list[Line]:
    """Return the lines of one row: every cell wrapped in its own column, with one space between columns."""
    wrapped = [_cell_lines(cell, most) if cell.width > 0 else [] for cell in cells]
    lines: list[Line] = []
    for number in range(max((len(lines_of) for lines_of in wrapped), default=0)):
        parts = []
        for cell, own in zip(cells, wrapped, strict=True):
            if cell.width > 0:
                parts.append(Part(padded(own[number] if number < len(own) else "", cell.width) + " ", cell.look))
        lines.append(tuple(parts))
    return lines


def _cell_lines(cell: Cell, most: int) -> list[str]:
    indent = len(cell.text) - len(cell.text.lstrip(" "))
    return [" " * indent + line for line in wrap(cell.text, cell.width - indent, most)]


def spread(left: Line, right: Line, width: int) -> Line:
    """Return one line with a part at either end; the right part goes when both do not fit."""
    gap = width - line_width(left) - line_width(right)
    if not right or gap < 1:
        return left
    return (*left, Part(" " * gap, left[-1].look if left else ""), *right)


def first_that_fits(candidates: Iterable[Line], width: int) -> Line:
    """Return the first line that fits, from long to short; the last one when none does."""
    line: Line = ()
    for line in candidates:
        if line_width(line) <= width:
            break
    return line


def strip_of(line: Iterable[Part], width: int, looks: Looks, ground: str = "", *, mark: bool = False) -> Strip:
    """Return a line as it is drawn, exactly `width` wide, on a ground; `mark` shows that the cursor is there."""
    base = looks("cursor" if mark else ground)
    pieces: list[tuple[str, Style]] = []
    used = 0
    for part in line:
        text = masked(shown_keeping_spaces(part.text))
        used += cell_len(text)
        _join(pieces, text, looks(part.look) if part.look and not mark else base)
    if used < width:
        _join(pieces, " " * (width - used), base)
    strip = Strip([Segment(text, style) for text, style in pieces], max(used, width))
    return strip if used <= width else strip.crop(0, width)


def _join(pieces: list[tuple[str, Style]], text: str, style: Style) -> None:
    """Add text; to the piece before it when that looks the same: every piece costs the terminal its colours again."""
    if pieces and pieces[-1][1] is style:
        pieces[-1] = (pieces[-1][0] + text, style)
    else:
        pieces.append((text, style))


def shown_keeping_spaces(text: str) -> str:
    """Return a piece of a line, cleaned; spaces at its ends belong to the line and stay."""
    if text.isprintable():
        return text
    inner = clean(text, one_line=True)
    return " " * (len(text) - len(text.lstrip(" "))) + inner + " " * (len(text) - len(text.rstrip(" ")))
