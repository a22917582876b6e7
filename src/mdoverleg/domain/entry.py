"""The one-line entry of the table: `belt de school over het verzuim @akk vr !veiligheid #Kind1` (docs/keys.md)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from mdoverleg.domain.date_in_line import DateInLine, find_date
from mdoverleg.domain.entry_marks import (
    KIND_WORDS,
    KINDS,
    MemberRef,
    OrganisationRef,
    Owner,
    find_kind,
    find_members,
    find_owner,
)
from mdoverleg.domain.enums import ActionKind
from mdoverleg.domain.names import PersonRef
from mdoverleg.domain.text import clean, closest, fold

ProblemCode = Literal[
    "no_text",
    "unknown_owner",
    "ambiguous_owner",
    "too_many_owners",
    "owner_and_organisation",
    "impossible_date",
    "unclear_date",
    "no_next_meeting",
    "two_dates",
    "misspelt_date",
    "unknown_kind",
    "ambiguous_kind",
    "two_kinds",
    "unknown_member",
    "ambiguous_member",
]


class Around(NamedTuple):
    """What a line is read against: the day, who can own it, and the family of the case (none without a case)."""

    today: date
    people: Sequence[PersonRef] = ()
    organisations: Sequence[OrganisationRef] = ()
    members: Sequence[MemberRef] = ()
    next_meeting: date | None = None


class Problem(NamedTuple):
    """Why a line cannot be saved as it is: the words in trouble and who or what could be meant."""

    code: ProblemCode
    word: str = ""
    candidates: tuple[str, ...] = ()


class Reading(NamedTuple):
    """What was understood of a line. Keys are `pk`; a line with problems is not saved, a hint does not stop it.

    `owner_organisation` never goes together with `owner` (docs/format.md, ActionPoint).
    """

    text: str
    owner: int | None = None
    co_owner: int | None = None
    owner_organisation: int | None = None
    family_owner: int | None = None
    due: date | None = None
    kind: ActionKind = "practical"
    members: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    hints: tuple[Problem, ...] = ()


class _Mark(NamedTuple):
    sign: str
    words: tuple[str, ...]


_SIGNS: Final = "@!#"
_MOST_WORDS_OF_A_NAME: Final = 6
_DATE_PROBLEMS: Final[dict[str, ProblemCode]] = {
    "impossible": "impossible_date",
    "unclear": "unclear_date",
    "no_next_meeting": "no_next_meeting",
    "two_dates": "two_dates",
    "misspelt": "misspelt_date",
}


def read_entry(line: str, around: Around) -> Reading:
    """Read a line: owners, date, kind and for whom taken out, the words that are left are the text."""
    words = clean(line, one_line=True).split()
    marks = [_mark_of(word, around) for word in words]
    taken = [mark is not None for mark in marks]
    for place, mark in enumerate(marks):
        if mark and mark.sign == "@":
            longer, more = _with_the_words_after(words, taken, place, around)
            if more:
                marks[place] = _Mark("@", (longer,))
                taken[place + 1 : place + 1 + more] = [True] * more
    found = find_date(words, taken, around.today, around.next_meeting)
    dated = {place for start, end in found.spans for place in range(start, end)}
    text = " ".join(word for place, word in enumerate(words) if not taken[place] and place not in dated)
    return _put_together(text.rstrip(" ,;:") if dated else text, found, _meant(marks), around)


def is_mark(word: str) -> bool:
    """Tell whether a word is written as a mark: a sign and a letter or digit. `op!`, a lone # and jan@x.nl are not."""
    bare = word.lstrip("([\"'")
    return len(bare) > 1 and bare[0] in _SIGNS and bare[1].isalnum()


def _mark_of(word: str, around: Around) -> _Mark | None:
    if not is_mark(word):
        return None
    bare = word.lstrip("([\"'")
    sign, rest = bare[0], bare[1:]
    if sign in "@#" and re.fullmatch(r"[\d.,:]+", rest) and not _is_anybody(sign, rest, around):
        return None  # "om @14:30", "punt #2"
    words = [part.rstrip(".;:!?)]\"'") if part not in _ids(around) else part for part in re.split("[,+&/]", rest)]
    return _Mark(sign, tuple(part for part in words if part))


def _ids(around: Around) -> set[str]:
    return {one.id for group in (around.people, around.organisations, around.members) for one in group}


def _is_anybody(sign: str, query: str, around: Around) -> bool:
    if sign == "@":
        return bool(find_owner(query, around.people, around.organisations).found)
    found = find_members(query, around.members)
    return bool(found.found or found.several)


def _with_the_words_after(words: Sequence[str], taken: Sequence[bool], place: int, around: Around) -> tuple[str, int]:
    """Take the rest of a name that is written out: `@Jan de Wit`, `@de Wit`; only when together it is a name."""
    start = words[place].lstrip("([\"'")[1:]
    if place + 1 == len(words) or not _is_in_a_name(f"{start} {words[place + 1]}", around):
        return start, 0
    for more in range(_MOST_WORDS_OF_A_NAME, 0, -1):
        after = range(place + 1, place + 1 + more)
        if after.stop > len(words) or any(taken[at] for at in after):
            continue
        name = " ".join([start, *(words[at] for at in after)]).rstrip(".,;:!?)]\"'")
        choice = find_owner(name, around.people, around.organisations)
        if choice.found and choice.rank <= 2:
            return name, more
    return start, 0


def _is_in_a_name(words: str, around: Around) -> bool:
    wanted = fold(words).rstrip(".,;:!?)]\"'")
    return any(wanted in fold(owner.name) for group in (around.people, around.organisations) for owner in group)


def _meant(marks: Sequence[_Mark | None]) -> dict[str, list[str]]:
    meant: dict[str, list[str]] = {sign: [] for sign in _SIGNS}
    for mark in marks:
        if mark:
            meant[mark.sign].extend(word for word in mark.words if word not in meant[mark.sign])
    return meant


def _put_together(text: str, found: DateInLine, meant: dict[str, list[str]], around: Around) -> Reading:
    problems: list[Problem] = []
    hints: list[Problem] = []
    if not any(letter.isalnum() for letter in text):
        problems.append(Problem("no_text"))
    owners, family = _owners(meant["@"], around, problems)
    if found.trouble:
        (hints if found.trouble == "misspelt" else problems).append(Problem(_DATE_PROBLEMS[found.trouble], found.words))
    kind = _kind(meant["!"], problems)
    members = _members(meant["#"], around, problems)
    people = [owner.pk for owner in owners if isinstance(owner, PersonRef)]
    organisations = [owner.pk for owner in owners if isinstance(owner, OrganisationRef)]
    return Reading(
        text=text,
        owner=people[0] if people else None,
        co_owner=people[1] if len(people) > 1 else None,
        owner_organisation=organisations[0] if organisations and not people else None,
        family_owner=family.pk if family else None,
        due=found.day,
        kind=kind,
        members=members,
        problems=tuple(problems),
        hints=tuple(hints),
    )


def _owners(words: Sequence[str], around: Around, problems: list[Problem]) -> tuple[list[Owner], MemberRef | None]:
    owners: list[Owner] = []
    family: list[MemberRef] = []
    for word in words:
        found = find_owner(word, around.people, around.organisations).found
        relatives = () if found else find_members(word, around.members).found
        if len(found) == 1:
            owners.extend(owner for owner in found if owner not in owners)
        elif len(relatives) == 1:
            family.extend(member for member in relatives if member not in family)
        elif found:
            problems.append(Problem("ambiguous_owner", word, tuple(owner.name for owner in found)))
        else:
            problems.append(Problem("unknown_owner", word, _near_owners(word, around)))
    _check_number(owners, family, words, problems)
    return owners, family[0] if family else None


def _check_number(
    owners: Sequence[Owner], family: Sequence[MemberRef], words: Sequence[str], problems: list[Problem]
) -> None:
    kinds = {type(owner) for owner in owners}
    said = ", ".join(words)
    if len(owners) > 2 or len(family) > 1:
        problems.append(Problem("too_many_owners", said))
    elif OrganisationRef in kinds and len(owners) > 1:
        # An owner is a person or an organisation, and only two people can do it together.
        problems.append(Problem("owner_and_organisation", said))


def _near_owners(word: str, around: Around) -> tuple[str, ...]:
    everybody: Sequence[Owner] = [*around.people, *around.organisations]
    parts = {part: owner.name for owner in everybody for part in (owner.id, *owner.name.split(), owner.name)}
    near = closest(word.replace("_", " "), parts)
    return (parts[near],) if near else ()


def _kind(words: Sequence[str], problems: list[Problem]) -> ActionKind:
    kinds: list[ActionKind] = []
    for word in words:
        found = find_kind(word)
        if len(found) == 1:
            kinds.extend(kind for kind in found if kind not in kinds)
        elif found:
            problems.append(Problem("ambiguous_kind", word, tuple(found)))
        else:
            known = {name: kind for kind in KINDS for name in (kind, *KIND_WORDS[kind])}
            near = closest(word, known)
            problems.append(Problem("unknown_kind", word, (known[near],) if near else ()))
    if len(kinds) > 1:
        problems.append(Problem("two_kinds", ", ".join(words), tuple(kinds)))
    return kinds[0] if kinds else "practical"


def _members(words: Sequence[str], around: Around, problems: list[Problem]) -> tuple[int, ...]:
    pks: dict[int, None] = {}
    everybody = False
    for word in words:
        found = find_members(word, around.members)
        everybody = everybody or found.everybody
        pks.update(dict.fromkeys(member.pk for member in found.found))
        if found.several:
            problems.append(Problem("ambiguous_member", word, tuple(member.shown for member in found.several)))
        elif not found.found and not found.everybody:
            near = closest(word, [member.shown for member in around.members])
            problems.append(Problem("unknown_member", word, (near,) if near else ()))
    # No member named means the whole family (docs/format.md, ActionPoint).
    return () if everybody else tuple(pks)
