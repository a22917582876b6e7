"""The command line: the edge of the program, where exit codes and the last resort live.

Light: Typer is loaded only when a command needs it, Textual only for a window.
"""

import contextlib
import signal
import sys
import threading
from types import FrameType

from mdoverleg.cli import streams
from mdoverleg.cli.context import note_looked
from mdoverleg.cli.saying import say
from mdoverleg.domain.errors import FileRefused, InputRefused, MdError
from mdoverleg.domain.words import _

OK, REFUSED, WRONG_USE, FILE_UNUSABLE, WARNINGS_FOUND, UNEXPECTED = 0, 1, 2, 3, 4, 70


def run_process(arguments: list[str]) -> int:
    """Run one command as the whole of this process: streams that take any text, signals that end it cleanly."""
    streams.make_safe()
    _leave_no_core()
    _tell_nothing_aside()
    _end_on_signals()
    code = run(arguments)
    streams.let_go_of_what_is_gone()
    return code


def _leave_no_core() -> None:
    """Let the system write no memory of this process to the disk when it breaks: cases, keys and a typed passphrase."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell_nothing_aside() -> None:
    """Write an error of a thread, or of something that is thrown away, to the scrubbed log and never to the terminal.

    Python shows those past every handler of ours, with the message of the error, which may hold words of a case.
    """

    def keep(told: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
        if told.exc_value is not None:
            from mdoverleg.cli.crash import report

            report(told.exc_value)

    threading.excepthook = keep
    sys.unraisablehook = keep


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code (cli.md); never lets an error show what it was working on."""
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
        return code
    except InputRefused as refusal:
        for line in dict.fromkeys((*refusal.problems, str(refusal))):
            say(line)
        return REFUSED
    except FileRefused as refusal:
        say(str(refusal))
        return REFUSED if refusal.reason in ("exists", "no_folder") else FILE_UNUSABLE
    except MdError as refusal:
        say(str(refusal))
        return REFUSED
    except BrokenPipeError:
        streams.let_go_of_output()
        return OK
    except Exception as error:  # noqa: BLE001 - the last resort: no data may reach the terminal
        if isinstance(error, OSError) and streams.is_of_output(error):
            streams.let_go_of_output()
            say(_("The output could not be written: no room, or a device that fails. What was saved is safe."))
            return REFUSED
        return _unexpected(error)
    finally:
        note_looked()


def _unexpected(error: Exception) -> int:
    from mdoverleg.cli.context import why_it_failed
    from mdoverleg.cli.crash import report

    sentence, refusal = report(error), why_it_failed()
    say(str(refusal or sentence))
    return FILE_UNUSABLE if refusal else UNEXPECTED


def _dispatch(arguments: list[str]) -> int:
    from mdoverleg.cli.fast import run_light

    code = run_light(arguments)
    if code is not None:
        return code
    from mdoverleg.cli.app import run_typer

    return run_typer(arguments)


def _end_on_signals() -> None:
    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
