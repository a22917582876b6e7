"""Excel: a real table per list, true dates, everything else as text, ready to print and to fill in."""

import io
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date
from typing import Any, Final

from mdoverleg.domain.text import MORE
from mdoverleg.domain.words import _
from mdoverleg.export.model import Cell, Column, Document, Row, Table, Tone, cell_text, or_sentence, shown_on, tone_of

LONGEST_CELL: Final = 32_767
"""Of Excel, counted in units of UTF-16."""
_LONGEST_HEADER: Final = 255
_WIDEST: Final = {"code": 24, "date": 12, "status": 14, "number": 10, "flag": 8}
_NARROW: Final = 24
_WIDE: Final = 50
_LINE: Final = 15
"""Height of a line, in points."""
_HIGHEST: Final = 409
_FILTER_BUTTON: Final = 4
_FIRST_YEAR: Final = 1900
_SAFE: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SHAPES: Final[dict[str, dict[str, Any]]] = {
    "text": {"num_format": "@", "text_wrap": True, "align": "left", "indent": 1},
    "date": {"num_format": "dd-mm-yyyy", "align": "left"},
    "number": {"num_format": "0", "align": "left"},
}
_PALE: Final[dict[Tone, dict[str, str]]] = {
    "": {},
    "late": {"font_color": "#9C0006", "bg_color": "#FDE9E7"},
    "today": {"font_color": "#7F4F00", "bg_color": "#FFF4D6"},
    "done": {"font_color": "#595959"},
}


def to_xlsx(document: Document) -> bytes:
    """Return the document as a workbook: one sheet per list and one with what its head says."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, _SAFE)
    made = document.made_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": document.title, "author": document.table, "created": made, "comments": ""})
    formats = _Formats(book)
    first, *others = [shown_on(table, "data") for table in document.tables]
    for table in (first, *(table for table in others if table.rows)):
        sheet = book.add_worksheet(_sheet_name(table.name))
        _print_setup(sheet, document)
        top = 1 if table.hint else 0
        sheet.repeat_rows(0, top)
        if table.hint:
            sheet.merge_range(0, 0, 0, len(table.columns) - 1, table.hint, formats.hint)
            sheet.set_row(0, 2 * _LINE + 2)
        _write_table(sheet, or_sentence(table, document.empty), formats, top)
    _write_head(book.add_worksheet(_sheet_name(_("About this list"))), document, formats)
    book.close()
    return file.getvalue()


class _Formats:
    """Cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, Tone], Any] = {}
        heading = {"bold": True, "bg_color": "#D9D9D9", "bottom": 1, "valign": "vcenter", "align": "left"}
        self.heading = book.add_format(heading)
        self.heading_of_text = book.add_format({**heading, "indent": 1})
        self.heading_to_fill_in = book.add_format({**heading, "indent": 1, "bg_color": "#FFF2CC"})
        self.hint = book.add_format({"bold": True, "valign": "vcenter", "text_wrap": True, "num_format": "@"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})

    def of_heading(self, column: Column) -> Any:
        """Return the format of the heading of a column."""
        if column.is_to_fill_in:
            return self.heading_to_fill_in
        return self.heading_of_text if column.kind == "text" else self.heading

    def of(self, column: Column, tone: Tone) -> Any:
        """Return the format of a cell."""
        key = (column.kind, tone)
        if key not in self._made:
            look: dict[str, Any] = {"valign": "top", "bottom": 1, "bottom_color": "#D9D9D9", **_PALE[tone]}
            look |= _SHAPES.get(column.kind, {"num_format": "@"})
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _print_setup(sheet: Any, document: Document) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
    head = " · ".join([document.title, *(fact.value for fact in document.shown_facts if fact.key in _IN_PRINT)])
    pages = _("page {page} of {pages}").format(page="&P", pages="&N")
    sheet.set_header("&L" + _printed(head, _LONGEST_HEADER - 2))
    sheet.set_footer("&L" + _printed(document.footer, 200) + "&R" + pages)


_IN_PRINT: Final = frozenset({"table", "held_on", "location", "status", "made_at"})


def _printed(text: str, limit: int) -> str:
    """Return text for a page header, where an ampersand is a command."""
    doubled = text[: limit + 1].replace("&", "&&")
    if len(doubled) <= limit:
        return doubled
    cut = doubled[: limit - 1]
    return cut[: len(cut) - (len(cut) - len(cut.rstrip("&"))) % 2] + MORE


def _write_table(sheet: Any, table: Table, formats: _Formats, top: int) -> None:
    """Write the table with its headings in row `top`, counted from 0."""
    last = top + len(table.rows)
    widths = [_width(table, number) for number in range(len(table.columns))]
    headings = [{"header": column.heading, "header_format": formats.of_heading(column)} for column in table.columns]
    look = {"columns": headings, "name": f"list_{table.key}", "style": "Table Style Light 1"}
    sheet.add_table(top, 0, last, len(table.columns) - 1, look)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_row(top, _LINE + 5)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, widths[number])
        if column.choices:
            words = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(top + 1, number, last, number, words)
    for place, row in enumerate(table.rows, top + 1):
        if (lines := _lines(row, widths)) > 1:
            sheet.set_row(place, min(lines * _LINE, _HIGHEST))
        for number, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            _write(sheet, place, number, cell, formats.of(column, tone_of(column, row)))


def _write(sheet: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    if isinstance(cell, date) and cell.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, cell, look)
    elif isinstance(cell, int) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell, look)
    elif text := cell_text(cell):
        sheet.write_string(row, column, fitting(text), look)
    else:
        sheet.write_blank(row, column, None, look)


def fitting(text: str) -> str:
    """Return the text cut to what a cell can hold, with a mark that says so."""
    if len(text) <= LONGEST_CELL // 2 or _units(text) <= LONGEST_CELL:
        return text
    mark = " " + _("[shortened]")
    room = (LONGEST_CELL - len(mark)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _width(table: Table, number: int) -> int:
    """Return the width of a column in letters: of what is in it, within bounds."""
    column = table.columns[number]
    widest = _WIDEST.get(column.kind) or max(_NARROW, min(column.share * 3 // 2, _WIDE))
    if column.is_to_fill_in:
        return max(widest * 2 // 3, len(column.heading) + _FILTER_BUTTON)
    longest = max(max(map(_letters, cell_text(row.cells[number]).split("\n"))) for row in table.rows)
    return max(min(longest + 3, widest), len(column.heading) + _FILTER_BUTTON)


def _lines(row: Row, widths: list[int]) -> int:
    """Return how many lines a row takes; LibreOffice does not find out by itself, and words seldom fill a line."""
    texts = (cell_text(cell) for cell in row.cells)
    return max(
        sum(_letters(line) * 95 // (width * 100) + 1 for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )


def _letters(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def _write_head(sheet: Any, document: Document, formats: _Formats) -> None:
    _print_setup(sheet, document)
    sheet.write_string(0, 0, fitting(document.title), formats.title)
    lines = list(_head_lines(document))
    sheet.set_column(0, 0, max(12, *(len(words) + 2 for words, _value in lines)))
    sheet.set_column(1, 1, 70)
    for place, (words, value) in enumerate(lines, 2):
        sheet.write_string(place, 0, words, formats.label)
        sheet.write_string(place, 1, fitting(value), formats.text)


def _head_lines(document: Document) -> Iterator[tuple[str, str]]:
    yield from ((fact.label, fact.value) for fact in document.shown_facts)
    yield "", document.footer


def _sheet_name(name: str) -> str:
    return name.translate(dict.fromkeys(map(ord, "[]:*?/\\"), " "))[:31]
