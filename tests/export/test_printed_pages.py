"""Pages as another program prints them: heads, numbers, repeated headings, no broken date, and none that is empty."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.papers import ActionsPaper
from mdoverleg.domain.words import in_language
from mdoverleg.export import document_of, render
from mdoverleg.export.model import Document, running_head
from mdoverleg.reads.action_points import Asked
from tests.export.conftest import Example
from tests.export.test_other_programs import documents
from tests.export.test_versions import letterhead
from tests.support.figures import figure
from tests.support.office import saved_as, with_office

_BROKEN = re.compile(r"\b\d\d-(?:\d\d-)?$", re.MULTILINE)


def long_list(example: Example, number: int = 200) -> Document:
    """A list of many action points, some with long words."""
    paper = example.paper("actions", Asked(is_open=True))
    assert isinstance(paper, ActionsPaper)
    long = " met de langetermijnondersteuningscoördinator over de vervolgafspraken van 12-10-2026"
    lines = [
        line._replace(id=f"A-{1000 + turn}", case="Wulp", text=line.text + (long if turn % 7 == 0 else ""))
        for turn in range(number)
        for line in paper.actions[turn % len(paper.actions) :][:1]
    ]
    with in_language("nl"):
        return document_of(paper._replace(actions=tuple(lines), case_order=("Wulp",)))


def pages_of(documents: list[Document], form: str, folder: Path, style: HouseStyle | None = None) -> list[list[str]]:
    """The text of every page of every document, as it is printed."""
    made = []
    for number, document in enumerate(documents):
        made.append(folder / f"{number}.{form}")
        made[-1].write_bytes(render(document, form, style=style))
    printed = made if form == "pdf" else list(saved_as("pdf", made, folder).values())
    return [[page.extract_text() for page in PdfReader(path).pages] for path in printed]


@with_office
@pytest.mark.parametrize("form", ["docx", "odt", "pdf"])
def test_every_page_says_what_it_is_of_and_none_is_empty(form: str, example: Example, tmp_path: Path) -> None:
    found = [one for one in (*documents(example), long_list(example)) if one.kind != "reply" or form == "docx"]
    printed = pages_of(found, form, tmp_path)
    for document, pages in zip(found, printed, strict=True):
        head = "".join(running_head(document).split())
        for number, text in enumerate(pages, 1):
            words = "".join(text.split())
            assert f"pagina{number}van{len(pages)}" in words, (document.kind, number)
            assert number == 1 or head in words, (document.kind, number)
            rest = words.replace(head, "").replace("".join(document.footer.split()), "")
            assert len(rest) > len("pagina10van10") + 20, (document.kind, number)
            assert not _BROKEN.search(text), (document.kind, number)
    figure("P9", "pages printed by another program, each looked at", sum(map(len, printed)), "")
    assert len(pages) > 8
    assert all("Actie" in text and "Organisatie" in text for text in pages), "headings are repeated"


@with_office
def test_in_a_letterhead_that_stands_no_date_is_broken(example: Example, tmp_path: Path) -> None:
    found = [one for one in documents(example) if one.kind != "reply"]
    for document, pages in zip(found, pages_of(found, "docx", tmp_path, HouseStyle(letterhead())), strict=True):
        assert not [text for text in pages if _BROKEN.search(text)], document.kind
        assert "Veiligheidshuis" in pages[0]
