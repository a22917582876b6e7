"""How our own paragraphs and tables look in a Word file: by its styles, else written on them."""

from typing import Final, NamedTuple

from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.export.column_widths import Page
from mdoverleg.export.docx_parts import CELL_MARGINS

TITLE, FACTS, CONTENT, DATE, TABLE, FOOTER = "title", "facts", "content", "date", "table", "footer"
"""What a letterhead can have a place for."""

IN_CELLS: Final = f"<w:tblCellMar>{CELL_MARGINS}</w:tblCellMar>"
_GREY: Final = "D9D9D9"
LETTER: Final = 11
"""Size of letters, in points."""
_LETTERS: Final = (LETTER, 10, 9, 8, 7)
_MARGIN: Final = 10
"""What is left free in a cell beside its text, in points."""
_BROAD: Final = 1.2


class Looks(NamedTuple):
    """Ids of styles, and looks of letters where the file has no such style."""

    title: str = "Title"
    title_letters: str = ""
    heading: str = "Heading2"
    heading_letters: str = ""
    footer_letters: str = '<w:color w:val="595959"/><w:sz w:val="18"/>'
    shade: str = _GREY
    """Of heading rows, as RRGGBB."""
    margins: str = ""
    """Of cells."""


def page_of(width: int, *, is_ours: bool) -> Page:
    """Return the room for tables on a page with this width between its margins, in twentieths of a point."""
    return Page(width / 20, _LETTERS, _MARGIN, 1 if is_ours else _BROAD)


def in_letters(xml: str, size: float) -> str:
    """Return a table in letters of another size, in points."""
    look = f'<w:sz w:val="{round(2 * size)}"/>'
    return xml.replace("</w:rPr>", f"{look}</w:rPr>").replace("<w:r><w:t", f"<w:r><w:rPr>{look}</w:rPr><w:t")


def shade_of(style: HouseStyle | None) -> str:
    """Return the colour of heading rows as RRGGBB: grey without a house style."""
    return style.colour.removeprefix("#").upper() if style and style.colour else _GREY
