"""Words that are erased for good, and the mark that stands in their place."""

import re
from collections.abc import Iterable
from typing import Final

from mdoverleg.domain.words import _

LEAST: Final = 2
"""A name of fewer characters than this is not looked for in other texts: it would be found in most of them."""

_NEVER: Final = re.compile(r"(?!)")
_PART: Final = re.compile(r"[^\W_]+")


class ErasedWords:
    """Finds whole words, capitals ignored, also with an s of possession; longer words that are spared stay as they are.

    `spared` are words that hold one of the others and stay: another case may be called Merel 2.
    """

    def __init__(self, words: Iterable[str], spared: Iterable[str] = ()) -> None:
        gone = sorted({word for word in words if len(word) >= LEAST}, key=lambda word: (-len(word), word))
        folded = {word.casefold() for word in gone}
        kept = sorted({word for word in spared if word.casefold() not in folded}, key=lambda word: (-len(word), word))
        kept = [word for word in kept if any(one in word.casefold() for one in folded)]
        self.words = tuple(gone)
        firsts = [_PART.findall(word.casefold())[:1] for word in gone]
        self._firsts = {part + more for found in firsts for part in found for more in ("", "s")}
        self._looks_always = not all(firsts)
        self._pattern = _NEVER
        if gone:
            parts = [*(f"(?P<kept{number}>{re.escape(word)})" for number, word in enumerate(kept))]
            parts.append(f"(?:{'|'.join(map(re.escape, gone))})(?:['’]?s)?")
            # A line below divides words too: in the name of a file it stands for a space.
            self._pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])", re.IGNORECASE)

    def __bool__(self) -> bool:
        return bool(self.words)

    def are_in(self, text: str | None) -> bool:
        """Tell whether one of the words stands in a text."""
        if not text or not self._may_be_in(text):
            return False
        return any(found.lastgroup is None for found in self._pattern.finditer(text))

    def out_of(self, text: str) -> str:
        """Return a text with the mark in the place of each word."""
        if not self._may_be_in(text):
            return text
        mark = erased_mark()
        return self._pattern.sub(lambda found: found[0] if found.lastgroup else mark, text)

    def _may_be_in(self, text: str) -> bool:
        """Look quickly: trying every word at every place takes long where there are hundreds of both."""
        return self._looks_always or not self._firsts.isdisjoint(_PART.findall(text.casefold()))


def erased_mark() -> str:
    """Return what stands in the place of a name or text that was erased for good."""
    return _("(erased)")
