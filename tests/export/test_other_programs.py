"""Every document in every format that LibreOffice opens: printed by it, and read on the pages that come out."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from mdoverleg.domain.words import in_language
from mdoverleg.export import document_of, file_name, formats_of, render
from mdoverleg.export.model import Document
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.papers import PAPERS
from tests.export.conftest import CLOCK, OFF, Example
from tests.export.test_hostile import HOSTILE, papers
from tests.support.office import saved_as, with_office

OPENED = ("docx", "odt", "xlsx", "ods", "html", "csv")
UPRIGHT = {(595, 842), (595, 841), (596, 842)}
LYING = {(high, wide) for wide, high in UPRIGHT}
"""A4 as programs round it."""


def documents(example: Example) -> list[Document]:
    """Every document of the example, in Dutch."""
    keys = example.keys
    with example.store.read() as reader, in_language("nl"):
        member = reader.value("SELECT pk FROM member WHERE id = 'Wulp-M'")
        about = {
            "actions": Asked(),
            "reply": Asked(organisation_pk=keys["OPVANG"]),
            "agenda": Asked(meeting_pk=keys["M-003"]),
            "minutes": Asked(meeting_pk=keys["M-002"]),
            "case": Asked(case_pk=keys["C-003"]),
            "family": Asked(case_pk=keys["C-003"], member_pk=member),
            "handover": Asked(person_pk=keys["mirjam"]),
            "cancellation": Asked(meeting_pk=keys[OFF]),
        }
        return [document_of(paper(reader, about.get(name, Asked()), CLOCK)) for name, paper in PAPERS.items()]


def written(folder: Path, found: list[Document], form: str) -> dict[str, Document]:
    """The documents that come in a format as files, by their names."""
    made = {}
    for number, document in enumerate(found):
        if form in formats_of(document.kind):
            name = f"{number}_{file_name(document, form)}"
            (folder / name).write_bytes(render(document, form))
            made[name] = document
    return made


@with_office
@pytest.mark.parametrize("form", OPENED)
def test_another_program_prints_every_document_whole(form: str, example: Example, tmp_path: Path) -> None:
    made = written(tmp_path, documents(example), form)
    printed = saved_as("pdf", [tmp_path / name for name in made], tmp_path)
    for name, document in made.items():
        pages = PdfReader(printed[name]).pages
        text = "\n".join(page.extract_text() for page in pages)
        joined = "".join(text.split())
        if form not in {"csv", "html"}:
            assert "###" not in text, name
            wide_and_high = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages}
            assert wide_and_high <= (UPRIGHT if document.is_letter else LYING), name
        assert text.strip(), name
        if form == "csv":  # columns as wide as the program makes them, dates as it shows them
            continue
        assert "".join(document.title.split()) in joined, name
        for table in document.tables:
            wanted = [column.heading for column in table.columns if column.place == "everywhere" and table.rows]
            assert not wanted or "".join(wanted[0].split()) in joined, name
        assert not re.search(r"\b20\d\d-\d\d-\d\d\b", text), "dates are dd-mm-yyyy"
        if form in {"xlsx", "docx", "odt", "ods"} and len(pages) > 1 and document.kind == "actions":
            heading = document.tables[0].columns[0].heading
            lists = pages[:-1] if form in {"xlsx", "ods"} else pages
            assert all(heading in page.extract_text() for page in lists), "headings are repeated"


@with_office
@pytest.mark.parametrize("form", OPENED)
def test_another_program_opens_hostile_text(form: str, tmp_path: Path) -> None:
    with in_language("nl"):
        found = [document_of(one) for text in HOSTILE if len(text) < 500 for one in papers(text)[:4:3]]
        made = written(tmp_path, found, form)
    printed = saved_as("pdf", [tmp_path / name for name in made], tmp_path)
    for name in made:
        assert len(PdfReader(printed[name]).pages) >= 1
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {f".{form}"}, "nothing was fetched or run"
