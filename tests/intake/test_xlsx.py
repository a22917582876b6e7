"""Lists as Excel files, and files that only pretend to be."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.store.store import Store
from tests.intake.lists import CASES, faults, read, workbook, written

HEADER = CASES.strip().split(";")


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same workbook with changed parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    path.write_bytes(content.getvalue())
    return path


def in_sheet(pattern: bytes, replacement: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return part
        changed, times = re.subn(pattern, replacement, part)
        assert times
        return changed

    return change


def test_dates_and_texts_are_read_as_excel_shows_them(table: Store, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        HEADER,
        ["Wulp", "sem", "Rust.", None, None, None, date(2026, 9, 5), None],
        ["Kievit", "sem", "Rust.", None, None, None, datetime(2026, 9, 6), None],  # noqa: DTZ001 - cells have no zone
        ["Snip", "sem", "Rust.", None, None, None, "7-9-2026", None],
    ]
    found = read(table, "cases", workbook(tmp_path / "c.xlsx", rows))
    assert [row["opened_on"].day for row in found.records] == [5, 6, 7]


def test_faults_have_the_row_that_excel_shows(table: Store, tmp_path: Path) -> None:
    rows: list[list[Any]] = [HEADER, [], ["Wulp", "sem", "Rust.", None, None, None, 45210, None], []]
    rows += [["Kievit", "sem", "x", None, None, None, "31-2-2026", None]]
    assert faults(table, "cases", workbook(tmp_path / "c.xlsx", rows, first_row=4)) == [
        "c.xlsx:6:aangemeld op 45210 is a number, not a date; give the cell a date",
        'c.xlsx:8:aangemeld op "31-2-2026" is not a date; write dd-mm-yyyy',
    ]


def test_a_number_that_lost_its_zero_and_a_text_that_became_a_date_are_refused(table: Store, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["naam", "organisatie", "telefoon", "bereikbaar"],
        ["Noor", "WIJK", 600000001, "ma"],
        ["Bas", "WIJK", "06-00000002", date(2026, 4, 3)],
    ]
    assert faults(table, "people", workbook(tmp_path / "p.xlsx", rows)) == [
        "p.xlsx:2:telefoon a number may have lost its first 0; make the cell text",
        'p.xlsx:3:bereikbaar "2026-04-03" is a date or a time; make the cell text',
    ]


def test_a_formula_without_value_and_an_error_are_not_taken_for_empty(table: Store, tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "p.xlsx", [["naam", "organisatie", "functie"], ["Noor", "WIJK", "=A2"], ["B", "JB", "x"]]
    )
    assert faults(table, "people", file) == [
        "p.xlsx:2:functie the formula in this cell has no value; open the file in Excel and save it"
    ]
    repacked(file, in_sheet(rb'<c r="C2"[^>]*>.*?</c>', b'<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'))
    assert faults(table, "people", file) == ["p.xlsx:2:functie the formula in this cell gives an error"]
    repacked(file, in_sheet(rb'<c r="C2"[^>]*>.*?</c>', b'<c r="C2" t="str"><f>"a"</f><v>a</v></c>'))
    assert read(table, "people", file).records[0]["function"] == "a"


def test_a_cell_without_its_place_and_a_moment_at_midnight_are_read_as_excel_shows_them(
    table: Store, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [["naam", "organisatie", "functie", "bereikbaar"], ["Noor", "WIJK", 7, "ma"]]
    file = workbook(tmp_path / "p.xlsx", rows)
    repacked(file, in_sheet(rb'<c r="A2"', b"<c"))
    assert read(table, "people", file).records[0]["function"] == "7"
    midnight = datetime(2026, 9, 1)  # noqa: DTZ001 - a cell has no zone
    cases: list[list[Any]] = [["alias", "ingebracht door", "doel", "aangemeld op"], ["Kluut", "anne", "Rust", midnight]]
    (found,) = read(table, "cases", workbook(tmp_path / "c.xlsx", cases)).records
    assert found["opened_on"] == date(2026, 9, 1)


def test_only_the_first_sheet_counts(table: Store, tmp_path: Path) -> None:
    import openpyxl

    file = workbook(tmp_path / "p.xlsx", [["naam", "organisatie"], ["Noor", "WIJK"]])
    book = openpyxl.load_workbook(file)
    book.create_sheet("Uitleg")["A1"] = "=1/0"
    book.save(file)
    assert len(read(table, "people", file).records) == 1


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "ZZZ9", "A99999999999999999999"])
def test_one_far_cell_is_refused_and_not_filled_up_to(table: Store, tmp_path: Path, place: str) -> None:
    file = workbook(tmp_path / "p.xlsx", [["naam", "organisatie"], ["Noor", "WIJK"]])
    cell = f'<c r="{place}" t="inlineStr"><is><t>x</t></is></c>'.encode()
    row = f'<row r="{re.sub("[A-Z]", "", place)}">'.encode() + cell + b"</row></sheetData>"
    repacked(file, in_sheet(b"</sheetData>", row))
    (line,) = faults(table, "people", file)
    assert line in {
        "p.xlsx: more than 5000 rows or 50 columns; empty what stands far below or to the right",
        "p.xlsx: more than 50 columns",
    }


def test_a_file_that_unpacks_to_far_more_is_refused(table: Store, tmp_path: Path) -> None:
    file = workbook(tmp_path / "p.xlsx", [["naam", "organisatie"], ["Noor", "WIJK"]])
    repacked(file, in_sheet(b"</worksheet>", b"<!--" + b" " * 60_000_000 + b"--></worksheet>"))
    assert file.stat().st_size < 200_000
    assert faults(table, "people", file) == ["p.xlsx: too large when unpacked; save only the list itself"]


def damaged(path: Path) -> None:
    content = bytearray(workbook(path, [["naam", "organisatie"], ["Noor", "WIJK"]]).read_bytes())
    content[200:400] = b"\xaa" * 200
    path.write_bytes(content)


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("content.xml", "<x/>")


def cut_off(path: Path) -> None:
    path.write_bytes(workbook(path, [["naam"]]).read_bytes()[:1000])


def no_sheets(path: Path) -> None:
    workbook(path, [["naam"]])
    repacked(path, lambda name, part: re.sub(b"<sheets>.*</sheets>", b"<sheets/>", part))


def bad_xml(path: Path) -> None:
    workbook(path, [["naam", "organisatie"], ["Noor", "WIJK"]])
    repacked(path, in_sheet(b"</sheetData>", b"</sheetdata>"))


def laughs(path: Path) -> None:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    workbook(path, [["naam", "organisatie"], ["Noor", "WIJK"]])
    repacked(path, in_sheet(rb"<worksheet", b'<!DOCTYPE x [<!ENTITY a0 "ha">' + entities + b"]><worksheet"))
    repacked(
        path,
        in_sheet(b"</sheetData>", b'<row r="3"><c r="A3" t="inlineStr"><is><t>&a11;</t></is></c></row></sheetData>'),
    )


def in_other_letters(path: Path) -> None:
    workbook(path, [["naam", "organisatie"], ["Noor", "WIJK"]])
    repacked(path, lambda name, part: part.decode().encode("utf-16") if "worksheets/" in name else part)


def one_part_twice(path: Path) -> None:
    workbook(path, [["naam", "organisatie"], ["Noor", "WIJK"]])
    with zipfile.ZipFile(path, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr("xl/workbook.xml", "<x/>")


MAKERS = (damaged, other_zip, cut_off, no_sheets, bad_xml, laughs, in_other_letters, one_part_twice)


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_no_workbook_is_refused_in_one_sentence(
    table: Store, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    file = tmp_path / "p.xlsx"
    make(file)
    (line,) = faults(table, "people", file)
    assert line in {
        "p.xlsx: not an Excel file that can be read; save it as .xlsx or csv",
        "p.xlsx: there is no sheet in it",
        "p.xlsx: the file is empty",
    }


def test_a_csv_that_is_called_xlsx_is_read_for_what_it_is(table: Store, tmp_path: Path) -> None:
    assert read(table, "people", written(tmp_path / "p.xlsx", "naam;organisatie\nNoor;WIJK\n")).records
