"""Masking names in every window on the file, and showing them again after a question."""

from typing import TYPE_CHECKING, Any

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.room import MASKED
from mdoverleg.domain.words import _
from mdoverleg.tui.text import is_masked

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen


async def turn(screen: "LiveScreen[Any]") -> None:
    """Mask at once; show names again only when somebody says yes."""
    if not is_masked():
        await _mask(screen)
    elif await _may_show(screen):
        await _show(screen)


async def _mask(screen: "LiveScreen[Any]") -> None:
    """Mask this window first, whatever comes of telling the others."""
    window = screen.window
    window.masks_alone = True
    await window.in_thread(window.read_mask)
    if window.read_only:
        screen.app.notify(_("Names are masked, in this window alone: it can only read."))
        return
    try:
        await window.in_thread(lambda: window.store.set_setting(MASKED, "1"))
    except MdError as error:
        screen.app.notify(
            _("Names are masked in this window alone. {why}").format(why=error.for_all_to_see()), severity="warning"
        )
        return
    window.masks_alone = False
    screen.app.notify(_("Names are masked in every window. m shows them again."))


async def _may_show(screen: "LiveScreen[Any]") -> bool:
    from mdoverleg.tui.dialogs.confirm import confirm

    alone = screen.window.read_only
    title = _("Show names again in this window?") if alone else _("Show names again in every window?")
    yes, no = _("Yes, show the names"), _("No, keep them masked")
    answer = await screen.app.push_screen_wait(confirm(title, yes, no, doubt=True))
    return answer is not None and answer.key is True


async def _show(screen: "LiveScreen[Any]") -> None:
    window = screen.window
    if not window.read_only:
        try:
            await window.in_thread(lambda: window.store.forget_setting(MASKED))
        except MdError as error:
            screen.app.notify(error.for_all_to_see(), severity="warning")
            return
    window.masks_alone = False
    await window.in_thread(window.read_mask)
