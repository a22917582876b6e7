"""Reading in reply forms that came back: which file, what it changes, and then writing it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.errors import InputRefused
from mdoverleg.domain.paths import is_file, is_folder
from mdoverleg.domain.words import _, n_
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
from mdoverleg.tui.dialogs.preview import Preview
from mdoverleg.tui.paths import full_path, short_path
from mdoverleg.tui.runner import run_edit
from mdoverleg.tui.screens.base import LiveScreen

if TYPE_CHECKING:
    from mdoverleg.domain.replies import Returned

FOLDER = "returns folder"
"""What a window remembers of the last forms that were read in."""
_KINDS = frozenset([".xlsx", ".docx", ".ods", ".csv"])


async def read_in(screen: LiveScreen[Any]) -> None:
    """Ask for a form or a folder with forms, show what they change, and write it after Enter."""
    keeps = screen.window.keeps
    typed = keeps.get(FOLDER, "")
    while True:
        question = Question("file", _("Form, or folder with forms"), typed, _understood)
        answers = await screen.app.push_screen_wait(
            Ask(_("Read answers in"), [question], hint=_("Enter shows what changes · Esc leaves"))
        )
        if answers is None:
            return
        typed = answers["file"]
        path = full_path(typed)
        keeps[FOLDER] = short_path(path if is_folder(path) else path.parent)
        try:
            returned = await screen.window.in_thread(partial(_read, screen, _forms(path)))
        except InputRefused as refusal:
            await screen.app.push_screen_wait(Preview(str(refusal), refusal.problems, can_take=False))
            continue
        await _take(screen, returned)
        return


async def _take(screen: LiveScreen[Any], returned: "Returned") -> None:
    number = returned.number
    changing = n_("{n} action point changes", "{n} action points change", number).format(n=number)
    title = changing if number else _("Nothing changes")
    wanted = await screen.app.push_screen_wait(Preview(title, returned.changes, can_take=number > 0))
    if wanted:
        said = n_("{n} answer read in.", "{n} answers read in.", number).format(n=number)
        await run_edit(screen, lambda store, who: late.returns.take(store, who, returned), said=said)


def _read(screen: LiveScreen[Any], files: list[Path]) -> "Returned":
    from mdoverleg.intake.returns import read_returns
    from mdoverleg.reads.table import today_of

    store = screen.window.store
    with store.read() as reader:
        return read_returns(reader, files, today_of(store, reader))


def _forms(path: Path) -> list[Path]:
    """Return the files that are meant: one, or all in a folder that can be forms."""
    if not is_folder(path):
        return [path]
    return sorted(
        file for file in path.iterdir() if file.suffix.lower() in _KINDS and file.name[:2] not in {"~$", ".~"}
    )


def _understood(typed: str) -> Understood:
    path = full_path(typed)
    try:
        files = _forms(path)
    except OSError:
        return Understood(_("This folder cannot be read."), is_fine=False)
    if not is_folder(path):
        return Understood() if is_file(path) else Understood(_("This file does not exist."), is_fine=False)
    if not files:
        return Understood(_("There is no xlsx, docx, ods or csv file in this folder."), is_fine=False)
    return Understood(n_("{n} file in this folder", "{n} files in this folder", len(files)).format(n=len(files)))
