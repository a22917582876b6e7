"""The house style of a table is kept in its file as settings: it changes no record, and is not logged or undone."""

from base64 import b64encode

from mdoverleg.domain.house_style import COLOUR, LETTERHEAD, LOGO, STYLE, HouseStyle
from mdoverleg.store.store import Store


def keep(store: Store, style: HouseStyle) -> None:
    """Keep what is given of a checked house style, and leave the rest as it is; FileRefused as for any write."""
    for name, data in ((LETTERHEAD, style.letterhead), (LOGO, style.logo)):
        if data:
            store.set_setting(STYLE + name, b64encode(data).decode("ascii"))
    if style.colour:
        store.set_setting(STYLE + COLOUR, style.colour)


def clear(store: Store) -> None:
    """Forget letterhead, logo and colour."""
    for name in (LETTERHEAD, LOGO, COLOUR):
        store.forget_setting(STYLE + name)
