"""What came back on reply forms, on its way to the edit that writes it down as a report."""

from typing import Any, NamedTuple

from mdoverleg.domain.enums import ActionStatus
from mdoverleg.domain.words import _


class Reply(NamedTuple):
    """One answer that changes something: the action point, what it becomes, and what was read of it before."""

    pk: int
    values: dict[str, Any]
    expected: dict[str, Any]


class ReturnedForm(NamedTuple):
    """One file: who answered, and what changes by it."""

    file: str
    by: str
    """Name of the person or organisation that the form was for."""
    replies: tuple[Reply, ...]
    lines: tuple[str, ...]
    """In words what would change, what is so already, and how many rows have no answer."""


class Returned(NamedTuple):
    """All files of one import."""

    forms: tuple[ReturnedForm, ...]

    @property
    def changes(self) -> tuple[str, ...]:
        """Return what is told of every file, one line each."""
        return tuple(line for form in self.forms for line in form.lines)

    @property
    def number(self) -> int:
        """Return how many action points change."""
        return sum(len(form.replies) for form in self.forms)


def field_of(status: ActionStatus) -> str:
    """Return where the words of an answer go: what came of it, or why not."""
    return "outcome_reason" if status in ("could_not", "not_done") else "outcome"


def report(words: str, by: str, day: str) -> str:
    """Return the words of an answer as a report: what was said, by whom, read in on which day."""
    said = _("reported by {name}, {day}").format(name=by, day=day)
    return f"{words} ({said})" if words else said
