"""What a terminal may do to the program, and how it goes on."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def forgive_odd_bytes() -> None:
    """Let the input thread read bytes that are no UTF-8 (an old terminal, a raw paste); they would end the program."""
    if sys.platform == "win32":
        return
    from codecs import getincrementaldecoder

    from textual.drivers import linux_driver

    class Forgiving(getincrementaldecoder("utf-8")):  # type: ignore[misc]
        """Shows a mark for what cannot be read."""

        def __init__(self) -> None:
            super().__init__(errors="replace")

    linux_driver.getincrementaldecoder = lambda _name: Forgiving  # type: ignore[attr-defined, assignment]


@contextmanager
def titled(title: str) -> Iterator[None]:
    """Give the terminal a title of its own for as long as a window is open, and the one it had back after.

    What stands in a title is seen in task bars and on shared screens: it is the program's name and nothing else.
    """
    if sys.platform == "win32" or sys.__stderr__ is None or not sys.__stderr__.isatty():
        yield
        return
    if os.environ.get("TERM") == "linux":  # the console has no title
        yield
        return
    _tell(f"\x1b[22;2t\x1b]2;{title}\x07")
    try:
        yield
    finally:
        _tell("\x1b[23;2t")


def _tell(sequence: str) -> None:
    with suppress(OSError, ValueError):  # the terminal may be gone by now
        os.write(2, sequence.encode("ascii"))
