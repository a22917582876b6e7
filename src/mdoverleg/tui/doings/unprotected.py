"""The warning that nothing encrypts this file: said once per opening, set aside with a reason, brought back."""

from contextlib import suppress
from functools import partial
from typing import Any, Final

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.words import _
from mdoverleg.reads.meetings import running_meeting
from mdoverleg.tui.dialogs.ask import Ask, Question
from mdoverleg.tui.runner import ask_until_saved, run_edit
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.shell import Shell
from mdoverleg.tui.window import Window

Screen = LiveScreen[Any]

SAID_FOR: Final = 20
"""Seconds that the warning stays."""


def warn(app: Shell[Any], window: Window) -> None:
    """Say once per opening, for a moment, that nothing encrypts this file; in a thread, as the system is asked.

    Not while a meeting runs: it would lie over what people look at.
    """
    if window.keys is None:  # then nothing can be done about it here
        return
    from mdoverleg.edits.unprotected import words_at_opening

    with suppress(MdError):
        with window.store.read() as reader:
            if running_meeting(reader) is not None:
                return
        if words := words_at_opening(window.store):
            app.call_later(partial(app.notify, words, severity="warning", timeout=SAID_FOR, markup=False))


async def turn_aside(screen: Screen) -> None:
    """Ask why this file need not be encrypted, and warn no more; where that was said, have it warn again."""
    from mdoverleg.edits import unprotected

    if reason := await screen.window.in_thread(lambda: unprotected.reason_of(screen.window.store)):
        said = _("Opening this file warns again. It was set aside because: {reason}").format(reason=reason)
        await run_edit(screen, unprotected.bring_back, said=said)
        return

    async def save(answers: dict[str, str]) -> object:
        said = _("Opening this file warns no more that it is not encrypted.")
        return await run_edit(
            screen, lambda store, who: unprotected.set_aside(store, who, answers["reason"]), said=said
        )

    title = _("This file is plain on purpose")
    await ask_until_saved(screen, partial(Ask, title, [Question("reason", _("Why it need not be encrypted"))]), save)
