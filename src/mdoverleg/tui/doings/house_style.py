"""Taking a letterhead, logo and colour for what goes out, with the same checks as on the command line."""

from functools import partial
from pathlib import Path
from typing import Any

from mdoverleg.domain.errors import MdError, Refused
from mdoverleg.domain.paths import is_file
from mdoverleg.domain.words import _
from mdoverleg.reads.house_style import read_house_style, said_of
from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
from mdoverleg.tui.paths import full_path
from mdoverleg.tui.screens.base import LiveScreen

Screen = LiveScreen[Any]


async def house_style(screen: Screen) -> None:
    """Ask for letterhead, logo and colour; what stays empty stays as it is, and a minus takes all of it away."""
    kept = await screen.window.in_thread(lambda: read_house_style(screen.window.store))
    hint = " · ".join((*said_of(kept), _("empty: as it is"), _("- : none at all")))
    typed: dict[str, str] = {}
    while True:
        questions = (
            Question("letterhead", _("Letterhead: a Word file with [[inhoud]]"), "", _reads_letterhead, needed=False),
            Question("logo", _("Logo: png or jpg"), "", _reads_file, needed=False),
            Question("colour", _("Colour, such as #cfe3f1"), kept.colour or "", _reads_colour, needed=False),
        )
        answers = await screen.app.push_screen_wait(Ask(_("House style"), questions, hint=hint, typed=typed))
        if answers is None:
            return
        typed = answers
        try:
            said = await screen.window.in_thread(partial(_kept, screen, answers))
        except MdError as error:
            screen.app.notify(error.for_all_to_see(), severity="warning", timeout=12, markup=False)
            continue
        screen.app.notify(said, markup=False)
        return


def _kept(screen: Screen, answers: dict[str, str]) -> str:
    """Check and keep it, and return what to say; runs in the thread of the file."""
    from mdoverleg.edits.house_style import clear, keep
    from mdoverleg.export.house_style import style_of

    store = screen.window.store
    if answers["letterhead"] == "-":
        clear(store)
        return _("Documents are made without a house style again.")
    keep(store, style_of(_path(answers["letterhead"]), _path(answers["logo"]), answers["colour"]))
    return _("The house style is kept with this table; every document is made in it.")


def _path(typed: str) -> Path | None:
    return full_path(typed) if typed else None


def _reads_letterhead(typed: str) -> Understood:
    return Understood(_("Takes letterhead, logo and colour away.")) if typed == "-" else _reads_file(typed)


def _reads_file(typed: str) -> Understood:
    if not typed or is_file(full_path(typed)):
        return Understood()
    return Understood(_("There is no such file."), is_fine=False)


def _reads_colour(typed: str) -> Understood:
    from mdoverleg.export.house_style import read_colour

    try:
        return Understood(read_colour(typed) if typed else "")
    except Refused as refused:
        return Understood(str(refused), is_fine=False)
