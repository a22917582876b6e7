"""Something that takes seconds: a bar that fills, and Esc to stop it."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from textual.app import ComposeResult

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.text import Part
from mdoverleg.tui.widgets.bars import Bar

_WIDE: Final = 40
_EVERY: Final = 0.2
"""Seconds between two looks at how far it is."""

Step = Callable[[int, int], bool]
InThread = Callable[[Callable[[], Any]], Coroutine[Any, Any, Any]]


def _files(done: int, total: int) -> str:
    return _("{done} of {total} files").format(done=done, total=total)


class Working(Dialog[str]):
    """Do one piece of work in the thread of the file; the answer is what it says at its end, or why it was refused.

    The work is given a step: told how many of all are done, it says whether to go on.
    """

    def __init__(
        self,
        title: str,
        in_thread: InThread,
        work: Callable[[Step], str],
        *,
        hint: str = "",
        says: Callable[[int, int], str] | None = None,
    ) -> None:
        """`hint` and `says` are for work that is not about files that can be stopped."""
        super().__init__(title, hint=hint or _("Esc stops: then nothing is written"))
        self._says = says or _files
        self._in_thread = in_thread
        self._work = work
        self._done, self._all = 0, 0
        self._goes_on = True
        self.is_refused = False
        """Whether the answer is a refusal."""

    def body(self) -> ComposeResult:
        yield Bar(id="progress")

    def on_mount(self) -> None:
        super().on_mount()
        self._draw()
        self.set_interval(_EVERY, self._draw)
        self.run_worker(self._run())

    async def _run(self) -> None:
        try:
            said = await self._in_thread(lambda: self._work(self._step))
        except MdError as error:
            self.is_refused = True
            said = error.for_all_to_see()
        self.answer(said)

    def _step(self, done: int, total: int) -> bool:
        """Note how far it is; called from the thread of the work."""
        self._done, self._all = done, total
        return self._goes_on

    def _draw(self) -> None:
        full = _WIDE * self._done // max(1, self._all)
        words = self._says(self._done, self._all) if self._all else _("reading")
        bar = Part(f" {'█' * full}{'░' * (_WIDE - full)} ")
        self.query_one("#progress", Bar).put([(bar, Part(words, "dim"))])

    def action_leave(self) -> None:
        """Stop the work at its next step; the dialog ends when it has."""
        self._goes_on = False

    def on_unmount(self) -> None:
        """Stop it too when the window goes."""
        self._goes_on = False
