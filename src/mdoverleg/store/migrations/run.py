"""Bring an older file up to date in one transaction, after making a backup of it."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection as EngineConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from mdoverleg.domain.clock import clock_from
from mdoverleg.store import backups, migrations
from mdoverleg.store.engine import raw
from mdoverleg.store.file import Connection, open_connection
from mdoverleg.store.patience import patiently
from mdoverleg.store.refusals import refusal_of, refused


def upgrade(path: Path, target: str = "head") -> None:
    """Bring a file to a version; FileRefused, with the file as it was, when it is held or damaged."""
    clock = clock_from()
    kept = backups.make(path, clock, tidies=False)
    try:
        _run(path, target)
    except BaseException:
        backups.discard(kept)  # the file itself is as it was
        raise
    backups.tidy(path, clock)


def _run(path: Path, target: str) -> None:
    engine = create_engine(
        "sqlite://", module=dbapi2, creator=lambda: _connection(path), poolclass=NullPool, hide_parameters=True
    )

    # Alembic commits by itself unless it finds a transaction that SQLAlchemy knows of.
    @event.listens_for(engine, "begin")
    def begin(connection: EngineConnection) -> None:
        patiently(lambda: raw(connection).execute("BEGIN EXCLUSIVE"), path)

    try:
        with engine.begin() as connection:
            command.upgrade(config(connection), target)
            _require_sound(raw(connection), path)
            migrations.finish(raw(connection))
    except (DBAPIError, dbapi2.Error) as error:
        from_driver = error.orig if isinstance(error, DBAPIError) and error.orig else error
        raise refusal_of(from_driver, path, writing=True) or error from None


def _connection(path: Path) -> Connection:
    connection = open_connection(path, writing=True)
    # Rebuilding a database table drops it, and with it every row that hangs on it. Cannot be set inside BEGIN.
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def config(connection: EngineConnection) -> Config:
    """Give alembic's settings, in memory: there is no alembic.ini."""
    found = Config()
    found.set_main_option("script_location", "mdoverleg:store/migrations")
    found.set_main_option("path_separator", "os")
    found.attributes["connection"] = connection
    return found


def _require_sound(driver: Any, path: Path) -> None:
    if driver.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise refused("damaged", path)
