"""Reads made files back with other programs than the ones that wrote them, as plain text."""

import csv
import email
import email.policy
import io
import json
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any, Final
from xml.etree import ElementTree

import docx
from icalendar import Calendar
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from pypdf import PdfReader

from mdoverleg.export import CALENDAR, FORMATS

PAGES: Final = tuple(name for name in FORMATS if name != CALENDAR)
"""Formats that hold the whole document."""
TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


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


def pdf_text(data: bytes) -> str:
    """Every text of a PDF, as it stands on its pages."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    return "\n".join(pages)


def odf_text(data: bytes) -> str:
    """Every text of an OpenDocument file, head and foot included."""
    package = zipfile.ZipFile(io.BytesIO(data))
    return "\n".join(_odf_lines(package.read(name)) for name in ("content.xml", "styles.xml"))


def _odf_lines(xml: bytes) -> str:
    kinds = {f"{{{TEXT}}}p", f"{{{TEXT}}}h"}
    found = (element for element in ElementTree.fromstring(xml).iter() if element.tag in kinds)
    return "\n".join("".join(_odf_pieces(element)) for element in found)


def _odf_pieces(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = child.tag.removeprefix(f"{{{TEXT}}}")
        if name == "s":
            yield " " * int(child.get(f"{{{TEXT}}}c", "1"))
        elif name in {"line-break", "tab"}:
            yield "\n" if name == "line-break" else "\t"
        else:
            yield from _odf_pieces(child)
        yield child.tail or ""


class _Page(HTMLParser):
    """Collects what a browser shows of a page, and what it would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] != "style":
            self.texts.append(data)


def html_page(data: bytes) -> _Page:
    """A web page, read by another program than the one that wrote it."""
    page = _Page()
    page.feed(data.decode())
    page.close()
    return page


def calendar(data: bytes) -> Calendar:
    """A calendar, read by a library."""
    found = Calendar.from_ical(data)
    assert isinstance(found, Calendar)
    return found


def _calendar_text(data: bytes) -> str:
    events = calendar(data).walk("VEVENT")
    return "\n".join(str(value) for event in events for _name, value in event.property_items())


def mail(data: bytes) -> EmailMessage:
    """A mail, parsed as a mail program does."""
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def mail_text(data: bytes) -> str:
    """Every text of a mail: its head, what it says in both forms, the name of what goes with it and its text."""
    found = mail(data)
    texts = [str(value) for value in found.values()]
    for form in ("plain", "html"):
        body = found.get_body((form,))
        assert body is not None
        texts.append(body.get_content() if form == "plain" else "".join(html_page(body.get_content().encode()).texts))
    for part in found.iter_attachments():
        name = part.get_filename() or ""
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        texts += [name, text_of(content, name.rpartition(".")[2])]
    return "\n".join(texts)


def _and_unbroken(text: str) -> str:
    """The text, and once more with lines that were broken for the page put together."""
    return f"{text}\n{' '.join(text.split())}"


def text_of(data: bytes, format_name: str) -> str:
    """Every text of a made file, whatever its format."""
    if format_name == "docx":
        return docx_text(data)
    if format_name == "xlsx":
        return xlsx_text(data)
    if format_name == "pdf":
        return _and_unbroken(pdf_text(data))
    if format_name in {"odt", "ods"}:
        return odf_text(data)
    if format_name == "ics":
        return _calendar_text(data)
    if format_name == "eml":
        return mail_text(data)
    if format_name == "html":
        return "".join(html_page(data).texts)
    if format_name == "txt":
        return _and_unbroken(data.decode())
    return data.decode("utf-8-sig")
