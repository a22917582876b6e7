"""The reply form: the list of one person or organisation, with columns to fill in."""

from collections.abc import Mapping
from typing import Final

from mdoverleg.domain.labels import label
from mdoverleg.domain.reply_forms import ANSWER, ANSWERS, DAY, MARK, REASON, REMARK, ReplyPaper, heading
from mdoverleg.domain.words import _, p_
from mdoverleg.export.actions import actions_document
from mdoverleg.export.model import Cell, Column, Document, Row, Section, Table

FILLED: Final = ("xlsx", "docx", "ods", "csv")
"""Formats that can be filled in and read back."""
_LIST: Final = "actions"
_NOT_HERE: Final = frozenset(["overdue", "lead", "contact"])
"""Columns of the list that nobody needs who answers."""
_SHARES: Final = {"text": 26, "owner": 11, "organisation": 11, "with": 11, "due": 13, "status": 10}
"""Of the width of the page, to leave room for the columns to fill in."""


def reply_document(paper: ReplyPaper) -> Document:
    """Return the form as a document, in the current language."""
    listed = actions_document(paper.actions)
    marks = {line.id: mark for line, mark in zip(paper.actions.actions, paper.marks, strict=True)}
    sections = [
        section._replace(table=_form(section.table, marks))
        for section in listed.sections
        if section.table is not None and section.table.key == _LIST
    ]
    made_for = paper.actions.person if paper.actions.audience == "person" else paper.actions.organisation
    day, table, _what, *scope = listed.file_parts
    return listed._replace(
        kind="reply",
        title=_("Reply form: {name}").format(name=made_for.name if made_for else ""),
        sections=(Section("", (_how(),)), *sections) if listed.tables[0].rows else tuple(sections),
        file_parts=(day, table, p_("Export", "reply"), *scope),
    )


def _how() -> str:
    return _(
        "Per action point choose {answers}; with the last two a reason. Leave the other columns as they are and"
        " send this file back by secure mail."
    ).format(answers=_answers())


def _answers() -> str:
    *first, last = (f"“{label('ActionStatus', word)}”" for word in ANSWERS)
    return _("{first} or {last}").format(first=", ".join(first), last=last)


def _form(table: Table, marks: Mapping[str, str]) -> Table:
    """Return the table with the columns to fill in, and the check letters last."""
    kept = [number for number, column in enumerate(table.columns) if column.key not in _NOT_HERE]
    place = next(number for number, column in enumerate(table.columns) if column.key == "id")
    columns = [_narrow(table.columns[number]) for number in kept]

    def cells(row: Row) -> tuple[Cell, ...]:
        given = tuple(row.cells[number] for number in kept)
        return (*given, None, None, None, None, marks[str(row.cells[place])])

    rows = tuple(row._replace(cells=cells(row)) for row in table.rows)
    return table._replace(columns=(*columns, *_to_fill_in()), rows=rows, hint=_how() if rows else "")


def _narrow(column: Column) -> Column:
    place = "data" if column.key == "organisation" else column.place
    return column._replace(share=_SHARES.get(column.key, column.share), place=place, choices=())


def _to_fill_in() -> tuple[Column, ...]:
    words = tuple(label("ActionStatus", word) for word in ANSWERS)
    return (
        Column(ANSWER, heading(ANSWER), share=12, choices=words, is_to_fill_in=True),
        Column(REASON, heading(REASON), share=15, is_to_fill_in=True),
        Column(DAY, heading(DAY), "date", share=13, is_to_fill_in=True),
        Column(REMARK, heading(REMARK), share=14, is_to_fill_in=True),
        Column(MARK, heading(MARK), "code", share=18),
    )
