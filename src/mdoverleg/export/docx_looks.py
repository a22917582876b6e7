"""How our own paragraphs and tables look in a Word file: by its styles, else written on them."""

from typing import Final, NamedTuple

from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.export.docx_parts import CELL_MARGINS

TITLE, FACTS, CONTENT, DATE, TABLE, FOOTER = "title", "facts", "content", "date", "table", "footer"
"""What a letterhead can have a place for."""

IN_CELLS: Final = f"<w:tblCellMar>{CELL_MARGINS}</w:tblCellMar>"
_GREY: Final = "D9D9D9"


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


def shade_of(style: HouseStyle | None) -> str:
    """Return the colour of heading rows as RRGGBB: grey without a house style."""
    return style.colour.removeprefix("#").upper() if style and style.colour else _GREY
