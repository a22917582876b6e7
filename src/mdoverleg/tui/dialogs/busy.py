"""Something that takes a moment and cannot be stopped halfway: it says so, and ends by itself."""

from collections.abc import Callable, Coroutine
from typing import Any

from textual.app import ComposeResult

from mdoverleg.domain.errors import MdError
from mdoverleg.tui.dialogs.base import Dialog


class Busy(Dialog[MdError]):
    """Do one piece of work; the answer is why it was refused, or nothing when it is done. `made` is what came of it."""

    title_lines = 4

    def __init__(self, said: str, work: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        super().__init__(said)
        self._work = work
        self.made: Any = None

    def body(self) -> ComposeResult:
        yield from ()

    def on_mount(self) -> None:
        self.run_worker(self._run())

    async def _run(self) -> None:
        try:
            self.made = await self._work()
        except MdError as error:
            self.answer(error)
        else:
            self.answer(None)

    def action_leave(self) -> None:
        """Stay: half of it would be worse."""
