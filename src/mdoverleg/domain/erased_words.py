"""Words that are erased for good, and the mark that stands in their place."""

import re
from collections.abc import Iterable
from typing import Final

from mdoverleg.domain.words import _

LEAST: Final = 2
"""A name of fewer characters than this is not looked for in other texts: it would be found in most of them."""

_NEVER: Final = re.compile(r"(?!)")


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
        self._pattern = _NEVER
        if gone:
            parts = [*(f"(?P<kept{number}>{re.escape(word)})" for number, word in enumerate(kept))]
            parts.append(f"(?:{'|'.join(map(re.escape, gone))})(?:['’]?s)?")
            self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)

    def __bool__(self) -> bool:
        return bool(self.words)

    def are_in(self, text: str | None) -> bool:
        """Tell whether one of the words stands in a text."""
        return bool(text) and any(found.lastgroup is None for found in self._pattern.finditer(text or ""))

    def out_of(self, text: str) -> str:
        """Return a text with the mark in the place of each word."""
        mark = erased_mark()
        return self._pattern.sub(lambda found: found[0] if found.lastgroup else mark, text)


def erased_mark() -> str:
    """Return what stands in the place of a name or text that was erased for good."""
    return _("(erased)")
