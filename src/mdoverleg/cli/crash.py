"""What is kept of an unexpected error: file, line and type, never a value."""

import os
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from mdoverleg.domain.words import _

NAME = "mdoverleg-error.log"


def report(error: BaseException) -> str:
    """Write the scrubbed log and return the one sentence to show."""
    lines = [f"{type(error).__module__}.{type(error).__name__}", *_places(error.__traceback__)]
    seen = {id(error)}
    cause = _cause(error)
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += [f"after {type(cause).__module__}.{type(cause).__name__}", *_places(cause.__traceback__)]
        cause = _cause(cause)
    path = _write("\n".join(lines) + "\n")
    if path is None:
        return _("Something went wrong in the program. What was saved is safe.")
    return _("Something went wrong in the program. What was saved is safe. Where it happened stands in {path}.").format(
        path=path
    )


def _cause(error: BaseException) -> BaseException | None:
    """Return what came before: what was being handled, or what a failed worker carries with it."""
    carried = getattr(error, "error", None)
    return error.__cause__ or error.__context__ or (carried if isinstance(carried, BaseException) else None)


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"  {'/'.join(Path(code.co_filename).parts[-2:])}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places


def _write(text: str) -> Path | None:
    for place in (folder, _temporary):
        try:
            path = place() / NAME
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
            with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(f"mdoverleg, Python {sys.version.split()[0]}\n{text}")
        except (OSError, ValueError, RuntimeError):  # RuntimeError: nobody knows where home is
            continue
        return path
    return None


def folder() -> Path:
    """Return the folder for logs of this user."""
    from platformdirs import user_log_path

    return user_log_path("mdoverleg", appauthor=False)


def _temporary() -> Path:
    return Path(tempfile.gettempdir())
