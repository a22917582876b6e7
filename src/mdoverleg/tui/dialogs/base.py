"""What every dialog shares: a box in the middle, a title, a line with keys, Esc to leave without doing anything."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from mdoverleg.domain.limits import TEXT_LENGTH
from mdoverleg.domain.windows import Draft, Way
from mdoverleg.tui.mask import dotted
from mdoverleg.tui.shell import Shell
from mdoverleg.tui.still import Still, style_itself
from mdoverleg.tui.text import Part, fit, shown_keeping_spaces, wrap
from mdoverleg.tui.widgets.bars import Bar

T = TypeVar("T")


class LineInput(Input):
    """A box for one line: the cursor does not blink, and nothing is selected by coming here."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(value, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Keep out what a terminal would obey, typed, pasted or from the file; what is too long is said, not cut."""
        return shown_keeping_spaces(value[: TEXT_LENGTH + 1])

    @property
    def _value(self) -> Text:
        """What is drawn: while masked with dots in names, so that what is changed and saved stays as it was."""
        return Text(dotted(self.value), no_wrap=True, overflow="ignore", end="")


@runtime_checkable
class OnItsWay(Protocol):
    """What a dialog lies over: it knows how one came there, and may be bringing somebody back."""

    way: Way
    way_back: "Callable[[Dialog[Any]], None] | None"


class Dialog(ModalScreen[T | None], inherit_bindings=False):
    """A question over a screen; it ends with an answer, or with nothing."""

    ALLOW_SELECT = False
    draft_key = ""
    """What kind of form it is, for what is half typed in it; nothing where that is not kept."""
    box = ""
    """How the box is in dialogs.tcss; known before it is there, so that its parts get their styles once."""
    widest: ClassVar[int] = 76
    """Columns that the box takes at most, as in dialogs.tcss."""
    title_lines: ClassVar[int] = 1
    """Lines that the title may take; what is left over is cut."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]
    CSS_PATH = "../styles/dialogs.tcss"

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.is_ready = False
        """Whether it can be typed in: what is typed before that waits (`ahead.py`)."""
        self.way = Way()
        """How one came here, so that one can be brought back."""
        self._said = title
        self._hint = hint
        self._is_whole = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box", classes=self.box):
            yield Bar(id="title", ground="bar")
            yield from self.body()
            yield Bar(id="hint")

    def body(self) -> ComposeResult:
        """Yield what stands between the title and the keys."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self._still(Still.end)
        self.way = next((below.way for below in reversed(self.app.screen_stack) if isinstance(below, OnItsWay)), Way())
        self.call_after_refresh(self._now_ready)
        self.query_one("#title", Bar).put([(Part(f" {line}", "chosen"),) for line in self.title_said()])
        if self._hint:
            self.say_keys(self._hint)

    def title_said(self) -> list[str]:
        """Return the lines of the title, as they fit now."""
        width = max(20, min(self.app.size.width, self.widest) - 5)
        lines = wrap(self._said, width) if self.title_lines > 1 else [self._said]
        kept = [*lines[: self.title_lines - 1], " ".join(lines[self.title_lines - 1 :])]
        return [fit(line, width) for line in kept if line]

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        style_itself(self, event)

    def _now_ready(self) -> None:
        self.is_ready = self._is_whole = True
        for below in self.app.screen_stack:
            if isinstance(below, OnItsWay) and below.way_back is not None:
                below.way_back(self)

    # What is half typed in it is kept (`drafts.py`), and comes back after the window was killed (`way_back.py`).

    def draft_values(self) -> dict[str, str]:
        """Return what was typed, by field, where it differs from what stood there."""
        return {}

    def draft_before(self) -> dict[str, str]:
        """Return what stood in those fields before."""
        return {}

    def restore(self, values: Mapping[str, str], before: Mapping[str, str]) -> None:
        """Put in again what was typed; `before` is what stood there when it was."""

    def draft(self) -> Draft | None:
        """Return what is half typed; nothing when that is nothing."""
        values = self.draft_values() if self.draft_key and self._is_whole and self.is_attached else {}
        if not values:
            return None
        before = {key: text for key, text in self.draft_before().items() if key in values}
        return Draft(self.draft_key, self._said, values, before, self.way)

    def step_of(self, value: T) -> str:
        """Return this answer as a step of the way to what comes after it; nothing when it cannot be taken again."""
        del value
        return ""

    async def take_step(self, step: str) -> bool:
        """Give an answer that was given before; tell whether it still can be given."""
        del step
        return False

    def _note_step(self, step: str) -> None:
        stack = self.app.screen_stack
        if step and len(stack) > 1 and isinstance(below := stack[-2], OnItsWay):
            below.way = below.way._replace(steps=(*below.way.steps, step))

    @contextmanager
    def step_taken(self, step: str) -> Iterator[None]:
        """Note a step of the way to what is opened over this dialog, for as long as that takes."""
        below = next((below for below in reversed(self.app.screen_stack) if isinstance(below, OnItsWay)), None)
        before = below.way if below is not None else Way()
        if below is not None:
            below.way = before._replace(steps=(*before.steps, step))
        try:
            yield
        finally:
            if below is not None:
                below.way = before

    def after_typed(self, do: Callable[[], object]) -> None:
        """Do this once what has the focus took in every key before this one; keys that come now wait for it.

        A key that goes before others (Ctrl+S) overtakes letters that are still on their way to their box.
        """

        def now() -> None:
            self.is_ready = True
            do()

        self.is_ready = False
        (self.focused or self).call_later(now)

    def _still(self, do: Callable[[Still], None]) -> None:
        if isinstance(self.app, Shell):
            do(self.app.still)

    def say_keys(self, *lines: str) -> None:
        """Say at the foot which keys do what."""
        width = max(20, min(self.app.size.width, self.widest) - 5)
        pieces = [piece for line in lines for piece in wrap(line, width)]
        self.query_one("#hint", Bar).put([(Part(f" {piece}", "dim"),) for piece in pieces])

    def answer(self, value: T | None) -> None:
        """Close the dialog with this answer; what comes of it is drawn together with its end."""
        if value is not None:
            self._note_step(self.step_of(value))
            self._still(Still.begin)
        self._leaving = self.dismiss(value)

    def action_leave(self) -> None:
        self.answer(None)
