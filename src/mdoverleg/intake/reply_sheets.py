"""Reply forms as rows: the sheet or table in a file that is the form, whatever was saved around it."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from mdoverleg.domain.reply_forms import ANSWER, FILLED_IN, HEADINGS, MARK, heading, read_mark
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import LANGUAGES, N_, _, in_language, np_, p_
from mdoverleg.intake import apart
from mdoverleg.intake.columns import Problems, plain_name
from mdoverleg.intake.handed_in import bytes_of, refused
from mdoverleg.intake.sheets import MOST_BYTES, MOST_ROWS, OLE, ZIP, Row, cell_text, is_blank

MOST_SHEETS: Final = 20
_LOOKED_AT: Final = 100
"""Rows in which the headings are looked for."""
_NEEDED: Final = ("id", "text", *FILLED_IN, MARK)
_OTHER_NAMES: Final = {
    "nr": "id",
    "no": "id",
    "number": "id",
    "nummer": "id",
    "action point": "text",
    "actiepunt": "text",
    "wat": "text",
    "toelichting": "remark",
    "explanation": "remark",
    "date": "day",
    "datum": "day",
}
"""Names that a column may have got, beside those that the form gives it in either language."""
_OF_THE_LIST: Final = (
    ("", N_("Case")),
    ("", N_("Organisation")),
    ("", N_("Together with")),
    ("", N_("Status")),
    ("Export", np_("Export", "Who")),
    ("Export", np_("Export", "After")),
    ("Export", np_("Export", "Due")),
)
"""Headings of the form that are there for who answers and are not read."""


class Line(NamedTuple):
    """One row of a form."""

    file: str
    number: int
    cells: Mapping[str, Any]
    """By the key of the column."""
    names: Mapping[str, str]
    """What the columns are called in this file, by key."""

    def text(self, key: str) -> str:
        """Return what stands in a cell, with its line breaks."""
        return clean(cell_text(self.cells.get(key)), one_line=False)


class Form(NamedTuple):
    """The rows of one file, and what was not read."""

    file: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


class _Part(NamedTuple):
    """A sheet, or a table of a document; its name says where it is when there are more."""

    name: str
    rows: Sequence[Row]


def read_form(source: Path | bytes, name: str, problems: Problems) -> Form:
    """Return the rows of the form in a file (xlsx, csv, ods, docx), however often its headings are repeated.

    InputRefused when the file cannot be read at all; a form without one of its columns is noted as a problem.
    """
    name = clean(name, one_line=True)
    sheets_of, notes = apart.read(parts_of_form, bytes_of(source, name, MOST_BYTES), name)
    parts = [_Part(title, rows) for title, rows in sheets_of]
    with_heads = [(part, head) for part in parts if (head := _head(part.rows)) is not None]
    if not with_heads:
        sentence = _("{file}: no reply form: there is no row with the headings {names}")
        names = ", ".join(f"“{heading(key)}”" for key in ("id", ANSWER))
        raise refused([sentence.format(file=name, names=names)])
    sheets = {part.name for part, _head_row in with_heads}
    lines: list[Line] = []
    extra: dict[str, None] = {}
    for part in parts:
        head = _head(part.rows)
        where = f"{name}[{part.name}]" if len(sheets) > 1 or (head is None and part.name) else name
        _note_torn_off(part.rows, head, where, problems)
        if head is not None:
            lines += _lines(part.rows, head, where, problems, extra)
    if len(lines) > MOST_ROWS:
        raise refused([_("{file}: more than {limit} rows").format(file=name, limit=MOST_ROWS)])
    told = [_("{file}: column {name} was not read").format(file=name, name=f"“{column}”") for column in extra]
    return Form(name, tuple(lines), (*notes, *told))


def parts_of_form(content: bytes, name: str) -> tuple[list[tuple[str, list[Row]]], tuple[str, ...]]:
    """Return the sheets or tables of a file by name, each with its rows, and what had to be guessed."""
    if content.startswith(OLE):
        sentence = _("{file}: has a password or is an old .xls or .doc; save it as .xlsx or .docx")
        raise refused([sentence.format(file=name)])
    if not content.strip(b"\xef\xbb\xbf \r\n\t;,"):
        raise refused([_("{file}: the file is empty").format(file=name)])
    if not content.startswith(ZIP):
        from mdoverleg.intake.sheet_csv import read_csv

        rows, notes = read_csv(content, name, frozenset(_names()))
        return [("", rows)], notes
    if b"word/document" in content:
        from mdoverleg.intake.tables_docx import read_tables

        return [("", rows) for rows in read_tables(content, name)], ()
    if b"content.xml" in content and b"xl/workbook.xml" not in content:
        from mdoverleg.intake.sheet_ods import read_book as read_ods

        book = read_ods(content, name, most=MOST_SHEETS)
    else:
        from mdoverleg.intake.sheet_xlsx import read_book

        book = read_book(content, name, most=MOST_SHEETS)
    return [(clean(title, one_line=True), rows) for title, rows in book], ()


@cache
def _names() -> Mapping[str, str]:
    names = dict(_OTHER_NAMES)
    for language in LANGUAGES:
        with in_language(language):
            names |= {plain_name(heading(key)): key for key in HEADINGS}
    return names


@cache
def _of_the_list() -> frozenset[str]:
    names = set()
    for language in LANGUAGES:
        with in_language(language):
            names |= {plain_name(p_(context, words) if context else _(words)) for context, words in _OF_THE_LIST}
    return frozenset(names)


def _head(rows: Sequence[Row]) -> Row | None:
    for row in rows[:_LOOKED_AT]:
        if {"id", ANSWER} <= set(_keys(row)):
            return row
    return None


def _keys(row: Row) -> list[str]:
    return [_names().get(plain_name(cell_text(cell)), "") for cell in row.cells]


def _lines(rows: Sequence[Row], head: Row, file: str, problems: Problems, extra: dict[str, None]) -> list[Line]:
    keys = _keys(head)
    names = {key: clean(cell_text(cell), one_line=True) for key, cell in zip(keys, head.cells, strict=True) if key}
    faults = len(problems.lines)
    for key in _NEEDED:
        if key not in names:
            problems.add(file, head.number, heading(key), _("this column is missing"))
        elif keys.count(key) > 1:
            problems.add(file, head.number, names[key], _("this column is there twice"))
    if len(problems.lines) > faults:
        return []
    found = []
    for row in rows:
        if row.number <= head.number or _keys(row) == keys:
            continue
        cells = {key: cell for key, cell in zip(keys, row.cells, strict=False) if key and not is_blank(cell)}
        if cells:
            found.append(Line(file, row.number, cells, names))
    _note_others(rows, head, keys, extra)
    return found


def _note_torn_off(rows: Sequence[Row], head: Row | None, file: str, problems: Problems) -> None:
    """Note rows of a form without headings above them: of a table that was torn in two, or sorted with its headings."""
    for row in rows:
        if head is not None and row.number >= head.number:
            return
        if any(isinstance(cell, str) and read_mark(cell) for cell in row.cells):
            sentence = _("this row has no headings above it; put it below them, as in the form")
            problems.add(file, row.number, "", sentence)


def _note_others(rows: Sequence[Row], head: Row, keys: Sequence[str], extra: dict[str, None]) -> None:
    """Gather the headings of columns that the form did not have and in which somebody wrote something."""
    known = _of_the_list()
    for place, cell in enumerate(head.cells):
        title = clean(cell_text(cell), one_line=True)
        if keys[place] or plain_name(title) in known:
            continue
        if any(place < len(row.cells) and not is_blank(row.cells[place]) for row in rows if row.number > head.number):
            extra.setdefault(title or _("column {number}").format(number=place + 1))
