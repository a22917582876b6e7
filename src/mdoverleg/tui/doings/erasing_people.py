"""Somebody's rights: everything that is held about a participant or a family member in one file, and erasing them."""

from typing import Any, NamedTuple

from mdoverleg.domain.snapshots import FileRow, PersonRow
from mdoverleg.domain.text import file_safe
from mdoverleg.domain.words import _, n_
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.dialogs.preview import Preview
from mdoverleg.tui.dialogs.working import Step
from mdoverleg.tui.doings.retention import STAGES, at_work, finished, yes_words
from mdoverleg.tui.runner import who_of
from mdoverleg.tui.screens.base import LiveScreen

Screen = LiveScreen[Any]


class _Whom(NamedTuple):
    kind: str
    """`Person` or `Member`."""
    pk: int


def _whom(screen: Screen) -> _Whom | None:
    """Return who is under the cursor; says so when that is nobody."""
    row = getattr(getattr(screen, "list", None), "row", None)
    if isinstance(row, PersonRow):
        return _Whom("Person", row.pk)
    row = getattr(getattr(screen, "file", None), "file_row", None)
    if isinstance(row, FileRow) and row.entity == "Member":
        return _Whom("Member", row.pk)
    screen.app.notify(_("Put the cursor on a person."), severity="warning", markup=False)
    return None


async def erase(screen: Screen) -> None:
    """Say what goes with a participant or family member, ask once, and erase it for good.

    Refused as long as there is work on the name.
    """
    from mdoverleg.edits.erasing import erase_member, erase_person
    from mdoverleg.reads.dossier import read_dossier

    if (whom := _whom(screen)) is None:
        return
    found = await screen.window.in_thread(lambda: read_dossier(screen.window.store, whom.kind, whom.pk))
    hint = _("Enter goes on · Esc leaves it")
    lines = _what_goes(whom.kind, found.name, len(found.named_in))
    if not await screen.app.push_screen_wait(Preview(_("What goes for good"), lines, can_take=True, hint=hint)):
        return
    choices = [Choice("no", _("No, it stays")), Choice("yes", yes_words())]
    title = _("Erase for good, without a way back: {names}?").format(names=found.name)
    asked = Pick(title, choices, hint=_("Arrows · Enter takes it · Esc leaves"))
    answer = await screen.app.push_screen_wait(asked)
    if answer is None or answer.key != "yes" or (who := await who_of(screen)) is None:
        return
    erases = erase_person if whom.kind == "Person" else erase_member

    def work(step: Step) -> str:
        step(1, STAGES)
        return "\n".join(finished(screen, erases(screen.window.store, who, pk=whom.pk), step))

    await at_work(screen, work)


def _what_goes(kind: str, name: str, named: int) -> list[str]:
    from mdoverleg.edits.erasing import says_what_goes

    records = n_("{n} record names this person.", "{n} records name this person.", named).format(n=named)
    return [
        f"{name}: {records}",
        "",
        says_what_goes(kind),
        "",
        _("Nothing of it comes back, not by undo either."),
        _("Older backups that hold it are deleted; a fresh one is made."),
    ]


async def dossier(screen: Screen) -> None:
    """Write everything that the file holds about a participant or family member into one file."""
    from mdoverleg.domain.exports import Made
    from mdoverleg.export.dossier import lines_in, render
    from mdoverleg.reads.dossier import read_dossier
    from mdoverleg.tui.doings.exporting import Noting, write_where_asked

    if (whom := _whom(screen)) is None or (who := await who_of(screen)) is None:
        return
    found = await screen.window.in_thread(lambda: read_dossier(screen.window.store, whom.kind, whom.pk))
    data = render(found, "txt")
    about = Made("dossier", person_id=whom.pk) if whom.kind == "Person" else Made("dossier", member_id=whom.pk)
    made = about.of(data, format_name="txt", path=None, lines=lines_in(found))
    words = _("Look through it before it is handed over: it also holds words about others.")
    screen.app.notify(words, severity="warning", timeout=12, markup=False)
    await write_where_asked(screen, data, file_safe(_("what we hold"), found.name) + ".txt", Noting(who, made))
