"""Markdown for notes, comparing and screen readers; what people typed is shown, never read as markup."""

import re
from collections.abc import Iterator
from typing import Final

from mdoverleg.export.model import Cell, Document, Table, paper_text, sections_on_paper

_SIGNS: Final = re.compile(r"[\\`*_\[\]|~$]")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_BLOCK: Final = re.compile(r"^(\s*\d*)([-+=#.)])", re.MULTILINE)
"""What would start a list or a heading."""


def to_md(document: Document) -> bytes:
    """Return the document as Markdown in UTF-8: headings, the facts as a list, a table per section."""
    return ("\n".join(_lines(document)).rstrip("\n") + "\n").encode()


def _lines(document: Document) -> Iterator[str]:
    yield from (f"# {escaped(document.title)}", "")
    yield from (f"- {escaped(fact.label)}: {escaped(fact.value)}" for fact in document.shown_facts)
    yield ""
    if document.is_empty:
        yield from (escaped(document.empty), "")
    for section in sections_on_paper(document):
        if section.heading:
            yield from (f"## {escaped(section.heading)}", "")
        for line in section.lines:
            yield from (_BLOCK.sub(r"\1\\\2", escaped(line)), "")
        if section.table:
            yield from _table(section.table)
    yield from ("---", "", escaped(document.footer))


def _table(table: Table) -> Iterator[str]:
    yield _row([escaped(column.heading) for column in table.columns])
    yield _row(["---"] * len(table.columns))
    for row in table.rows:
        yield _row([_cell(cell) for cell in row.cells])
    yield ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return escaped(paper_text(cell)).replace("\n", "<br>")


def escaped(text: str) -> str:
    """Return the text so that Markdown shows it as it was typed."""
    text = _SIGNS.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text))
    return text.replace("<", "&lt;").replace(">", "&gt;")
