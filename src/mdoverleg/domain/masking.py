"""Names replaced by initials in whatever text they stand in: warnings, notes, the history, what was found."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple
from unicodedata import east_asian_width, normalize

from mdoverleg.domain.initials import initials_of, parts_of
from mdoverleg.domain.text import PARTICLES, fold

HIDDEN: Final = "***"
"""Stands for a telephone number."""
_WORD: Final = re.compile(r"[^\W_]+")
_BETWEEN: Final = re.compile(r"[\s.,'’()/_‐‑-]{0,4}")
"""What may stand between two words of one name, in any order: M.Akkers, Akkers, M. and anne_marie."""
_SURE: Final = 6
"""From so many letters a word that is a name is taken for one without its capital too."""


class Named(NamedTuple):
    """Somebody by name: the author's id and the telephone number are masked too."""

    name: str
    id: str = ""
    phone: str = ""


class Names(NamedTuple):
    """Everybody who may be named in a file."""

    people: tuple[Named, ...] = ()
    others: tuple[str, ...] = ()
    """Who is named in words: people around a family, who wrote without being listed, older names."""
    aliases: tuple[str, ...] = ()
    """Of the cases: these are there to be seen, also where somebody is called the same."""
    common: tuple[str, ...] = ()
    """Organisations and functions: one of their words alone in `others` is not somebody's name."""


class _Form(NamedTuple):
    words: tuple[str, ...]
    says: str
    is_sure: bool
    """It is a name also without a capital."""


class _Found(NamedTuple):
    start: int
    end: int
    says: str


class Masker:
    """Puts initials in the place of the names that it knows; twice is as once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._forms: dict[tuple[str, ...], list[_Form]] = {}
        """By their first two words."""
        aliases = _words_of(names.aliases)
        common = aliases | _words_of(names.common)
        people = [one for one in names.people if parts_of(one.name).words]
        known = {one.name for one in people}
        others = {found for text in names.others for found in _names_in(text, common) if found not in known}
        written = _written(people, aliases)
        for words, form in _written(map(Named, sorted(others)), aliases).items():
            written.setdefault(words, form)
        for words, form in written.items():
            self._forms.setdefault(words[:2], []).append(form)
        for phone in filter(None, (one.phone for one in names.people)):
            if words := _folded(phone):
                self._forms.setdefault(words[:2], []).append(_Form(words, HIDDEN, is_sure=True))
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.words))
        self.masked = lru_cache(maxsize=8192)(self._masked)

    def _masked(self, text: str) -> str:
        """Return the text with initials where names stood."""
        if not text.isascii():
            text = normalize("NFC", text)
        pieces: list[str] = []
        at = 0
        for found in self._found(text):
            end = found.end + 1 if found.says.endswith(".") and text[found.end : found.end + 1] == "." else found.end
            pieces += [text[at : found.start], found.says]
            at = end
        return "".join([*pieces, text[at:]]) if pieces else text

    def dotted(self, text: str) -> str:
        """Return the text with dots for the letters of names after the first: as wide and as long as it was."""
        letters = list(text)
        for found in self._found(text):
            for word in _WORD.finditer(text, found.start, found.end):
                first = word.start() + (found.says != HIDDEN)
                for at in range(first, word.end()):
                    letters[at] = "・" if east_asian_width(letters[at]) in "WF" else "·"
        return "".join(letters)

    def _found(self, text: str) -> Iterator[_Found]:
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            found = self._at(text, words, at)
            if found is None:
                at += 1
                continue
            count, end, says = found
            yield _Found(words[at].start(), end, says)
            at += count

    def _at(self, text: str, words: list[re.Match[str]], at: int) -> tuple[int, int, str] | None:
        first = fold(words[at][0])
        after = fold(words[at + 1][0]) if at + 1 < len(words) else ""
        starts = [(first, after), (first, after[:-1]), (first,), (first[:-1],)]
        for start in starts if after.endswith("s") or first.endswith("s") else starts[::2]:
            for form in self._forms.get(start, ()):
                if (end := _end_of(form, text, words[at : at + len(form.words)])) is not None:
                    return len(form.words), end, form.says
        return None


def _written(people: Iterable[Named], aliases: frozenset[str]) -> dict[tuple[str, ...], _Form]:
    """Return every way in which these people are written; what may mean several of them gets one letter."""
    everybody = list(people)
    short = initials_of(one.name for one in everybody)
    said: dict[tuple[str, ...], set[str]] = {}
    sure: set[tuple[str, ...]] = set()
    for one in everybody:
        for words, is_sure in _forms_of(one):
            if len(words) > 1 or words[0] not in aliases:
                said.setdefault(words, set()).add(short[one.name])
                sure |= {words} if is_sure else set()
    return {
        words: _Form(words, min(says) if len(says) == 1 else _one_letter(words), words in sure)
        for words, says in said.items()
    }


def _one_letter(words: tuple[str, ...]) -> str:
    return f"{next(word for word in words if word not in PARTICLES)[0].upper()}."


def _end_of(form: _Form, text: str, words: list[re.Match[str]]) -> int | None:
    """Return where a form ends that stands at these words; the s of `Mirjams` and `Akkers'` is left alone."""
    if len(words) < len(form.words):
        return None
    folded = [fold(word[0]) for word in words]
    has_s = folded[-1] == f"{form.words[-1]}s"
    if has_s:
        folded[-1] = form.words[-1]
    if tuple(folded) != form.words:
        return None
    if any(not _BETWEEN.fullmatch(text, a.end(), b.start()) for a, b in pairwise(words)):
        return None
    if not form.is_sure and not any(word[0][0].isupper() for word in words if fold(word[0]) not in PARTICLES):
        return None
    return words[-1].end() - has_s


def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(text))


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _folded(text))


def _forms_of(one: Named) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the ways in which a name is written, in folded words, and whether it is one without a capital too."""
    parts = parts_of(one.name)
    firsts, particles, surname = (_folded(" ".join(group)) for group in parts)
    initials = tuple(word[0] for word in firsts)
    last = (*particles, *surname)
    whole = {(*firsts, *last), (*firsts[:1], *last), (*firsts[:1], *surname)}
    short = {(*initials, *last), (*initials[:1], *last), (*initials[:1], *surname), ("".join(initials), *last)}
    turned = {(*surname, *firsts, *particles), (*last, *firsts), (*last, *initials), (*surname, *initials, *particles)}
    for words in {_folded(one.name), *whole, *short, *turned}:
        if sum(word not in PARTICLES for word in words) > 1:
            yield words, True
    yield from ((words, False) for words in {firsts, last, surname} if len(words) > 1)
    id_ = _folded(one.id)
    is_name = not {*id_}.isdisjoint(word for word in (*firsts, *surname) if len(word) > 1)
    if id_ and is_name:
        yield id_, True
    for word in {*firsts, *surname, *_folded(one.name)}:
        if len(word) > 1 and word not in PARTICLES:
            yield (word,), len(word) >= _SURE or (word,) == id_


def _names_in(text: str, common: frozenset[str]) -> Iterator[str]:
    """Yield the names of people in a description such as `juf Karin de Boer van groep 2`: by their capitals."""
    words = text.split()
    runs: list[list[str]] = [[]]
    for word in words:
        if word[0].isupper() and not {*_folded(word)} <= common:
            runs[-1].append(word.strip(",;:()"))
        elif not (runs[-1] and word.casefold() in PARTICLES):
            runs.append([])
        else:
            runs[-1].append(word)
    for run in runs:
        while run and not run[-1][:1].isupper():
            run.pop()
        is_sentence = len(run) == 1 and len(words) > 1 and run[0] == words[0]
        if run and not is_sentence:
            yield " ".join(run)
