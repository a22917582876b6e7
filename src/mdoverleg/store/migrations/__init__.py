"""The way from every older file to this version: what a file's version is, and how it is brought up to date."""

from importlib import resources
from pathlib import Path
from typing import Final

from mdoverleg.store import triggers
from mdoverleg.store.file import APPLICATION_ID, FAULTS, Connection, create_empty, open_connection, peek
from mdoverleg.store.held import held
from mdoverleg.store.refusals import refusal_of, refused

REVISIONS: Final = ("0001",)
"""Every version of the database tables, oldest first; the place in this row is the `user_version` in the header."""

SCHEMA: Final = "schema_fingerprint"
"""The setting that tells how the database tables were left, so that damage to what they are shows at opening."""

_ALEMBIC: Final = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As alembic makes it."""

HEAD: Final = REVISIONS[-1]


def create(path: Path) -> None:
    """Make a new file with all database tables, readable for its owner alone; FileRefused when the name is taken."""
    from mdoverleg.store import header
    from mdoverleg.store.chain import chain_key, reseal

    if header.has_header(path) and not held(path):
        raise refused("exists", header.header_of(path))  # beside it a plain table would seem to have lost its key
    create_empty(path)
    try:
        connection = open_connection(path, writing=True)
        try:
            connection.execute("BEGIN EXCLUSIVE")
            first(connection)
            reseal(connection, b"", chain_key(path))
            connection.execute("COMMIT")
        finally:
            connection.close()
        if REVISIONS[0] != HEAD:
            upgrade(path)
        _require_as_meant(path)
    except FAULTS as error:
        path.unlink(missing_ok=True)
        raise refusal_of(error, path, writing=True) or error from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _require_as_meant(path: Path) -> None:
    from mdoverleg.store.locked import fits

    # Whatever the driver does with a key: a table that was to be encrypted is never plain on disk.
    if not fits(path):
        raise refused("damaged", path)


def first(connection: Connection) -> None:
    """Make the database tables of the oldest version in an empty file, inside the caller's transaction.

    Plain SQL without alembic: a new file is there in a few milliseconds.
    """
    first_tables(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(_ALEMBIC)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (REVISIONS[0],))
    finish(connection)


def first_tables(connection: Connection) -> None:
    """Run the plain SQL of the oldest version, one statement at a time."""
    script = resources.files(__package__).joinpath("versions", "0001_first.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def finish(connection: Connection) -> None:
    """Do what every change of version ends with: new triggers, and the number in the header."""
    triggers.recreate(connection)
    version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    connection.execute(f"PRAGMA user_version = {REVISIONS.index(version) + 1}")
    texts = [row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (SCHEMA, triggers.fingerprint(texts)))


def needs_upgrade(path: Path) -> bool:
    """Tell whether the file is of an older version; FileRefused for a newer one, which is not touched.

    The version stands in the header and in a table; where they differ the file is damaged, and not brought up to date.
    """
    # From the header: reading a database table would first read the whole schema.
    version = peek(path, "PRAGMA user_version")
    if version > len(REVISIONS):
        raise refused("newer", path)
    if version == len(REVISIONS):
        return False
    known = [f"{number} {name}" for number, name in enumerate(REVISIONS, 1)]
    both = peek(path, "SELECT user_version || ' ' || version_num FROM pragma_user_version, alembic_version")
    if both not in known:
        raise refused("damaged", path)
    return bool(both != known[-1])  # another window may have done it meanwhile


def upgrade(path: Path) -> None:
    """Bring an older file up to date, or leave it exactly as it was; a backup of the old one is made first."""
    from mdoverleg.store.migrations.run import upgrade as run

    run(path)
