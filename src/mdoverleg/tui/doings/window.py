"""What works on every screen: undo, redo, help, the palette, colours, language, quit."""

from typing import TYPE_CHECKING, Any

from mdoverleg.domain.list_rows import ChangeRow
from mdoverleg.domain.snapshots import BoardSnapshot, CaseRow
from mdoverleg.domain.words import _, current_language, set_language
from mdoverleg.reads.history import change_without_names, read_change
from mdoverleg.tui import late
from mdoverleg.tui.runner import Edit, run_edit

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen


async def undo(screen: "LiveScreen[Any]") -> None:
    """Undo the newest change of this window, and say in words which."""
    await _back(screen, late_undo, _("Undone: {what}"), _("There is nothing to undo in this window."))


async def redo(screen: "LiveScreen[Any]") -> None:
    """Redo what was undone last in this window, and say in words what."""
    await _back(screen, late_redo, _("Redone: {what}"), _("There is nothing to redo in this window."))


def late_undo(store: Any, who: Any) -> ChangeRow | None:
    """Undo, and return what was undone."""
    number = late.history.undo(store, who)
    return read_change(store, number) if number is not None else None


def late_redo(store: Any, who: Any) -> ChangeRow | None:
    """Redo, and return what was redone: the change that the undo had reversed."""
    number = late.history.redo(store, who)
    undone = read_change(store, number) if number is not None else None
    return (read_change(store, undone.undoes) or undone) if undone is not None and undone.undoes else undone


async def _back(screen: "LiveScreen[Any]", edit: Edit[ChangeRow | None], said: str, nothing: str) -> None:
    done = await run_edit(screen, edit)
    if done is not None:
        text = said.format(what=change_without_names(done.value)) if done.value is not None else nothing
        screen.app.notify(text, markup=False)


async def help_page(screen: "LiveScreen[Any]") -> None:
    """Show every key of this place."""
    await _help(screen, "app.help")


async def glossary(screen: "LiveScreen[Any]") -> None:
    """Show the words of the field."""
    await _help(screen, "app.glossary")


async def stuck(screen: "LiveScreen[Any]") -> None:
    """Show the five doors, with what the case says that is shown here."""
    await _help(screen, "app.stuck")


async def _help(screen: "LiveScreen[Any]", page: str) -> None:
    from mdoverleg.reads.stuck import read_stuck
    from mdoverleg.tui.dialogs.help import Help

    case_pk, store = _case_shown(screen), screen.window.store
    dialog = Help(screen.does, lambda: screen.window.in_thread(lambda: read_stuck(store, case_pk)), page)
    await screen.app.push_screen_wait(dialog)


def _case_shown(screen: "LiveScreen[Any]") -> int | None:
    """Return the case on this screen, or under its cursor."""
    board = screen.snapshot
    if isinstance(board, BoardSnapshot):
        return board.case.head.pk if board.case else None
    row = getattr(getattr(screen, "list", None), "row", None)
    return row.pk if isinstance(row, CaseRow) else getattr(row, "case_pk", None)


async def palette(screen: "LiveScreen[Any]") -> None:
    """Find any command by its words, and do it."""
    from mdoverleg.tui.palette import palette as all_commands

    picked = await screen.app.push_screen_wait(all_commands(screen.does))
    if picked is not None:
        screen.action_verb(str(picked.key))


def light(screen: "LiveScreen[Any]") -> None:
    """Change between light and dark colours."""
    shell = screen.shell
    shell.wear(is_light=not shell.is_light)
    shell.remember(light=shell.is_light)


async def language(screen: "LiveScreen[Any]") -> None:
    """Change the language of this window."""
    set_language("en" if current_language() == "nl" else "nl")
    screen.shell.remember(language=current_language())
    await screen.reload()


def leave(screen: "LiveScreen[Any]") -> None:
    """Close this window."""
    screen.app.exit(0)
