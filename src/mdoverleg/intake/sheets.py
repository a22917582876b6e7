"""Lists with a header row, csv or xlsx, as rows of cells; every fault of the file itself is refused here."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _
from mdoverleg.intake import apart
from mdoverleg.intake.handed_in import bytes_of, refused

MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 50

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0"


class Cell(NamedTuple):
    """A cell that cannot be taken as it is: why not."""

    trouble: str


class Row(NamedTuple):
    """One row as the spreadsheet numbers it; cells are text, numbers, dates, times or a `Cell` with its trouble."""

    number: int
    cells: tuple[Any, ...]


class Sheet(NamedTuple):
    """A list: its header row and the rows below it that are not empty."""

    name: str
    header: Row
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    """What the reader had to guess, in words."""


def read_sheet(source: Path | bytes, name: str, known: frozenset[str]) -> Sheet:
    """Read a csv or xlsx file; `known` are the folded column names that are looked for when guessing the separator.

    InputRefused when the file is empty, not what it seems, or larger than a list of people can be.
    """
    name = clean(name, one_line=True)
    content = bytes_of(source, name, MOST_BYTES)
    if content.startswith(OLE):
        raise refused([_("{file}: has a password or is an old .xls; save it as .xlsx or csv").format(file=name)])
    if not content.strip(b"\xef\xbb\xbf \r\n\t;,"):
        raise refused([_("{file}: the file is empty").format(file=name)])
    return _sheet(name, *apart.read(rows_of, content, name, known))


def rows_of(content: bytes, name: str, known: frozenset[str]) -> tuple[list[Row], tuple[str, ...]]:
    """Return every row of a csv or xlsx file, and what had to be guessed."""
    if content.startswith(ZIP):
        from mdoverleg.intake.sheet_xlsx import read_rows

        return read_rows(content, name), ()
    from mdoverleg.intake.sheet_csv import read_csv

    return read_csv(content, name, known)


def _sheet(name: str, rows: Sequence[Row], notes: tuple[str, ...]) -> Sheet:
    filled = [row for row in rows if not all(is_blank(cell) for cell in row.cells)]
    if not filled:
        raise refused([_("{file}: the file is empty").format(file=name)])
    header, *rest = filled
    width = max((place + 1 for row in filled for place, cell in enumerate(row.cells) if not is_blank(cell)), default=0)
    if len(rest) > MOST_ROWS:
        raise refused([_("{file}: more than {limit} rows").format(file=name, limit=MOST_ROWS)])
    if width > MOST_COLUMNS:
        raise refused([_("{file}: more than {limit} columns").format(file=name, limit=MOST_COLUMNS)])
    if not rest:
        raise refused([_("{file}: there are no rows below the header").format(file=name)])
    return Sheet(name, header, tuple(rest), notes)


def is_blank(cell: Any) -> bool:
    """Tell whether there is nothing in a cell."""
    return cell is None or (isinstance(cell, str) and not clean(cell, one_line=True))


def cell_text(cell: Any) -> str:
    """Return a cell as text; what a spreadsheet writes in front of a formula is taken off."""
    if isinstance(cell, str):
        return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return "" if cell is None else str(cell)


def is_number(cell: Any) -> bool:
    """Tell whether a cell holds a number."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_moment(cell: Any) -> bool:
    """Tell whether a cell holds a date or a time."""
    return isinstance(cell, date | time | timedelta)
