"""The recovery sheet: a data key as letters that people read, type and check, and back.

Four lines of sixteen letters. A line holds eight bytes of the key and two bytes of check, so that a typing error is
named by its line, and two lines that changed places as well.
"""

import hashlib
import re
from typing import Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.words import _

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base32 without I, L, O and U: what is typed for a 1 or a 0 is taken as it was meant."""

LINES: Final = 4
PART: Final = 8
"""Bytes of the key on a line."""
CHECK: Final = 2
WIDTH: Final = 16
"""Letters on a line, in groups of four."""

_MEANT: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NUMBER: Final = re.compile(r"^\s*[1-4]\s*[:.)]\s*")
_PRINTED: Final = re.compile(r"\s*[1-4]\s+[0-9A-Za-z]{4}(?: [0-9A-Za-z]{4}){3}\s*")
"""A line of letters as it stands on the page."""
_BETWEEN: Final = re.compile(r"[\s\-–.·]+")


class SheetRefused(Refused):
    """A recovery sheet was not typed as it stands on paper; `line` is the number of the first wrong line, or 0."""

    def __init__(self, sentence: str, line: int = 0) -> None:
        super().__init__(sentence)
        self.line = line


def sheet_lines(key: bytes) -> tuple[str, ...]:
    """Give the four lines of a data key of 32 bytes, each in four groups of four; ValueError for another length."""
    if len(key) != LINES * PART:
        raise ValueError("a data key has 32 bytes")
    return tuple(_line(number, key[PART * number : PART * (number + 1)]) for number in range(LINES))


def read_sheet(text: str) -> bytes:
    """Read a data key from what was typed; spaces, dashes, capitals and the numbers of the lines do not matter.

    The page as it was printed will do too: its four lines are taken from it. SheetRefused names the first line that is
    wrong.
    """
    printed = [found[0] for line in text.splitlines() if (found := _PRINTED.fullmatch(line))]
    if len(printed) == LINES:
        text = "\n".join(printed)
    lines = [_BETWEEN.sub("", _NUMBER.sub("", line)).upper().translate(_MEANT) for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) == 1 and len(lines[0]) == LINES * WIDTH:  # typed on as one line
        lines = [lines[0][WIDTH * number : WIDTH * (number + 1)] for number in range(LINES)]
    # The page has the number of a line before it.
    lines = [line[1:] if len(line) == WIDTH + 1 and line[0] == str(n) else line for n, line in enumerate(lines, 1)]
    for number, line in enumerate(lines[:LINES]):
        _require_line(number, line)
    if len(lines) != LINES:
        raise SheetRefused(_("A recovery sheet has {lines} lines; here are {n}.").format(lines=LINES, n=len(lines)))
    return b"".join(_bytes_of(line)[:PART] for line in lines)


def _require_line(number: int, line: str) -> None:
    strange = next((letter for letter in line if letter not in LETTERS), "")
    if strange:
        sentence = _("Line {line} of the recovery sheet holds a sign that is on no sheet: {letter}")
        raise SheetRefused(sentence.format(line=number + 1, letter=strange), number + 1)
    if len(line) != WIDTH:
        sentence = _("Line {line} of the recovery sheet has {n} letters; it should have {width}.")
        raise SheetRefused(sentence.format(line=number + 1, n=len(line), width=WIDTH), number + 1)
    found = _bytes_of(line)
    if found[PART:] != _check(number, found[:PART]):
        sentence = _("Line {line} of the recovery sheet is not right: compare it with the paper, letter by letter.")
        raise SheetRefused(sentence.format(line=number + 1), number + 1)


def _line(number: int, part: bytes) -> str:
    value = int.from_bytes(part + _check(number, part), "big")
    letters = "".join(LETTERS[value >> 5 * place & 31] for place in reversed(range(WIDTH)))
    return " ".join(letters[start : start + 4] for start in range(0, WIDTH, 4))


def _bytes_of(line: str) -> bytes:
    value = 0
    for letter in line:
        value = value << 5 | LETTERS.index(letter)
    return value.to_bytes(PART + CHECK, "big")


def _check(number: int, part: bytes) -> bytes:
    return hashlib.sha256(b"mdoverleg recovery sheet %d" % number + part).digest()[:CHECK]
