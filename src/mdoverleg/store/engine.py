"""The connection that writes, as SQLAlchemy sees it."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection as EngineConnection
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from mdoverleg.store.file import open_connection
from mdoverleg.store.patience import take_lock


def engine_of(path: Path) -> Engine:
    """Give the engine over one writing connection; its transactions take the write lock at once."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: open_connection(path, writing=True),
        poolclass=StaticPool,
        hide_parameters=True,  # they are people's words, and end up in messages
    )

    # BEGIN alone lets two windows read first and then refuses one of them at once, whatever the time-out.
    @event.listens_for(engine, "begin")
    def begin(connection: EngineConnection) -> None:
        take_lock(raw(connection), path)

    return engine


def raw(connection: EngineConnection) -> Any:
    """Give the driver's own connection."""
    return connection.connection.driver_connection
