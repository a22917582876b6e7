"""Completes the mark under the cursor of the typed line: names after @, kinds after !, family members after #."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from mdoverleg.domain.entry import Around, is_mark
from mdoverleg.domain.entry_marks import (
    KINDS,
    MemberRef,
    OrganisationRef,
    Owner,
    find_kind,
    find_members,
    find_owner,
)
from mdoverleg.domain.entry_say import member_label
from mdoverleg.domain.labels import label
from mdoverleg.domain.names import PersonRef, name_rank
from mdoverleg.domain.text import PARTICLES, fold

MOST: Final = 8
_LAST: Final = 99


class Option(NamedTuple):
    """One thing to choose: what is shown, and the mark that is put in the line."""

    label: str
    mark: str


class Completion(NamedTuple):
    """The choices for the mark from `start` to `end` in the line."""

    start: int
    end: int
    options: tuple[Option, ...]


def completion_at(line: str, cursor: int, around: Around) -> Completion | None:
    """Give the choices for the mark in which the cursor stands, the best first, at most 8; None outside a mark."""
    start = max(line.rfind(space, 0, cursor) for space in " \t\n") + 1
    end = next((place for place in range(cursor, len(line)) if line[place].isspace()), len(line))
    word = line[start:cursor]
    if not word or word[0] not in "@!#" or (len(word) > 1 and not is_mark(word)):
        return None
    if word[0] == "@":
        options = _owners(word[1:], around)
    elif word[0] == "!":
        options = _kinds(word[1:])
    else:
        options = _members(word[1:], around.members)
    return Completion(start, end, tuple(options)[:MOST])


def complete(line: str, completion: Completion, option: Option) -> tuple[str, int]:
    """Put the chosen mark in the line with a space behind it; gives the line and the place of the cursor."""
    after = line[completion.end :].lstrip(" ")
    before = f"{line[: completion.start]}{option.mark} "
    return before + after, len(before)


def _owners(query: str, around: Around) -> list[Option]:
    ranked: list[tuple[int, Owner]] = []
    everybody: list[Owner] = [*around.people, *around.organisations]
    for owner in everybody:
        person = owner if isinstance(owner, PersonRef) else PersonRef(owner.pk, owner.id, owner.name)
        rank = name_rank(query, person) if query else _LAST
        if rank is not None:
            ranked.append((rank, owner))
    ranked.sort(key=lambda one: one[0])
    return [Option(owner.name, f"@{_word_for(owner, around)}") for _rank, owner in ranked[:MOST]]


def _word_for(owner: Owner, around: Around) -> str:
    """The shortest word that means this owner and nobody else: the surname, the first name, the whole name, the id."""
    for word in _words_of(owner):
        if is_mark(f"@{word}") and find_owner(word, around.people, around.organisations).found == (owner,):
            return word
    return owner.id


def _words_of(owner: Owner) -> Iterator[str]:
    names = owner.name.replace(",", " ").split()
    if isinstance(owner, OrganisationRef):
        yield owner.id
    elif len(names) > 1:
        first = next((at for at, name in enumerate(names) if at and name.casefold() in PARTICLES), len(names) - 1)
        yield "_".join(names[first:])
    if names:
        yield names[0]
    yield "_".join(names)


def _kinds(query: str) -> list[Option]:
    wanted = fold(query)
    found = find_kind(query) if query else list(KINDS)
    shown = [(kind, label("ActionKind", kind)) for kind in found]
    # What the screen calls it goes before the other language's word.
    shown.sort(key=lambda one: not fold(one[1]).startswith(wanted))
    return [Option(name, f"!{name if ' ' not in name else kind}") for kind, name in shown]


def _members(query: str, members: Sequence[MemberRef]) -> list[Option]:
    if query:
        found = find_members(query, members)
        fits = {member.pk for member in (*found.found, *found.several)}
        chosen = [member for member in members if member.pk in fits or fold(member.shown).startswith(fold(query))]
    else:
        chosen = list(members)
    return [Option(member_label(member), f"#{member.id}") for member in chosen]
