"""Initials that stand for the names of people where a name may not be seen."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import count
from typing import Final, NamedTuple

from mdoverleg.domain.text import PARTICLES


class Parts(NamedTuple):
    """The words of a name, as they are written."""

    firsts: tuple[str, ...]
    particles: tuple[str, ...]
    surname: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All of them; none where a text holds no letter or number."""
        return (*self.firsts, *self.particles, *self.surname)


def initials_of(names: Iterable[str]) -> dict[str, str]:
    """Return initials for every name, no two alike: M. Akkers is M.A., J. de Wit is J.d.W.

    Where initials would be equal, all who share them get another letter or two (M.Ak. and M.Al.), never a whole
    surname, and where that does not help a number. The order in which names are given makes no difference.
    """
    parts = {name: parts_of(name) for name in sorted(set(names))}
    groups: dict[str, list[str]] = {}
    for name, own in parts.items():
        groups.setdefault(_written(own, 1, 1), []).append(name)
    found: dict[str, str] = {}
    for short, alike in groups.items():
        found.update(_told_apart(short, {name: parts[name] for name in alike}))
    return _all_different(found)


_LONGER: Final[tuple[tuple[int, int], ...]] = ((1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (3, 1), (3, 3))
"""Letters of the first name and of the surname that are tried in turn where initials are equal."""


def _told_apart(short: str, alike: dict[str, Parts]) -> dict[str, str]:
    if len(alike) == 1:
        return dict.fromkeys(alike, short)
    for first, last in _LONGER:
        written = {name: _written(parts, first, last) for name, parts in alike.items()}
        if len(set(written.values())) == len(written):
            return written
    return {name: f"{short}{number}" for number, name in enumerate(alike, 1)}


def _all_different(found: dict[str, str]) -> dict[str, str]:
    """Number what still stands for two names: longer initials of one group may be those of another."""
    times = Counter(found.values())
    taken = set(found.values())
    for name in sorted(found):
        if times[short := found[name]] > 1:
            found[name] = next(f"{short}{number}" for number in count(1) if f"{short}{number}" not in taken)
            taken.add(found[name])
    return found


def parts_of(name: str) -> Parts:
    """Take a name apart: what stands before the tussenvoegsels, those, and the surname; `Wit, Jelle de` is turned."""
    last, comma, first = name.partition(",")
    words = [word for word in (f"{first} {last}" if comma else name).split() if any(map(str.isalnum, word))]
    lead = next((place for place, word in enumerate(words) if place and word.casefold() in PARTICLES), 0)
    if not lead:  # no tussenvoegsel: what comes after the first name and after initials is the surname
        lead = next((place for place, word in enumerate(words) if place and not word.endswith(".")), len(words))
    after = next((lead + at for at, word in enumerate(words[lead:]) if word.casefold() not in PARTICLES), len(words))
    return Parts(tuple(words[:lead]), tuple(words[lead:after]), tuple(words[after:]))


def _written(parts: Parts, first: int, last: int) -> str:
    firsts = [_letters(word, first) for word in parts.firsts]
    particles = [_letters(word, 1).lower() for word in parts.particles]
    surname = [_letters(word, last) for word in parts.surname]
    return "".join([*firsts, *particles, *surname]) or "?"


def _letters(word: str, most: int) -> str:
    """Return the first letters of a word and of what hangs on it: Anne-Marie is A.M., J.W. stays J.W., IJs is IJ."""
    pieces = [_only_letters(piece) for piece in word.replace("-", " ").replace(".", " ").split()]
    return "".join(f"{_start(piece, most)}." for piece in pieces if piece)


def _only_letters(piece: str) -> str:
    keep: Callable[[str], bool] = str.isalnum
    return "".join(letter for letter in piece if keep(letter))


def _start(piece: str, most: int) -> str:
    if piece.upper().startswith("IJ") and most < 2:
        return "IJ" if len(piece) > 2 else "I"
    kept = piece[: max(1, min(most, len(piece) - 1))]
    return kept[:1].upper() + kept[1:].lower()
