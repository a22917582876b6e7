"""Ask for one line, or a few; below each what was understood."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog, LineInput
from mdoverleg.tui.text import Part, fit
from mdoverleg.tui.widgets.bars import Bar


class Understood(NamedTuple):
    """What was understood of a line: in words, and whether it will do."""

    text: str = ""
    is_fine: bool = True


Reading = Callable[[str], Understood]


class Question(NamedTuple):
    """One line that is asked for."""

    key: str
    label: str
    value: str = ""
    reads: Reading | None = None
    needed: bool = True


class Ask(Dialog[dict[str, str]]):
    """One or more lines; Enter goes to the first that is missing, and saves when none is.

    `typed` is what was typed before and could not be saved, by key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the box sees them, so that what is typed at once after an arrow goes into the next box.
        Binding("up", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
    ]

    def __init__(
        self, title: str, questions: Sequence[Question], *, hint: str = "", typed: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(title, hint or _("Enter saves · Esc leaves without saving"))
        self._questions = tuple(questions)
        self._typed_before = dict(typed or {})

    @property
    def draft_key(self) -> str:  # type: ignore[override]
        return f"ask {' '.join(question.key for question in self._questions)}"

    def draft_values(self) -> dict[str, str]:
        typed = {question.key: self._value(number) for number, question in enumerate(self._questions)}
        before = self.draft_before()
        return {key: value for key, value in typed.items() if value != before[key]}

    def draft_before(self) -> dict[str, str]:
        return {question.key: clean(question.value, one_line=True) for question in self._questions}

    def restore(self, values: Mapping[str, str], before: Mapping[str, str]) -> None:
        for number, question in enumerate(self._questions):
            if question.key in values:
                box = self.query_one(f"#line{number}", LineInput)
                box.value = values[question.key]
                box.focus()
                box.cursor_position = len(box.value)

    def body(self) -> ComposeResult:
        for number, question in enumerate(self._questions):
            with Vertical(classes="label"):
                yield Bar(id=f"label{number}")
                box = LineInput(self._typed_before.get(question.key, question.value), id=f"line{number}")
                # A proposed day or number goes when one types, and stays with an arrow; a text is there to go on with.
                box.select_on_focus = question.reads is not None
                yield box
                yield Bar(id=f"read{number}")

    def on_mount(self) -> None:
        for number, question in enumerate(self._questions):
            if question.label:
                self.query_one(f"#label{number}", Bar).put([(Part(question.label, "strong"),)])
            self._say(number)
        box = self.query_one(f"#line{self._missing() or 0}", LineInput)
        box.focus()
        if box.select_on_focus:
            box.action_select_all()
        else:
            box.cursor_position = len(box.value)

    def _value(self, number: int) -> str:
        return clean(self.query_one(f"#line{number}", LineInput).value, one_line=True)

    def _understood(self, number: int) -> Understood:
        question, value = self._questions[number], self._value(number)
        if not value:
            return Understood("", not question.needed)
        return question.reads(value) if question.reads else Understood()

    def _say(self, number: int) -> None:
        understood = self._understood(number)
        look = "dim" if understood.is_fine else "red"
        sign = "" if understood.is_fine else "!! "
        width = max(10, min(self.app.size.width, 76) - 6)
        text = fit(f"{sign}{understood.text}", width) if understood.text else ""
        self.query_one(f"#read{number}", Bar).put([(Part(text, look),)] if self._questions[number].reads else [])

    def _missing(self) -> int | None:
        return next((at for at in range(len(self._questions)) if not self._understood(at).is_fine), None)

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Say what was understood so far."""
        event.stop()
        self._say(int((event.input.id or "line0").removeprefix("line")))

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Answer, or go to the first line that is missing."""
        event.stop()
        missing = self._missing()
        if missing is not None:
            self.query_one(f"#line{missing}", LineInput).focus()
            if not self._value(missing):
                words = _("!! Nothing is written here yet.")
                self.query_one(f"#read{missing}", Bar).put([(Part(words, "red"),)])
            return
        self.answer({question.key: self._value(at) for at, question in enumerate(self._questions)})
