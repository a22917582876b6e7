"""Reply forms as they are sent, and as organisations fill them in and send them back."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl

from mdoverleg.domain.replies import Returned
from mdoverleg.domain.words import Language, in_language
from mdoverleg.export import document_of, render
from mdoverleg.intake.returns import read_returns
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.papers import read_paper
from mdoverleg.store.store import Store

TODAY = date(2026, 10, 6)
Filled = Sequence[str | date | None]
"""Answer, reason, date and remark of one row."""
HEADINGS = 4
"""Columns to fill in; after them come the check letters."""


def form(store: Store, name: str, kind: str = "csv", language: Language = "nl") -> bytes:
    """The reply form of an organisation or person, by id."""
    with store.read() as reader:
        organisation = reader.value("SELECT pk FROM organisation WHERE id = ?", (name,))
        person = reader.value("SELECT pk FROM person WHERE id = ?", (name,))
    with in_language(language):
        paper = read_paper(store, "reply", Asked(person_pk=person, organisation_pk=organisation))
        return render(document_of(paper), kind)


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of a form as csv, headings first."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A csv file as a Dutch Excel saves it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def in_csv(path: Path, data: bytes, answers: Mapping[str, Filled]) -> Path:
    """Fill in a csv form."""
    head, *rows = rows_of(data)
    for row in rows:
        for place, value in enumerate(answers.get(row[0], ()), len(head) - HEADINGS - 1):
            row[place] = f"{value:%d-%m-%Y}" if isinstance(value, date) else value or ""
    return as_csv(path, [head, *rows])


def in_xlsx(path: Path, data: bytes, answers: Mapping[str, Filled]) -> Path:
    """Fill in a form as one does in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=3):
        for cell, value in zip(row[-HEADINGS - 1 : -1], answers.get(str(row[0].value), ()), strict=False):
            cell.value = value
    book.save(path)
    return path


def in_docx(path: Path, data: bytes, answers: Mapping[str, Filled]) -> Path:
    """Fill in a form as one does in Word."""
    word = docx.Document(io.BytesIO(data))
    for table in word.tables[1:]:
        for row in table.rows[1:]:
            for cell, value in zip(row.cells[-HEADINGS - 1 : -1], answers.get(row.cells[0].text, ()), strict=False):
                cell.text = f"{value:%d-%m-%Y}" if isinstance(value, date) else value or ""
    word.save(str(path))
    return path


def in_ods(path: Path, data: bytes, answers: Mapping[str, Filled]) -> Path:
    """Fill in a form as one does in LibreOffice; dates are cells with a date."""

    def change(xml: str) -> str:
        for action_id, filled in answers.items():
            before, mark, rest = xml.partition(f"<text:p>{action_id}</text:p>")
            if not mark:
                continue
            row, end, after = rest.partition("</table:table-row>")
            cells = re.findall(r"<table:table-cell\b[^>]*?(?:/>|>.*?</table:table-cell>)", row)
            for place, value in enumerate(filled, len(cells) - HEADINGS - 1):
                cells[place] = ods_cell(value)
            xml = before + mark + "</table:table-cell>" + "".join(cells) + end + after
        return xml

    return repacked(path, data, "content.xml", change)


def ods_cell(value: str | date | None) -> str:
    """A cell of an OpenDocument sheet."""
    if isinstance(value, date):
        return f'<table:table-cell table:style-name="date" office:value-type="date" office:date-value="{value}"/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in (value or "").split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def repacked(path: Path, data: bytes, part: str, change: Callable[[str], str]) -> Path:
    """A zip file with one part changed."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()) if name == part else text)
    path.write_bytes(content.getvalue())
    return path


FILL: dict[str, Callable[[Path, bytes, Mapping[str, Filled]], Path]] = {
    "csv": in_csv,
    "xlsx": in_xlsx,
    "docx": in_docx,
    "ods": in_ods,
}


def read(store: Store, *files: Path, today: date = TODAY) -> Returned:
    """Read forms against the table."""
    with store.read() as reader:
        return read_returns(reader, files, today)
