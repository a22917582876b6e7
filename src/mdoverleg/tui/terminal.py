"""What a terminal may do to the program, and how it goes on."""

import sys


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
