"""CSV as a Dutch Excel opens it: UTF-8 with a mark, semicolons, CR LF, dd-mm-yyyy."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from mdoverleg.domain.words import p_
from mdoverleg.export.model import Cell, Column, Document, Status, Table, cell_text, or_sentence, shown_on

# White space and letters without width hide the sign from the eye, not from the spreadsheet.
_FORMULA: Final = re.compile(
    r"^[\s\u200b-\u200f\u2060-\u2064\u00ad\u034f\u061c\u180e\ufeff\ufe00-\ufe0f\u2800]*[=+\-@＝＋－＠]|^[\t\r\n\0]"
)
_HARMLESS: Final = re.compile(r"-\d+([.,]\d+)?|\+\d[\d ]{5,}")
"""Negative numbers and plain telephone numbers."""


def to_csv(document: Document) -> bytes:
    """Return the rows of the document as CSV; several tables become one, with a first column that names the part."""
    first, *others = [shown_on(table, "data") for table in document.tables]
    tables = [or_sentence(first, document.empty), *others]
    columns = _columns(tables)
    parts = len(tables) > 1
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    headings = [column.heading for column in columns.values()]
    writer.writerow([guarded(heading) for heading in ([p_("Export", "Part"), *headings] if parts else headings)])
    for table in tables:
        writer.writerows([*([guarded(table.name)] if parts else []), *row] for row in _rows(table, columns))
    return text.getvalue().encode("utf-8-sig")


def _columns(tables: list[Table]) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for table in tables:
        for column in table.columns:
            found.setdefault(column.key, column)
    return found


def _rows(table: Table, columns: dict[str, Column]) -> Iterator[list[str]]:
    places = {column.key: number for number, column in enumerate(table.columns)}
    order = [places.get(key) for key in columns]
    for row in table.rows:
        yield ["" if place is None else _cell(row.cells[place]) for place in order]


def _cell(cell: Cell) -> str:
    text = cell_text(cell)
    return guarded(text) if isinstance(cell, str | tuple) and not isinstance(cell, Status) else text


def guarded(text: str) -> str:
    """Return the text with an apostrophe in front when a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _HARMLESS.fullmatch(text) else text
