"""Whatever somebody typed is shown as typed or cleaned, and obeyed by no program that opens the file."""

import functools
import io
import os
import zipfile
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mdoverleg.domain.case_papers import CaseLine, CasePaper, CasePart
from mdoverleg.domain.numbers import Count, NumberLine, NumbersPaper, NumbersPart
from mdoverleg.domain.papers import (
    ActionsPaper,
    AgendaLine,
    AgendaPaper,
    Around,
    CaseContacts,
    CaseDecisions,
    DecisionsPaper,
    HandoverPaper,
    HeldRole,
    Invited,
    ListedAction,
    ListedDecision,
    MeetingHead,
    ObstacleLine,
    ObstaclesPaper,
    OpenFeedback,
    Paper,
    PaperHead,
    PhoneLine,
    PhonesPaper,
    Present,
    Ref,
    TakenCase,
    TakenRole,
)
from mdoverleg.domain.reply_forms import ReplyPaper, mark_of
from mdoverleg.domain.roles import Role
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import in_language
from mdoverleg.export import FORMATS, document_of, file_name, formats_of, render
from mdoverleg.export.model import Document
from mdoverleg.export.to_csv import guarded
from mdoverleg.export.to_md import escaped
from mdoverleg.export.to_xlsx import LONGEST_CELL, fitting
from tests.export.reading import as_json, csv_rows, docx_text, workbook

HOSTILE = [
    '=HYPERLINK("http://x.test","klik")',
    "{=1+1}",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    " \n=1+1",
    "http://x.test/?a=1&b=2",
    "mailto:x@y.test",
    "internal:Sheet2!A1",
    "<b>vet</b> &amp; <script>alert(1)</script>",
    "[klik](http://x.test) ![x](y) `code` *ster* _streep_ ~~weg~~ | kolom",
    "[red]rood[/red] [@click=app.quit]x[/]",
    "# kop\n- punt\n1. een\n---",
    "]]> <!-- <w:t> {{ x }} &P &N",
    "\x1b[2J\x1b]0;titel\x07 \x00 \x9b31m",
    "van rechts \u202eskniL\u2066",
    "los \ud800 teken \ufffe",
    "_x001B_ en _x000D_",
    'a;b,"c"\r\nd\te',
    "../../etc/passwd",
    "émoji 👩‍👧 en ارت",
    "lang " * 5000,
]


def meeting(text: str) -> MeetingHead:
    return MeetingHead("M", "mdo", text, date(2026, 10, 6), "09:00", "10:00", text, text, text, 1, is_final=False)


def papers(text: str) -> list[Paper]:
    head = PaperHead(text, datetime(2026, 10, 6, 9, tzinfo=UTC), text, meeting(text))
    ref = Ref(text, text)
    line = ListedAction(
        text, text, text, date(2026, 10, 5), "open", True, ref, ref, (text,), text, date(2026, 9, 8), text, text
    )
    role = Role("jim", "always", counted=True, handover=False, looks_at="", own_label=text)
    contacts = (CaseContacts(text, (text,), (text,)),)
    feedback = (OpenFeedback(text, None, is_late=False),)
    part = CasePart("members", text, (CaseLine(text, text, text, is_past=True),), is_fields=False)
    lists = [
        ActionsPaper(head, who, ref, ref, ref, None, True, False, (line,), (text,), contacts, feedback)
        for who in ("table", "person", "organisation")
    ]
    item = AgendaLine(1, "09:00", "09:10", 10, "case", text, text, (Present(text, "", ""),), None, text)
    decided = CaseDecisions(
        ref,
        (ListedDecision(1, text, None, text),),
        (HeldRole(role, text, text, text, date(2026, 1, 1)),),
        None,
        (Present(text, "10:05", "10:20"),),
    )
    taken = TakenCase(
        ref, text, "recovery", text, date(2026, 10, 9), None,
        (TakenRole(role, text, date(2026, 1, 1), (text,)),), (line,), (Around(text, text, text, text),),
    )  # fmt: skip
    return [
        *lists,
        AgendaPaper(head, (item,), (Invited(text, text, "present", "", "", "guest"),)),
        DecisionsPaper(head, ref, (decided,)),
        CasePaper(head, ref, (part._replace(key="case", is_fields=True), part), (line,), ()),
        HandoverPaper(head, ref, ref, (taken,), (line,)),
        ObstaclesPaper(head, ref, (ObstacleLine("waiting_list", text, text, text, text, 2, date(2026, 9, 1)),)),
        NumbersPaper(head, (NumbersPart("2026", (NumberLine("cases", "", "", Count(None, "below_5")),)),)),
        *(ReplyPaper(head, listed, (mark_of(text, f"person:{text}", text, 7),)) for listed in lists[1:]),
        PhonesPaper(head, ref, ref, (PhoneLine(text, text, text, text, text, text),)),
    ]


@functools.cache
def documents(text: str) -> tuple[Document, ...]:
    """What stands in the documents of all kinds, in English, made once of each text."""
    with in_language("en"):
        return tuple(map(document_of, papers(text)))


LONG = "MDOVERLEG_HOSTILE_TURNS" in os.environ
"""Every text in every document of every format: MDOVERLEG_HOSTILE_TURNS=4. Else each in one document per format, by
turns, so that each document comes by in each format."""


@pytest.mark.parametrize("text", HOSTILE if LONG else HOSTILE[::2])
@pytest.mark.parametrize("form", FORMATS)
def test_every_field_of_every_document_survives(form: str, text: str) -> None:
    with in_language("en"):
        found = [one for one in documents(text) if form in formats_of(one.kind)]
        turns = 1 if LONG else len(found)
        for document in found[(HOSTILE.index(text) + list(FORMATS).index(form)) % turns :: turns]:
            data = render(document, form, attached="txt")
            if form in {"docx", "xlsx", "odt", "ods"}:
                _every_part_is_sound(data)


def _every_part_is_sound(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                content = parts.read(name)
                ElementTree.fromstring(content)
                assert b'TargetMode="External"' not in content, "no link leads out of the file"
                if name.startswith("xl/worksheets/sheet"):
                    assert b"<f>" not in content, "no formula"
                    assert b"<hyperlink" not in content


@pytest.mark.parametrize("text", HOSTILE)
def test_word_shows_it_as_typed(text: str) -> None:
    with in_language("en"):
        said = docx_text(render(documents(text)[0], "docx"))
    assert clean(text, one_line=False) in said


@pytest.mark.parametrize("text", HOSTILE)
def test_excel_shows_it_as_typed(text: str) -> None:
    with in_language("en"):
        sheet = workbook(render(documents(text)[0], "xlsx")).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert clean(text, one_line=False) in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
    assert all(cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_gives_one_row_with_no_formula_in_it(text: str) -> None:
    with in_language("en"):
        rows = csv_rows(render(documents(text)[0], "csv"))
    assert len(rows) == 2
    wanted = clean(text, one_line=False)
    assert {wanted, "'" + wanted} & set(rows[1])
    assert not any(cell.lstrip(" \u200b\ufeff\n").startswith(("=", "@", "＝")) for cell in rows[1])


@pytest.mark.parametrize("text", HOSTILE)
def test_json_gives_it_back(text: str) -> None:
    with in_language("en"):
        content = as_json(render(documents(text)[0], "json"))
    assert content["actions"][0]["text"] == clean(text, one_line=False)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_stays_one_row_without_html_or_links(text: str) -> None:
    with in_language("en"):
        said = render(documents(text)[0], "md").decode()
    assert "<" not in said.replace("<br>", "")
    assert "](" not in said.replace("\\](", "")
    rows = [line for line in said.split("\n") if line.startswith("| ")]
    assert len(rows) == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_name_is_safe_whatever_the_ids(text: str) -> None:
    with in_language("en"):
        for document in documents(text):
            name = file_name(document, "docx")
            assert name.startswith("2026-10-06_")
            assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
            assert len(name) < 255
            assert ".." not in name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("+31 6 0000 0000", "+31 6 0000 0000"),
        ("-12,5", "-12,5"),
        ("2-2", "2-2"),
        ("gewoon", "gewoon"),
        ("- een streepje", "'- een streepje"),
        ("=1", "'=1"),
        ("+1+1", "'+1+1"),
        ("@naam", "'@naam"),
        ("\u00a0=1", "'\u00a0=1"),
    ],
)
def test_the_apostrophe_stands_before_formulas_alone(text: str, shown: str) -> None:
    assert guarded(text) == shown


@given(st.text(max_size=60))
@example("👩" * 20_000)
@example("x" * LONGEST_CELL)
@example("x" * (LONGEST_CELL + 1))
def test_what_does_not_fit_in_a_cell_is_cut_with_a_mark(text: str) -> None:
    text = clean(text, one_line=False)
    with in_language("en"):
        found = fitting(text)
    assert len(found.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert found == text or found.endswith(" [shortened]")


@given(st.text(alphabet="=+-@ \n;\"'a1|*_<>&[]()#`\\.\u200b\t", max_size=30))
def test_any_mixture_is_one_cell(text: str) -> None:
    with in_language("en"):
        document = document_of(papers(text)[0])
    assert len(csv_rows(render(document, "csv"))) == 2
    assert as_json(render(document, "json"))["actions"][0]["text"] in {clean(text, one_line=False), None}
    assert "<" not in escaped(text)


def test_the_words_of_a_document_hold_no_markup_of_word() -> None:
    with in_language("en"):
        data = render(document_of(papers("<w:p/>&lt;")[0]), "docx")
    assert any("<w:p/>&lt;" in cell.text for table in docx.Document(io.BytesIO(data)).tables for cell in table._cells)
