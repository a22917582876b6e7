"""The footer: at most seven keys in whole words, those of what has the focus first."""

from collections.abc import Container, Iterator

from mdoverleg.domain.words import _
from mdoverleg.tui.text import Line, Part
from mdoverleg.tui.verbs import Verb, footer_verbs


def footer_lines(scope: str, does: Container[str]) -> Iterator[Line]:
    """Yield footers for a scope from long to short; words are left out whole, help stays."""
    verbs = [verb for verb in footer_verbs(scope) if verb.id in does]
    for number in range(len(verbs), 0, -1):
        last = verbs[-1]
        yield tuple(part for verb in (*verbs[: number - 1], last) for part in _parts(verb))


def typing_lines() -> Iterator[Line]:
    """Yield footers for while somebody types in the entry line: letters are letters then, and no keys."""
    keys = (("Enter", _("saves")), ("Tab", _("completes")), ("Esc", _("closes")))
    for left_out in (None, "Tab"):
        yield tuple(
            part for key, does in keys if key != left_out for part in (Part(f" {key}", "key"), Part(f" {does} "))
        )


def _parts(verb: Verb) -> tuple[Part, Part]:
    return Part(f" {verb.key}", "key", verb.id), Part(f" {verb.words} ", "", verb.id)
