"""The connection that writes, as SQLAlchemy sees it, and the patience with other windows."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection as EngineConnection
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from mdoverleg.store.file import open_connection
from mdoverleg.store.refusals import BUSY, code_of, refusal_of

PATIENCE_S: Final = 10.0
"""How long a write waits for other windows before it gives up."""


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
        patiently(lambda: raw(connection).execute("BEGIN IMMEDIATE"), path)

    return engine


def raw(connection: EngineConnection) -> Any:
    """Give the driver's own connection."""
    return connection.connection.driver_connection


def patiently(action: Callable[[], object], path: Path) -> None:
    """Do what another window may stand in the way of; FileRefused when it still does after ten seconds."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            action()
        except dbapi2.Error as error:
            if code_of(error) != BUSY or time.monotonic() >= deadline:
                raise refusal_of(error, path, writing=True) or error from None
            # Windows that ask in step would keep on meeting each other.
            time.sleep(random.uniform(0.002, 0.05))  # noqa: S311
        else:
            return
