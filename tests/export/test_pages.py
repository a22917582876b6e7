"""What pages look like: no word, number or date is broken, headings stay with their tables, and no page is empty."""

import io

import docx
import pytest

from mdoverleg.domain.meeting_papers import CallsPaper
from mdoverleg.domain.words import in_language
from mdoverleg.export import document_of, render
from mdoverleg.export.column_widths import Page, fitted
from mdoverleg.export.model import Column, Row, Section, Status, Table
from mdoverleg.export.read_back import read_back
from mdoverleg.reads.action_points import Asked
from tests.export.conftest import Example
from tests.export.reading import docx_part, docx_text

UPRIGHT = Page(430, (11, 9, 7), 10, 1.2)
_LETTER_OF_A_DATE = 4.5
"""Width of dd-mm-yyyy, in sizes of a letter; the broadest font of a letterhead that we know needs 5.8."""


def table(*columns: Column, texts: tuple[str, ...] = ("x",)) -> Table:
    return Table("list", "List", columns, (Row(texts * len(columns)),))


@pytest.mark.parametrize("number", [1, 3, 5, 7])
def test_a_date_always_has_the_room_that_it_needs(number: int) -> None:
    dates = tuple(Column(str(place), "Due", "date", 1) for place in range(number))
    wide = Column("text", "What is to be done", share=200)
    day = "29-09-2026"
    found = fitted([Section(table=table(*dates, wide, texts=(day,)))], UPRIGHT)
    made = found[0].section.table
    assert made is not None
    widths = [column.share / 20 for column in made.columns]
    assert sum(widths) == pytest.approx(UPRIGHT.width, abs=1)
    assert min(widths[:number]) >= _LETTER_OF_A_DATE * found[0].letter + UPRIGHT.margin


def test_parts_of_one_list_look_alike_and_letters_grow_small_only_where_they_must() -> None:
    few = (Column("id", "No.", "code", 5), Column("text", "Action", share=50))
    many = tuple(Column(str(place), "Organisatieonderdeel", share=10) for place in range(5))
    short, long = table(*few, texts=("A-1",)), table(*few, texts=("A-123456",))
    found = fitted(
        [Section(table=short), Section(lines=("text",)), Section(table=long), Section(table=table(*many))], UPRIGHT
    )
    first, _line, second, crowded = found
    assert first.section.table is not None
    assert second.section.table is not None
    assert first.section.table.columns == second.section.table.columns
    assert (first.letter, second.letter, crowded.letter) == (11, 11, 7)


def test_minutes_keep_the_heading_of_a_case_with_its_first_table(example: Example) -> None:
    with in_language("nl"):
        document = document_of(example.paper("minutes", Asked(meeting_pk=example.keys["M-002"])))
    for section in document.sections:
        assert not section.heading or section.table is not None
    assert [table.key for table in document.tables][1:4] == ["decisions", "roles", "actions"]
    word = docx.Document(io.BytesIO(render(document, "docx")))
    headings = [line for line in word.paragraphs if line.style and line.style.name == "Heading 2"]
    following = {line.text: line._p.getnext() for line in headings}
    assert all(element is not None for element in following.values())
    # The paragraph that Word wants behind the last table is so low that it makes no page of its own.
    assert word.paragraphs[-1].paragraph_format.line_spacing == 20 * 635


def test_a_date_in_a_sentence_is_not_broken_and_read_back_as_it_was(example: Example) -> None:
    with in_language("en"):
        data = render(document_of(example.paper("calls", Asked(meeting_pk=example.keys["M-002"]))), "docx")
    assert "29-09-2026" not in docx_part(data, "word/document.xml")
    assert "late since 29-09-2026" in docx_text(data)
    assert any("late since 29-09-2026" in text for _place, text in read_back(data, "docx"))
    with in_language("en"):
        form = render(document_of(example.paper("reply", Asked(organisation_pk=example.keys["JB"]))), "docx")
    assert "noBreakHyphen" not in docx_part(form, "word/document.xml"), "what comes back is read as it was typed"


def test_whom_to_call_is_in_order_with_number_and_reason(example: Example) -> None:
    paper = example.paper("calls", Asked(meeting_pk=example.keys["M-002"]))
    assert isinstance(paper, CallsPaper)
    phones = {person["name"]: person.get("phone", "") for person in example.raw["people"]}
    late = [line.late[0].due for line in paper.lines if line.late]
    assert len(late) > 3
    assert late == sorted(late, key=str)
    assert [bool(line.late) for line in paper.lines] == sorted((bool(line.late) for line in paper.lines), reverse=True)
    for line in paper.lines:
        assert line.late or line.untold or line.feedback
        assert line.phone == phones.get(line.name, "")
    rene = next(line for line in paper.lines if line.name == "René Egelantier")
    assert [action.id for action in rene.untold] == ["A-032"], "he was not there in September"
    assert {call.phone for call in paper.times if call.name} <= set(phones.values())
    assert {call.phone for call in paper.times if not call.name} == {""}
    assert paper.times_of is not None
    assert paper.times_of.id == "M-003"


def has_status(row: Row) -> bool:
    return any(isinstance(cell, Status) for cell in row.cells)


def test_an_organisation_reads_what_everybody_says_to_the_family(example: Example) -> None:
    said = {case["alias"]: case["joint_message"] for case in example.raw["cases"] if case.get("joint_message")}
    seen = 0
    for one in example.raw["organisations"]:
        document = example.document("actions", Asked(organisation_pk=example.keys[one["id"]]))
        for section in document.sections:
            shows = f"What all of us say: {said.get(section.heading)}" in section.lines
            is_full = section.table is not None and any(map(has_status, section.table.rows))
            assert shows == (is_full and section.heading in said), (one["id"], section.heading)
            seen += shows
    assert seen > 3
