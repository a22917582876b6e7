"""The four buffers in one dialog: a digit for the state of each, Enter for a note and a step."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain import enums
from mdoverleg.domain.labels import label
from mdoverleg.domain.words import _
from mdoverleg.reads.buffers import BufferRow
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.widgets.lines import Lines

STATES: tuple[str, ...] = get_args(enums.BufferState)


class BufferLines(Lines[BufferRow]):
    """One buffer a line, with its note and step below."""

    def key_of(self, row: BufferRow) -> str:
        return row.buffer

    def lines_of(self, row: BufferRow, width: int) -> list[Line]:
        state = label("BufferState", row.state) if row.state else "–"
        name = width * 3 // 5
        lines = columns([Cell(label("BufferName", row.buffer), name, "strong"), Cell(state, width - name - 2)])
        below = " · ".join(part for part in (row.note, row.step) if part)
        return [*lines, *columns([Cell(below, width - 2, "dim")])] if below else lines


class Buffers(Dialog[None]):
    """The list of four; what is typed here is saved at once."""

    box = "tall"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(place), f"state({place})", show=False) for place in range(1, len(STATES) + 1)
    ]

    def __init__(
        self,
        title: str,
        read: Callable[[], Awaitable[Sequence[BufferRow]]],
        set_state: Callable[[BufferRow, str], Awaitable[object]],
        change: Callable[[BufferRow], Awaitable[object]],
    ) -> None:
        states = " · ".join(f"{place} {label('BufferState', state)}" for place, state in enumerate(STATES, 1))
        keys = _("Enter: note and step · Esc goes back")
        super().__init__(title, f"{states} · {keys}")
        self._read = read
        self._set_state = set_state
        self._change = change

    def body(self) -> ComposeResult:
        yield BufferLines(id="buffers", titled=False)

    def on_mount(self) -> None:
        self._list.focus()
        self.follow()

    @property
    def _list(self) -> BufferLines:
        return self.query_one(BufferLines)

    def follow(self) -> None:
        """Show what is in the file now."""
        self.run_worker(self._show(), group="read")

    async def _show(self) -> None:
        rows = await self._read()
        if self.is_mounted:
            self._list.put(rows)

    def action_state(self, place: int) -> None:
        """Say how the buffer under the cursor is, and go to the next one."""
        if (row := self._list.row) is not None:
            self.run_worker(self._done(self._set_state(row, STATES[place - 1])), group="do")
            self._list.action_move(1)

    @on(Lines.Chosen)
    def chosen(self, event: Lines.Chosen) -> None:
        """Ask note and step of this buffer."""
        event.stop()
        if isinstance(event.row, BufferRow):
            self.run_worker(self._done(self._change(event.row)), group="do")

    async def _done(self, doing: Awaitable[object]) -> None:
        await doing
        if self.is_attached:
            self.follow()
