"""How our own paragraphs and tables look in a Word file: by its styles, else written on them."""

from typing import Final, NamedTuple

from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.export.docx_parts import CELL_MARGINS
from mdoverleg.export.model import Table

TITLE, FACTS, CONTENT, DATE, TABLE, FOOTER = "title", "facts", "content", "date", "table", "footer"
"""What a letterhead can have a place for."""

IN_CELLS: Final = f"<w:tblCellMar>{CELL_MARGINS}</w:tblCellMar>"
_GREY: Final = "D9D9D9"
_NARROW: Final = 12000
"""Width between margins in twentieths of a point: less is an upright page."""
_MANY: Final = 5
"""Columns."""
_SMALL: Final = '<w:sz w:val="16"/>'


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


def fit_narrow(table: Table, width: int) -> Table:
    """Return a table of many columns for an upright page: its narrow columns get more, so that no word is cut."""
    if width >= _NARROW or len(table.columns) < _MANY:
        return table
    columns = tuple(column._replace(share=round(100 * column.share**0.5)) for column in table.columns)
    return table._replace(columns=columns)


def smaller(xml: str) -> str:
    """Return a table in smaller letters."""
    return xml.replace("</w:rPr>", f"{_SMALL}</w:rPr>").replace("<w:r><w:t", f"<w:r><w:rPr>{_SMALL}</w:rPr><w:t")


def shade_of(style: HouseStyle | None) -> str:
    """Return the colour of heading rows as RRGGBB: grey without a house style."""
    return style.colour.removeprefix("#").upper() if style and style.colour else _GREY
