"""A file that somebody hands in: its bytes, and the refusal that lists all that is wrong with it."""

import os
import select
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.words import _, n_

MOST_SILENCE: Final = 10
"""Seconds without a byte after which something that is no file, such as a pipe, is given up."""


def refused(lines: Iterable[str]) -> InputRefused:
    """Make the refusal of an import out of one line per problem."""
    problems = tuple(lines)
    sentence = n_("{n} problem; nothing was imported", "{n} problems; nothing was imported", len(problems))
    return InputRefused(sentence.format(n=len(problems)), problems)


def bytes_of(source: str | Path | bytes, name: str, most: int) -> bytes:
    """Return the content of a file of at most `most` bytes; InputRefused when missing, too large or unreadable."""
    try:
        if not isinstance(source, bytes):
            source = _read(Path(source), most + 1)
    except FileNotFoundError:
        raise refused([_("{file}: there is no such file").format(file=name)]) from None
    except IsADirectoryError:
        raise refused([_("{file}: this is a folder; name a file").format(file=name)]) from None
    except TimeoutError:
        sentence = _("{file}: nothing more came for {n} seconds; hand in a file")
        raise refused([sentence.format(file=name, n=MOST_SILENCE)]) from None
    except (OSError, ValueError):
        raise refused([_("{file}: cannot be read").format(file=name)]) from None
    if len(source) > most:
        sentence = _("{file}: too large; at most {limit} MB can be read")
        raise refused([sentence.format(file=name, limit=most // 1_000_000)])
    return source


def _read(path: Path, most: int) -> bytes:
    """Read no more than `most` bytes; what has no size may never end, and what has no writer may never begin."""
    if os.name == "nt":
        with path.open("rb") as file:
            return file.read(most)
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb", buffering=0) as file:
        pieces: list[bytes] = []
        left = most
        while left > 0:
            if not select.select([handle], [], [], MOST_SILENCE)[0]:
                raise TimeoutError
            piece = file.read(left)
            if not piece:
                break
            pieces.append(piece)
            left -= len(piece)
    return b"".join(pieces)
