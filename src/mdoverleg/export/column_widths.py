"""How wide the columns of a page are: as asked, but never so narrow that a word, a number or a date is broken."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from mdoverleg.export.model import Column, Section, Table, paper_text

_SLIM, _BROAD = "iIjl.,:;'|!()[]ft ", "mwMW@%"
_OF_SLIM, _OF_BROAD, _OF_CAPITAL, _OF_OTHERS, _OF_DASH = 0.3, 0.9, 0.68, 0.56, 0.36
"""Of the size of a letter, with some room to spare: readers do not all have the same font."""
_WHOLE: Final = ("code", "date", "number")
"""Kinds of columns whose cells stand on one line."""
_MOST: Final = 0.3
"""Of the width of the page that one long word may ask for."""
_FULL: Final = 0.85
"""Of the width of the page that may go to what cannot be broken, so that sentences have some room."""
_BOLD: Final = 1.08
_CLOSE: Final = 4
"""Words shorter than the longest by more letters than this are not measured."""

_Look = tuple[str, tuple[Column, ...]]


class Page(NamedTuple):
    """The room that tables have, in points."""

    width: float
    letters: tuple[float, ...]
    """Sizes that letters may have, the one that is best first; a smaller one is taken where words would be broken."""
    margin: float
    """What is left free in a cell beside its text."""
    broad: float = 1.0
    """How much broader letters may be than ours: a letterhead has a font of its own."""


class Fitted(NamedTuple):
    """A section whose columns have as `share` their width in twentieths of a point."""

    section: Section
    letter: float
    """Size of the letters of its table."""


def fitted(sections: Iterable[Section], page: Page) -> list[Fitted]:
    """Return sections with widths and letters so that no word is broken; tables of one key look alike."""
    found = list(sections)
    tables: dict[_Look, list[Table]] = {}
    for section in found:
        if section.table:
            tables.setdefault((section.table.key, section.table.columns), []).append(section.table)
    shares = {look: _shares(alike, page) for look, alike in tables.items()}
    return [_fit(section, shares) for section in found]


def _fit(section: Section, shares: dict["_Look", tuple[list[int], float]]) -> Fitted:
    table = section.table
    if table is None:
        return Fitted(section, 0)
    widths, letter = shares[table.key, table.columns]
    columns = tuple(column._replace(share=width) for column, width in zip(table.columns, widths, strict=True))
    return Fitted(section._replace(table=table._replace(columns=columns)), letter)


def longest_word(texts: Iterable[str]) -> float:
    """Return the width of the longest word in bold letters, in sizes of a letter."""
    return _widest([word for text in texts for word in text.split()]) * _BOLD


def _shares(tables: list[Table], page: Page) -> tuple[list[int], float]:
    columns = tables[0].columns
    ems = [_need(column, number, tables) * page.broad for number, column in enumerate(columns)]
    needs: list[float] = []
    letter = 0.0
    for letter in page.letters:
        needs = [min(em * letter + page.margin, page.width * _MOST) for em in ems]
        if sum(needs) <= page.width * _FULL:
            break
    if sum(needs) >= page.width:
        needs = _squeezed(needs, [column.kind in _WHOLE for column in columns], page.width)
    widths = _shared([column.share for column in columns], needs, page.width)
    return [max(1, round(width * 20)) for width in widths], letter


def _squeezed(needs: list[float], wholes: list[bool], width: float) -> list[float]:
    """Return needs that fit: what is short comes from the columns of words, then from all."""
    of_words = sum(need for need, is_whole in zip(needs, wholes, strict=True) if not is_whole)
    left = width - (sum(needs) - of_words)
    if left < of_words / 2:
        return [need * width / sum(needs) for need in needs]
    return [need if is_whole else need * left / of_words for need, is_whole in zip(needs, wholes, strict=True)]


def _need(column: Column, number: int, tables: list[Table]) -> float:
    """Return the width of what may not be broken in a column, in sizes of a letter."""
    whole = column.kind in _WHOLE
    texts = {paper_text(row.cells[number]) for table in tables for row in table.rows}
    words = set(texts) if whole else {word for text in texts for word in text.split()}
    return max(_widest(words), longest_word([column.heading]))


def _widest(words: Iterable[str]) -> float:
    found = list(words)
    longest = max(map(len, found), default=0)
    return max((_measured(word) for word in found if len(word) >= longest - _CLOSE), default=0.0)


def _measured(word: str) -> float:
    return sum(map(_of_letter, word))


def _of_letter(letter: str) -> float:
    if letter in _SLIM:
        return _OF_SLIM
    if letter == "-":
        return _OF_DASH
    if letter in _BROAD:
        return _OF_BROAD
    if letter.isupper():
        return _OF_CAPITAL
    return _OF_OTHERS if ord(letter) < 0x1100 else 1.0


def _shared(shares: list[int], needs: list[float], width: float) -> list[float]:
    """Return widths by share, but each at least what it needs; what is short is taken from the columns with room."""
    if sum(needs) >= width:
        return needs
    fixed: set[int] = set()
    while True:
        left = width - sum(needs[number] for number in fixed)
        among = sum(share for number, share in enumerate(shares) if number not in fixed)
        found = [needs[number] if number in fixed else left * share / among for number, share in enumerate(shares)]
        short = set(_too_narrow(found, needs)) - fixed
        if not short:
            return found
        fixed |= short


def _too_narrow(found: list[float], needs: list[float]) -> Iterator[int]:
    yield from (number for number, (has, need) in enumerate(zip(found, needs, strict=True)) if has < need)
