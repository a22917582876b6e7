"""Reply forms: what somebody fills in about their action points, and the letters by which a row is known again.

The columns are named here once, for who makes the form and for who reads it.
"""

from hashlib import sha256
from typing import Final, NamedTuple

from mdoverleg.domain.enums import ActionStatus
from mdoverleg.domain.papers import ActionsPaper, PaperHead
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import N_, _, np_, p_

ANSWERS: Final[tuple[ActionStatus, ...]] = ("done", "in_progress", "could_not", "not_done")
"""What can be answered; what else happens to an action point is decided at the table."""

NEED_REASON: Final[tuple[ActionStatus, ...]] = ("could_not", "not_done")
"""Answers that say why (E21)."""

ANSWER, REASON, DAY, REMARK, MARK = "answer", "reason", "day", "remark", "mark"
FILLED_IN: Final = (ANSWER, REASON, DAY, REMARK)
"""Keys of the columns that are empty when a form goes out."""

HEADINGS: Final[dict[str, str]] = {
    "id": np_("Export", "No."),
    "text": N_("Action"),
    ANSWER: np_("Reply", "Answer"),
    REASON: np_("Reply", "Reason"),
    DAY: np_("Reply", "Done on / new date"),
    REMARK: np_("Reply", "Remark"),
    MARK: np_("Reply", "Check letters"),
}
"""Headings of the columns that are read when a form comes back."""

_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels: no words, and nothing that a spreadsheet takes for a number, a date or a formula."""
_CHECKS: Final = 8
_LONGEST: Final = 24


class ReplyPaper(NamedTuple):
    """A list of action points for one reader that comes back with answers."""

    head: PaperHead
    actions: ActionsPaper
    marks: tuple[str, ...]
    """Check letters, one for every action point of the list."""


class Mark(NamedTuple):
    """The check letters of a row, taken apart."""

    checks: str
    change: int
    """The newest change of the file when the form was made."""


def heading(key: str) -> str:
    """Return the heading of a column in the current language."""
    english = HEADINGS[key]
    if key == "text":
        return _(english)
    return p_("Export" if key == "id" else "Reply", english)


def recipient_key(kind: str, author_id: str) -> str:
    """Return who a form is for, as it goes into the check letters; `kind` is `person` or `organisation`."""
    return f"{kind}:{author_id}"


def mark_of(action_id: str, recipient: str, text: str, change: int) -> str:
    """Return the check letters of a row: eight of what it says to whom, and how far the file had come then.

    They show what was changed by accident; they are no secret, and nobody gets a right by them.
    """
    said = "\n".join((action_id, recipient, plain_text(text), str(change)))
    number = int.from_bytes(sha256(said.encode("utf-8", "replace")).digest()[:12], "big")
    return f"{_in_letters(number)[-_CHECKS:]}-{_in_letters(change)}"


def read_mark(typed: str) -> Mark | None:
    """Read check letters, capitals or not; nothing when they are none."""
    letters = clean(typed, one_line=True).upper()
    checks, dash, change = letters.partition("-")
    is_right = dash and len(letters) <= _LONGEST and len(checks) == _CHECKS and change
    if not is_right or set(checks + change) - set(_LETTERS):
        return None
    number = 0
    for letter in change:
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    return Mark(checks, number)


def is_marked(mark: Mark, action_id: str, recipient: str, text: str) -> bool:
    """Tell whether the check letters are those of this row."""
    return read_mark(mark_of(action_id, recipient, text, mark.change)) == mark


def plain_text(text: str) -> str:
    """Return a text without what programs change when they save it: white space, and the mark before a formula."""
    return " ".join(clean(text, one_line=True).lstrip("'").split())


def _in_letters(number: int) -> str:
    found = ""
    while number or not found:
        number, rest = divmod(number, len(_LETTERS))
        found = _LETTERS[rest] + found
    return found
