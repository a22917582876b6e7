"""Print the tables of the models as plain SQL: what a migration must arrive at.

    python -m tools.schema            the tables of the format
    python -m tools.schema --write    put them into the first migration; only until the first release
"""

import re
import sys
import warnings
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from mdoverleg.store import tables  # noqa: F401 - makes the models known

FIRST = Path(__file__).resolve().parent.parent / "src/mdoverleg/store/migrations/versions/0001_first.sql"
SYSTEM = "CREATE TABLE change ("
"""Where the tables begin that are no part of the format: log, counters, settings, search."""


def statements() -> list[str]:
    """Give one statement for each table and index of the format."""
    dialect = sqlite.dialect()  # type: ignore[no-untyped-call]
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tables that refer to one another in a circle have no order, and need none
        ordered = SQLModel.metadata.sorted_tables
    for table in ordered:
        found.append(re.sub(r" *\n", "\n", str(CreateTable(table).compile(dialect=dialect)).strip()))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            found.append(str(CreateIndex(index).compile(dialect=dialect)))
    return found


def main() -> None:
    """Print, or write the first migration."""
    text = ";\n".join(statements()) + ";\n"
    if "--write" in sys.argv:
        old = FIRST.read_text(encoding="utf-8")
        FIRST.write_text(text + old[old.index(SYSTEM) :], encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
