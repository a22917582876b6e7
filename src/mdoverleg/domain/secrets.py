"""What a document may not hold, found again in whatever is read back of it: by words, not by how they are laid out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from mdoverleg.domain.text import PARTICLES, fold
from mdoverleg.domain.words import N_

FEWEST_WORDS: Final = 3
FEWEST_LETTERS: Final = 18
"""A shorter text is no secret by itself: it stands by chance in what somebody else wrote."""
_WORD: Final = re.compile(r"[^\W_]+")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n")
_SHORTEST_NAME: Final = 3
_LONGEST_KNOWN: Final = 8

KINDS: Final[Mapping[str, str]] = {
    "internal": N_("an internal note"),
    "note": N_("a note"),
    "reflection": N_("how a meeting looked back on itself"),
    "line": N_("a line of the three columns"),
    "score": N_("the reason of a score"),
    "danger": N_("a danger statement"),
    "family": N_("something about the family"),
    "decision": N_("a decision that is not for this reader"),
    "notice": N_("a pre-announcement for the crisis service"),
    "action": N_("the text of an action point that this reader may not see"),
    "alias": N_("another case"),
    "member": N_("a family member of another case"),
    "source": N_("a file number"),
    "name": N_("what looks like the name of a family member"),
}
"""What is found, by its kind, in words that stand after `here stands`."""

_RELATION: Final = (
    "moeder vader zoon dochter familie gezin oma opa broer broertje zus zusje stiefvader stiefmoeder kind kleinkind"
    " pleegkind baby peuter mother father son daughter family grandmother grandfather brother sister stepfather"
    " stepmother child"
)
_FAMILY_NAME: Final = re.compile(
    rf"\b(?:{'|'.join(_RELATION.split())})[ \xa0]+((?:[a-z]{{2,4}}[ \xa0]+){{0,2}}[A-Z][^\W\d_]*[a-z][^\W\d_]*)",
    re.UNICODE,
)
_CAPITALS: Final = (
    "nederlands engels duits frans arabisch turks pools marokkaans oekraiens somalisch spaans italiaans surinaams"
    " dutch english german french arabic turkish polish moroccan ukrainian somali spanish italian"
    " wmo jeugdwet maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " monday tuesday wednesday thursday friday saturday sunday centraal central"
)
"""Words with a capital that may follow `moeder` and name nobody."""


class Secret(NamedTuple):
    """One text or name that not everybody may read; `key` says of which row it is."""

    key: tuple[str, str, int]
    """Entity, field and row."""
    kind: str
    """A key of KINDS."""
    text: str
    case_pk: int | None = None
    is_name: bool = False
    """An alias, id or file number: short, but found by its exact letters."""


class Hit(NamedTuple):
    """Where in a text something was found that may not be there."""

    kind: str
    text: str
    start: int


class _Piece(NamedTuple):
    secret: Secret
    words: tuple[str, ...]
    number: int


_Spot = tuple[_Piece, int, int]
_Walk = tuple[tuple[_Spot, ...], tuple[Hit, ...]]
_NONE: Final[Mapping[int, dict[tuple[str, ...], list[_Piece]]]] = {}
_ROOM: Final = 4_000_000
"""Letters of texts that were looked through and are kept: most come again in the next format and the next file."""


class Secrets:
    """Every secret of a file, found by one walk over the words of a text."""

    def __init__(self, secrets: Iterable[Secret], known: Iterable[str] = ()) -> None:
        self.all = tuple(secrets)
        self._known: dict[str, list[tuple[str, ...]]] = {}
        """Names of people, organisations and places, by their first word: in these no alias is looked for."""
        self.known_words: set[str] = set(_CAPITALS.split())
        for phrase in known:
            words = _words(phrase)
            self.known_words.update(words)
            if words:
                self._known.setdefault(words[0], []).append(words)
        self._pieces: dict[tuple[str, ...], dict[int, dict[tuple[str, ...], list[_Piece]]]] = {}
        """By their first two words, how many they have, and all of them: many begin alike."""
        self._walked: dict[str, _Walk] = {}
        self._room = _ROOM
        number = 0
        for secret in self.all:
            if secret.is_name:
                self.known_words.update(_words(secret.text))
            for words in _pieces_of(secret):
                lengths = self._pieces.setdefault(words[:2], {})
                lengths.setdefault(len(words), {}).setdefault(words, []).append(_Piece(secret, words, number))
                number += 1
        self._firsts = frozenset(words[0] for words in self._pieces)

    def pieces_in(self, text: str) -> frozenset[int]:
        """Return the numbers of the pieces that are no names and stand in a text."""
        return frozenset(piece.number for piece, _start, _end in self._walk(text)[0] if not piece.secret.is_name)

    def hits(self, text: str, fine: "Fine", *, any_case: bool = False) -> Iterator[Hit]:
        """Give what stands in a text and may not; with `any_case` names are found whatever their capitals."""
        spots, names = self._walk(text)
        own = [(start, end) for piece, start, end in spots if piece.secret.is_name and piece.secret.key in fine.keys]
        for piece, start, end in spots:
            secret = piece.secret
            if secret.key in fine.keys or piece.number in fine.pieces:
                continue
            if secret.is_name and not any_case and text[start:end] not in {secret.text, secret.text.upper()}:
                continue
            if secret.is_name and any(first <= start and end <= last for first, last in own):
                continue  # “Sijs” in “Sijs 2”, which is theirs
            if secret.is_name and self._is_known(text, start, end):
                continue
            yield Hit(secret.kind, text[start:end], start)
        yield from names

    def _walk(self, text: str) -> _Walk:
        """Return what stands in a text, with where."""
        found = self._walked.get(text)
        if found is None:
            found = tuple(self._spots(text)), tuple(self._names(text))
            if len(text) <= self._room:
                self._room -= len(text)
                self._walked[text] = found
        return found

    def _spots(self, text: str) -> Iterator[_Spot]:
        words = _words(text)
        if self._firsts.isdisjoint(words):
            return
        spots: list[re.Match[str]] = []
        for at, word in enumerate(words):
            if word not in self._firsts:
                continue
            for key in dict.fromkeys(((word,), words[at : at + 2])):
                for length, pieces in self._pieces.get(key, _NONE).items():
                    for piece in pieces.get(words[at : at + length], ()):
                        spots = spots or list(_WORD.finditer(text))
                        yield piece, spots[at].start(), spots[at + length - 1].end()

    def _names(self, text: str) -> Iterator[Hit]:
        """Give what looks like the name of a family member."""
        for found in _FAMILY_NAME.finditer(text):
            words = [word for word in _words(found[1]) if word not in PARTICLES]
            if words and words[-1] not in self.known_words:
                yield Hit("name", found[0], found.start())

    def _is_known(self, text: str, start: int, end: int) -> bool:
        """Whether a name is only a part of the name of a professional, an organisation or a place."""
        spots = list(_WORD.finditer(text, max(0, start - 120), min(len(text), end + 120)))
        words = [_folded(spot[0]) for spot in spots]
        here = next((number for number, spot in enumerate(spots) if spot.start() == start), None)
        for first in range(max(0, (here or 0) - _LONGEST_KNOWN), (here or 0) + 1) if here is not None else ():
            for phrase in self._known.get(words[first], ()):
                last = first + len(phrase)
                if tuple(words[first:last]) == phrase and spots[last - 1].end() >= end:
                    return True
        return False


class Fine(NamedTuple):
    """What one reader may see of all that: rows by their keys, and pieces that stand in what they may see."""

    keys: frozenset[tuple[str, str, int]] = frozenset()
    pieces: frozenset[int] = frozenset()


class Guard(NamedTuple):
    """What is looked for in one document, and what is fine in it and in the name of its file."""

    secrets: Secrets
    fine: Fine
    in_name: Fine


def _pieces_of(secret: Secret) -> Iterator[tuple[str, ...]]:
    if secret.is_name:
        words = _words(secret.text)
        if words and len("".join(words)) >= _SHORTEST_NAME:
            yield words
        return
    pieces = [words for part in _SENTENCE.split(secret.text) if _says_enough(words := _words(part))]
    if pieces:
        yield from dict.fromkeys(pieces)
    elif _says_enough(words := _words(secret.text)):
        yield words


def _says_enough(words: tuple[str, ...]) -> bool:
    return len(words) >= FEWEST_WORDS and sum(map(len, words)) >= FEWEST_LETTERS


def _words(text: str) -> tuple[str, ...]:
    if text.isascii():  # as fold() does it, all at once
        return tuple(_WORD.findall(text.lower()))
    return tuple(map(_folded, _WORD.findall(text)))


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    return fold(word)
