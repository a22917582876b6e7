"""What is asked about a hand-over: the day, together with the family or not, and the line so far."""

from datetime import date, timedelta
from typing import Any

from mdoverleg.domain.dates import day_text
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_words import read_bool
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.ask import Question, Understood
from mdoverleg.tui.dialogs.numbers import day_reader

WEEKS = 2
"""A hand-over is proposed for the next meeting, else for in so many weeks."""


def questions(today: date, next_meeting: date | None) -> list[Question]:
    """Return the three questions; none has to be answered."""
    say, _day_of = day_reader(today, next_meeting)
    day = day_text(proposed_day(today, next_meeting), today)
    label = _("Hand-over at the latest on (for instance {day})").format(day=day)
    return [
        Question("due", label, "", say, needed=False),
        Question("warm", _("Together with the family: yes or no"), _("yes"), _reads_yes, needed=False),
        Question("line_so_far", _("The line so far: what holds, and what was tried"), needed=False),
    ]


def agreed(answers: dict[str, str], today: date, next_meeting: date | None) -> dict[str, Any]:
    """Return the values of the hand-over that was typed; empty when neither a day nor a line was."""
    _say, day_of = day_reader(today, next_meeting)
    if not (answers["due"] or answers["line_so_far"]):
        return {}
    due = day_of(answers["due"]) if answers["due"] else proposed_day(today, next_meeting)
    warm = bool(answers["warm"]) and read_bool(answers["warm"])
    return {"due": due, "warm": warm, "line_so_far": answers["line_so_far"] or None}


def proposed_day(today: date, next_meeting: date | None) -> date:
    """Propose when something is handed over: at the next meeting, else in two weeks."""
    return next_meeting or today + timedelta(weeks=WEEKS)


def _reads_yes(typed: str) -> Understood:
    try:
        read_bool(typed)
    except Refused as refused:
        return Understood(str(refused), is_fine=False)
    return Understood()
