"""The read-back: one screen to read aloud before a case is left; each owner is ticked off as agreed."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.snapshots import BoardSnapshot
from mdoverleg.domain.words import _
from mdoverleg.reads.read_back import ReadBack, read_back
from mdoverleg.tui import late
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.runner import Edit, run_edit
from mdoverleg.tui.widgets.lines import Lines
from mdoverleg.tui.widgets.read_back import LAST, BackLine, BackLines, back_lines

if TYPE_CHECKING:
    from mdoverleg.tui.screens.board import BoardScreen


class ReadBackDialog(Dialog[bool]):
    """The lines; the answer is True when the case is to be left."""

    widest = 400
    box = "tall whole"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", show=False),
        Binding("enter", "say", show=False, priority=True),
        Binding("n", "go_on", show=False),
        Binding("R", "leave", show=False),
    ]

    def __init__(self, screen: "BoardScreen", extra: ReadBack) -> None:
        super().__init__(_("Read back · {case}").format(case=screen.case.head.alias))
        self._board = screen
        self._case_pk = screen.case.head.pk
        self.shown: BoardSnapshot | None = screen.snapshot
        """The newest snapshot of this case: another window may have gone on."""
        self.extra = extra
        self._to_tick: list[Any] = []

    @property
    def runs(self) -> bool:
        """Whether the case is the one that runs, so that it can be left."""
        running = self._board.running
        return running is not None and running.case_pk == self._case_pk

    def body(self) -> ComposeResult:
        yield BackLines(id="back")

    def on_mount(self) -> None:
        leave = _("n next item · Esc goes back") if self.runs else _("Esc goes back")
        self.say_keys(_("Enter: said and agreed · Space ticks or takes back · {leave}").format(leave=leave))
        self._show()
        self._list.action_end(0)
        self._list.focus()

    @property
    def _list(self) -> BackLines:
        return self.query_one(BackLines)

    def follow(self) -> None:
        """Show what the screen below shows now, and read the rest again."""
        board = self._board.snapshot
        if board is not None and board.case is not None and board.case.head.pk == self._case_pk:
            self.shown = board
            self.run_worker(self._read, group="read", exclusive=True)  # type: ignore[arg-type]

    async def _read(self) -> None:
        window, pk = self._board.window, self._board.running_meeting_pk
        try:
            self.extra = await window.in_thread(lambda: read_back(window.store, self._case_pk, pk))
        except MdError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        if self.is_mounted:
            self._show()

    def _rows(self) -> tuple[BackLine, ...]:
        last = _("Next item") if self.runs else _("Back to the table")
        return tuple(back_lines(self.shown, self.extra, last)) if self.shown is not None else ()

    def _show(self) -> None:
        if rows := self._rows():
            self._list.put(rows)

    def action_say(self) -> None:
        """Tick what is read and go to the next line; on the last line leave."""
        self.after_typed(self._say)

    def _say(self) -> None:
        row = self._list.row
        if row is None:
            return
        if row.key == LAST:
            self.action_go_on()
            return
        if row.ticked is False:
            self._tick(row)
        self._list.action_move(1)

    def action_tick(self) -> None:
        if (row := self._list.row) is not None and row.ticked is not None:
            self._tick(row)

    def action_go_on(self) -> None:
        self.answer(self.runs)

    def _tick(self, row: BackLine) -> None:
        self._to_tick.append(row.key)
        if len(self._to_tick) == 1:
            self.run_worker(self._tick_all(), group="tick")

    async def _tick_all(self) -> None:
        """Turn every tick that was asked for, one after the other: a second Space takes back what the first did."""
        while self._to_tick:
            kind, pk = key = self._to_tick[0]
            row = next((row for row in self._rows() if row.key == key), None)
            try:
                if row is not None:
                    await run_edit(self._board, _says(kind, pk, not row.ticked))
                    await self._read()  # what of a role is agreed stands there
            finally:
                self._to_tick.pop(0)

    @on(Lines.Chosen)
    def clicked(self, event: Lines.Chosen) -> None:
        """Do what Space does on the line that was clicked twice; on the last line leave."""
        event.stop()
        if isinstance(event.row, BackLine) and event.row.key == LAST:
            self.action_go_on()
        else:
            self.action_tick()


def _says(kind: str, pk: int, says: bool) -> Edit[None]:
    def edit(store: Any, who: Any) -> None:
        if kind == "action":
            late.action_points.accept(store, who, pk=pk, accepted=says)
        else:
            late.roles.change(store, who, assignment_pk=pk, values={"accepted": says})

    return edit
