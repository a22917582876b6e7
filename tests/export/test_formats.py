"""What each format holds, read back by other programs than the one that wrote it."""

import io
import re
import sys
import zipfile
from datetime import UTC, date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl.utils import get_column_letter
from pypdf import PdfReader

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.labels import LABELS
from mdoverleg.domain.words import in_language
from mdoverleg.export import DOCUMENTS, LETTER_KINDS, document_of, file_name, render
from mdoverleg.export.docx_parts import widths
from mdoverleg.export.model import Column, cell_text
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.papers import PAPERS, read_paper
from tests.export.conftest import Example
from tests.export.reading import (
    PAGES,
    as_json,
    csv_rows,
    docx_part,
    docx_rows,
    docx_text,
    html_page,
    pdf_text,
    text_of,
    workbook,
)

LATE = Asked(is_late=True)


def made(example: Example, form: str, name: str = "actions", asked: Asked = LATE) -> bytes:
    return render(example.document(name, asked), form)


def footers(data: bytes, form: str) -> str:
    """Return what stands at the foot of the pages of a Word file, which is no part of its text."""
    if form != "docx":
        return ""
    section = docx.Document(io.BytesIO(data)).sections[0]
    return "\n".join(one.text for foot in (section.footer, section.first_page_footer) for one in foot.paragraphs)


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("name", [name for name in PAPERS if name not in {*LETTER_KINDS, "reply"}])
def test_every_document_comes_in_every_format_and_twice_the_same(name: str, form: str, example: Example) -> None:
    about = {
        "handover": Asked(person_pk=example.keys["mirjam"]),
        "minutes": Asked(meeting_pk=example.keys["M-002"]),
        "case": Asked(case_pk=example.keys["C-004"]),
    }
    document = example.document(name, about.get(name, Asked()))
    data = render(document, form)
    said = text_of(data, form)
    for_whom = " ".join(document.footer.split()[:3])  # "Confidential: only for": it stands on what is left behind
    assert form in ("csv", "json") or for_whom in " ".join(said.split()) or for_whom in footers(data, form)
    if (list(PAPERS).index(name) + PAGES.index(form)) % 3 == 0:
        assert data == render(document, form)
    table = document.tables[0]
    known = {column.key: cell for column, cell in zip(table.columns, table.rows[-1].cells, strict=True)}
    said_first = (known[key] for key in ("text", "name", "title", "what", "case", "item") if known.get(key))
    assert cell_text(next(said_first)) in said


def test_every_paper_has_its_document() -> None:
    assert set(DOCUMENTS.values()) == set(PAPERS)


def test_an_unknown_format_is_refused(example: Example) -> None:
    with pytest.raises(Refused, match="docx"):
        made(example, "doc")


def test_a_paper_is_read_at_the_files_own_time(example: Example) -> None:
    paper = read_paper(example.store, "phones", Asked(), made_by="Teun Biezen")
    assert paper.head.made_by == "Teun Biezen"
    assert paper.head.made_at.utcoffset() is not None


# Word


def test_word_is_landscape_a4_with_a_page_number_on_each_page(example: Example) -> None:
    data = made(example, "docx")
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert len(docx.Document(io.BytesIO(data)).sections) == 1
    assert section.page_width is not None
    assert section.page_height is not None
    assert abs(section.page_width - Mm(297)) < Mm(1)
    assert abs(section.page_height - Mm(210)) < Mm(1)
    for footer in (section.footer, section.first_page_footer):
        xml = footer._element.xml
        assert 'w:instr="PAGE"' in xml
        assert 'w:instr="NUMPAGES"' in xml
        assert "Confidential" in footer.paragraphs[0].text
    assert "Late action points" in section.header.paragraphs[0].text


def test_word_tables_have_fixed_widths_that_fill_the_page(example: Example) -> None:
    word = docx.Document(io.BytesIO(made(example, "docx")))
    for table in word.tables:
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(grid) == 14570
        assert 'w:tblLayout w:type="fixed"' in table._tbl.xml
        for row in table.rows:
            assert [int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.cells] == grid


def test_word_repeats_headings_and_keeps_rows_whole(example: Example) -> None:
    word = docx.Document(io.BytesIO(made(example, "docx")))
    for table in word.tables[1:]:
        rows = list(table._tbl.iter(qn("w:tr")))
        assert [len(list(row.iter(qn("w:tblHeader")))) for row in rows] == [1] + [0] * (len(rows) - 1)
        assert all(len(list(row.iter(qn("w:cantSplit")))) == 1 for row in rows)


def test_word_says_late_in_words_and_groups_per_case(example: Example) -> None:
    data = made(example, "docx")
    headings = [
        line for line in docx.Document(io.BytesIO(data)).paragraphs if line.style and "2" in str(line.style.name)
    ]
    assert [line.text for line in headings] == ["Fuut", "Grutto", "Sijs", "Wulp"]
    assert docx_rows(data, 1)[0][:6] == ["No.", "Action", "Who", "Organisation", "Due", "Status"]
    assert docx_rows(data, 1)[1][4:6] == ["02-10-2026", "late, in progress"]
    assert docx_rows(data, 4)[1][4:6] == ["29-09-2026", "late"]


def test_word_leaves_out_what_is_empty(example: Example) -> None:
    heading = docx_rows(made(example, "docx", asked=Asked(person_pk=example.keys["koen"])), 1)[0]
    assert heading == ["No.", "Case", "Action", "Due", "Status"]
    assert "To tell the family" not in docx_text(made(example, "docx", asked=Asked(person_pk=example.keys["koen"])))


def test_a_list_of_one_case_is_grouped_per_person(example: Example) -> None:
    document = example.document("actions", Asked(case_pk=example.keys["C-004"]))
    assert [section.heading for section in document.sections] == [
        "Nobody yet",
        "Koen Zuring, Basisschool De Waterlelie",
        "Lotte Wilgenroos, Jeugdgezondheid Krekenland",
    ]


def test_word_tells_title_language_and_table_and_no_user(example: Example) -> None:
    data = made(example, "docx")
    known = docx.Document(io.BytesIO(data)).core_properties
    assert (known.title, known.author, known.last_modified_by) == (
        "Late action points",
        "Casustafel Zandkreek",
        "Casustafel Zandkreek",
    )
    assert known.language == "en-GB"
    assert known.created == datetime(2026, 10, 6, 7, 12, tzinfo=UTC)
    assert known.comments == ""
    assert 'w:lang w:val="en-GB"' in docx_part(data, "word/styles.xml")
    assert "Macintosh" not in docx_part(data, "docProps/app.xml")
    assert 'w:val="15"' in docx_part(data, "word/settings.xml")


def test_widths_share_the_page_to_the_last_bit() -> None:
    assert widths(tuple(Column(str(share), "", share=share) for share in (7, 29, 14)), 14570) == [2039, 8450, 4081]


# Excel


def test_excel_has_a_real_table_with_a_frozen_heading(example: Example) -> None:
    sheet = workbook(made(example, "xlsx")).worksheets[0]
    table = sheet.tables["list_actions"]
    assert table.ref == f"A1:J{sheet.max_row}"
    assert table.autoFilter is not None
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    setup = sheet.page_setup  # a width of one page is what is meant when nothing is written
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, None, 0)


def test_excel_has_true_dates_and_texts(example: Example) -> None:
    sheet = workbook(made(example, "xlsx")).worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    due = sheet.cell(2, headings.index("Due") + 1)
    assert due.value == datetime(2026, 10, 2)  # noqa: DTZ001 - a day in a cell has no zone
    assert due.number_format == "dd-mm-yyyy"
    number = sheet.cell(2, 1)
    assert (number.value, number.data_type, number.number_format) == ("A-023", "s", "@")


def test_excel_offers_the_words_of_a_status(example: Example) -> None:
    sheet = workbook(made(example, "xlsx")).worksheets[0]
    rule = sheet.data_validations.dataValidation[0]
    headings = [str(cell.value) for cell in sheet[1]]
    column = get_column_letter(headings.index("Status") + 1)
    assert str(rule.sqref) == f"{column}2:{column}{sheet.max_row}"
    assert rule.formula1 is not None
    assert rule.formula1.strip('"').split(",") == list(LABELS["ActionStatus"].values())
    assert sheet[f"{column}2"].value in LABELS["ActionStatus"].values()


def test_excel_is_wide_enough_for_what_is_in_it(example: Example) -> None:
    sheet = workbook(made(example, "xlsx")).worksheets[0]
    # Neighbours of one width are written as one entry from `min` to `max`.
    found: dict[int, float] = {}
    for dimension in sheet.column_dimensions.values():
        found |= dict.fromkeys(range(dimension.min or 0, (dimension.max or 0) + 1), dimension.width)
    for number, cell in enumerate(sheet[1], 1):
        assert found[number] >= len(str(cell.value)) + 3
    due = [cell.value for cell in sheet[1]].index("Due") + 1
    assert found[due] >= 12, "a date of ten letters never shows as a row of hashes"


def test_excel_tells_on_its_last_sheet_what_it_is(example: Example) -> None:
    book = workbook(made(example, "xlsx", asked=Asked(meeting_pk=example.keys["M-002"])))
    assert book.sheetnames == ["Action points", "About this list"]
    known = {row[0].value: row[1].value for row in book["About this list"].iter_rows(min_row=3)}
    assert known["Version"] == "2, final"
    assert known["Date"] == "Tuesday 8 September 2026"
    assert (book.properties.title, book.properties.creator) == (
        "Action list: Casustafel september",
        "Casustafel Zandkreek",
    )


def test_excel_gives_every_list_a_sheet(example: Example) -> None:
    assert workbook(made(example, "xlsx", "decisions", Asked())).sheetnames == [
        "Decisions",
        "Roles",
        "Cases",
        "About this list",
    ]


# CSV


def test_csv_is_what_a_dutch_excel_opens(example: Example) -> None:
    data = made(example, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert b"sep=" not in data
    rows = csv_rows(data)
    assert rows[0] == ["No.", "Case", "Action", "Who", "Organisation", "Due", "Status", "Late", "Agreed on", "Remark"]
    assert rows[1][5:9] == ["02-10-2026", "in progress", "yes", "08-09-2026"]
    assert {len(row) for row in rows} == {10}


def test_csv_of_several_lists_names_the_part(example: Example) -> None:
    rows = csv_rows(made(example, "csv", "decisions", Asked(case_pk=example.keys["C-003"])))
    assert rows[0][:4] == ["Part", "Case", "No.", "Decision"]
    assert {row[0] for row in rows[1:]} == {"Decisions", "Roles", "Cases"}
    assert {len(row) for row in rows} == {len(rows[0])}


# Markdown and JSON


def test_markdown_has_headings_facts_and_tables(example: Example) -> None:
    lines = made(example, "md").decode().split("\n")
    assert lines[0] == "# Late action points"
    assert "- Table: Casustafel Zandkreek" in lines
    assert "## Fuut" in lines
    table = [line for line in lines if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {8}


def test_json_has_the_same_keys_in_both_languages(example: Example) -> None:
    paper = example.paper("actions", LATE)
    found = []
    for language in ("nl", "en"):
        with in_language(language):
            found.append(as_json(render(document_of(paper), "json")))
    dutch, english = found
    assert list(dutch) == list(english)
    assert [list(row) for row in dutch["actions"]] == [list(row) for row in english["actions"]]
    assert dutch["made_at"] == english["made_at"] == "2026-10-06T09:12:00+02:00"
    assert dutch["language"] == "nl"
    assert dutch["actions"] == english["actions"], "codes, not words"


def test_json_says_what_was_asked(example: Example) -> None:
    asked = Asked(organisation_pk=example.keys["SLUIS"], is_late=True)
    content = as_json(made(example, "json", asked=asked))
    assert (content["organisation_id"], content["overdue"], content["actions"]) == ("SLUIS", True, [])
    assert content["message"] == "There are no action points for Woonstichting De Sluis."


# The other documents


def test_the_agenda_has_times_and_who_is_expected(example: Example) -> None:
    data = made(example, "docx", "agenda", Asked(meeting_pk=example.keys["M-003"]))
    items = docx_rows(data, 1)
    assert items[1][:5] == ["1", "09:30 – 09:35", "5", "opening", "Welkom en geheimhouding"]
    assert "N. van der Zegge" in items[3][5]
    calls = docx_rows(data, 2)
    assert calls[1] == ["09:45", "S. Waterkers", "Veilig Thuis Krekenland", "3"], "first who comes for one item alone"
    assert ["09:45", "B. Kalmoes", "Politie, basisteam Zandkreek", "3, 6 (10:40)"] in calls
    assert ["10:10", "the family", "", "4"] in calls, "which family stands with the item"
    invited = docx_rows(data, 3)
    assert invited[-1][:3] == ["Rosa Bos", "GGZ Kreekoever", "excused"]
    assert ["Pien Duinroos", "Praktijkschool De Ringvaart", "present", "guest, from 10:35"] in invited


def test_the_agenda_without_a_question_is_of_the_next_meeting(example: Example) -> None:
    assert as_json(made(example, "json", "agenda", Asked()))["meeting"] == "M-003"


def test_decisions_keep_their_number_in_an_excerpt(example: Example) -> None:
    asked = Asked(meeting_pk=example.keys["M-002"], case_pk=example.keys["C-003"])
    content = as_json(made(example, "json", "decisions", asked))
    assert [(row["case"], row["number"], row["meeting"]) for row in content["decisions"]] == [
        ("Wulp", 3, "M-002"),
        ("Wulp", 4, "M-002"),
    ]
    roles = [(row["role"], row["name"], row["members"]) for row in content["roles"]]
    assert ("ouderlens", "René Egelantier", "Wulp-V") in roles
    assert "regie_op_veiligheid" not in {role for role, _name, _members in roles}, "that ended in September"


def test_the_phone_list_holds_who_still_works_here(example: Example) -> None:
    rows = csv_rows(made(example, "csv", "phones", Asked()))
    assert len(rows) == 14
    assert "Wout Riethof" not in [row[0] for row in rows]
    assert ["Noor van der Zegge", "Wijkteam Zandkreek", "gezinswerker", "06-00000004", "di-vr", "Jelle de Wit"] in rows
    involved = csv_rows(made(example, "csv", "phones", Asked(case_pk=example.keys["C-004"])))
    assert 1 < len(involved) < len(rows)


# Names of files


def test_file_names_come_from_day_table_and_ids(example: Example) -> None:
    names = [
        file_name(example.document("actions", asked), "docx")
        for asked in (
            Asked(organisation_pk=example.keys["WIJK"]),
            Asked(meeting_pk=example.keys["M-002"]),
            Asked(case_pk=example.keys["C-003"]),
            LATE,
        )
    ]
    assert names == [
        "2026-10-06_casustafel-zandkreek_actions_wijk.docx",
        "2026-09-08_casustafel-zandkreek_actions_v2.docx",
        "2026-10-06_casustafel-zandkreek_actions_c-003.docx",
        "2026-10-06_casustafel-zandkreek_actions_late.docx",
    ]


def test_file_names_hold_no_name_of_a_person_and_are_all_different(example: Example) -> None:
    people = [person["id"] for person in example.raw["people"]]
    names = [file_name(example.document("actions", Asked(person_pk=example.keys[one])), "csv") for one in people]
    assert len(set(names)) == len(people)
    for person in example.raw["people"]:
        for word in (person["id"], *person["name"].casefold().split()):
            assert not any(re.search(rf"\b{word}\b", name) for name in names if len(word) > 3)


def test_dates_have_their_year_in_full(example: Example) -> None:
    dates = [cell for table in example.document("actions", LATE).tables for row in table.rows for cell in row.cells]
    assert any(isinstance(cell, date) for cell in dates)
    assert not re.search(r"\b\d{4}-\d\d-\d\d\b", made(example, "md").decode())


# PDF


def test_a_pdf_is_tagged_in_its_language_and_made_to_last(example: Example) -> None:
    document = example.document("actions", Asked())._replace(language="nl")
    data = render(document, "pdf")
    assert data == render(document, "pdf"), "the same document, byte for byte"
    book = PdfReader(io.BytesIO(data))
    root = book.trailer["/Root"].get_object()
    assert root["/Lang"].startswith("nl")  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert (book.metadata.title, book.metadata.author) == (document.title, "Casustafel Zandkreek")  # type: ignore[union-attr]
    described = root["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    assert re.search(r"pdfaid:part(>|=\")2", described)
    assert re.search(r"pdfaid:conformance(>|=\")A", described)
    assert re.search(r"pdfuaid:part(>|=\")1", described)
    pages = [page.extract_text() for page in book.pages]
    assert all(f"pagina {number} van {len(pages)}" in text for number, text in enumerate(pages, 1))
    assert len(pages) > 1
    assert all("Due" in text and "Status" in text for text in pages), "headings are repeated"


def test_a_pdf_says_that_it_lacks_a_letter(example: Example) -> None:
    document = example.document("actions", LATE)
    said = pdf_text(render(document._replace(title="Acties 漢字 👩"), "pdf"))
    assert "Acties �� �" in said
    assert "stands for a letter" in said


@pytest.mark.parametrize(("form", "library"), [("pdf", "typst"), ("odt", "odfdo"), ("ods", "odfdo")])
def test_without_its_library_a_format_says_what_to_install(
    form: str, library: str, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Refused, match=r"pip install mdoverleg\["):
        made(example, form)


# A web page


def test_a_page_fetches_and_runs_nothing(example: Example) -> None:
    page = html_page(made(example, "html"))
    tags = {tag for tag, _attributes in page.tags}
    assert tags.isdisjoint({"script", "img", "link", "iframe", "a", "form", "object"})
    assert not [
        one for _tag, attributes in page.tags for one in attributes if one.startswith("on") or one in {"src", "href"}
    ]
    assert ("html", {"lang": "en"}) in page.tags
    assert sum(1 for tag, attributes in page.tags if tag == "th" and attributes == {"scope": "col"}) > 5


# Open formats


def test_an_open_sheet_has_true_dates_and_a_filter(example: Example) -> None:
    content = zipfile.ZipFile(io.BytesIO(made(example, "ods"))).read("content.xml").decode()
    assert 'office:value-type="date" office:date-value="2026-10-02"><text:p>02-10-2026</text:p>' in content
    assert "<table:table-header-rows>" in content
    assert 'table:display-filter-buttons="true"' in content
    assert "table:formula" not in content


def test_open_formats_tell_nothing_but_the_table(example: Example) -> None:
    for form in ("odt", "ods"):
        package = zipfile.ZipFile(io.BytesIO(made(example, form)))
        assert set(package.namelist()) <= {
            "mimetype",
            "content.xml",
            "styles.xml",
            "meta.xml",
            "settings.xml",
            "META-INF/manifest.xml",
        }
        told = package.read("meta.xml").decode()
        assert re.findall(r"<(?:dc:creator|meta:initial-creator)>([^<]*)<", told) == ["Casustafel Zandkreek"] * 2


# Plain text


def test_plain_text_fits_a_mail(example: Example) -> None:
    lines = made(example, "txt").decode().splitlines()
    assert max(map(len, lines)) <= 76
    assert "* A-023 Haalt met moeder de laatste twee loonstroken op" in lines
