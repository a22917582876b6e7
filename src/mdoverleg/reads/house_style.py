"""The house style of a table: kept in its file as settings, so that every window and command uses the same."""

from base64 import b64decode
from typing import TYPE_CHECKING

from mdoverleg.domain.house_style import COLOUR, LETTERHEAD, LOGO, STYLE, HouseStyle
from mdoverleg.domain.words import _

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


def read_house_style(store: "Store") -> HouseStyle:
    """Return the letterhead, logo and colour of the table; nothing for what it has not."""
    kept = store.settings(STYLE)
    return HouseStyle(
        _bytes(kept.get(STYLE + LETTERHEAD)), _bytes(kept.get(STYLE + LOGO)), kept.get(STYLE + COLOUR) or None
    )


def said_of(style: HouseStyle) -> tuple[str, ...]:
    """Return in words, a line each, what a table has of a house style."""
    sizes = ((_("letterhead"), style.letterhead), (_("logo"), style.logo))
    lines = [_("{what} of {n} kB").format(what=what, n=-(-len(data) // 1000)) for what, data in sizes if data]
    if style.colour:
        lines.append(_("colour {colour}").format(colour=style.colour))
    return tuple(lines) or (_("no house style"),)


def _bytes(text: str | None) -> bytes | None:
    return b64decode(text) if text else None
