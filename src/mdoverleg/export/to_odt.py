"""OpenDocument text: the same page as in Word, in the open format."""

import re
from collections.abc import Iterator
from typing import Final

from mdoverleg.export.column_widths import Page, fitted
from mdoverleg.export.model import (
    Column,
    Document,
    Row,
    Section,
    Table,
    paper_text,
    running_head,
    sections_on_paper,
    tone_of,
)
from mdoverleg.export.odf_parts import (
    INKS,
    SHADES,
    TONES,
    attribute,
    default_styles,
    layout,
    package,
    page,
    page_number,
    paragraph,
    part,
    said,
)

_WIDTH: Final = 25.7
"""Of the text, in centimetres."""
_DATE: Final = re.compile(r"\b(\d\d)-(\d\d)-(\d{4})\b")
_WHOLE: Final = "\\1\N{NON-BREAKING HYPHEN}\\2\N{NON-BREAKING HYPHEN}\\3"
_PAGE: Final = Page(_WIDTH * 28.35, (11,), 9)


def to_odt(document: Document) -> bytes:
    """Return the document as OpenDocument text; Refused where the library is not installed."""
    sections = [fit.section for fit in fitted(sections_on_paper(document), _PAGE)]
    tables = [section.table for section in sections if section.table]
    widths = "".join(_column_styles(number, table) for number, table in enumerate(tables))
    automatic = f"<office:automatic-styles>{_CELLS}{widths}</office:automatic-styles>"
    body = f"<office:body><office:text>{''.join(_content(document, sections))}</office:text></office:body>"
    styles = f"<office:styles>{default_styles('paragraph', document)}{_STYLES}</office:styles>"
    page_layout = f"<office:automatic-styles>{layout(is_letter=document.is_letter)}</office:automatic-styles>"
    # Without a paragraph in it, LibreOffice takes a first header for the header of every page.
    first = f"<style:header-first>{paragraph('', 'Foot')}</style:header-first>"
    heads = f"<style:header>{paragraph(running_head(document), 'Foot')}</style:header>{first}"
    foot = f'<text:p text:style-name="Foot">{said(document.footer)}<text:tab/>{page_number()}</text:p>'
    feet = f"<style:footer>{foot}</style:footer><style:footer-first>{foot}</style:footer-first>"
    look = part("document-styles", styles + page_layout + page(heads, feet))
    return package("text", document, part("document-content", automatic + body), look)


def _content(document: Document, sections: list[Section]) -> Iterator[str]:
    yield f'<text:h text:style-name="Title" text:outline-level="1">{said(document.title)}</text:h>'
    for fact in document.shown_facts:
        label = f'<text:span text:style-name="Strong">{said(fact.label)}</text:span>'
        yield f'<text:p text:style-name="Fact">{label}<text:tab/>{said(fact.value)}</text:p>'
    yield paragraph(document.empty if document.is_empty else "", "Text")
    number = 0
    for section in sections:
        if section.heading:
            yield f'<text:h text:style-name="Heading" text:outline-level="2">{said(section.heading)}</text:h>'
        for line in section.lines:
            yield paragraph(_kept_whole(line), "Before" if section.table else "Text")
        if section.table:
            yield _table(section.table, number)
            yield paragraph("", "Text")
            number += 1


def _table(table: Table, number: int) -> str:
    columns = "".join(f'<table:table-column table:style-name="c{number}.{n}"/>' for n in range(len(table.columns)))
    head = "".join(_cell(column.heading, "head", "HeadCell") for column in table.columns)
    rows = "".join(_row(table.columns, row, place) for place, row in enumerate(table.rows))
    return (
        f'<table:table table:name="{attribute(table.name)} {number + 1}" table:style-name="t">{columns}'
        f"<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>{rows}</table:table>"
    )


def _row(columns: tuple[Column, ...], row: Row, place: int) -> str:
    cells = []
    for column, cell in zip(columns, row.cells, strict=True):
        tone = tone_of(column, row)
        shade = tone if tone in SHADES else "odd" if place % 2 else "even"
        text = paper_text(cell)
        cells.append(_cell(_kept_whole(text) if column.kind == "text" else text, shade, f"Cell{tone}"))
    return f'<table:table-row table:style-name="r">{"".join(cells)}</table:table-row>'


def _kept_whole(text: str) -> str:
    """Return a sentence in which no date is broken at a hyphen; a column of dates is wide enough by itself."""
    return _DATE.sub(_WHOLE, text)


def _cell(text: str, look: str, style: str) -> str:
    said_in = paragraph(text, style)
    return f'<table:table-cell table:style-name="{look}" office:value-type="string">{said_in}</table:table-cell>'


def _column_styles(number: int, table: Table) -> str:
    shares = sum(column.share for column in table.columns)
    return "".join(
        f'<style:style style:name="c{number}.{n}" style:family="table-column"><style:table-column-properties'
        f' style:column-width="{_WIDTH * column.share / shares:.2f}cm"/></style:style>'
        for n, column in enumerate(table.columns)
    )


def _ground(name: str, colour: str) -> str:
    fill = f' fo:background-color="{colour}"' if colour else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties'
        f' fo:padding="0.08cm 0.15cm" fo:padding-top="0.07cm" fo:padding-bottom="0.07cm" fo:padding-left="0.15cm"'
        f' fo:padding-right="0.15cm"{fill}/></style:style>'
    )


_CELLS: Final = (
    f'<style:style style:name="t" style:family="table"><style:table-properties style:width="{_WIDTH}cm"'
    ' table:align="left" style:may-break-between-rows="true"/></style:style>'
    '<style:style style:name="r" style:family="table-row"><style:table-row-properties fo:keep-together="always"/>'
    "</style:style>"
    + _ground("head", "#d9d9d9")
    + _ground("even", "")
    + _ground("odd", "#f2f2f2")
    + "".join(_ground(tone, colour) for tone, colour in SHADES.items())
)


def _style(name: str, paragraph_look: str = "", text_look: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
        f"<style:paragraph-properties {paragraph_look}/><style:text-properties {text_look}/></style:style>"
    )


_STYLES: Final = (
    '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    '<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    + _style(
        "Title", 'fo:margin-bottom="0.3cm" fo:keep-with-next="always"', 'fo:font-size="18pt" fo:font-weight="bold"'
    )
    + _style(
        "Heading",
        'fo:margin-top="0.5cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"',
        'fo:font-size="13pt" fo:font-weight="bold"',
    )
    + '<style:style style:name="Fact" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:paragraph-properties fo:margin-left="4cm" fo:text-indent="-4cm"><style:tab-stops>'
    '<style:tab-stop style:position="0cm"/></style:tab-stops></style:paragraph-properties></style:style>'
    + _style("Text", 'fo:margin-bottom="0.15cm"')
    + _style("Before", 'fo:margin-bottom="0.15cm" fo:keep-with-next="always"')
    + _style("HeadCell", "", 'fo:font-weight="bold"')
    + "".join(
        _style(
            f"Cell{tone}",
            "",
            (f'fo:color="{INKS[tone]}"' if tone else "") + (' fo:font-weight="bold"' if tone == "late" else ""),
        )
        for tone in TONES
    )
)
