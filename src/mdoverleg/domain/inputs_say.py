"""How a problem with what was handed in is said: where it is, the wrong word, and what was probably meant."""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from mdoverleg.domain.text import clean, closest, shorten_words
from mdoverleg.domain.words import _

Path = tuple[str | int, ...]

_SHOWN: Final = 80
_LONGEST_KEY: Final = 200
_LONGEST_WORD: Final = 80


class Problem(NamedTuple):
    """What is wrong, and where: the keys and places that lead to it, counted from 0."""

    path: Path
    sentence: str


class Odd:
    """Stands for a number that JSON does not have (NaN), or that is too long to read."""

    def __init__(self, words: str, *, is_json: bool) -> None:
        self.words = words
        self.is_json = is_json


def path_text(path: Path) -> str:
    """Write a path as docs/format.md does: cases[0].roles[2].holder."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{clean(step, one_line=True)[:_LONGEST_KEY]}" for step in path]
    return "".join(parts).removeprefix(".")


def one_line(text: str) -> str:
    """Make a word of the input safe and short enough for a message: one line, no control characters."""
    return shorten_words(clean(text, one_line=True), _SHOWN)


def shown(value: object) -> str:
    """Show a wrong value in a message; a text in quotes, cut when it is long; never the inside of a list or object."""
    if isinstance(value, str):
        return f'"{one_line(value)}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Odd):
        return one_line(value.words)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else _("a number that is too large")
    if isinstance(value, list | tuple):
        return _("a list")
    if isinstance(value, dict):
        return _("an object")
    return "null" if value is None else one_line(str(value))


def with_meant(sentence: str, word: str, candidates: Iterable[str]) -> str:
    """Add `did you mean` when one of the candidates looks like the word."""
    if len(word) > _LONGEST_WORD:
        return sentence
    near = closest(word, candidates)
    if near is None or near == word:
        return sentence
    return _('{problem}; did you mean "{word}"?').format(problem=sentence, word=near)
