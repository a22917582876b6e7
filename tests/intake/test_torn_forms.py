"""Reply forms that were torn, moved about or filled in with odd things: each row named by file and place, none lost."""

import io
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from mdoverleg.domain.errors import InputRefused
from mdoverleg.store.store import Store
from tests.intake.forms import as_csv, form, in_csv, in_docx, in_xlsx, read, repacked, rows_of


def problems(store: Store, *files: Path) -> list[str]:
    with pytest.raises(InputRefused) as caught:
        read(store, *files)
    return [line.replace(f"{files[0].parent}/", "") for line in caught.value.problems]


def test_a_table_that_was_torn_in_two_loses_no_row(sample: Store, tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(form(sample, "OPVANG", "docx")))
    table = word.tables[1]._tbl
    torn = deepcopy(table)
    first, second = table.tr_lst[1], torn.tr_lst[2]
    for row in torn.tr_lst:
        if row is not second:
            torn.remove(row)
    table.remove(table.tr_lst[2])
    assert first is table.tr_lst[1]
    table.addnext(torn)
    table.addnext(word.add_paragraph()._p)
    word.save(str(tmp_path / "torn.docx"))
    (line,) = problems(sample, tmp_path / "torn.docx")
    assert line.startswith("torn.docx:")
    assert "no headings above it" in line


def test_a_form_that_was_sorted_with_its_headings_loses_no_row(sample: Store, tmp_path: Path) -> None:
    head, first, second = rows_of(form(sample, "OPVANG"))
    first[7] = "gedaan"
    file = as_csv(tmp_path / "sorted.csv", [first, head, second])
    assert problems(sample, file) == [
        "sorted.csv:1 this row has no headings above it; put it below them, as in the form"
    ]


def test_a_column_that_is_gone_or_doubled_is_named(sample: Store, tmp_path: Path) -> None:
    head, *rows = rows_of(form(sample, "OPVANG"))
    gone = as_csv(tmp_path / "gone.csv", [row[:8] + row[9:] for row in (head, *rows)])
    assert problems(sample, gone) == ["gone.csv:1:Reason this column is missing"]
    twice = as_csv(tmp_path / "twice.csv", [[*row, row[7]] for row in (head, *rows)])
    assert problems(sample, twice) == ["twice.csv:1:Antwoord this column is there twice"]


def test_rows_on_two_sheets_are_named_by_their_sheet(sample: Store, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        in_xlsx(tmp_path / "f.xlsx", form(sample, "OPVANG", "xlsx"), {"A-018": ("misschien",)})
    )
    copied = book.copy_worksheet(book.worksheets[0])
    copied.title = "Tweede"
    book.save(tmp_path / "two.xlsx")
    lines = problems(sample, tmp_path / "two.xlsx")
    assert [line.partition(" ")[0].partition(":")[0] for line in lines] == ["two.xlsx[Acties]", "two.xlsx[Tweede]"]


ODD: dict[str, tuple[Any, Any, str]] = {
    "a day as Excel counts": ("gedaan", 46297, ""),
    "a moment": ("gedaan", datetime(2026, 10, 2, 9, 30), ""),  # noqa: DTZ001 - a cell has no zone
    "a formula without a value": ("=1+1", None, "no value"),
    "yes": (True, None, '"ja" is no answer'),
}


@pytest.mark.parametrize("what", ODD)
def test_odd_things_in_a_cell_are_read_or_named(what: str, sample: Store, tmp_path: Path) -> None:
    answer, day, said = ODD[what]
    file = in_xlsx(tmp_path / "odd.xlsx", form(sample, "OPVANG", "xlsx"), {"A-018": (answer, None, day, None)})
    if said:
        (line,) = problems(sample, file)
        assert line.startswith("odd.xlsx:")
        assert said in line
    else:
        (reply,) = read(sample, file).forms[0].replies
        assert "02-10-2026" in reply.values["outcome"]


def test_a_number_where_a_day_is_asked_is_named(sample: Store, tmp_path: Path) -> None:
    file = in_xlsx(
        tmp_path / "f.xlsx", form(sample, "OPVANG", "xlsx"), {"A-018": ("gedaan", None, date(2026, 10, 2), None)}
    )
    book = openpyxl.load_workbook(file)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            cell.number_format = "0"
    book.worksheets[0].cell(2, 20).value = "Eigen kolom, en niets eronder"
    book.save(file)
    (line,) = problems(sample, file)
    assert "46297 is a number, not a date" in line


def test_what_word_puts_around_a_row_and_in_a_word_changes_nothing(sample: Store, tmp_path: Path) -> None:
    file = in_docx(
        tmp_path / "f.docx", form(sample, "OPVANG", "docx"), {"A-018": ("gedaan", None, None, "Na-gebeld, nog eens")}
    )

    def around(xml: str) -> str:
        xml = xml.replace("Na-gebeld", "Na</w:t><w:noBreakHyphen/><w:t>gebeld")
        return re.sub(r"(<w:tr\b.*?</w:tr>)", r"<w:sdt><w:sdtContent>\1</w:sdtContent></w:sdt>", xml, flags=re.DOTALL)

    repacked(file, file.read_bytes(), "word/document.xml", around)
    (reply,) = read(sample, file).forms[0].replies
    assert "Na-gebeld, nog eens" in reply.values["outcome"]


NO_FORM: dict[str, Callable[[Store, Path], Path]] = {
    "empty": lambda _store, folder: as_csv(folder / "f.csv", []),
    "old or with a password": lambda _store, folder: _bytes(folder / "f.xls", b"\xd0\xcf\x11\xe0" + bytes(600)),
    "locked ods": lambda store, folder: repacked(
        folder / "f.ods",
        form(store, "OPVANG", "ods"),
        "META-INF/manifest.xml",
        lambda xml: xml + "<!--encryption-data-->",
    ),
    "ods without a sheet": lambda store, folder: repacked(
        folder / "f.ods",
        form(store, "OPVANG", "ods"),
        "content.xml",
        lambda xml: xml.replace("table:table ", "table:other ").replace("table:table>", "table:other>"),
    ),
    "docx without its table": lambda store, folder: repacked(
        folder / "f.docx", form(store, "OPVANG", "docx"), "word/document.xml", lambda xml: xml.replace("w:tbl>", "w:x>")
    ),
    "docx with more rows than a form can have": lambda store, folder: repacked(
        folder / "f.docx",
        form(store, "OPVANG", "docx"),
        "word/document.xml",
        lambda xml: xml.replace("</w:tbl>", "<w:tr/>" * 10_001 + "</w:tbl>", 1),
    ),
    "docx with cells as broad as a wall": lambda store, folder: repacked(
        folder / "f.docx",
        form(store, "OPVANG", "docx"),
        "word/document.xml",
        lambda xml: xml.replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="99"/></w:tcPr></w:tc><w:tc>'),
    ),
    "csv of nothing but lines": lambda _store, folder: _bytes(folder / "f.csv", b"\n" * 10_001),
    "nothing there": lambda _store, folder: folder / "weg.csv",
    "a folder": lambda _store, folder: folder,
}


def _bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("what", NO_FORM)
def test_what_is_no_form_is_one_sentence(what: str, sample: Store, tmp_path: Path) -> None:
    (line,) = problems(sample, NO_FORM[what](sample, tmp_path))
    assert len(line) < 200


def test_a_form_with_too_many_rows_is_refused(sample: Store, tmp_path: Path) -> None:
    file = in_csv(tmp_path / "f.csv", form(sample, "OPVANG"), {"A-018": ("gedaan",)})
    head, *rows = rows_of(file.read_bytes())
    (line,) = problems(sample, as_csv(file, [head, *(rows * 2600)]))
    assert "5000 rows" in line
