"""What reading a file in would change, or why it cannot be read in; nothing is written before Enter."""

from collections.abc import Hashable, Iterable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.widgets.lines import Lines

_MOST_LINES = 6


class Said(NamedTuple):
    """One line that is told."""

    number: int
    text: str


class SaidLines(Lines[Said]):
    """The lines, wrapped."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.take", show=False)]

    def key_of(self, row: Said) -> Hashable:
        return row.number

    def when_empty(self) -> str:
        return _("Nothing changes.")

    def lines_of(self, row: Said, width: int) -> list[Line]:
        return columns([Cell("", 1), Cell(row.text, width - 3)], _MOST_LINES)


class Preview(Dialog[bool]):
    """Shows lines; Enter answers yes where that can be said."""

    widest = 110

    def __init__(self, title: str, lines: Iterable[str], *, can_take: bool, hint: str = "") -> None:
        super().__init__(title, hint or (_("Enter takes it over · Esc leaves it") if can_take else _("Esc goes back")))
        self._lines = [Said(number, line) for number, line in enumerate(lines)]
        self._can_take = can_take

    def body(self) -> ComposeResult:
        yield SaidLines(titled=False)

    def on_mount(self) -> None:
        lines = self.query_one(SaidLines)
        lines.put(self._lines)
        lines.focus()

    def action_take(self) -> None:
        self.answer(True if self._can_take else None)

    @on(SaidLines.Chosen)
    def clicked(self, event: SaidLines.Chosen) -> None:
        """A click on a line only reads it."""
        event.stop()
