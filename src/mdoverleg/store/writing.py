"""The write gate: one transaction, one change in the log, one commit. Nothing else commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from mdoverleg.domain.clock import Clock
from mdoverleg.store import tables  # noqa: F401 - the database tables must be known before the first session
from mdoverleg.store.chain import Head, chain_key
from mdoverleg.store.engine import raw
from mdoverleg.store.file import FAULTS
from mdoverleg.store.noting import enter, leave
from mdoverleg.store.patience import commit
from mdoverleg.store.refusals import refusal_of

CHANGE = "change_id"
"""Where a session tells the number of its change (`session.info`)."""


class _NothingChanged(Exception):  # noqa: N818 - no fault: the way out of a transaction without a commit
    pass


@contextmanager
def gate(engine: Engine, path: Path, clock: Clock, head: Head) -> Iterator[Session]:
    """Give a session whose work is committed as one change when the block ends, and undone when it raises.

    A block that changes no row writes nothing. FileRefused when the file cannot be written.
    """
    try:
        # Without begin() a commit that meets a lock leaves the connection inside its transaction.
        with Session(engine, expire_on_commit=False) as session, session.begin():
            driver = raw(session.connection())
            number = enter(driver)
            session.info[CHANGE] = number
            yield session
            session.flush()
            if not leave(driver, head._replace(id=number), clock, chain_key(path)):
                raise _NothingChanged
            commit(driver, path)
    except _NothingChanged:
        pass
    except (DBAPIError, *FAULTS) as error:
        raise _refusal(error, path) or error from None


def _refusal(error: Exception, path: Path) -> Exception | None:
    from_driver = error.orig if isinstance(error, DBAPIError) else error
    return refusal_of(from_driver, path, writing=True) if from_driver else None
