"""What is on screen as text for a letter, a mail or a sheet: one line per row, tabs between its columns."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from mdoverleg.domain.text import clean
from mdoverleg.tui.text import ENDLESS, Line, masked
from mdoverleg.tui.widgets.lines import Lines
from mdoverleg.tui.widgets.read_back import LAST, BackLine

_GAP = re.compile(r" {2,}")
_TOO_MUCH = 56_000
"""Bytes; above this common terminals copy nothing, or a part without saying so."""


def rows_text(lines: Lines[Any], rows: Sequence[Any]) -> list[str]:
    """Return rows of a list as it draws them where there is room for everything; masked while names are."""
    lines.prepare(ENDLESS)
    try:
        found = [[_cells(line) for line in lines.lines_of(row, ENDLESS)] for row in rows]
    finally:
        lines.again()  # in its own width
    heads = [drawn[0] for drawn in found if drawn and drawn[0]]
    blank = min((_blank_cells(cells) for cells in heads), default=0)  # no row has a sign in front
    texts = []
    for drawn in found:
        for number, cells in enumerate(drawn):
            text = "\t".join(cells[blank:]) if not number else " ".join(filter(None, cells))
            if text.strip():
                texts.append(_clean(text.rstrip()) if not number else f"\t{_clean(text.strip())}")
    return texts


def _cells(line: Line) -> list[str]:
    """Return the columns of a drawn line: a piece that ends in a space is one, other pieces belong to the next."""
    cells: list[str] = []
    text = ""
    for part in line:
        text += part.text
        if part.text.endswith(" "):
            cells += _GAP.split(text.strip())
            text = ""
    return [*cells, *_GAP.split(text.strip())] if text.strip() else cells


def _blank_cells(cells: Iterable[str]) -> int:
    count = 0
    for cell in cells:
        if cell:
            break
        count += 1
    return count


def _clean(text: str) -> str:
    return "\t".join(clean(masked(cell), one_line=True) for cell in text.split("\t"))


def case_text(title: str, rows: Iterable[BackLine]) -> list[str]:
    """Return what is read back of a case as lines to paste: a title, and parts with a dash before each line."""
    texts = [_clean(title)]
    for row in rows:
        if row.is_head:
            texts += ["", _clean(row.text)]
        elif row.key != LAST:
            note = f": {row.note}" if row.key[0] == "role" else f" ({row.note})"
            texts.append(_clean(f"- {row.text}{note if row.note else ''}"))
    return texts


def is_too_much(text: str) -> bool:
    """Whether a text is too long for the clipboard of a terminal."""
    return len(text.encode()) > _TOO_MUCH
