"""Patience with other windows that write at the same moment."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from mdoverleg.store.file import SETTINGS, Connection, open_connection
from mdoverleg.store.refusals import BUSY, code_of, refusal_of

PATIENCE_S: Final = 10.0
"""How long a write waits for other windows before it gives up."""

LONG_S: Final = 0.02
"""From when a write has waited long."""


def take_lock(driver: Any, path: Path) -> None:
    """Begin a transaction that may write at once; FileRefused when others still write after ten seconds.

    SQLite's own waiting sleeps longer and longer, so that who waited longest looks least often and may never get its
    turn while others save in quick succession. Here everybody looks as often.
    """
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        patiently(lambda: driver.execute("BEGIN IMMEDIATE"), path, pause=(0.0005, 0.004))
    finally:
        driver.execute(f"PRAGMA busy_timeout = {SETTINGS['busy_timeout']}")


def commit(driver: Any, path: Path) -> None:
    """Commit what `take_lock` began; FileRefused when others still read or look for their turn after ten seconds.

    Who looks for its turn reads for a moment, and then the commit must wait: not for as long as SQLite's own waiting.
    """
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        patiently(lambda: driver.execute("COMMIT"), path, pause=(0.0001, 0.001))
    finally:
        driver.execute(f"PRAGMA busy_timeout = {SETTINGS['busy_timeout']}")


def carry_out(
    path: Path, statement: str, values: tuple[object, ...], *, then: str = "", connection: Connection | None
) -> int:
    """Carry out one statement on what is not logged, in a transaction of its own; returns the rows it touched.

    `then` is carried out in the same transaction when it touched any. `connection` is one of this file that may write
    and is idle, else one is opened. FileRefused as in `take_lock`.
    """
    with writer(path, connection) as driver:
        take_lock(driver, path)
        touched = int(driver.execute(statement, values).rowcount)
        if touched and then:
            driver.execute(then)
        commit(driver, path)
        return touched


@contextmanager
def writer(path: Path, connection: Connection | None = None) -> Iterator[Connection]:
    """Give a connection that may write: the given one of this file, which is idle, else one that is opened for this.

    What was not committed at the end is taken back. FileRefused for what stands in the way of writing.
    """
    driver = connection or open_connection(path, writing=True)
    try:
        yield driver
    except dbapi2.Error as error:
        raise refusal_of(error, path, writing=True) or error from None
    finally:
        if connection is None:
            driver.close()
        elif driver.in_transaction:
            driver.execute("ROLLBACK")


def patiently(action: Callable[[], object], path: Path, *, pause: tuple[float, float] = (0.002, 0.05)) -> None:
    """Do what another window may stand in the way of; FileRefused when it still does after ten seconds.

    `pause` says how many seconds it waits at least and at most before it tries again; who has waited long tries more
    often, and so has its turn before who just came.
    """
    began = time.monotonic()
    deadline = began + PATIENCE_S
    least, most = pause
    while True:
        try:
            action()
        except dbapi2.Error as error:
            if code_of(error) != BUSY or time.monotonic() >= deadline:
                raise refusal_of(error, path, writing=True) or error from None
            # Windows that ask in step would keep on meeting each other.
            eager = max(1.0, (time.monotonic() - began) / LONG_S)
            time.sleep(random.uniform(least, most) / eager)  # noqa: S311
        else:
            return
