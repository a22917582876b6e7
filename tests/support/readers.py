"""Readers of what is handed in that go wrong: each in a process of its own, asked for by tests/intake/test_apart.py."""

import os
from pathlib import Path
from typing import Any


def eats(_content: bytes, _name: str) -> int:
    """Ask for more memory than there may be."""
    return len(bytearray(4_000_000_000))


def never_ends(_content: bytes, _name: str) -> None:
    """Wait for what never comes."""
    mine, _others = os.pipe()
    os.read(mine, 1)


def dies(content: bytes, _name: str) -> None:
    """End as a library does that goes wrong in its own code."""
    os.write(2, content)
    os.abort()


def fails(content: bytes, _name: str) -> None:
    """Fail with what was handed in in the message."""
    raise ZeroDivisionError(content)


def writes(_content: bytes, name: str) -> int:
    """Write a file."""
    return Path(name).write_bytes(b"x")


def limits(_content: bytes, _name: str) -> dict[str, int]:
    """Tell what this process is held to."""
    import resource

    names = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE")
    return {name: resource.getrlimit(getattr(resource, name))[0] for name in names}


class Harm:
    """Does something when it is taken out of an answer."""

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path("harm"),)


def harms(_content: bytes, _name: str) -> Harm:
    """Answer with what is no plain value."""
    return Harm()
