"""Covering this window, and choosing when it covers itself."""

from typing import TYPE_CHECKING, Any

from mdoverleg.domain.words import _, n_

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen

MINUTES = (5, 10, 15, 30, 60)


def cover(screen: "LiveScreen[Any]") -> None:
    """Cover this window at once."""
    screen.shell.action_cover()


async def cover_after(screen: "LiveScreen[Any]") -> None:
    """Choose after how many minutes a window that nobody uses covers itself; it holds for every window of this user."""
    from mdoverleg.tui.dialogs.pick import Choice, Pick

    choices = [Choice(number, n_("{n} minute", "{n} minutes", number).format(n=number)) for number in MINUTES]
    choices.append(Choice(0, _("never"), _("only by its key, Ctrl+L")))
    shell = screen.shell
    picked = await screen.app.push_screen_wait(
        Pick(_("Cover this window when nobody uses it, after"), choices, start=shell.cover_after)
    )
    if picked is not None:
        shell.cover_after = int(str(picked.key))
        shell.remember(cover_after=shell.cover_after)
