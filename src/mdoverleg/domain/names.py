"""Names of people: made shorter without being cut, and found by what somebody types of them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from mdoverleg.domain.text import PARTICLES, fold


class PersonRef(NamedTuple):
    """A person to choose from: the key inside, the author's id, the name, and where the person works."""

    pk: int
    id: str
    name: str
    organisation: str = ""


def short_name(name: str) -> str:
    """Shorten a first name to its letter: M. Akkers, J. de Wit, J.W. van den Berg; one word stays as it is.

    Names in the middle are only shortened in front of a tussenvoegsel: without one they may belong to the surname.
    """
    words = name.split()
    if len(words) < 2 or _is_particle(words[0]) or words[0].endswith(","):
        return name
    first_particle = next((place for place, word in enumerate(words) if place and _is_particle(word)), 1)
    if first_particle == len(words) - 1 and first_particle > 1:
        first_particle = 1
    initials_of_first = "".join(map(_initial, words[:first_particle]))
    return " ".join([initials_of_first, *words[first_particle:]])


def _is_particle(word: str) -> bool:
    return word.casefold() in PARTICLES


def _first_letter(part: str) -> str:
    return next((letter for letter in part if letter.isalpha()), "")


def _initial(word: str) -> str:
    if word.endswith("."):
        return word  # J. or J.W. or Th. is short already
    letters = ["IJ" if part.startswith("IJ") else _first_letter(part).upper() for part in word.split("-")]
    return "".join(f"{letter}." for letter in letters if letter) or word


class _Form(NamedTuple):
    name: str
    words: tuple[str, ...]
    short: str
    id: str
    organisation: str


@lru_cache(maxsize=4096)
def _form(person: PersonRef) -> _Form:
    name = fold(person.name)
    words = tuple(name.replace("-", " ").split())
    short = "".join(letter for letter in fold(short_name(person.name)) if letter.isalnum())
    return _Form(name, words, short, fold(person.id), fold(person.organisation))


_LAST_RANK: Final = 9


def name_rank(query: str, person: PersonRef) -> int | None:
    """Tell how well a typed word fits a person: 0 the id as written, ... 9 the organisation; None: not at all.

    From 1 on capitals and accents do not count, and `_` is a space: the id or the whole name (1), a whole word of the
    name or the surname with its tussenvoegsel (2), the beginning of the name (3) or of a word in it (4), every word
    typed begins a word (5), letter and surname run together as in `makkers` (6), somewhere inside the name (7), the
    beginning of the id (8), the organisation (9).
    """
    if query == person.id:
        return 0
    wanted = " ".join(fold(query).replace("_", " ").split())
    return _rank(wanted, _form(person)) if wanted else None


def _rank(wanted: str, form: _Form) -> int | None:
    if wanted in {form.id, form.name}:
        return 1
    if _is_part(wanted, form):
        return 2
    if form.name.startswith(wanted):
        return 3
    if any(word.startswith(wanted) for word in form.words):
        return 4
    return _loose_rank(wanted, form)


def _is_part(wanted: str, form: _Form) -> bool:
    if wanted in PARTICLES:
        return False
    return wanted in form.words or wanted in form.name.split() or form.name.endswith(" " + wanted)


def _loose_rank(wanted: str, form: _Form) -> int | None:
    parts = wanted.replace("-", " ").replace(".", " ").split()
    if len(parts) > 1 and all(any(word.startswith(part) for word in form.words) for part in parts):
        return 5
    if len(wanted) > 1 and form.short.startswith("".join(letter for letter in wanted if letter.isalnum()) or "?"):
        return 6
    if len(wanted) > 2 and wanted in form.name:
        return 7
    if form.id.startswith(wanted):
        return 8
    in_organisation = form.organisation.startswith(wanted) or f" {wanted}" in form.organisation
    return _LAST_RANK if in_organisation else None


def match_people(query: str, people: Sequence[PersonRef]) -> list[PersonRef]:
    """Find people by what was typed of name, id or organisation, the best first; all of them for an empty query.

    Among equals the order of `people` is kept, so that the list does not jump while somebody types.
    """
    if not query.strip():
        return list(people)
    ranked = [(rank, place) for place, person in enumerate(people) if (rank := name_rank(query, person)) is not None]
    return [people[place] for _rank_of, place in sorted(ranked)]


def best_people(query: str, people: Iterable[PersonRef]) -> list[PersonRef]:
    """Find the people whom the query fits best and equally well; more than one means that it is ambiguous."""
    ranked = [(rank, person) for person in people if (rank := name_rank(query, person)) is not None]
    best = min((rank for rank, _person in ranked), default=0)
    return [person for rank, person in ranked if rank == best]
