"""Tick some of a list: space ticks, Enter takes all that are ticked."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain.words import _, n_
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.dialogs.pick import Choice
from mdoverleg.tui.text import Cell, Line, columns, width_of
from mdoverleg.tui.widgets.lines import Lines

Sum = Callable[[Sequence[Hashable]], str]
"""Says what the ticked ones come to: `5 cases · 100 min`."""


class Ticks(Lines[Choice]):
    """Lines with a box in front."""

    one_click = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.take", show=False)]

    def __init__(self, sum_of: Sum | None) -> None:
        super().__init__(id="ticks")
        self.ticked: set[Hashable] = set()
        self._sum_of = sum_of

    @property
    def chosen(self) -> tuple[Hashable, ...]:
        """The keys that are ticked, in the order of the list."""
        return tuple(row.key for row in self.rows if row.key in self.ticked)

    def key_of(self, row: Choice) -> Hashable:
        return row.key

    def heading(self) -> tuple[str, str]:
        number = len(self.chosen)
        words = n_("{n} of {all} ticked", "{n} of {all} ticked", number).format(n=number, all=len(self.rows))
        return words, self._sum_of(self.chosen) if self._sum_of else ""

    def when_empty(self) -> str:
        return _("There is nothing to tick.")

    def prepare(self, width: int) -> None:
        text = max((width_of(row.text) for row in self.rows), default=0)
        note = max((width_of(row.note) for row in self.rows), default=0)
        self._text_width = min(text, width - 6 if not note else max(width // 2, width - note - 8))

    def lines_of(self, row: Choice, width: int) -> list[Line]:
        box = "[x]" if row.key in self.ticked else "[ ]"
        rest = max(0, width - self._text_width - 8)
        return columns(
            [
                Cell(f" {box}", 4, "strong" if row.key in self.ticked else "dim"),
                Cell(row.text, self._text_width, row.look),
                Cell(row.note, rest, "dim"),
            ]
        )

    def turn(self, key: Hashable) -> None:
        """Tick one that is not ticked, and the other way round."""
        self.ticked ^= {key}
        self.again()


class Tick(Dialog[tuple[Hashable, ...]]):
    """A list of which some are ticked; the answer is the keys of those, in the order of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False),
        Binding("a", "all", show=False),
    ]

    def __init__(
        self, title: str, choices: Sequence[Choice], ticked: Collection[Hashable] = (), *, sum_of: Sum | None = None
    ) -> None:
        super().__init__(title, _("Space ticks · a: all or none · Enter takes these · Esc leaves"))
        self._choices = tuple(choices)
        self._ticked = set(ticked)
        self._sum_of = sum_of

    def body(self) -> ComposeResult:
        yield Ticks(self._sum_of)

    def on_mount(self) -> None:
        self._list.ticked = self._ticked
        self._list.put(self._choices)
        self._list.focus()

    @property
    def _list(self) -> Ticks:
        return self.query_one(Ticks)

    def action_turn(self) -> None:
        if (row := self._list.row) is not None:
            self._list.turn(row.key)

    def action_all(self) -> None:
        every = {choice.key for choice in self._choices}
        self._list.ticked = set() if every <= self._list.ticked else every
        self._list.again()

    def action_take(self) -> None:
        self.answer(self._list.chosen)

    @on(Lines.Chosen)
    def clicked(self, event: Lines.Chosen) -> None:
        """Tick the one that was clicked."""
        event.stop()
        self.action_turn()
