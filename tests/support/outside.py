"""Commands one after the other in one process that notes every socket, and every file that is opened to write.

Started with a file for the notes and the commands as JSON; the notes are written at once. In a terminal it says
after each command how it ended, and waits for Enter.
"""

import contextlib
import json
import os
import sys
from typing import Any

from mdoverleg.store import slots

SOCKETS = ("socket.", "urllib.", "http.", "smtplib.", "ftplib.", "webbrowser.", "ssl.", "imaplib.", "poplib.")
"""Beginnings of what is told to an audit hook when something goes to a network."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
UNIX = 1
"""The family of the pair of handles with which an event loop wakes itself: it leads nowhere."""


class Notes:
    """What was seen."""

    def __init__(self, file: int) -> None:
        self.file = file
        self.sockets: list[str] = []
        self.written: set[str] = set()
        self.started: set[str] = set()
        self.codes: list[int] = []

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take note of one event of the interpreter."""
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, str | bytes) and (
                flags & WRITES if isinstance(flags, int) else mode and "r" not in mode
            ):
                self.written.add(os.fsdecode(path))
        elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"):
            self.started.add(f"{event} {arguments[:2]!r}")
        elif event.startswith(SOCKETS) and not (event == "socket.__new__" and arguments[1] in (UNIX, -1)):
            self.sockets.append(f"{event} {arguments[1:]!r}")
            self.keep()

    def keep(self) -> None:
        """Write the notes: at once, for who is killed later."""
        kept = {
            "sockets": self.sockets,
            "written": sorted(self.written),
            "started": sorted(self.started),
            "codes": self.codes,
        }
        os.pwrite(self.file, json.dumps(kept).encode(), 0)  # only ever grows


def run_one(words: list[str]) -> int:
    """Run one command, and return how it ended."""
    from mdoverleg.cli import run_process

    try:
        return run_process(words)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1


def main() -> None:
    """Run all of them, with passphrases that cost little to try.

    A command may begin with `BREAK place text`: a function, as `module:name`, that fails with this text in hand.
    """
    notes = Notes(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT, 0o600))
    sys.addaudithook(notes.hear)
    setattr(slots, "COST", slots.Cost(1, 8 << 20))  # noqa: B010 - what is final there is cheap here
    for number, words in enumerate(json.loads(sys.argv[2])):
        with broken(*words[1:3]) if words[0] == "BREAK" else contextlib.nullcontext():
            notes.codes.append(run_one(words[3:] if words[0] == "BREAK" else words))
        notes.keep()
        if sys.stdout.isatty():
            sys.stdout.write(f"\nended {number} with {notes.codes[-1]}\n")
            sys.stdout.flush()
            os.read(0, 100)
            os.write(1, b"\x1b[2J\x1b[H")


@contextlib.contextmanager
def broken(place: str, text: str) -> Any:
    """Let one function fail, with a text among its variables and in its message."""
    from importlib import import_module

    module, _colon, path = place.partition(":")
    *way, name = path.split(".")
    holder: Any = import_module(module)
    for step in way:
        holder = getattr(holder, step)
    own = getattr(holder, name)

    def fail(*_arguments: object, **_options: object) -> None:
        held = [text]
        raise ValueError(held[0])

    setattr(holder, name, fail)
    try:
        yield
    finally:
        setattr(holder, name, own)


if __name__ == "__main__":
    main()
