"""The command line: the edge of the program, where exit codes and the last resort live.

Light: Typer is loaded only when a command needs it, Textual only for a window.
"""

import os
import signal
import sys
from types import FrameType

from mdoverleg.cli.saying import say
from mdoverleg.domain.errors import FileRefused, InputRefused, MdError

OK, REFUSED, WRONG_USE, FILE_UNUSABLE, WARNINGS_FOUND, UNEXPECTED = 0, 1, 2, 3, 4, 70


def run_process(arguments: list[str]) -> int:
    """Run one command as the whole of this process: streams that take any text, signals that end it cleanly."""
    _make_streams_safe()
    _end_on_signals()
    return run(arguments)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code (cli.md); never lets an error show what it was working on."""
    try:
        return _dispatch(arguments)
    except InputRefused as refusal:
        for line in dict.fromkeys((*refusal.problems, str(refusal))):
            say(line)
        return REFUSED
    except FileRefused as refusal:
        say(str(refusal))
        return FILE_UNUSABLE
    except MdError as refusal:
        say(str(refusal))
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:  # noqa: BLE001 - the last resort: no data may reach the terminal
        from mdoverleg.cli.crash import report

        say(report(error))
        return UNEXPECTED


def _dispatch(arguments: list[str]) -> int:
    from mdoverleg.cli.fast import run_light

    code = run_light(arguments)
    if code is not None:
        return code
    from mdoverleg.cli.app import run_typer

    return run_typer(arguments)


def _make_streams_safe() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _end_on_signals() -> None:
    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
