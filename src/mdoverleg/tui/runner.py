"""Carrying out an edit: in the thread of the file, shown as soon as it is saved, refused in words."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Generic, NamedTuple, TypeVar

from textual.app import App

from mdoverleg.domain.errors import ChangedMeanwhile, MdError
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.window import Store

T = TypeVar("T")

Edit = Callable[[Store, Who], T]


class Done(NamedTuple, Generic[T]):
    """An edit that was saved, and what it returned."""

    value: T


async def run_edit(
    screen: LiveScreen[Any], edit: Edit[T], *, said: str = "", anyway: Edit[T] | None = None
) -> Done[T] | None:
    """Make one edit and show what came of it; nothing when it was refused, and then the reason was said.

    `said` is a toast for what does not show where one looks; it carries no names. `anyway` is the same edit without
    looking at what others did meanwhile: offered after both texts were shown.
    """
    who = await _who(screen)
    if who is None:
        return None
    try:
        done = await _saved(screen, edit, who)
    except ChangedMeanwhile as error:
        if await _overwrites(screen, error, can=anyway is not None) and anyway is not None:
            return await run_edit(screen, anyway, said=said)
        await screen.reload()
        return None
    except MdError as error:
        screen.app.notify(str(error), severity="warning", markup=False)
        await screen.reload()
        return None
    if said:
        screen.app.clear_notifications()
        screen.app.notify(said, markup=False)
    return done


async def _saved(screen: LiveScreen[Any], edit: Edit[T], who: Who) -> Done[T]:
    window = screen.window
    ticket = screen.ticket()

    def work() -> tuple[T, Any]:
        value = edit(window.store, who)
        window.feed.noticed()
        return value, screen.read()

    waiting = screen.set_timer(1.0, lambda: screen.app.notify(_("One moment: it is being saved."), markup=False))
    still = Still(screen.app)
    try:
        value, snapshot = await window.in_thread(work)
        window.moves += 1
        screen.now_as_of()
        screen.take(ticket, snapshot)
    finally:
        waiting.stop()
        still.end()
    return Done(value)


class Still:
    """Keeps the screen as it is while an edit is saved: one picture then shows the question gone and what came of it.

    Two pictures would cost twice the time, and drawing the first would hold up the saving. What takes longer than
    `LONGEST` is shown as it comes.
    """

    LONGEST = 0.15

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._size = app.size
        self._batch = ExitStack()
        self._batch.enter_context(app.batch_update())
        self._timer = app.set_timer(self.LONGEST, self.end)

    def end(self) -> None:
        """Draw what changed; once."""
        self._timer.stop()
        self._batch.close()
        screen = self._app.screen
        if self._app.size != self._size:
            screen.refresh()  # laid out anew meanwhile, and not drawn
        screen.check_idle()


async def _who(screen: LiveScreen[Any]) -> Who | None:
    if screen.window.who is None:
        from mdoverleg.tui.dialogs.who import ask_who

        await ask_who(screen)
    return screen.window.who


async def _overwrites(screen: LiveScreen[Any], error: ChangedMeanwhile, *, can: bool) -> bool:
    from mdoverleg.tui.dialogs.changed import Changed

    answer = await screen.app.push_screen_wait(Changed(error, can_overwrite=can))
    return answer is not None and answer.key is True
