"""Plain text for in a mail or a file of one's own: every row as a few lines, nothing that has to line up."""

import textwrap
from collections.abc import Iterator
from typing import Final

from mdoverleg.export.model import Document, Row, Table, paper_text, sections_on_paper

_WIDTH: Final = 76


def to_txt(document: Document) -> bytes:
    """Return the document as text in UTF-8 with lines of at most 76 letters where words allow it."""
    return ("\n".join(_lines(document)).strip("\n") + "\n").encode()


def _lines(document: Document) -> Iterator[str]:
    yield from _wrapped(document.title.upper())
    yield ""
    for fact in document.shown_facts:
        yield from _wrapped(f"{fact.label}: {fact.value}", hang=2)
    yield ""
    if document.is_empty:
        yield from (*_wrapped(document.empty), "")
    for section in sections_on_paper(document):
        if section.heading:
            yield from (*_wrapped(section.heading.upper()), "")
        for line in section.lines:
            yield from _wrapped(line)
        if section.lines:
            yield ""
        if section.table:
            yield from _table(section.table)
    yield from ("-" * 20, *_wrapped(document.footer))


def _table(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield from _row(table, row)
        yield ""


def _row(table: Table, row: Row) -> Iterator[str]:
    """Give the cells that say something: up to the first text in one line, the others below it with their headings."""
    said = [(column, paper_text(cell)) for column, cell in zip(table.columns, row.cells, strict=True)]
    lead = next((number for number, (column, _text) in enumerate(said) if column.kind == "text"), 0) + 1
    yield from _wrapped("* " + " ".join(text for _column, text in said[:lead] if text), hang=4)
    for column, text in said[lead:]:
        if text:
            yield from _wrapped(f"  {column.heading}: {text}", hang=4)


def _wrapped(text: str, hang: int = 0) -> Iterator[str]:
    for number, line in enumerate(text.split("\n")):
        indent = " " * hang if number else ""
        yield from textwrap.wrap(
            line,
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=" " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
