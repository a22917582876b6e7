"""OpenDocument sheet: one sheet per list, true dates, everything else as text, in the open format."""

from datetime import date
from typing import Final

from mdoverleg.domain.words import _
from mdoverleg.export.model import (
    Cell,
    Column,
    Document,
    Row,
    Table,
    cell_text,
    or_sentence,
    running_head,
    shown_on,
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
    part,
    said,
)

_CENTIMETRES: Final = {"code": 2.5, "date": 2.6, "status": 3.0, "number": 2.0, "flag": 1.8}
_WIDE: Final = 0.35
"""Centimetres for one share of the page."""
_LETTERS: Final = 5.4
"""In one centimetre; words seldom fill a line."""
_LINE: Final = 0.45
_MOST_LINES: Final = 40


def to_ods(document: Document) -> bytes:
    """Return the document as an OpenDocument workbook; Refused where the library is not installed."""
    first, *others = [shown_on(table, "data") for table in document.tables]
    tables = [or_sentence(first, document.empty), *(table for table in others if table.rows)]
    names = _sheet_names([table.name for table in tables] + [_("About this list")])
    widths = "".join(_columns_styled(number, table) for number, table in enumerate(tables))
    sheets = "".join(_sheet(names[number], table, number) for number, table in enumerate(tables))
    choices = _choices(names, tables)
    book = f"{choices}{sheets}{_head(names[-1], document)}{_ranges(names, tables)}"
    content = part(
        "document-content",
        f"<office:automatic-styles>{_CELLS}{widths}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{book}</office:spreadsheet></office:body>",
    )
    page_layout = f"<office:automatic-styles>{layout(is_letter=document.is_letter)}</office:automatic-styles>"
    styles = f"<office:styles>{default_styles('table-cell', document)}</office:styles>{page_layout}"
    heads = f"<style:header>{_beside('left', said(running_head(document)))}</style:header>"
    feet = f"<style:footer>{_beside('left', said(document.footer))}{_beside('right', page_number())}</style:footer>"
    look = part("document-styles", styles + page(heads, feet))
    return package("spreadsheet", document, content, look)


def _beside(side: str, content: str) -> str:
    return f"<style:region-{side}><text:p>{content}</text:p></style:region-{side}>"


def _sheet_names(wanted: list[str]) -> list[str]:
    names: list[str] = []
    for name in wanted:
        safe = name.translate(dict.fromkeys(map(ord, "[]:*?/\\'$."), " "))[:31].strip() or "1"
        names.append(safe if safe not in names else f"{safe[:28]} {len(names) + 1}")
    return names


def _sheet(name: str, table: Table, number: int) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="c{number}.{n}" table:default-cell-style-name="text"/>'
        for n in range(len(table.columns))
    )
    head = "".join(_text(column.heading, "head") for column in table.columns)
    rows = "".join(_row(table, row, number) for row in table.rows)
    return (
        f'<table:table table:name="{attribute(name)}" table:style-name="sheet">{columns}<table:table-header-rows>'
        f"{_hint(table)}<table:table-row>{head}</table:table-row></table:table-header-rows>{rows}</table:table>"
    )


def _hint(table: Table) -> str:
    """Return the row above the headings that says how it is filled in."""
    if not table.hint:
        return ""
    more = len(table.columns) - 1
    spanned = f'table:number-columns-spanned="{more + 1}" table:number-rows-spanned="1" office:value-type="string"'
    return (
        f'<table:table-row table:style-name="row2"><table:table-cell table:style-name="label" {spanned}>'
        f"<text:p>{said(table.hint)}</text:p></table:table-cell>"
        f'<table:covered-table-cell table:number-columns-repeated="{more}"/></table:table-row>'
    )


def _choices(names: list[str], tables: list[Table]) -> str:
    """Return the lists to choose from, each for one column."""
    lists = "".join(
        f'<table:content-validation table:name="{_list(number, column)}" table:allow-empty-cell="true"'
        f' table:condition="of:cell-content-is-in-list({attribute(_quoted(column))})" table:display-list="unsorted"'
        f" table:base-cell-address=\"'{attribute(names[number])}'.A1\"><table:error-message"
        ' table:message-type="warning" table:display="true"/></table:content-validation>'
        for number, table in enumerate(tables)
        for column in table.columns
        if column.choices
    )
    return f"<table:content-validations>{lists}</table:content-validations>" if lists else ""


def _list(number: int, column: Column) -> str:
    return f"choice.{number}.{column.key}"


def _quoted(column: Column) -> str:
    return ";".join('"{}"'.format(word.replace('"', '""')) for word in column.choices)


def _row(table: Table, row: Row, number: int) -> str:
    cells = "".join(
        _with_choices(_cell(cell, tone_of(column, row), column), number, column)
        for column, cell in zip(table.columns, row.cells, strict=True)
    )
    return f'<table:table-row table:style-name="row{_lines(table, row)}">{cells}</table:table-row>'


def _lines(table: Table, row: Row) -> int:
    """Return how many lines a row takes, at most as many as there are heights for."""
    texts = zip(table.columns, map(cell_text, row.cells), strict=True)
    needed = max(
        sum(len(line) // (int(_centimetres(column) * _LETTERS) or 1) + 1 for line in text.split("\n"))
        for column, text in texts
    )
    return min(needed, _MOST_LINES)


def _with_choices(cell: str, number: int, column: Column) -> str:
    if not column.choices:
        return cell
    named = f'<table:table-cell table:content-validation-name="{_list(number, column)}" '
    return cell.replace("<table:table-cell ", named, 1)


def _cell(cell: Cell, tone: str, column: Column) -> str:
    if cell is None and column.kind == "date":
        return f'<table:table-cell table:style-name="date{tone}"/>'
    if isinstance(cell, date):
        day = cell.isoformat()
        shown = said(cell_text(cell))
        return (
            f'<table:table-cell table:style-name="date{tone}" office:value-type="date" office:date-value="{day}">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )
    if isinstance(cell, int) and not isinstance(cell, bool):
        return (
            f'<table:table-cell table:style-name="number{tone}" office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    return _text(cell_text(cell), f"text{tone}")


def _text(text: str, style: str) -> str:
    if not text:
        return f'<table:table-cell table:style-name="{style}"/>'
    lines = "".join(f"<text:p>{said(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{lines}</table:table-cell>'


def _head(name: str, document: Document) -> str:
    pairs = [*((fact.label, fact.value) for fact in document.shown_facts), ("", document.footer)]
    rows = "".join(
        f"<table:table-row>{_text(label, 'label')}{_text(value, 'text')}</table:table-row>" for label, value in pairs
    )
    title = f"<table:table-row>{_text(document.title, 'label')}</table:table-row>"
    return (
        f'<table:table table:name="{attribute(name)}" table:style-name="sheet"><table:table-column'
        f' table:style-name="labels"/><table:table-column table:style-name="values"/>{title}{rows}</table:table>'
    )


def _ranges(names: list[str], tables: list[Table]) -> str:
    """Return a filter on every list, as the tables in Excel have."""
    ranges = "".join(
        f'<table:database-range table:name="list_{table.key}" table:display-filter-buttons="true"'
        f" table:target-range-address=\"'{attribute(name)}'.A{_top(table)}:'{attribute(name)}'"
        f'.{_letter(len(table.columns))}{len(table.rows) + _top(table)}"/>'
        for name, table in zip(names, tables, strict=False)
    )
    return f"<table:database-ranges>{ranges}</table:database-ranges>"


def _top(table: Table) -> int:
    """Return in which row the headings stand, counted from 1."""
    return 2 if table.hint else 1


def _letter(number: int) -> str:
    return chr(ord("A") + number - 1)


def _columns_styled(number: int, table: Table) -> str:
    return "".join(_width(f"c{number}.{n}", _centimetres(column)) for n, column in enumerate(table.columns))


def _centimetres(column: Column) -> float:
    return _CENTIMETRES.get(column.kind) or max(3.5, min(column.share * _WIDE, 11))


def _width(name: str, centimetres: float) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties'
        f' style:column-width="{centimetres:.2f}cm"/></style:style>'
    )


def _cell_style(name: str, tone: str = "", *, ground: str = "", bold: bool = False, data: str = "N_text") -> str:
    fill = ground or SHADES.get(tone, "")  # type: ignore[call-overload]
    ink = INKS.get(tone, "#000000")  # type: ignore[call-overload]
    background = f' fo:background-color="{fill}"' if fill else ""
    weight = ' fo:font-weight="bold"' if bold else ""
    return (
        f'<style:style style:name="{name}{tone}" style:family="table-cell" style:data-style-name="{data}">'
        f'<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top" fo:padding="0.06cm"'
        f' fo:border-bottom="0.5pt solid #d9d9d9"{background}/><style:paragraph-properties fo:text-align="start"/>'
        f'<style:text-properties fo:color="{ink}"{weight}/></style:style>'
    )


_CELLS: Final = (
    '<number:date-style style:name="N_date" number:automatic-order="false"><number:day number:style="long"/>'
    "<number:text>-</number:text>"
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/>'
    "</number:date-style>"
    '<number:text-style style:name="N_text"><number:text-content/></number:text-style>'
    '<number:number-style style:name="N_number"><number:number number:decimal-places="0"'
    ' number:min-integer-digits="1"/></number:number-style>'
    '<style:style style:name="sheet" style:family="table" style:master-page-name="Standard"><style:table-properties'
    ' table:display="true"/></style:style>'
    + "".join(
        f'<style:style style:name="row{n}" style:family="table-row"><style:table-row-properties'
        f' style:row-height="{n * _LINE + 0.12:.2f}cm"/></style:style>'
        for n in range(1, _MOST_LINES + 1)
    )
    + _width("labels", 4)
    + _width("values", 16)
    + _cell_style("head", ground="#d9d9d9", bold=True)
    + _cell_style("label", bold=True)
    + "".join(_cell_style(name, tone, data=f"N_{name}") for name in ("text", "date", "number") for tone in TONES)
)
