"""Pick one from a list, by arrows or by typing."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from mdoverleg.domain.text import fold
from mdoverleg.domain.windows import key_text
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog, LineInput
from mdoverleg.tui.text import Cell, Line, columns, is_masked, masked, width_of, wrap
from mdoverleg.tui.widgets.lines import Lines


class Choice(NamedTuple):
    """One thing to pick."""

    key: Hashable
    text: str
    note: str = ""
    look: str = ""


MOST_CHOICES = 16
"""Lines of the list at most, as in dialogs.tcss."""
AROUND = 5
"""Lines around the list beside the keys: frame, title, box to type in and a blank line."""

Find = Callable[[str], Sequence[Choice]]


def finder(choices: Sequence[Choice]) -> Find:
    """Return a search over choices: what begins with the words first, then what holds them; capitals do not count."""

    def find(typed: str) -> Sequence[Choice]:
        wanted = fold(typed).split()
        if not wanted:
            return choices
        ranked = [(_rank(wanted, choice), choice) for choice in choices]
        return [choice for rank, choice in sorted(ranked, key=lambda pair: pair[0]) if rank < _NOT]

    return find


_NOT = 3


def _rank(wanted: Sequence[str], choice: Choice) -> int:
    text = fold(choice.text)
    words = text.replace("-", " ").split()
    if text.startswith(" ".join(wanted)):
        return 0
    if all(any(word.startswith(part) for word in words) for part in wanted):
        return 1
    return 2 if all(part in f"{text} {fold(choice.note)}" for part in wanted) else _NOT


def _letters(text: str) -> str:
    return fold(text).replace(".", "").replace(" ", "")


class Choices(Lines[Choice], can_focus=False):
    """The list under the box in which one types."""

    always_marked = True
    one_click = True

    def __init__(self) -> None:
        super().__init__(titled=False)

    def key_of(self, row: Choice) -> Hashable:
        return row.key

    def when_empty(self) -> str:
        return _("Nothing found.")

    def prepare(self, width: int) -> None:
        """Give the texts the room they need, the notes what is left."""
        text = max((width_of(row.text) for row in self.rows), default=0)
        note = max((width_of(row.note) for row in self.rows), default=0)
        self._text_width = min(text, width - 2 if not note else max(width // 2, width - note - 3))

    def lines_of(self, row: Choice, width: int) -> list[Line]:
        rest = width - self._text_width - 3
        return columns(
            [Cell("", 1), Cell(row.text, self._text_width, row.look), Cell(row.note, max(0, rest - 1), "dim")]
        )


class Pick(Dialog[Choice]):
    """A list to pick from; typing narrows it, Enter takes the marked one."""

    title_lines = 6  # what is asked is said whole
    lines_above = 0
    """Lines that stand between the title and the box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice] | Find, *, start: Hashable = None, hint: str = "") -> None:
        super().__init__(title, hint or _("Type to search · arrows · Enter takes it · Esc leaves"))
        self._find: Find = choices if callable(choices) else finder(choices)
        self._start = start

    def step_of(self, value: Choice) -> str:
        return key_text(value.key)

    async def take_step(self, step: str) -> bool:
        found = next((choice for choice in self._find("") if key_text(choice.key) == step), None)
        if found is not None:
            self.answer(found)
        return found is not None

    def body(self) -> ComposeResult:
        yield LineInput(id="typed")
        yield Choices()

    def on_mount(self) -> None:
        self._list.put(self._find(""))
        self._keep_room()
        if self._start is not None:
            self.call_after_refresh(self._list.go_to, self._start)

    def on_resize(self) -> None:
        self._list.styles.min_height = None
        self._keep_room()
        self.call_after_refresh(self._keep_height)

    def _keep_room(self) -> None:
        """Leave room for the title, the box and the keys in a low terminal."""
        keys = len(wrap(self._hint, max(20, min(self.app.size.width, self.widest) - 5)))
        above = self.lines_above + len(self.title_said()) - 1
        self._list.styles.max_height = max(3, min(MOST_CHOICES, self.app.size.height - AROUND - above - keys))

    def _keep_height(self) -> None:
        """Keep the box as high as it came: it stays where one looks while typing narrows the list."""
        self._list.styles.min_height = self._list.size.height

    @property
    def _list(self) -> Choices:
        return self.query_one(Choices)

    def action_move(self, by: int) -> None:
        self._list.action_move(by)

    def action_page(self, by: int) -> None:
        self._list.action_page(by)

    @on(Input.Changed)
    def narrowed(self, event: Input.Changed) -> None:
        """Show what fits; the best one is marked."""
        event.stop()
        self.narrow(event.value)

    def narrow(self, typed: str) -> None:
        """Show what fits what is typed."""
        self._list.put(self._found(typed))
        self._list.action_end(0)

    def _found(self, typed: str) -> Sequence[Choice]:
        """Return what fits what is typed; while names are masked also by the initials that are seen."""
        found = self._find(typed)
        wanted = _letters(typed)
        if not is_masked() or not wanted:
            return found
        seen = [choice for choice in self._find("") if _letters(masked(choice.text)).startswith(wanted)]
        return [*seen, *(choice for choice in found if choice not in seen)]

    @on(Input.Submitted)
    def taken(self, event: Input.Submitted) -> None:
        """Take the marked one."""
        event.stop()
        if (row := self._list.row) is not None:
            self.take(row)

    @on(Lines.Chosen)
    def clicked(self, event: Lines.Chosen) -> None:
        """Take the one that was clicked."""
        event.stop()
        if isinstance(event.row, Choice):
            self.take(event.row)

    def take(self, row: Choice) -> None:
        """Answer with this one."""
        self.answer(row)
