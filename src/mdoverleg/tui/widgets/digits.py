"""Digits to be read from the back row, drawn out of blocks in four sizes."""

from typing import Final

_DOTS: Final[dict[str, str]] = {
    "0": "111 101 101 101 111",
    "1": "010 110 010 010 111",
    "2": "111 001 111 100 111",
    "3": "111 001 111 001 111",
    "4": "101 101 111 001 001",
    "5": "111 100 111 001 111",
    "6": "111 100 111 101 111",
    "7": "111 001 001 010 010",
    "8": "111 101 111 101 111",
    "9": "111 101 111 001 111",
    ":": "0 1 0 1 0",
    "+": "000 010 111 010 000",
    "-": "000 000 111 000 000",
}
_HALVES: Final = {"00": " ", "10": "▀", "01": "▄", "11": "█"}

SIZES: Final = 5
"""0: letters of the terminal itself; 1: two dots in one letter; 2, 3, 4: each dot in 2 by 1, 4 by 2, 6 by 3 letters."""
HEIGHTS: Final = (1, 3, 5, 10, 15)
"""Lines that digits of each size take."""


def digits(text: str, size: int) -> list[str]:
    """Return the lines of a text of digits, `:`, `+` and `-`, all equally wide; `size` is 0 to 4."""
    if size < 1:
        return [text]
    rows = ["0".join(_DOTS[letter].split()[y] for letter in text) for y in range(5)]
    if size == 1:
        pairs = ((rows[0], rows[1]), (rows[2], rows[3]), (rows[4], "0" * len(rows[4])))
        return ["".join(_HALVES[a + b] for a, b in zip(*pair, strict=True)) for pair in pairs]
    wide, high = 2 * (size - 1), size - 1
    return ["".join(("█" if dot == "1" else " ") * wide for dot in row) for row in rows for _line in range(high)]


def width_of_digits(text: str, size: int) -> int:
    """Return how many columns a text of digits takes."""
    return len(digits(text, size)[0])
