"""The records of one kind around a case, as a list that stays open while one adds, changes and ends them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.windows import key_text
from mdoverleg.domain.words import _
from mdoverleg.reads.case_records import RecordRow
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.text import Cell, Line, columns
from mdoverleg.tui.widgets.lines import Lines

ADD = "add"
"""The step of the way to a form that adds a record."""

Doing = Callable[[RecordRow], Awaitable[object]]


class Work(NamedTuple):
    """What a list of records shows and what can be done with it."""

    read: Callable[[], Awaitable[Sequence[RecordRow]]]
    add: Callable[[], Awaitable[object]] | None
    """Nothing: they are not made here."""
    change: Doing | None = None
    remove: Doing | None = None
    remove_words: str = ""
    """What x does, in words."""
    none_yet: str = ""
    """Said when there is nothing, where one cannot add."""
    change_words: str = ""
    """What Enter does, in words, where it changes no field."""


class RecordLines(Lines[RecordRow]):
    """One record a line, with what is known of it below."""

    def key_of(self, row: RecordRow) -> int:
        return row.pk

    none_yet = ""

    def when_empty(self) -> str:
        return self.none_yet or _("Nothing here yet. Type a to add.")

    def lines_of(self, row: RecordRow, width: int) -> list[Line]:
        look = "dim" if row.is_past else "strong"
        lines = columns([Cell("", 1), Cell(row.text, width - 3, look)])
        return [*lines, *columns([Cell("", 1), Cell(row.note, width - 3, "dim")])] if row.note else lines


class Records(Dialog[None]):
    """The list; what is done here is saved at once."""

    box = "tall"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False),
        Binding("x", "remove", show=False),
    ]

    def __init__(self, title: str, work: Work) -> None:
        enter = (work.change_words or _("Enter changes")) if work.change else ""
        keys = [_("a adds") if work.add else "", enter, work.remove_words, _("Esc goes back")]
        super().__init__(title, " · ".join(key for key in keys if key))
        self._work = work

    def body(self) -> ComposeResult:
        lines = RecordLines(id="records", titled=False)
        lines.none_yet = self._work.none_yet
        yield lines

    def on_mount(self) -> None:
        self._list.focus()
        self.follow()

    @property
    def _list(self) -> RecordLines:
        return self.query_one(RecordLines)

    def follow(self) -> None:
        """Show what is in the file now."""
        self.run_worker(self._read(), group="read")

    async def _read(self) -> None:
        try:
            rows = await self._work.read()
        except MdError as error:
            self.app.notify(error.for_all_to_see(), severity="error", markup=False)
            return
        if self.is_mounted:
            self._list.put(rows)

    async def take_step(self, step: str) -> bool:
        await self._read()
        row = next((row for row in self._list.rows if key_text(row.pk) == step), None)
        if step == ADD:
            self.action_add()
        elif row is not None and self._work.change is not None:
            self._list.go_to(row.pk)
            self._do(self._work.change(row), step)
        else:
            return False
        return True

    def action_add(self) -> None:
        if self._work.add is not None:
            self._do(self._work.add(), ADD)

    def action_remove(self) -> None:
        if self._work.remove is None:
            self.app.notify(_("These are not taken away here; undo a mistake with u."), markup=False)
        elif (row := self._list.row) is not None:
            self._do(self._work.remove(row))

    @on(Lines.Chosen)
    def chosen(self, event: Lines.Chosen) -> None:
        """Change the record of this line."""
        event.stop()
        if isinstance(event.row, RecordRow) and self._work.change is not None:
            self._do(self._work.change(event.row), key_text(event.row.pk))

    def _do(self, doing: Awaitable[object], step: str = "") -> None:
        self.run_worker(self._done(doing, step), group="do")

    async def _done(self, doing: Awaitable[object], step: str) -> None:
        with self.step_taken(step):
            await doing
        if self.is_attached:
            self.follow()
