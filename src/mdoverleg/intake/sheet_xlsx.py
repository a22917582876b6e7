"""The sheets of an xlsx workbook. It is looked through before it is opened: a few kilobytes can unpack to
gigabytes, and one cell in the last column of the last row would ask for all cells before it."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from mdoverleg.domain.words import _
from mdoverleg.intake.handed_in import refused
from mdoverleg.intake.sheets import MOST_COLUMNS, MOST_ROWS, Cell, Row
from mdoverleg.intake.unpacking import parts_of

_MOST_CELLS: Final = 1_000_000

_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]*)([0-9]+)["']""")
_CELL: Final = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_FORMULA: Final = re.compile(rb"<f\b")
_VALUE: Final = re.compile(rb"<v\b[^>]*>[^<]|<is\b")
_ERROR: Final = re.compile(rb"""\st\s*=\s*["']e["']""")
_SHEET: Final = re.compile(rb"""<sheet\b[^>]*\sr:id\s*=\s*["']([^"']+)["']""")
_RELATION: Final = re.compile(rb"<Relationship\b[^>]*>")
_ID: Final = re.compile(rb"""\sId\s*=\s*["']([^"']+)["']""")
_TARGET: Final = re.compile(rb"""\sTarget\s*=\s*["']([^"']+)["']""")


def read_rows(content: bytes, name: str) -> list[Row]:
    """Return every row of the first sheet with its number; InputRefused when this is no workbook to be trusted."""
    return read_book(content, name, most=1)[0][1]


def read_book(content: bytes, name: str, *, most: int) -> list[tuple[str, list[Row]]]:
    """Return the first sheets by name, each with its rows; InputRefused when this is no workbook to be trusted."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    parts = parts_of(content, name, _not_excel)
    if "xl/workbook.xml" not in parts:
        raise _not_excel(name)
    places = _sheet_places(parts)
    for part, xml in parts.items():
        if part.startswith("xl/worksheets/") or part in places:
            _require_small(xml, name)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            if not book.sheet_names:
                raise refused([_("{file}: there is no sheet in it").format(file=name)])
            sheets = [
                (title, book.get_sheet_by_index(number).to_python(skip_empty_area=False))
                for number, title in enumerate(book.sheet_names[:most])
            ]
    except PasswordError:
        raise refused([_("{file}: has a password; save it without one").format(file=name)]) from None
    except (CalamineError, OSError, ValueError):
        raise _not_excel(name) from None
    return [
        (title, _with_troubles(rows, parts.get(places[number], b"") if number < len(places) else b""))
        for number, (title, rows) in enumerate(sheets)
    ]


def _not_excel(name: str) -> Exception:
    return refused([_("{file}: not an Excel file that can be read; save it as .xlsx or csv").format(file=name)])


def _sheet_places(parts: dict[str, bytes]) -> list[str]:
    """Return the part of every sheet in the order of the workbook; empty where it is not found."""
    targets: dict[bytes, str] = {}
    for relation in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        own, target = _ID.search(relation), _TARGET.search(relation)
        if own and target:
            path = target[1].decode("utf-8", "replace")
            targets.setdefault(own[1], path[1:] if path.startswith("/") else f"xl/{path}")
    return [targets.get(own, "") for own in _SHEET.findall(parts["xl/workbook.xml"])]


def _require_small(xml: bytes, name: str) -> None:
    if b"\x00" in xml[:1000]:
        raise _not_excel(name)
    most_row = most_column = 0
    for found in _PLACE.finditer(xml):
        most_row = max(most_row, int(found[2][:9]))
        most_column = max(most_column, _column(found[1][:4]))
    if most_row * max(most_column, 1) > _MOST_CELLS or most_row > 20 * MOST_ROWS:
        sentence = _("{file}: more than {rows} rows or {columns} columns; empty what stands far below or to the right")
        raise refused([sentence.format(file=name, rows=MOST_ROWS, columns=MOST_COLUMNS)])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _with_troubles(rows: list[list[Any]], xml: bytes) -> list[Row]:
    """Mark cells that hold a formula without a value or an error: they look empty, and are not."""
    cells = {number: list(row) for number, row in enumerate(rows, 1)}
    for attributes, inside in _CELL.findall(xml):
        place = _PLACE.search(b" " + attributes)
        if not place:
            continue
        number, column = int(place[2]), _column(place[1])
        if _ERROR.search(b" " + attributes):
            trouble = _("the formula in this cell gives an error")
        elif _FORMULA.search(inside) and not _VALUE.search(inside):
            trouble = _("the formula in this cell has no value; open the file in Excel and save it")
        else:
            continue
        row = cells.setdefault(number, [])
        row.extend([None] * (column - len(row)))
        row[column - 1] = Cell(trouble)
    return [Row(number, tuple(_plain(cell) for cell in row)) for number, row in sorted(cells.items())]


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime) and cell.hour == cell.minute == cell.second == 0:
        return cell.date()
    return cell
