"""What stands in no document: how a meeting looked back on itself, and the notes that stay inside."""

import json

import pytest

from mdoverleg.export import FORMATS, render
from mdoverleg.export.table_json import render as render_table
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.document import read_document
from mdoverleg.reads.papers import PAPERS
from tests.export.conftest import Example
from tests.export.reading import text_of
from tests.support.sample import SAMPLE_TABLE

RAW = json.loads(SAMPLE_TABLE.read_text(encoding="utf-8"))
REFLECTIONS = [line for meeting in RAW["meetings"] for line in meeting.get("reflection", "").splitlines()]
INTERNAL = [note["text"] for case in RAW["cases"] for note in case.get("notes", ()) if note.get("kind") == "internal"]


def asked_for(name: str, example: Example) -> list[Asked]:
    """Everything that a document can be asked about."""
    meetings = [Asked(meeting_pk=example.keys[meeting["id"]]) for meeting in RAW["meetings"]]
    if name == "agenda":
        return meetings
    return [Asked(), *meetings, *(Asked(case_pk=example.keys[case["id"]]) for case in RAW["cases"])]


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("form", ["json", "md", "docx"])
def test_no_document_holds_a_reflection_or_an_internal_note(name: str, form: str, example: Example) -> None:
    assert len(REFLECTIONS) > 3
    assert form in FORMATS
    for asked in asked_for(name, example):
        text = text_of(render(example.document(name, asked), form), form)
        assert [line for line in (*REFLECTIONS, *INTERNAL) if line in text] == []


def test_the_table_itself_holds_them(example: Example) -> None:
    with example.store.read() as reader:
        text = render_table(read_document(reader)).decode()
    assert all(json.dumps(line, ensure_ascii=False)[1:-1] in text for line in (*REFLECTIONS, *INTERNAL))
