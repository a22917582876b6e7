"""The tables of a Word document as rows of text: what was added with track changes counts, what was taken out not."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from mdoverleg.domain.words import _
from mdoverleg.intake.handed_in import refused
from mdoverleg.intake.sheets import MOST_COLUMNS, MOST_ROWS, Row
from mdoverleg.intake.unpacking import parts_of, tree_of

_DOCUMENT: Final = re.compile(r"word/document[0-9]*\.xml")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AROUND: Final = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag"))
"""What may stand around rows and cells."""
_NOT_SAID: Final = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "tbl", "sdtPr", "rPr", "pPr", "instrText"))


def read_tables(content: bytes, name: str) -> list[list[Row]]:
    """Return every table with its rows, numbered through the document; InputRefused when this is no Word document."""
    parts = parts_of(content, name, _not_word)
    try:
        root = tree_of(next((xml for part, xml in parts.items() if _DOCUMENT.fullmatch(part)), b""))
    except ValueError:
        raise _not_word(name) from None
    tables: list[list[Row]] = []
    number = 0
    for table in root.iter(f"{_W}tbl"):
        rows = [Row(number + place, tuple(_cells(row))) for place, row in enumerate(_inside(table, f"{_W}tr"), 1)]
        number += len(rows)
        if number > 2 * MOST_ROWS:
            raise refused([_("{file}: more than {limit} rows").format(file=name, limit=MOST_ROWS)])
        tables.append(rows)
    return tables


def _not_word(name: str) -> Exception:
    return refused([_("{file}: not a Word document that can be read; save it as .docx").format(file=name)])


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, also those with something around them."""
    for child in element:
        if child.tag == tag:
            if tag != f"{_W}tr" or child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in _AROUND:
            yield from _inside(child, tag)


def _cells(row: Element) -> Iterator[str]:
    number = 0
    for cell in _inside(row, f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        typed = span.get(f"{_W}val", "1") if span is not None else "1"
        wide = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1
        for place in range(max(1, min(wide, MOST_COLUMNS - number))):
            yield "" if place else "".join(_letters(cell)).strip("\n")
        number += wide
        if number >= MOST_COLUMNS:
            return


def _letters(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            yield " " if child.tag == f"{_W}tab" else "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{_W}sdt" and child.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
            continue  # the words that ask for something are no answer
        elif child.tag not in _NOT_SAID:
            yield from _letters(child)
            if child.tag == f"{_W}p":
                yield "\n"
