"""A program that breaks, one window after the other in one process: each is given an error with data in its hands.

Started with the faults as JSON: place (`module:Class.method`), a question to be asked by itself (code, or nothing), and
the words of the command. Between two windows it says how the last one ended, and waits for Enter.
"""

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

SECRET = "Achternaam-Straat-12"


def broken(*_arguments: object, **_options: object) -> None:
    """Fail as a program does that has a bug, with a name among its variables."""
    secret = SECRET
    raise ZeroDivisionError(secret)


def asks(app: Any, first: Callable[[Any], None], question: str) -> None:
    """Ask a question by itself once the first frame is there."""
    first(app)
    module, _dot, made = question.partition(":")
    app.run_worker(app.push_screen_wait(eval(made, vars(import_module(module)))))  # a test's own words


def run_broken(place: str, question: str, words: list[str]) -> int:
    """Run one command with one function broken, and return how it ended."""
    from mdoverleg.cli import run_process
    from mdoverleg.tui.app import MdApp

    module, _colon, path = place.partition(":")
    holder = import_module(module)
    *way, name = path.split(".")
    for step in way:
        holder = getattr(holder, step)
    own = vars(holder).get(name)
    first = MdApp._after_first_frame
    setattr(holder, name, broken)
    if question:
        setattr(MdApp, "_after_first_frame", lambda app: asks(app, first, question))  # noqa: B010 - as `holder` above
    try:
        return run_process(words)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    finally:
        setattr(MdApp, "_after_first_frame", first)  # noqa: B010
        setattr(holder, name, own) if own is not None else delattr(holder, name)


def main() -> None:
    """Run all of them."""
    for number, (place, question, words) in enumerate(json.loads(sys.argv[1])):
        os.environ["XDG_STATE_HOME"] = str(Path.home() / f"state-{number}")  # no table was opened before
        code = run_broken(place, question, words)
        sys.stdout.write(f"\nended {number} with {code}\n")
        sys.stdout.flush()
        os.read(0, 100)
        os.write(1, b"\x1b[2J\x1b[H")


if __name__ == "__main__":
    main()
