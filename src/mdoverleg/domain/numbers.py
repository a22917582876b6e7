"""Counts that go outside: nothing below five, and nothing from which it could be worked out."""

from collections.abc import Iterable, Mapping
from statistics import median_low
from typing import Final, Literal, NamedTuple

from mdoverleg.domain.papers import PaperHead

SMALL: Final = 5
"""A count of at least one and less than this is not shown; a middle value needs this many."""

NO_YEAR: Final = "?"

Hidden = Literal["", "below_5", "withheld"]
"""`below_5`: one to four; `withheld`: five or more, but shown it would give another count away."""


class Count(NamedTuple):
    """One number; nothing where it is hidden."""

    number: int | None
    hidden: Hidden = ""


BELOW: Final = Count(None, "below_5")
WITHHELD: Final = Count(None, "withheld")


class NumberLine(NamedTuple):
    """One line of numbers."""

    subject: str
    """What is counted (`cases`, `actions`, `meetings`, `decisions`, `waiting`, `measures`, or a number of days)."""
    by: str
    """How it is divided; empty: the total."""
    item: str
    value: Count


class NumbersPart(NamedTuple):
    """The numbers of one year, or of all years together."""

    year: str
    """Empty: all years; NO_YEAR: it is not known."""
    lines: tuple[NumberLine, ...]


class NumbersPaper(NamedTuple):
    """Counts over the table, for learning and research; nothing per family, person or organisation."""

    head: PaperHead
    parts: tuple[NumbersPart, ...]


def middle(values: Iterable[int]) -> Count | None:
    """Return the middle value (of an even number the lower one); nothing when there are fewer than five."""
    found = list(values)
    return Count(median_low(found)) if len(found) >= SMALL else None


def protected(
    total: int, divisions: Iterable[Mapping[str, int]]
) -> tuple[Count, tuple[Mapping[str, Count] | None, ...]]:
    """Return a total and what it is divided into, each several times over, with what is small hidden.

    Where hiding the small counts alone would let them be worked out, the smallest of the others is hidden too, and so
    on; where all of them are not enough, nothing is said of that division. Counts of nothing are left out; a total
    below five is hidden, with every division.
    """
    if total < SMALL:
        return (BELOW if total else Count(0)), ()
    counts = ({key: number for key, number in division.items() if number} for division in divisions)
    return Count(total), tuple(map(_hidden_in, counts))


def _hidden_in(counts: Mapping[str, int]) -> dict[str, Count] | None:
    """Return the counts with as many hidden as needed; nothing when all of them would not be enough."""
    small = [number for number in counts.values() if number < SMALL]
    hidden = {key for key, number in counts.items() if number < SMALL}
    others = sorted((number, key) for key, number in counts.items() if number >= SMALL)
    large: list[int] = []
    while small and not _leaves_open(small, large, others[0][0] if others else 0):
        if not others:
            return None
        number, key = others.pop(0)
        large.append(number)
        hidden.add(key)
    return {
        key: Count(number) if key not in hidden else BELOW if number < SMALL else WITHHELD
        for key, number in counts.items()
    }


def _leaves_open(small: list[int], large: list[int], next_shown: int) -> bool:
    """Whether each small count can still be anything from one to four for who knows what they come to together.

    Who knows the rule knows also that what was hidden besides is smaller than whatever of its size is shown.
    """
    together = sum(small) + sum(large)
    at_least = len(small) - 1 + SMALL * len(large)
    at_most = (SMALL - 1) * (len(small) - 1) + (next_shown - 1) * len(large)
    is_bounded = next_shown or not large
    return together - at_least >= SMALL - 1 and (not is_bounded or together - at_most <= 1)
