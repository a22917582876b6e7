"""Questions in plain SQL inside a write: some fifty microseconds each, where SQLAlchemy takes a millisecond.

Everybody who wants to save waits while a write asks.
"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session


def ask(session: Session, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Give all rows, with everything in them that the session changed; values as they are in the file.

    `params` are values of the driver: keys, words and numbers. An error is the driver's own, which the gate knows.
    """
    if session.autoflush:
        session.flush()
    found: list[tuple[Any, ...]] = driver_of(session).execute(sql, params).fetchall()
    return found


def driver_of(session: Session) -> Any:
    """Give the driver's own connection, inside the session's transaction."""
    return session.connection().connection.driver_connection
