"""Cells of an OpenDocument sheet as people and programs write them."""

from pathlib import Path

import pytest

from mdoverleg.domain.errors import InputRefused
from mdoverleg.intake.sheet_ods import read_book
from mdoverleg.intake.tables_docx import read_tables
from mdoverleg.store.store import Store
from tests.intake.forms import form, repacked

CELLS = (
    '<table:table-cell><text:p>a<text:s text:c="3"/>b<text:s/>c<text:line-break/>d<text:tab/>e<text:span>f'
    "<text:span>g</text:span></text:span><office:annotation><text:p>not this</text:p></office:annotation></text:p>"
    "<text:p>next</text:p></table:table-cell>",
    '<table:table-cell office:value-type="float" office:value="2.5"><text:p>2,5</text:p></table:table-cell>',
    '<table:table-cell office:value-type="date" office:date-value="2026-10-13T09:30"/>',
    '<table:table-cell office:value-type="date" office:date-value="ooit"><text:p>ooit</text:p></table:table-cell>',
    '<table:table-cell table:number-columns-repeated="2"><text:p><text:s text:c="²"/>y</text:p></table:table-cell>',
    "<table:covered-table-cell/>",
    "<text:p>no cell</text:p>",
)


def with_row(store: Store, folder: Path, cells: str) -> bytes:
    """A form with one more row at its end."""
    row = f"<table:table-row>{cells}</table:table-row></table:table>"
    path = folder / "f.ods"
    repacked(path, form(store, "OPVANG", "ods"), "content.xml", lambda xml: xml.replace("</table:table>", row, 1))
    return path.read_bytes()


def test_a_cell_says_what_people_see_and_no_note(sample: Store, tmp_path: Path) -> None:
    rows = read_book(with_row(sample, tmp_path, "".join(CELLS)), "f.ods", most=1)[0][1]
    first, *others = rows[-1].cells
    assert first == "a   b c\nd efg\nnext"
    assert [str(cell) for cell in others] == ["2.5", "2026-10-13", "ooit", " y", " y", "None"]


def test_a_locked_one_and_one_without_a_sheet_are_refused(sample: Store, tmp_path: Path) -> None:
    data = form(sample, "OPVANG", "ods")
    for number, (part, change) in enumerate(
        (
            ("META-INF/manifest.xml", lambda xml: f"{xml}<!--encryption-data-->"),
            (
                "content.xml",
                lambda xml: xml.replace("<table:table ", "<table:x ").replace("</table:table>", "</table:x>"),
            ),
            ("content.xml", lambda xml: xml[:200]),
        )
    ):
        path = repacked(tmp_path / f"{number}.ods", data, part, change)
        with pytest.raises(InputRefused):
            read_book(path.read_bytes(), path.name, most=1)


def test_a_word_table_gives_what_stands_in_it_with_breaks_and_choices(sample: Store, tmp_path: Path) -> None:
    cell = (
        "<w:tc><w:p><w:r><w:t>ge</w:t><w:tab/><w:t>daan</w:t><w:br/><w:t>nu</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>kies</w:t></w:r></w:p></w:sdtContent></w:sdt></w:tc>"
    )
    path = repacked(
        tmp_path / "f.docx",
        form(sample, "OPVANG", "docx"),
        "word/document.xml",
        lambda xml: xml.replace("</w:tbl>", f"<w:tr>{cell}</w:tr></w:tbl>"),
    )
    rows = read_tables(path.read_bytes(), "f.docx")[1]
    assert rows[-1].cells[0].split() == ["ge", "daan", "nu", "kies"]
