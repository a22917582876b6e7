"""The sheets of an OpenDocument workbook; what stands for a million empty cells is never filled up."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, Final
from xml.etree.ElementTree import Element

from mdoverleg.domain.words import _
from mdoverleg.intake.handed_in import refused
from mdoverleg.intake.sheets import MOST_COLUMNS, MOST_ROWS, Row, is_blank
from mdoverleg.intake.unpacking import parts_of, tree_of

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_SPACES: Final = 200


def read_book(content: bytes, name: str, *, most: int) -> list[tuple[str, list[Row]]]:
    """Return the first sheets by name, each with its rows; InputRefused when this is no workbook to be trusted."""
    parts = parts_of(content, name, _not_ods)
    if "META-INF/manifest.xml" in parts and b"encryption-data" in parts["META-INF/manifest.xml"]:
        raise refused([_("{file}: has a password; save it without one").format(file=name)])
    try:
        root = tree_of(parts.get("content.xml", b""))
    except ValueError:
        raise _not_ods(name) from None
    tables = root.findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    if not tables:
        raise _not_ods(name)
    return [(table.get(f"{_TABLE}name", ""), _rows(table, name)) for table in tables[:most]]


def _not_ods(name: str) -> Exception:
    return refused([_("{file}: not an OpenDocument sheet that can be read; save it as .xlsx or csv").format(file=name)])


def _rows(table: Element, name: str) -> list[Row]:
    rows: list[Row] = []
    number = 1
    for element in table.iter(f"{_TABLE}table-row"):
        times = _times(element, "number-rows-repeated")
        cells = _cells(element)
        if not all(is_blank(cell) for cell in cells):
            if len(rows) + times > 2 * MOST_ROWS:
                raise refused([_("{file}: more than {limit} rows").format(file=name, limit=MOST_ROWS)])
            rows += [Row(number + more, cells) for more in range(times)]
        number += times
    return rows


def _cells(row: Element) -> tuple[Any, ...]:
    cells: list[Any] = []
    for element in row:
        if element.tag not in _CELLS:
            continue
        times = min(_times(element, "number-columns-repeated"), MOST_COLUMNS - len(cells))
        cells += [_value(element)] * times
    return tuple(cells)


def _times(element: Element, key: str) -> int:
    typed = element.get(f"{_TABLE}{key}", "1")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 1


def _value(cell: Element) -> Any:
    kind = cell.get(f"{_OFFICE}value-type", "")
    text = "\n".join("".join(_letters(line)) for line in cell.findall(f"{_TEXT}p"))
    with suppress(ValueError):
        if kind == "date":
            return date.fromisoformat(cell.get(f"{_OFFICE}date-value", "")[:10])
        if kind in {"float", "percentage", "currency"}:
            return float(cell.get(f"{_OFFICE}value", ""))
    return text or None


def _letters(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            typed = child.get(f"{_TEXT}c", "1")
            yield " " * min(int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 8 else 1, _MOST_SPACES)
        elif child.tag in {f"{_TEXT}line-break", f"{_TEXT}tab"}:
            yield "\n" if child.tag == f"{_TEXT}line-break" else " "
        elif child.tag != f"{_OFFICE}annotation":
            yield from _letters(child)
        yield child.tail or ""
