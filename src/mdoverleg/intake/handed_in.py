"""A file that somebody hands in: its bytes, and the refusal that lists all that is wrong with it."""

from collections.abc import Iterable
from pathlib import Path

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.words import _, n_


def refused(lines: Iterable[str]) -> InputRefused:
    """Make the refusal of an import out of one line per problem."""
    problems = tuple(lines)
    sentence = n_("{n} problem; nothing was imported", "{n} problems; nothing was imported", len(problems))
    return InputRefused(sentence.format(n=len(problems)), problems)


def bytes_of(source: str | Path | bytes, name: str, most: int) -> bytes:
    """Return the content of a file of at most `most` bytes; InputRefused when missing, too large or unreadable."""
    try:
        if not isinstance(source, bytes):
            with Path(source).open("rb") as file:  # what has no size, such as a pipe, may never end
                source = file.read(most + 1)
    except FileNotFoundError:
        raise refused([_("{file}: there is no such file").format(file=name)]) from None
    except IsADirectoryError:
        raise refused([_("{file}: this is a folder; name a file").format(file=name)]) from None
    except (OSError, ValueError):
        raise refused([_("{file}: cannot be read").format(file=name)]) from None
    if len(source) > most:
        sentence = _("{file}: too large; at most {limit} MB can be read")
        raise refused([sentence.format(file=name, limit=most // 1_000_000)])
    return source
