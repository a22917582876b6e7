"""The projector from another window: dark at once and back again, and what it shows while a case is read back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.room import BLANK, READING_BACK
from mdoverleg.domain.words import _

if TYPE_CHECKING:
    from mdoverleg.tui.screens.base import LiveScreen
    from mdoverleg.tui.screens.board import BoardScreen


def turn_dark(screen: "LiveScreen[Any]") -> None:
    """Make the projector dark, or let it show again, also while a question is open here.

    What counts is what this window says of it: two people who press the key at once do not undo one another.
    """
    screen.app.run_worker(_turn_dark(screen), group="wall")


async def _turn_dark(screen: "LiveScreen[Any]") -> None:
    store, is_dark = screen.window.store, bool(getattr(screen.snapshot, "wall_is_dark", False))

    def turn() -> None:
        if is_dark:
            store.forget_setting(BLANK)
        else:
            store.set_setting(BLANK, "1")

    try:
        await screen.window.in_thread(turn)
    except MdError as error:
        screen.app.notify(error.for_all_to_see(), severity="warning", markup=False)
        return
    await screen.reload()
    screen.app.notify(_("The projector shows again.") if is_dark else _("The projector is dark."), markup=False)


@asynccontextmanager
async def said_on_the_wall(screen: "BoardScreen") -> AsyncIterator[None]:
    """Let the projector show what the table tells the family together, while the running case is read back."""
    window, running = screen.window, screen.running
    case = screen.snapshot.case if screen.snapshot else None
    if window.read_only or running is None or case is None or running.case_pk != case.head.pk:
        yield
        return
    with suppress(MdError):
        await window.in_thread(lambda: window.store.set_setting(READING_BACK, str(running.pk)))
    try:
        yield
    finally:
        with suppress(MdError, RuntimeError):  # the window is being closed: it stops with the item
            await window.in_thread(lambda: window.store.forget_setting(READING_BACK))
