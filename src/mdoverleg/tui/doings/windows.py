"""The other windows on the file: who they are, and bringing back what one that ended left half typed."""

from typing import TYPE_CHECKING, Any

from mdoverleg.domain.clock import time_text
from mdoverleg.domain.names import short_name
from mdoverleg.domain.text import first_line
from mdoverleg.domain.windows import Draft, OpenWindow, moment_of
from mdoverleg.domain.words import _
from mdoverleg.tui.aside import kind_words
from mdoverleg.tui.company import time_of
from mdoverleg.tui.dialogs.half_typed import AWAY, COPY, HalfTyped
from mdoverleg.tui.dialogs.pick import Choice, Pick

if TYPE_CHECKING:
    from mdoverleg.tui.app import MdApp
    from mdoverleg.tui.company import Company
    from mdoverleg.tui.screens.base import LiveScreen

LONGEST = 60
"""Columns of a half typed text in a list of several."""


def company_of(screen: "LiveScreen[Any]") -> "Company":
    """Return what this window knows of the others."""
    app: MdApp = screen.app  # type: ignore[assignment]
    return app.follow_others()


async def others(screen: "LiveScreen[Any]") -> None:
    """Show who has the file open, this window first."""
    zone = str(getattr(screen.snapshot, "zone", "UTC"))
    found = company_of(screen).presence.others()
    who = screen.window.who
    mine = Choice("", who.name if who else _("somebody"), _("this window"))
    rows = [Choice(one.id, one.name or _("somebody"), _of(one, zone)) for one in found]
    hint = _("Esc goes back. A window that shows only, such as the projector, is not in this list.")
    await screen.app.push_screen_wait(Pick(_("Who has this file open"), [mine, *rows], hint=hint))


def _of(one: OpenWindow, zone: str) -> str:
    moment = moment_of(one.since)
    since = _("since {time}").format(time=time_text(moment, zone)) if moment else ""
    return " · ".join(part for part in (kind_words(one), since, one.host) if part)


async def take(screen: "LiveScreen[Any]") -> None:
    """Bring back what was half typed in a window that ended; of several things the one that is chosen."""
    company = company_of(screen)
    left = await company.look_again()
    if not left:
        screen.app.notify(_("Nothing is half typed anywhere."), markup=False)
        return
    draft: Draft | None = left[-1]
    if len(left) > 1:
        draft = await _which_of(screen, left)
    if draft is not None:
        # Beside the verbs: what brings it back is itself a verb.
        screen.app.run_worker(_bring_back(screen, draft), group="way back")


async def _which_of(screen: "LiveScreen[Any]", left: list[Draft]) -> Draft | None:
    """Ask which one, newest first."""
    zone = str(getattr(screen.snapshot, "zone", "UTC"))
    rows = [
        Choice(
            number,
            first_line(f"{draft.title}: {draft.text}", LONGEST),
            f"{short_name(draft.who)} {time_of(draft, zone)}",
        )
        for number, draft in enumerate(left)
    ][::-1]
    away = Choice(AWAY, _("Throw all of this away"))
    picked = await screen.app.push_screen_wait(Pick(_("Half typed: which one comes back?"), [*rows, away]))
    if picked is None:
        return None
    if picked.key == AWAY:
        for draft in left:
            await company_of(screen).throw_away(draft)
        return None
    return left[int(str(picked.key))]


async def _bring_back(screen: "LiveScreen[Any]", draft: Draft) -> None:
    from mdoverleg.tui.way_back import bring_back

    if await bring_back(screen, draft):
        await company_of(screen).take_over(draft)
    else:
        await _show(screen, draft)


async def _show(screen: "LiveScreen[Any]", draft: Draft) -> None:
    """Show what was half typed where there is no way back to its form, to copy it from."""
    picked = await screen.app.push_screen_wait(HalfTyped(draft))
    answer = picked.key if picked is not None else None
    if answer == COPY:
        screen.app.copy_to_clipboard(draft.text)
        screen.app.notify(_("Copied; it stays kept here until you throw it away."), markup=False)
    elif answer == AWAY:
        await company_of(screen).throw_away(draft)
