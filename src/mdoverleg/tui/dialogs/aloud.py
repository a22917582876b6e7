"""A list to read aloud or to look through before one says yes: lines under headings, and yes as the last line."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.text import Cell, Line, Part, columns, fit, width_of, wrap
from mdoverleg.tui.widgets.lines import Lines

BESIDE = 90
"""Columns from which a note stands beside its text instead of below it."""


class AloudRow(NamedTuple):
    """One line."""

    key: int
    text: str
    note: str = ""
    look: str = ""
    sign: str = ""
    is_head: bool = False
    is_last: bool = False
    """What Enter does on it ends the list with yes."""


class AloudLines(Lines[AloudRow]):
    """The lines; the cursor goes along with the voice."""

    def __init__(self, head: tuple[str, str]) -> None:
        super().__init__()
        self._head = head

    def key_of(self, row: AloudRow) -> int:
        return row.key

    def can_stop(self, row: AloudRow) -> bool:
        return not row.is_head

    def heading(self) -> tuple[str, str]:
        return self._head

    def prepare(self, width: int) -> None:
        notes = max((width_of(row.note) for row in self.rows), default=0)
        self._note_width = min(notes, max(10, width // 2)) if width >= BESIDE else 0

    def lines_of(self, row: AloudRow, width: int) -> list[Line]:
        if row.is_head:
            return [(), (Part(f" {fit(row.text, width - 1)}", "title"),)]
        if row.is_last:
            return [(), *((Part(f" {line}", "title"),) for line in wrap(f"▶ {row.text}", width - 1))]
        sign = Cell(f" {row.sign}", 4, row.look)
        if self._note_width and row.note:
            room = width - self._note_width - 8
            return columns([sign, Cell(row.text, room, row.look), Cell(row.note, self._note_width, "dim")])
        found = columns([sign, Cell(row.text, width - 6, row.look)])
        return [*found, *(columns([Cell("", 4), Cell(row.note, width - 6, "dim")]) if row.note else [])]


class Aloud(Dialog[bool]):
    """The list; the answer is True when it ends with yes."""

    widest = 400
    box = "tall whole"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", show=False, priority=True),
        Binding("y", "yes", show=False),
    ]

    def __init__(
        self, title: str, rows: Sequence[AloudRow], *, last: str, head: tuple[str, str] = ("", ""), step: bool = True
    ) -> None:
        keys = _("Enter: next line · y: to the end at once · Esc goes back")
        super().__init__(title, keys if step else _("Enter takes it · Esc leaves it as it is"))
        self._rows = (*rows, AloudRow(-1, last, is_last=True))
        self._head = head
        self._step = step

    def body(self) -> ComposeResult:
        yield AloudLines(self._head)

    def on_mount(self) -> None:
        self._list.put(self._rows)
        self._list.action_end(0)
        self._list.focus()

    @property
    def _list(self) -> AloudLines:
        return self.query_one(AloudLines)

    def action_on(self) -> None:
        """Go to the next line; on the last one, or where lines are not gone through, say yes."""
        row = self._list.row
        if not self._step or (row is not None and row.is_last):
            self.answer(True)
        else:
            self._list.action_move(1)

    def action_yes(self) -> None:
        self.answer(True)

    @on(Lines.Chosen)
    def clicked(self, event: Lines.Chosen) -> None:
        """Do what Enter does on the line that was clicked twice."""
        event.stop()
        if isinstance(event.row, AloudRow) and event.row.is_last:
            self.answer(True)
