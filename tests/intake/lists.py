"""Lists as a secretary hands them in, and what becomes of them."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.inputs_found import Found
from mdoverleg.export.table_json import render
from mdoverleg.intake.agenda import read_agenda
from mdoverleg.intake.cases import read_cases
from mdoverleg.intake.people import read_people
from mdoverleg.reads.document import read_document
from mdoverleg.store.store import Store

TODAY = date(2026, 9, 20)
PEOPLE = "naam;organisatie;functie;telefoon;bereikbaar;mandaat;geheimhouding\n"
CASES = "alias;ingebracht door;doel;soort;status;fase;aangemeld op;kader\n"

READERS: dict[str, Callable[[Any, Sequence[Path], date], Found]] = {
    "people": read_people,
    "cases": read_cases,
    "agenda": read_agenda,
}


def read(store: Store, kind: str, *files: Path) -> Found:
    """Read lists of one kind against the table."""
    with store.read() as reader:
        return READERS[kind](reader, files, TODAY)


def faults(store: Store, kind: str, *files: Path) -> list[str]:
    """What is wrong with the lists, without the folder; nothing was changed."""
    before = exported(store)
    with pytest.raises(InputRefused) as caught:
        read(store, kind, *files)
    assert exported(store) == before
    assert str(caught.value).endswith("nothing was imported")
    folder = f"{files[0].parent}/"
    assert all(line.startswith(folder) for line in caught.value.problems)
    return [line.replace(folder, "") for line in caught.value.problems]


def exported(store: Store) -> bytes:
    """The whole table."""
    with store.read() as reader:
        return render(read_document(reader))


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file with this text."""
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path: Path, rows: Sequence[Sequence[Any]], first_row: int = 1) -> Path:
    """An Excel file with these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, first_row):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())
    return path
