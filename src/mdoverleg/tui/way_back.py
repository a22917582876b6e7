"""The way back to a form in which something is half typed: the screen, the row, the verb, and what was picked then."""

import asyncio
from typing import Any

from mdoverleg.domain.windows import Draft
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.doings import screens
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.verbs import APP, BY_ID, LIST, TABLE

Screen = LiveScreen[Any]

ANYWHERE = (APP, TABLE, LIST)
"""Where a verb belongs that is not about the row under the cursor."""


async def bring_back(screen: Screen, draft: Draft) -> bool:
    """Open the form again, on the same subject, with what was typed; tell whether there still is a way to it.

    To be run beside the verbs, not as one: it waits for another one.
    """
    try:
        return await _bring_back(screen, draft)
    except (TypeError, ValueError, LookupError):  # kept by another version, or not by us
        return False


async def _bring_back(screen: Screen, draft: Draft) -> bool:
    found = await _screen_of(screen, draft.way.screen)
    if found is None:
        return False
    if await found.ways.restore(found, draft):
        return True
    verb = BY_ID.get(draft.way.verb)
    at = draft.way.at
    if verb is None or verb.id not in found.does or not await found.ways.go(found, at):
        return False
    if _needs_row(found, verb.scope) and not found.ways.is_on_row(found, at):
        return False
    if verb.why_not(found.place()):
        return False
    return await _WayBack(found, draft).go(verb.id)


def _needs_row(screen: Screen, scope: str) -> bool:
    return scope not in ANYWHERE or screen.scope != TABLE


async def _screen_of(screen: Screen, name: str) -> Screen | None:
    """Go to the screen of this name, and return it once it is there."""
    board: Screen = screens.to_table(screen)
    if screen is not board and screen.going is not None:
        await screen.going  # type: ignore[misc]
    if type(board).__name__ == name:
        return board
    from mdoverleg.tui.screens import lists

    if not name.endswith("Screen") or not hasattr(lists, name):
        return None
    screens.go(board, name)
    if board.going is not None:
        await board.going  # type: ignore[misc]
    top = board.app.screen
    return top if isinstance(top, LiveScreen) and type(top).__name__ == name else None


class _WayBack:
    """Takes the steps that were taken before, until the form is there."""

    def __init__(self, screen: Screen, draft: Draft) -> None:
        self._screen = screen
        self._draft = draft
        self._steps = list(draft.way.steps)
        self._settled = asyncio.Event()
        self._is_there = False

    async def go(self, verb: str) -> bool:
        """Do the verb, and wait for the form; tell whether it came."""
        self._screen.way_back = self._opened
        self._screen.begin_verb(verb, self._settle)
        await self._settled.wait()
        return self._is_there

    def _opened(self, dialog: Dialog[Any]) -> None:
        self._screen.app.run_worker(self._go_on(dialog), group="way back")

    async def _go_on(self, dialog: Dialog[Any]) -> None:
        if dialog.draft_key == self._draft.place:
            dialog.restore(self._draft.values, self._draft.before)
            self._is_there = True
            self._settle()
        elif not self._steps or not await dialog.take_step(self._steps.pop(0)):
            self._settle()
            dialog.answer(None)

    def _settle(self) -> None:
        self._screen.way_back = None
        self._settled.set()
