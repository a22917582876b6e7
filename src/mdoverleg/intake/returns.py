"""Reply forms that come back: which answers they hold, and every row that cannot be taken, before anything is written.

A row is known by its id and its check letters (`domain/reply_forms.py`). The answers become a report of whom the form
was for; what the table itself changed since the form went out stays.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from mdoverleg.domain.dates import day_file
from mdoverleg.domain.inputs_say import shown
from mdoverleg.domain.labels import label
from mdoverleg.domain.replies import Reply, Returned, ReturnedForm, field_of, report
from mdoverleg.domain.reply_forms import ANSWER, FILLED_IN, MARK, is_marked, plain_text, read_mark
from mdoverleg.domain.words import _, n_
from mdoverleg.intake.columns import Problems
from mdoverleg.intake.reply_answers import Answer, read_answer
from mdoverleg.intake.reply_sheets import Form, Line, read_form
from mdoverleg.intake.reply_table import Asked, Recipient, Since, Table, read_table
from mdoverleg.store.reading import Reader

_MOST_SEARCHES: Final = 300
"""Rows of a file for which it is looked whose form they are from; more are somebody's own list."""


class _Given(NamedTuple):
    """An answer in its place, and the action point that it is about."""

    line: Line
    asked: Asked
    answer: Answer
    by: Recipient


def read_returns(reader: Reader, files: Sequence[Path], today: date) -> Returned:
    """Read and check reply forms against the table; InputRefused names every row that cannot be taken.

    An unanswered row is fine, and what is so already changes nothing.
    """
    problems = Problems()
    forms = [read_form(file, str(file), problems) for file in files]
    ids = {line.text("id") for form in forms for line in form.lines}
    table = read_table(reader, ids)
    taken = [_Taking(table, problems, today).take(form) for form in forms]
    first: dict[int, _Given] = {}
    doubles = {id(given) for answers, _by in taken for given in answers if _is_double(given, first, problems)}
    problems.refuse()
    returned = [
        _returned(form, by, [given for given in answers if id(given) not in doubles], len(answers), today)
        for form, (answers, by) in zip(forms, taken, strict=True)
    ]
    return Returned(tuple(returned))


class _Taking:
    """Takes the answers out of one form, and notes what is wrong with them."""

    def __init__(self, table: Table, problems: Problems, today: date) -> None:
        self._table = table
        self._problems = problems
        self._today = today
        self._by: Recipient | None = None
        self._searches = 0

    def take(self, form: Form) -> tuple[list[_Given], Recipient | None]:
        """Return the answers of a form, and whose it is."""
        given = [found for line in form.lines if (found := self._given(line)) is not None]
        return given, self._by

    def _given(self, line: Line) -> _Given | None:
        if not any(key in line.cells for key in FILLED_IN):
            return None
        asked = self._asked(line)
        by = self._recipient(line, asked) if asked else None
        answer = read_answer(line, self._today, self._problems)
        if asked is None or by is None or answer is None:
            return None
        given = _Given(line, asked, answer, by)
        return given if self._can_be_taken(given) else None

    def _asked(self, line: Line) -> Asked | None:
        typed = line.text("id")
        if not typed:
            self._note(line, "id", _("which action point is this? The number is missing"))
        elif typed not in self._table.actions:
            self._note(line, "id", _("no action point {value} at this table").format(value=shown(typed)))
        return self._table.actions.get(typed)

    def _recipient(self, line: Line, asked: Asked) -> Recipient | None:
        """Return for whom this row was made; what does not fit its check letters is noted."""
        mark, text = read_mark(line.text(MARK)), line.text("text")
        if mark is None:
            self._note(line, MARK, _("the check letters are missing or were changed; take them from the form as sent"))
            return None
        if self._by is not None and is_marked(mark, asked.id, self._by.key, text):
            return self._by
        self._searches += 1
        here = self._table.recipients if self._searches <= _MOST_SEARCHES else ()
        for one in here:
            if not is_marked(mark, asked.id, one.key, text):
                continue
            if self._by is not None:
                sentence = _("this row is from the form of {name}; hand that in as a file of its own")
                self._note(line, "id", sentence.format(name=one.name))
                return None
            self._by = one
            return one
        if any(is_marked(mark, asked.id, one.key, asked.text_for(one)) for one in here):
            self._note(line, "text", _("the text is not as it was sent; put changes in the remark"))
        else:
            self._note(line, MARK, _("number, text and check letters do not belong together"))
        return None

    def _can_be_taken(self, given: _Given) -> bool:
        line, asked, by = given.line, given.asked, given.by
        if not asked.is_for(by):
            sentence = _("this action point is no longer one of {name}").format(name=by.name)
            self._note(line, "id", sentence)
        elif plain_text(asked.text_for(by)) != plain_text(line.text("text")):
            since = self._table.since(asked.pk, read_mark(line.text(MARK)), *asked.text_columns(by))
            sentence = _("the text has since been changed at the table{when}; ask again with a new form")
            self._note(line, "text", sentence.format(when=_on(since)))
        elif not _is_so(given):
            return self._is_still_asked(given)
        else:
            return True
        return False

    def _is_still_asked(self, given: _Given) -> bool:
        """Note an answer that the table has had meanwhile, by another way: the table's own stays."""
        line, asked = given.line, given.asked
        field = field_of(given.answer.status)
        since = self._table.since(asked.pk, read_mark(line.text(MARK)), "status", field)
        if asked.is_live and not _differs(since, asked, field):
            return True
        status = label("ActionStatus", asked.status)
        sentence = _("has since become {status} at the table{when}; that stays, change it there if it is wrong")
        self._note(line, ANSWER, sentence.format(status=f"“{status}”", when=_on(since)))
        return False

    def _note(self, line: Line, key: str, sentence: str) -> None:
        typed = line.text("id")
        told = f"{shown(typed)[1:-1]}: {sentence}" if typed and key != "id" else sentence
        self._problems.add(line.file, line.number, line.names.get(key, ""), told)


def _on(since: Since | None) -> str:
    return _(" (on {day})").format(day=day_file(since.day)) if since is not None and since.day else ""


def _differs(since: Since | None, asked: Asked, field: str) -> bool:
    """Tell whether status or words were something else when the form was made."""
    if since is None:
        return False
    now = {"status": asked.status, field: asked.words(field)}
    return any((before or "") != now[column] for column, before in since.before.items())


def _is_so(given: _Given) -> bool:
    """Tell whether the table says this already."""
    return given.asked.status == given.answer.status and (_has_words(given) or not given.asked.is_live)


def _has_words(given: _Given) -> bool:
    return given.answer.words in given.asked.words(field_of(given.answer.status))


def _is_double(given: _Given, first: dict[int, _Given], problems: Problems) -> bool:
    """Tell whether an action point was answered before, in this or another file; note two answers that contradict."""
    line, before = given.line, first.setdefault(given.asked.pk, given)
    if before is given:
        return False
    is_same = given.answer.status == before.answer.status
    if not is_same or (given.answer.words and given.answer.words != before.answer.words):
        place = f"{before.line.file}:{before.line.number}" if before.line.file != line.file else str(before.line.number)
        sentence = _("{id}: answered twice, and not the same: also in row {row}")
        problems.add(line.file, line.number, line.names[ANSWER], sentence.format(id=given.asked.id, row=place))
    return True


def _returned(form: Form, by: Recipient | None, answers: Sequence[_Given], number: int, today: date) -> ReturnedForm:
    name = by.name if by is not None else ""
    changing = [given for given in answers if not _is_so(given)]
    replies = tuple(_reply(given, name, today) for given in changing)
    lines = (*form.notes, *_told(form, name, number), *_told_of(answers, today))
    return ReturnedForm(Path(form.file).name, name, replies, lines)


def _reply(given: _Given, name: str, today: date) -> Reply:
    asked, answer = given.asked, given.answer
    field = field_of(answer.status)
    values: dict[str, Any] = {"status": answer.status, field: report(answer.words, name, day_file(today))}
    if field == "outcome" and asked.words("outcome_reason"):
        values["outcome_reason"] = None
    expected = {"status": asked.status, field: asked.words(field) or None}
    return Reply(asked.pk, values, expected)


def _told(form: Form, name: str, number: int) -> Iterator[str]:
    rest = len({line.text("id") for line in form.lines if "id" in line.cells}) - number
    if not number:
        yield _("{file}: no row is answered").format(file=form.file)
        return
    answered = n_("{n} answer", "{n} answers", number).format(n=number)
    open_rows = n_("{n} row not answered", "{n} rows not answered", rest).format(n=rest)
    sentence = _("{file}: {name}, {answers}, {rest}") if rest > 0 else _("{file}: {name}, {answers}")
    yield sentence.format(file=form.file, name=name, answers=answered, rest=open_rows)


def _told_of(answers: Sequence[_Given], today: date) -> Iterator[str]:
    for given in answers:
        asked, answer = given.asked, given.answer
        about = f"{asked.id} {asked.case}".strip()
        after = label("ActionStatus", answer.status)
        if _is_so(given):
            sentence = _("{about}: is “{status}” already, nothing changes")
            if not _has_words(given):
                sentence = _("{about}: is “{status}” already, nothing changes; not taken over: {words}")
            yield sentence.format(about=about, status=after, words=answer.words)
            continue
        before = label("ActionStatus", asked.status)
        sentence = _("{about}: from “{before}” to “{after}”: {words}")
        words = report(answer.words, given.by.name, day_file(today))
        told = sentence.format(about=about, before=before, after=after, words=words)
        owner = asked.owner_elsewhere(given.by)
        yield _("{line}; it belongs to {owner}").format(line=told, owner=owner) if owner else told
