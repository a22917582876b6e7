"""The first sheet of an xlsx workbook. It is looked through before it is opened: a few kilobytes can unpack to
gigabytes, and one cell in the last column of the last row would ask for all cells before it."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from mdoverleg.domain.words import _
from mdoverleg.intake.handed_in import refused
from mdoverleg.intake.sheets import MOST_COLUMNS, MOST_ROWS, Cell, Row

_MOST_UNPACKED: Final = 50_000_000
_MOST_RATIO: Final = 200
_SMALL: Final = 2_000_000
_MOST_CELLS: Final = 1_000_000
_CHUNK: Final = 1_000_000

_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]*)([0-9]+)["']""")
_CELL: Final = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_FORMULA: Final = re.compile(rb"<f\b")
_VALUE: Final = re.compile(rb"<v\b[^>]*>[^<]|<is\b")
_ERROR: Final = re.compile(rb"""\st\s*=\s*["']e["']""")
_SHEET: Final = re.compile(rb"""<sheet\b[^>]*\sr:id\s*=\s*["']([^"']+)["']""")
_RELATION: Final = re.compile(rb"<Relationship\b[^>]*>")


def read_rows(content: bytes, name: str) -> list[Row]:
    """Return every row of the first sheet with its number; InputRefused when this is no workbook to be trusted."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    parts = _parts(content, name)
    first = _first_sheet(parts)
    sheet_xml = parts.get(first or "", b"")
    for part, xml in parts.items():
        if part.startswith("xl/worksheets/") or part == first:
            _require_small(xml, name)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            if not book.sheet_names:
                raise refused([_("{file}: there is no sheet in it").format(file=name)])
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except PasswordError:
        raise refused([_("{file}: has a password; save it without one").format(file=name)]) from None
    except (CalamineError, OSError, ValueError):
        raise _not_excel(name) from None
    return _with_troubles(rows, sheet_xml)


def _not_excel(name: str) -> Exception:
    return refused([_("{file}: not an Excel file that can be read; save it as .xlsx or csv").format(file=name)])


def _parts(content: bytes, name: str) -> dict[str, bytes]:
    """Unpack every part, and stop as soon as it becomes too much."""
    unpacked = 0
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for info in packed.infolist():
                pieces = []
                with packed.open(info) as file:
                    while piece := file.read(_CHUNK):
                        unpacked += len(piece)
                        if unpacked > max(_SMALL, min(_MOST_UNPACKED, _MOST_RATIO * len(content))):
                            sentence = _("{file}: too large when unpacked; save only the list itself")
                            raise refused([sentence.format(file=name)])
                        pieces.append(piece)
                if info.filename in parts:
                    raise _not_excel(name)
                parts[info.filename] = b"".join(pieces)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise _not_excel(name) from None
    except Exception as error:
        # A damaged stream raises the error of its own decompressor (zlib, lzma, bz2).
        if type(error).__module__ in ("zlib", "lzma", "_lzma"):
            raise _not_excel(name) from None
        raise
    if "xl/workbook.xml" not in parts:
        raise _not_excel(name)
    return parts


def _first_sheet(parts: dict[str, bytes]) -> str | None:
    found = _SHEET.search(parts["xl/workbook.xml"])
    for relation in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        if found and re.search(rb"""\sId\s*=\s*["']""" + re.escape(found[1]) + rb"""["']""", relation):
            target = re.search(rb"""\sTarget\s*=\s*["']([^"']+)["']""", relation)
            if target:
                path = target[1].decode("utf-8", "replace")
                return path[1:] if path.startswith("/") else f"xl/{path}"
    return None


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
