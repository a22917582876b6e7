"""Bring an older file up to date in one transaction, after setting a copy of it aside."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection as EngineConnection
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from mdoverleg.store import migrations
from mdoverleg.store.engine import patiently, raw
from mdoverleg.store.file import copy, open_connection, peek
from mdoverleg.store.refusals import refusal_of, refused


def upgrade(path: Path, target: str = "head") -> None:
    """Bring a file to a version; FileRefused, with the file as it was, when it is held or damaged."""
    copy(path, kept_copy(path, peek(path, "PRAGMA user_version")))
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: open_connection(path, writing=True),
        poolclass=NullPool,
        hide_parameters=True,
    )
    with engine.connect() as connection:
        driver = raw(connection)
        # Rebuilding a table drops it, which would take along every row that hangs on it. Cannot be set inside BEGIN.
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            patiently(lambda: driver.execute("BEGIN EXCLUSIVE"), path)
            command.upgrade(config(connection), target)
            _require_sound(driver, path)
            migrations.finish(driver)
            driver.execute("COMMIT")
        except dbapi2.Error as error:
            raise refusal_of(error, path, writing=True) or error from None
        finally:
            if driver.in_transaction:
                driver.execute("ROLLBACK")


def config(connection: EngineConnection) -> Config:
    """Give alembic's settings, in memory: there is no alembic.ini."""
    found = Config()
    found.set_main_option("script_location", "mdoverleg:store/migrations")
    found.set_main_option("path_separator", "os")
    found.attributes["connection"] = connection
    return found


def kept_copy(path: Path, version: int) -> Path:
    """Name the copy that is kept of a file before it leaves this version; never one that is there already."""
    for number in range(1, 1000):
        kept = path.with_name(f"{path.stem}.v{version}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not kept.exists():
            return kept
    raise refused("no_space", path)


def _require_sound(driver: Any, path: Path) -> None:
    if driver.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise refused("damaged", path)
