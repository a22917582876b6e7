"""Words that are erased for good, and the mark that stands in their place."""

import re
from collections.abc import Iterable
from typing import Final

from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _

LEAST: Final = 2
"""A name of fewer characters than this is not looked for in other texts: it would be found in most of them."""

ASKED: Final = 3
"""Of what was searched for, a part of fewer letters tells no name."""

_NEVER: Final = re.compile(r"(?!)")
_PART: Final = re.compile(r"[^\W_]+")


class ErasedWords:
    """Finds whole words, capitals ignored, also with an s of possession; longer words that are spared stay as they are.

    `spared` are words that hold one of the others and stay: another case may be called Merel 2.
    """

    def __init__(self, words: Iterable[str], spared: Iterable[str] = ()) -> None:
        gone = sorted({word for word in words if len(word) >= LEAST}, key=lambda word: (-len(word), word))
        self.words = tuple(gone)
        self._holding = _holding({word.lower() for word in gone}, {word.lower() for word in spared})
        firsts = [_PART.findall(word.casefold())[:1] for word in gone]
        self._firsts = {part + more for found in firsts for part in found for more in ("", "s")}
        self._looks_always = not all(firsts)
        self._pattern = _NEVER
        if gone:
            # A line below divides words too: in the name of a file it stands for a space.
            any_word = "|".join(map(re.escape, gone))
            self._pattern = re.compile(rf"(?<![^\W_])({any_word})(?:['’]?s)?(?![^\W_])", re.IGNORECASE)

    def __bool__(self) -> bool:
        return bool(self.words)

    def are_in(self, text: str | None) -> bool:
        """Tell whether one of the words stands in a text."""
        if not text or not self._may_be_in(text):
            return False
        return any(not self._is_spared(text, found) for found in self._pattern.finditer(text))

    def are_asked_for_in(self, text: str) -> bool:
        """Tell whether a search may have been for one of the words: it is found by a part of it, and without accents.

        Rather too often than not enough: only what was searched for goes, not that somebody searched.
        """
        parts = {part for word in self.words for part in _PART.findall(fold(word))}
        asked = (part for part in _PART.findall(fold(text)) if len(part) >= ASKED)
        return any(one in part or (len(part) >= ASKED and part in one) for one in asked for part in parts)

    def out_of(self, text: str) -> str:
        """Return a text with the mark in the place of each word."""
        if not self._may_be_in(text):
            return text
        mark = erased_mark()
        return self._pattern.sub(lambda found: found[0] if self._is_spared(text, found) else mark, text)

    def _is_spared(self, text: str, found: re.Match[str]) -> bool:
        """Tell whether a word stands there as a part of a longer one that stays."""
        for kept, before in self._holding.get(found[1].lower(), ()):
            start = found.start() - before
            end = start + len(kept)
            if start >= 0 and text[start:end].lower() == kept:
                around = text[start - 1 : start] + text[end : end + 1]
                if not any(_PART.match(sign) for sign in around):
                    return True
        return False

    def _may_be_in(self, text: str) -> bool:
        """Look quickly: trying every word at every place takes long where there are hundreds of both."""
        return self._looks_always or not self._firsts.isdisjoint(_PART.findall(text.casefold()))


def _holding(gone: set[str], spared: set[str]) -> dict[str, list[tuple[str, int]]]:
    """Return by each word the longer ones that hold it, with where it begins in them."""
    found: dict[str, list[tuple[str, int]]] = {}
    for kept in spared - gone:
        for part in re.finditer(r"[^\W_]", kept):
            for word in gone:
                if kept.startswith(word, part.start()):
                    found.setdefault(word, []).append((kept, part.start()))
    return found


def erased_mark() -> str:
    """Return what stands in the place of a name or text that was erased for good."""
    return _("(erased)")
