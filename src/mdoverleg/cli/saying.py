"""The edge to the terminal: data on stdout, talk on stderr, and nothing in either speaks to the terminal.

The only place of the command line that prints: a test refuses it everywhere else.
"""

import sys
from collections.abc import Callable

from mdoverleg.domain.text import clean, shorten_words, without_controls

LONGEST = 1000
"""Nobody reads further; what is quoted may be longer than a page."""


def say(sentence: str) -> None:
    """Say one line on stderr, at once, also when it is not a terminal."""
    print(shorten_words(clean(sentence, one_line=True), LONGEST), file=sys.stderr, flush=True)


def put(text: str = "", *, end: str = "\n", flush: bool = False) -> None:
    """Write data on stdout, one line or more."""
    print(without_controls(text), end=end, flush=flush)


def prompt(words: str) -> None:
    """Ask something on stderr; the answer comes on the same line."""
    print(clean(words, one_line=True), end=" ", file=sys.stderr, flush=True)


def so_far(sentence: str) -> Callable[[int, int], None]:
    """Return what tells on a terminal how far something is, on one line that is wiped at the end; nothing elsewhere.

    `sentence` has the places `done` and `total`.
    """

    def tell(done: int, total: int) -> None:
        if sys.stderr.isatty():
            words = sentence.format(done=done, total=total) if done < total else ""
            print(f"\r{words:{len(sentence) + 20}}", end="" if words else "\r", file=sys.stderr, flush=True)

    return tell
