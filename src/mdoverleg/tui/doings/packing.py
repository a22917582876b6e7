"""Everything that goes out after a meeting, written into one folder from the screen."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.pack import Preference, Preferring
from mdoverleg.domain.paths import is_folder
from mdoverleg.domain.text import file_safe, fold
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.preferences import read_preferring, whose
from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
from mdoverleg.tui.dialogs.working import Step, Working
from mdoverleg.tui.doings.exporting import FOLDER, around, free_path, make_own_folder, own_folder
from mdoverleg.tui.paths import full_path, short_path
from mdoverleg.tui.runner import who_of

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen

MAILS: Final = "pack mails"
"""What a window remembers of the last pack: whether drafts of mails were made."""


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
    known = await screen.window.in_thread(lambda: read_preferring(screen.window.store))
    before = "; ".join(f"{one.id}={one.prefers.text}" for one in known if one.prefers.text)
    questions = [
        Question("folder", _("Folder"), typed, lambda text: _reads_folder(text, own)),
        Question(
            "others",
            _("Other files for (as JB=pdf; mirjam=docx, ics)"),
            before,
            lambda text: _reads_preferences(text, known),
            needed=False,
        ),
        Question("mails", _("Mail drafts (yes or no)"), keeps.get(MAILS, _("no")), _reads_yes, needed=False),
    ]
    answers = await screen.app.push_screen_wait(Ask(title, questions, hint=_("Enter writes it · Esc leaves")))
    if answers is None:
        return
    folder = full_path(answers["folder"])
    keeps[MAILS] = answers["mails"]
    wanted = _Wanted(meeting_pk, folder, _preferences(answers["others"], known), _is_yes(answers["mails"]))
    working = Working(title, screen.window.in_thread, lambda step: _written(screen, who, wanted, step))
    said = await screen.app.push_screen_wait(working)
    if working.is_refused:
        screen.app.notify(said or "", severity="warning", timeout=12, markup=False)
    elif said:
        keeps[FOLDER] = str(folder.parent)
        screen.app.notify(said, timeout=12, markup=False)


class _Wanted(NamedTuple):
    """What pack, where, who gets it otherwise than the rest, and whether with drafts of mails."""

    meeting_pk: int
    folder: Path
    preferences: Mapping[tuple[str, int], Preference]
    mails: bool


def _written(screen: "LiveScreen[Any]", who: Who, wanted: _Wanted, step: Step) -> str:
    """Write it, and return what to say; runs in the thread of the file."""
    from mdoverleg.edits.exports import noted
    from mdoverleg.edits.preferences import keep
    from mdoverleg.export.pack import refuse_place, write_pack
    from mdoverleg.reads.pack import read_pack

    folder = wanted.folder
    make_own_folder(folder, own_folder())
    refuse_place(folder, replace=False)
    store = screen.window.store
    keep(store, wanted.preferences)
    made = read_pack(store, wanted.meeting_pk, made_by=who.name if who.person_pk is not None else "")
    if not step(0, 0):
        raise Refused(_("Stopped; nothing was written"))
    names = write_pack(made, folder, mails=wanted.mails, step=step, noting=partial(noted, store, who))
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


def _preferences(typed: str, known: Sequence[Preferring]) -> dict[tuple[str, int], Preference]:
    """Return what is typed for others by kind and key; who had a preference and is not named has none any more."""
    from mdoverleg.export.preferences import typed_preferences

    found: dict[tuple[str, int], Preference] = {(one.kind, one.pk): Preference() for one in known if one.prefers.text}
    return found | {whose(name, tuple(known)): prefers for name, prefers in typed_preferences(typed).items()}


def _reads_preferences(typed: str, known: Sequence[Preferring]) -> Understood:
    names: dict[tuple[str, int], str] = {(one.kind, one.pk): one.name for one in known}
    try:
        found = _preferences(typed, known)
    except Refused as reason:
        return Understood(str(reason), is_fine=False)
    said = [f"{names[key]}: {prefers.text}" for key, prefers in found.items() if prefers.text]
    return Understood(" · ".join(said))


def _is_yes(typed: str) -> bool:
    return fold(typed).strip() in {fold(_("yes")), "y", "j"}


def _reads_yes(typed: str) -> Understood:
    if _is_yes(typed):
        return Understood(_("For everybody a draft, with what is theirs and no address but their own."))
    fine = fold(typed).strip() in {"", fold(_("no")), "n"}
    return Understood("" if fine else _("Type yes or no."), fine)


def _is_filled(path: Path) -> bool:
    try:
        return any(path.iterdir())
    except OSError:
        return True
