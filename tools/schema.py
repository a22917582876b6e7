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
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from mdoverleg.store import (
    migrations,
    tables,  # noqa: F401 - makes the models known
    triggers,
)

FIRST = Path(__file__).resolve().parent.parent / "src/mdoverleg/store/migrations/versions/0001_first.sql"
SYSTEM = "CREATE TABLE change ("
"""Where the tables begin that are no part of the format: log, counters, settings, search."""


def statements() -> list[str]:
    """Give one statement for each table and index of the format."""
    dialect = sqlite.dialect()
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tables that refer to one another in a circle have no order, and need none
        ordered = SQLModel.metadata.sorted_tables
    for table in ordered:
        found.append(re.sub(r" *\n", "\n", str(CreateTable(table).compile(dialect=dialect)).strip()))
        indexes = sorted(table.indexes, key=lambda one: str(one.name))
        found += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return found


def write(text: str) -> None:
    """Put the tables into the first migration, and beside them the fingerprint of the triggers that follow."""
    old = FIRST.read_text(encoding="utf-8")
    FIRST.write_text(text + old[old.index(SYSTEM) :], encoding="utf-8")
    connection = dbapi2.connect(":memory:", isolation_level=None)
    migrations.first_tables(connection)
    fingerprint = triggers.fingerprint(triggers.statements(connection))
    file = Path(triggers.__file__)
    old = file.read_text(encoding="utf-8")
    file.write_text(old.replace(triggers.FINGERPRINT, fingerprint), encoding="utf-8")


def main() -> None:
    """Print, or write the first migration."""
    text = ";\n".join(statements()) + ";\n"
    if "--write" in sys.argv:
        write(text)
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
