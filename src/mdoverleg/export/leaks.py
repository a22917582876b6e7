"""The leak check: what was made is read back, and refused when it holds what its reader may not see.

Twice over: the document before it is laid out, where a line can be pointed at, and the bytes of the file with all that
goes along in them unseen. What is looked for comes from `reads/forbidden.py`.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.domain.papers import Paper
from mdoverleg.domain.secrets import KINDS, Guard
from mdoverleg.domain.text import shorten_words
from mdoverleg.domain.words import N_, _
from mdoverleg.export import document_of, file_name, render
from mdoverleg.export.model import Column, Document, Fact, Section, cell_text
from mdoverleg.export.read_back import read_back

_QUOTED: Final = 50


class Leak(NamedTuple):
    """What stands where it may not."""

    place: str
    """In words; empty: somewhere in the text."""
    kind: str
    """A key of domain/secrets.py KINDS."""
    text: str


class Made(NamedTuple):
    """One file that is ready: its document, bytes and proposed name."""

    document: Document
    data: bytes
    name: str


def make(
    paper: Paper, guard: Guard, format_name: str, *, attached: str = "docx", style: HouseStyle | None = None
) -> Made:
    """Return a paper as a file of one format, after the leak check; Refused where it holds what it may not.

    Of a mail `attached` is the format of the document in it.
    """
    return made_of(document_of(paper), guard, format_name, attached=attached, style=style)


def made_of(
    document: Document, guard: Guard, format_name: str, *, attached: str = "docx", style: HouseStyle | None = None
) -> Made:
    """Return a document as a file of one format, after the leak check; Refused where it holds what it may not."""
    refuse(next(in_document(document, guard), None))
    data = render(document, format_name, attached=attached, style=style)
    made = Made(document, data, file_name(document, format_name))
    refuse(next(in_file(made.data, format_name, made.name, guard), None))
    return made


def refuse(leak: Leak | None) -> None:
    """Refuse, where there is a leak, in a sentence that says where it stands."""
    if leak is None:
        return
    quoted = shorten_words(" ".join(leak.text.split()), _QUOTED)
    raise Refused(
        _(
            "Nothing was made: {place} holds {what}, that this reader may not see: “{text}”."
            " Leave it out there or say it in other words, and make it again"
        ).format(place=leak.place or _("the text"), what=_(KINDS[leak.kind]), text=quoted)
    )


def in_document(document: Document, guard: Guard) -> Iterator[Leak]:
    """Give what stands in a document and may not, with section, row and column."""
    for place, text in _places(document):
        for hit in guard.secrets.hits(text, guard.fine):
            yield Leak(place(), hit.kind, hit.text)


def in_file(data: bytes, format_name: str, name: str, guard: Guard) -> Iterator[Leak]:
    """Give what stands in the bytes of a file or in its name and may not."""
    for hit in guard.secrets.hits(name, guard.in_name, any_case=True):
        yield Leak(_("the name of the file"), hit.kind, hit.text)
    for place, text in read_back(data, format_name):
        for hit in guard.secrets.hits(text, guard.fine):
            where = place or _("line {number}").format(number=text.count("\n", 0, hit.start) + 1)
            yield Leak(where, hit.kind, hit.text)


_Placed = tuple[Callable[[], str], str]
"""A text, and what says where it stands: put into words where it is asked for, which is seldom."""


def _places(document: Document) -> Iterator[_Placed]:
    yield partial(_, N_("the title")), document.title
    yield partial(_, N_("the foot")), document.footer
    for fact in document.facts:
        data = fact.data if isinstance(fact.data, str) else ""
        yield partial(_of_fact, fact), f"{fact.value}\n{data}"
    for section in document.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[_Placed]:
    in_heading = partial(_, N_("a heading"))
    heading = section.heading or (section.table.name if section.table else "")
    yield in_heading, section.heading
    for number, line in enumerate(section.lines, 1):
        yield partial(_of_line, number, heading), line
    if section.table is None:
        return
    yield in_heading, section.table.name
    for column in section.table.columns:
        yield in_heading, column.heading
    for number, row in enumerate(section.table.rows, 1):
        for column, cell in zip(section.table.columns, row.cells, strict=True):
            if text := cell_text(cell):
                yield partial(_of_cell, number, heading, column), text


def _of_fact(fact: Fact) -> str:
    return _("the line {label} at the top").format(label=fact.label or fact.key)


def _of_line(number: int, heading: str) -> str:
    return _("line {number} below “{heading}”").format(number=number, heading=heading)


def _of_cell(row: int, table: str, column: Column) -> str:
    words = _("row {row} of “{table}”, column {column}")
    return words.format(row=row, table=table, column=column.heading or column.key)
