"""What a command says beside its data: on stderr, and nothing in it speaks to the terminal."""

import sys

from mdoverleg.domain.text import clean, shorten_words

LONGEST = 1000
"""Nobody reads further; what is quoted may be longer than a page."""


def say(sentence: str) -> None:
    """Say one line on stderr, at once, also when it is not a terminal."""
    print(shorten_words(clean(sentence, one_line=True), LONGEST), file=sys.stderr, flush=True)
