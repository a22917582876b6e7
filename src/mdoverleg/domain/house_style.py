"""How a table's own documents look: its letterhead, logo and colour."""

from typing import Final, NamedTuple

LETTERHEAD, LOGO, COLOUR = "letterhead", "logo", "colour"
STYLE: Final = "style."
"""Before the name of a part of the house style among the settings of a file."""


class HouseStyle(NamedTuple):
    """What the customer gave, after the checks of export/house_style.py."""

    letterhead: bytes | None = None
    """A Word file or template (docx, dotx) with `[[...]]` places."""
    logo: bytes | None = None
    """A picture (png, jpg)."""
    colour: str | None = None
    """As `#rrggbb`; behind black letters."""
