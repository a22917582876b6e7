"""Carrying out an edit: in the thread of the file, shown as soon as it is saved, refused in words."""

from collections.abc import Awaitable, Callable
from typing import Any, Generic, NamedTuple, TypeVar

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
    screen.window.saves += 1
    try:
        return await _run(screen, edit, said, anyway)
    finally:
        screen.window.saves -= 1


async def ask_until_saved(
    screen: LiveScreen[Any], ask: Callable[..., Any], save: Callable[[dict[str, str]], Awaitable[object]]
) -> None:
    """Ask a few lines and save them; when that is refused they are asked again, with what was typed.

    `ask` makes the dialog, given what was `typed` in it before; `save` returns nothing when it was refused.
    """
    typed: dict[str, str] = {}
    while True:
        answers = await screen.app.push_screen_wait(ask(typed=typed))
        if answers is None or await save(answers) is not None:
            return
        typed = answers


async def _run(screen: LiveScreen[Any], edit: Edit[T], said: str, anyway: Edit[T] | None) -> Done[T] | None:
    who = await who_of(screen)
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
        screen.app.notify(error.for_all_to_see(), severity="warning", markup=False)
        await screen.reload()
        return None
    if said:
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
    screen.shell.still.begin()
    screen.shell.saving()
    try:
        value, snapshot = await window.in_thread(work)
        window.moves += 1
        screen.now_as_of()
        screen.take(ticket, snapshot)
    finally:
        waiting.stop()
        screen.shell.still.end()
    return Done(value)


async def who_of(screen: LiveScreen[Any]) -> Who | None:
    """Return who does it, asked when it is not known yet; nothing when nobody answers."""
    if screen.window.who is None:
        from mdoverleg.tui.dialogs.who import ask_who

        await ask_who(screen)
    return screen.window.who


async def _overwrites(screen: LiveScreen[Any], error: ChangedMeanwhile, *, can: bool) -> bool:
    from mdoverleg.tui.dialogs.changed import Changed

    answer = await screen.app.push_screen_wait(Changed(error, can_overwrite=can))
    return answer is not None and answer.key is True
