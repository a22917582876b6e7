"""Reading what somebody hands in, in a process of its own with little time and memory: a bomb takes nobody with it.

What is packed, or large, is read there; a small text is read at once (docs/decisions, 0041). The process is given the
content, never a path; it answers with plain values, and what else it would answer is not taken.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.words import _, current_language, set_language
from mdoverleg.intake.handed_in import refused

MOST_HERE: Final = 1_000_000
"""Bytes of a text that is read in this process."""
MOST_SECONDS: Final = 10
MOST_MEMORY: Final = 500_000_000
"""Bytes of memory of the process that reads."""
PACKED: Final = (b"PK", b"\x1f\x8b")
"""How a file begins whose size says nothing about what is in it."""
_PLAIN: Final = frozenset(
    {
        ("mdoverleg.intake.sheets", "Row"),
        ("mdoverleg.intake.sheets", "Cell"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
    }
)
"""What an answer may be made of, beside texts, numbers, lists and the like."""


def read(reader: Callable[..., Any], content: bytes, name: str, *more: Any) -> Any:
    """Return what `reader(content, name, *more)` gives; `reader` is a function of a module, its answer plain values.

    InputRefused as the reader says it, and when it takes too long, too much memory, or fails.
    """
    if len(content) <= MOST_HERE and not content.startswith(PACKED):
        return reader(content, name, *more)
    return _read_apart(reader, content, name, *more)


def _read_apart(reader: Callable[..., Any], content: bytes, name: str, *more: Any) -> Any:
    asked = (reader.__module__, reader.__name__, current_language(), content, name, more)
    end, answer = "failed", b""
    try:
        ran = subprocess.run(
            [sys.executable, "-P", "-m", "mdoverleg.intake.apart"],
            input=pickle.dumps(asked),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library has to say of a file is not for the screen
            env=_environment(),
            timeout=seconds_for(content),
            check=False,
        )
        if ran.returncode == 0:
            end, answer = _Plain(BytesIO(ran.stdout)).load()
    except subprocess.TimeoutExpired:
        end = "late"
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError):
        end = "failed"
    if end == "read":
        return answer
    if end == "refused":
        raise refused(map(str, answer))
    raise refused([_trouble(end).format(file=name, n=seconds_for(content))])


def _trouble(end: str) -> str:
    if end == "late":
        return _("{file}: reading it took more than {n} seconds and was stopped")
    if end == "memory":
        return _("{file}: reading it takes too much memory and was stopped")
    return _("{file}: reading it failed; save it anew in the program that it comes from")


def seconds_for(content: bytes) -> int:
    """Return after how many seconds reading is stopped; only the table of a whole file is so large that it is more."""
    return max(MOST_SECONDS, len(content) // 1_000_000)


def memory_for(content: bytes) -> int:
    """Return how many bytes of memory reading may take."""
    return max(MOST_MEMORY, 25 * len(content))


def _environment() -> dict[str, str]:
    folder = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH", ""))))}


class _Plain(pickle.Unpickler):
    """Takes plain values out of an answer, and refuses whatever else stands in it."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        if (module_name, global_name) not in _PLAIN:
            raise pickle.UnpicklingError(global_name)
        return super().find_class(module_name, global_name)


def answer_of(asked: bytes) -> bytes:
    """Read as was asked, and return the answer for `_Plain`: how it ended, and what was read or the problems."""
    module, function, language, content, name, more = pickle.loads(asked)  # noqa: S301 - it is our own process that asks
    set_language(language)
    _limit(memory_for(content), seconds_for(content))
    try:
        return pickle.dumps(("read", getattr(import_module(module), function)(content, name, *more)))
    except InputRefused as refusal:
        return pickle.dumps(("refused", refusal.problems))
    except MemoryError:
        return pickle.dumps(("memory", ()))


def _limit(memory: int, seconds: int) -> None:
    """Let the system hold this process to its limits, where it can; no file is written and no trace of memory left."""
    try:
        import resource
    except ImportError:  # Windows: who asked waits no longer than the time, that is all
        return
    limits = {"RLIMIT_AS": memory, "RLIMIT_CPU": seconds, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
    for name, most in limits.items():
        with suppress(ValueError, OSError):  # a system that knows the limit and does not hold to it
            resource.setrlimit(getattr(resource, name), (most, most))


def main() -> None:
    """Answer on stdout what is asked on stdin."""
    sys.stdout.buffer.write(answer_of(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
