"""What is meant by what somebody typed: a number that was read out, a name, a day; Refused when it is not clear."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from mdoverleg.cli.plain.table import Table
from mdoverleg.cli.writes import Work
from mdoverleg.domain.clock import known_zone
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.names import PersonRef, best_people
from mdoverleg.domain.snapshots import ActionRow, BoardSnapshot, CaseView, MeetingRow, PersonRow
from mdoverleg.domain.text import fold
from mdoverleg.domain.typed_dates import read_date
from mdoverleg.domain.words import _

T = TypeVar("T")

YES = ("y", "yes", "j", "ja")


def job(table: Table) -> Work:
    """Return what the commands share, for this table."""
    return Work(table.store, table.who, table.board.today, known_zone(table.board.zone))


def _meeting(board: BoardSnapshot) -> MeetingRow:
    if board.meeting is None:
        raise Refused(_("There is no meeting yet. Plan one first."))
    return board.meeting


def open_meeting(board: BoardSnapshot) -> MeetingRow:
    """Return the meeting that can be changed."""
    meeting = _meeting(board)
    if meeting.closed_at is not None:
        raise Refused(_("This meeting is closed."))
    return meeting


def shown_case(board: BoardSnapshot) -> CaseView:
    """Return the case that is read out."""
    if board.case is None:
        raise Refused(_("No case is being discussed. i and its alias looks at one."))
    return board.case


def numbered(text: str, rows: Sequence[T], what: str) -> T | None:
    """Return the row of a number that was read out; nothing when it is no number."""
    if text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= len(rows):
        return rows[int(text) - 1]
    if text.isdigit():
        raise Refused(_("{what} go from 1 to {most}.").format(what=what, most=len(rows)) if rows else _("None."))
    return None


def point(table: Table, text: str) -> ActionRow:
    """Return the action point of a number or an id."""
    if not text:
        raise Refused(_("Which action point? Type its number behind the letter."))
    rows = table.actions()
    if text.isascii() and text.isdigit():
        row = numbered(text, rows, _("Action points"))
    else:
        row = next((one for one in rows if one is not None and fold(one.id) == fold(text)), None)
    if row is None:
        raise Refused(_("“{text}” is not in the list any more; a alone reads it.").format(text=one_line(text)))
    return row


def yes(table: Table, question: str) -> bool:
    """Ask, and tell whether the answer was yes."""
    return table.ask(_("{question} yes or no:").format(question=question)).casefold() in YES


def person_in(table: Table, words: list[str]) -> tuple[PersonRow, list[str]]:
    """Return the person whose name the first words are, as many as fit, and the words behind it."""
    people = {row.pk: row for row in table.board.people if row.active}
    refs = [PersonRef(row.pk, row.id, row.name, row.organisation) for row in people.values()]
    for size in range(len(words), 0, -1):
        found = best_people(" ".join(words[:size]), refs)
        if len(found) == 1:
            return people[found[0].pk], words[size:]
        if found:
            names = "; ".join(ref.name for ref in found[:12])
            raise Refused(_("Who is meant: {names}?").format(names=names))
    raise Refused(_("Nobody here is called “{name}”.").format(name=one_line(" ".join(words))))


def day(typed: str, table: Table) -> date:
    """Return a typed day."""
    day = read_date(typed, table.board.today, table.board.next_meeting_on)
    if day is None:
        raise Refused(_("“{word}” is not understood as a date.").format(word=one_line(typed)))
    return day
