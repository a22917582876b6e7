"""Reads made files back with other programs than the ones that wrote them, as plain text."""

import csv
import io
import json
import zipfile
from typing import Any

import docx
from openpyxl import load_workbook
from openpyxl.workbook import Workbook


def docx_text(data: bytes) -> str:
    """Every text of a Word file that a reader can come across, head and foot included."""
    word = docx.Document(io.BytesIO(data))
    section = word.sections[0]
    places = (
        word.paragraphs,
        section.header.paragraphs,
        section.footer.paragraphs,
        section.first_page_footer.paragraphs,
    )
    texts = [paragraph.text for paragraphs in places for paragraph in paragraphs]
    texts += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def docx_rows(data: bytes, number: int) -> list[list[str]]:
    """The cells of one table of a Word file; 0 is the table of the head."""
    return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(data)).tables[number].rows]


def docx_part(data: bytes, name: str) -> str:
    """One part of a Word file as XML."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def workbook(data: bytes) -> Workbook:
    """An Excel file."""
    return load_workbook(io.BytesIO(data))


def xlsx_text(data: bytes) -> str:
    """Every text of an Excel file."""
    book = workbook(data)
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for sheet in book:
        parts = (sheet.oddHeader, sheet.oddFooter)
        texts += [str(part.left.text) for part in parts if part is not None and part.left is not None]
    return "\n".join(texts)


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file, headings first."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def as_json(data: bytes) -> dict[str, Any]:
    """The object of a JSON file."""
    content: dict[str, Any] = json.loads(data)
    return content


def text_of(data: bytes, format_name: str) -> str:
    """Every text of a made file, whatever its format."""
    if format_name == "docx":
        return docx_text(data)
    if format_name == "xlsx":
        return xlsx_text(data)
    return data.decode("utf-8-sig")
