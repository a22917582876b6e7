"""The answer in one row of a reply form: its word, and the reason, date and remark as one text."""

import re
from datetime import date, datetime
from typing import Final, NamedTuple

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.enums import ActionStatus
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.inputs_say import shown
from mdoverleg.domain.inputs_words import read_day, read_word
from mdoverleg.domain.labels import label
from mdoverleg.domain.reply_forms import ANSWER, ANSWERS, DAY, FILLED_IN, NEED_REASON, REASON, REMARK
from mdoverleg.domain.text import fold
from mdoverleg.domain.words import _
from mdoverleg.intake.columns import Problems
from mdoverleg.intake.reply_sheets import Line
from mdoverleg.intake.sheets import Cell, cell_text, is_number

LONGEST: Final = 4_000
"""Letters of a reason or remark."""

_OTHER_WORDS: Final[dict[str, ActionStatus]] = {
    "loopt": "in_progress",
    "loopt nog": "in_progress",
    "in behandeling": "in_progress",
    "klaar": "done",
    "afgerond": "done",
    "uitgevoerd": "done",
    "finished": "done",
    "busy": "in_progress",
    "niet gelukt": "could_not",
}
"""What people write beside the words to choose from."""
_HAS_YEAR: Final = re.compile(r"\b[0-9]{4}\b")


class Answer(NamedTuple):
    """What somebody answered."""

    status: ActionStatus
    words: str
    """Reason, remark and date as they go into the report; may be empty."""


def read_answer(line: Line, today: date, problems: Problems) -> Answer | None:
    """Return the answer of a row; what cannot be read or is missing is noted, and nothing returned."""
    faults = len(problems.lines)

    def note(key: str, sentence: str) -> None:
        problems.add(line.file, line.number, line.names[key], f"{shown(line.text('id'))[1:-1]}: {sentence}")

    for key in FILLED_IN:
        if isinstance(trouble := line.cells.get(key), Cell):
            note(key, trouble.trouble)
    if len(problems.lines) > faults:
        return None
    status, day = None, None
    try:
        status = _status(line)
    except Refused as refusal:
        note(ANSWER, str(refusal))
    try:
        day = _day(line, today, status)
    except Refused as refusal:
        note(DAY, str(refusal))
    for key in (REASON, REMARK):
        if len(line.text(key)) > LONGEST:
            note(key, _("this text is too long; at most {limit} letters").format(limit=LONGEST))
    if status in NEED_REASON and not line.text(REASON):
        sentence = _("“{answer}” needs a reason").format(answer=label("ActionStatus", status))
        note(REASON, sentence)
    if status is None or len(problems.lines) > faults:
        return None
    return Answer(status, _words(line, status, day))


def _status(line: Line) -> ActionStatus:
    typed = line.text(ANSWER)
    if not typed:
        raise Refused(_("something was filled in without an answer; choose one of {words}").format(words=_choices()))
    status = _OTHER_WORDS.get(fold(typed).strip(" .,;:!"))
    if status is None:
        try:
            status = read_word("ActionStatus", typed)  # type: ignore[assignment]
        except Refused:
            status = None
    if status not in ANSWERS:
        raise Refused(_("{value} is no answer; choose one of {words}").format(value=shown(typed), words=_choices()))
    return status


def _choices() -> str:
    return ", ".join(label("ActionStatus", word) for word in ANSWERS)


def _day(line: Line, today: date, status: ActionStatus | None) -> date | None:
    cell = line.cells.get(DAY)
    if cell is None:
        return None
    if is_number(cell):
        raise Refused(_("{value} is a number, not a date; give the cell a date").format(value=cell_text(cell)))
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    else:
        typed = line.text(DAY)
        # With its year a date says the same on every day; "Friday" does not.
        day = read_day(typed, today if _HAS_YEAR.search(typed) else None)
    if status == "done" and day > today:
        raise Refused(_("done on {day}, and that day is still to come").format(day=day_file(day)))
    return day


def _words(line: Line, status: ActionStatus, day: date | None) -> str:
    parts = [line.text(REASON), line.text(REMARK)]
    if day is not None:
        sentence = _("done on {day}") if status == "done" else _("new date proposed: {day}")
        parts.append(sentence.format(day=day_file(day)))
    return "; ".join(part for part in parts if part)
