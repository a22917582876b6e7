"""Text, cells, rows and tables of a Word document as XML, made in one go: the library's own cells are far slower."""

import re
from typing import Final
from xml.sax.saxutils import escape

from mdoverleg.export.column_widths import longest_word
from mdoverleg.export.model import Cell, Column, Row, Table, Tone, paper_text, tone_of

NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHADES: Final[dict[Tone, str]] = {"late": "FDE9E7", "today": "FFF4D6"}
_INKS: Final[dict[Tone, str]] = {"late": "9C0006", "today": "7F4F00", "done": "595959"}
_ZEBRA: Final = "F2F2F2"
_HEADING: Final = "D9D9D9"

_LYING: Final = 12000
"""Width between margins, in twentieths of a point, from which a page lies on its side."""
_LOOKS: Final = ("<w:b/>", "")
_FACTS: Final = 280
"""Size of letters in twentieths of a point, with some room for a letterhead's own."""

CELL_MARGINS: Final = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 0), ("left", 85), ("bottom", 0), ("right", 85))
)

LAST: Final = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
"""What Word wants behind a table, so low that it never makes a page of its own."""


def run(text: str, look: str = "") -> str:
    """Return text as a run; line breaks stay."""
    shown = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{shown}</w:r>"


def paragraph(text: str, style: str = "", *, keep_with_next: bool = False, after: int = 0, letters: str = "") -> str:
    """Return a paragraph of plain text; `after` is the space below in twentieths of a point."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += "<w:keepNext/>" if keep_with_next else ""
    look += f'<w:spacing w:after="{after}"/>' if after else ""
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{run(text, letters) if text else ''}</w:p>"


def widths(columns: tuple[Column, ...], total: int) -> list[int]:
    """Share the width of a page (in twentieths of a point) between columns; the sum is exact."""
    shares = sum(column.share for column in columns)
    found = [total * column.share // shares for column in columns]
    found[-1] += total - sum(found)
    return found


def table(content: Table, total: int, *, heading: str = _HEADING, margins: str = "") -> str:
    """Return a table with fixed widths, a heading that is repeated, and rows that stay on one page.

    `heading` is the shade of its first row, `margins` those of its cells where the style sheet is not ours.
    It has shades and no lines: with lines, LibreOffice 7.4 now and then left out the rows after a page break.
    """
    sizes = widths(content.columns, total)
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    head = _heading_row(content.columns, sizes, heading)
    rows = "".join(
        _row(content.columns, row, sizes, is_odd=bool(number % 2)) for number, row in enumerate(content.rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="{_attribute(content.name)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def facts(pairs: list[tuple[str, str]], total: int) -> str:
    """Return labels and values without lines: side by side in two columns where the page lies."""
    across = 2 if total >= _LYING else 1
    needed = round(longest_word(label for label, _value in pairs) * _FACTS) + 170
    label = max(total * (12 if across == 2 else 20) // 100, needed)
    sizes = [label, total // across - label] * across
    sizes[-1] += total - sum(sizes)
    pairs = [*pairs, *[("", "")] * (-len(pairs) % across)]
    rows = []
    for place in range(0, len(pairs), across):
        texts = [text for pair in pairs[place : place + across] for text in pair]
        cells = zip(texts, _LOOKS * across, sizes, strict=True)
        made = "".join(_cell(run(text, look) if text else "", size, "", space=15) for text, look, size in cells)
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def page_number(words: str, total: int, left: str) -> str:
    """Return a line with text at the left and `words` at the right, its {page} and {pages} filled in by Word."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    parts = re.split(r"(\{pages?\})", words)
    right = "".join(
        f'<w:fldSimple w:instr="{fields[part]}">{run("1")}</w:fldSimple>' if part in fields else run(part)
        for part in parts
        if part
    )
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{total}"/></w:tabs>'
    look = f'<w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>'
    return f"<w:p>{look}{run(left)}<w:r><w:tab/></w:r>{right}</w:p>"


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _heading_row(columns: tuple[Column, ...], sizes: list[int], shade: str) -> str:
    cells = "".join(
        _cell(run(column.heading, "<w:b/>"), size, shade) for column, size in zip(columns, sizes, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(columns: tuple[Column, ...], row: Row, sizes: list[int], *, is_odd: bool) -> str:
    cells = "".join(
        _data_cell(cell, tone_of(column, row), size, _ZEBRA if is_odd else "")
        for column, cell, size in zip(columns, row.cells, sizes, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _data_cell(cell: Cell, tone: Tone, size: int, shade: str) -> str:
    look = "<w:b/>" if tone == "late" else ""
    look += f'<w:color w:val="{_INKS[tone]}"/>' if tone else ""
    text = paper_text(cell)
    return _cell(run(text, look) if text else "", size, _SHADES.get(tone, shade))


def _cell(content: str, size: int, shade: str, *, keep_with_next: bool = False, space: int = 40) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    keep = "<w:keepNext/>" if keep_with_next else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{fill}</w:tcPr>'
        f'<w:p><w:pPr>{keep}<w:spacing w:before="{space}" w:after="{space}"/></w:pPr>{content}</w:p></w:tc>'
    )
