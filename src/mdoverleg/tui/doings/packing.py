"""Everything that goes out after a meeting, written into one folder from the screen."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.paths import is_folder
from mdoverleg.domain.text import file_safe
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
from mdoverleg.tui.dialogs.working import Step, Working
from mdoverleg.tui.doings.exporting import FOLDER, around, free_path, make_own_folder, own_folder
from mdoverleg.tui.paths import full_path, short_path
from mdoverleg.tui.runner import who_of

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen


async def pack(screen: "LiveScreen[Any]") -> None:
    """Ask where the pack of the meeting that is shown or under the cursor goes, and write it."""
    meeting = around(screen).meeting
    if meeting is None:
        screen.app.notify(_("Put the cursor on a meeting."), severity="warning", markup=False)
        return
    who = await who_of(screen)
    if who is not None:
        await write_pack_of(screen, who, *meeting)


async def write_pack_of(screen: "LiveScreen[Any]", who: Who, meeting_pk: int, day: str) -> None:
    """Ask in which folder, and write the pack of one meeting into it; a refusal is said."""
    keeps, own = screen.window.keeps, own_folder()
    start = full_path(keeps[FOLDER]) if FOLDER in keeps else own
    typed = short_path(free_path(start / file_safe(_("papers"), day)))
    title = _("Everything that goes out after the meeting of {day}").format(day=day)
    question = Question("folder", _("Folder"), typed, lambda text: _reads_folder(text, own))
    answers = await screen.app.push_screen_wait(Ask(title, [question], hint=_("Enter writes it · Esc leaves")))
    if answers is None:
        return
    folder = full_path(answers["folder"])
    working = Working(title, screen.window.in_thread, lambda step: _written(screen, who, meeting_pk, folder, step))
    said = await screen.app.push_screen_wait(working)
    if working.is_refused:
        screen.app.notify(said or "", severity="warning", timeout=12, markup=False)
    elif said:
        keeps[FOLDER] = str(folder.parent)
        screen.app.notify(said, timeout=12, markup=False)


def _written(screen: "LiveScreen[Any]", who: Who, meeting_pk: int, folder: Path, step: Step) -> str:
    """Write it, and return what to say; runs in the thread of the file."""
    from mdoverleg.edits.exports import noted
    from mdoverleg.export.pack import refuse_place, write_pack
    from mdoverleg.reads.pack import read_pack

    make_own_folder(folder, own_folder())
    refuse_place(folder, replace=False)
    store = screen.window.store
    made = read_pack(store, meeting_pk, made_by=who.name if who.person_pk is not None else "")
    if not step(0, 0):
        raise Refused(_("Stopped; nothing was written"))
    names = write_pack(made, folder, step=step, noting=partial(noted, store, who))
    screen.window.feed.noticed()
    words = n_("{n} file in {path}", "{n} files in {path}", len(names))
    return words.format(n=len(names), path=short_path(folder))


def _reads_folder(typed: str, own: Path) -> Understood:
    path = full_path(typed)
    if is_folder(path):
        if _is_filled(path):
            return Understood(_("This folder is not empty; type another name."), is_fine=False)
        return Understood(_("This folder is there, and empty."))
    if path.parent == own and not is_folder(own):
        return Understood(_("The folder mdoverleg is made too."))
    fine = is_folder(path.parent)
    return Understood("" if fine else _("This folder does not exist."), fine)


def _is_filled(path: Path) -> bool:
    try:
        return any(path.iterdir())
    except OSError:
        return True
