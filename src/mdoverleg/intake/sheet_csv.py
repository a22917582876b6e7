"""Csv as Dutch and English programs save it: encoding and separator are found out, every oddity is refused by row."""

import csv
from io import StringIO
from typing import Final

from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _
from mdoverleg.intake.handed_in import refused
from mdoverleg.intake.sheets import MOST_ROWS, Row, is_blank

SEPARATORS: Final = ";,\t|"


def read_csv(content: bytes, name: str, known: frozenset[str]) -> tuple[list[Row], tuple[str, ...]]:
    """Return every row with its number, and what had to be guessed."""
    text, note = _decoded(content, name)
    separator = _separator(text, known)
    if text[:4].casefold() == "sep=":
        _line, _end, text = text.partition("\n")
    rows = _rows(text, separator, name)
    _require_equal_widths(rows, name)
    return rows, (note,) if note else ()


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        guessed = _("{file}: not UTF-8; read as Windows text. Look whether é, ë and ï are right.").format(file=name)
        return text, guessed if encoding == "cp1252" else ""
    raise refused([_("{file}: no text that can be read; save it as csv (UTF-8) or xlsx").format(file=name)])


def _separator(text: str, known: frozenset[str]) -> str:
    lines = text.splitlines()
    if lines[0][:4].casefold() == "sep=" and lines[0][4:5] in tuple(SEPARATORS):
        return lines[0][4]
    first = next((line for line in lines if line.strip(" \t;,|")), "")

    def fits(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=separator), [])
        return sum(fold(cell).strip().replace("_", " ") in known for cell in cells), len(cells)

    return max(SEPARATORS, key=fits)


def _rows(text: str, separator: str, name: str) -> list[Row]:
    # Rows are counted as a spreadsheet does: a text of several lines is one row.
    rows: list[Row] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error as error:
            sentence = _("{file}:{row} a quotation mark is not closed, or stands in the middle of a text")
            if "limit" in str(error):
                sentence = _("{file}:{row} a text is too long")
            raise refused([sentence.format(file=name, row=len(rows) + 1)]) from None
        rows.append(Row(len(rows) + 1, tuple(cells)))
        if len(rows) > 2 * MOST_ROWS:
            raise refused([_("{file}: more than {limit} rows").format(file=name, limit=MOST_ROWS)])


def _require_equal_widths(rows: list[Row], name: str) -> None:
    filled = [row for row in rows if not all(is_blank(cell) for cell in row.cells)]
    width = len(filled[0].cells) if filled else 0
    sentence = _("{file}:{row} has {number} cells where the header has {width}")
    odd = [row for row in filled if len(row.cells) < width or not all(is_blank(cell) for cell in row.cells[width:])]
    if odd:
        raise refused(sentence.format(file=name, row=row.number, number=len(row.cells), width=width) for row in odd)
