"""The recovery sheet: typed in, where the passphrase is lost."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from mdoverleg.domain.recovery import LINES, SheetRefused, read_sheet
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.base import Dialog
from mdoverleg.tui.keys import Hidden
from mdoverleg.tui.text import Part, wrap
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.secret_box import SecretBox


class TypeSheet(Dialog[Hidden]):
    """As many boxes as the sheet has lines; a line that is not right is named."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__(_("Recovery sheet"), _("Enter: next line · Esc: back"))

    def body(self) -> ComposeResult:
        yield Bar(id="said")
        for number in range(LINES):
            yield SecretBox(id=f"line{number}", classes="apart")
        yield Bar(id="wrong")

    def on_mount(self) -> None:
        said = _("Type the four lines of letters as they stand on the sheet. Spaces and capitals do not matter.")
        self._put("#said", said, "")
        for number, box in enumerate(self.query(SecretBox), 1):
            box.password = False  # it is compared with the paper
            box.placeholder = _("line {n}").format(n=number)
        self.query_one("#line0", SecretBox).focus()

    def _put(self, where: str, text: str, look: str) -> None:
        width = max(10, min(self.app.size.width, self.widest) - 5)
        self.query_one(where, Bar).put([(Part(line, look),) for line in wrap(text, width)] if text else [])

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Say nothing more about a line that is being mended."""
        event.stop()
        self._put("#wrong", "", "red")

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Go on to the next line; take the sheet when all lines are right."""
        event.stop()
        lines = [str(box.value).strip() for box in self.query(SecretBox)]
        for number in range(LINES):
            try:
                read_sheet("\n".join(lines[: number + 1]))
            except SheetRefused as error:
                if error.line or not lines[number]:
                    if lines[number]:
                        self._put("#wrong", f"!! {error}", "red")
                    self.query_one(f"#line{number}", SecretBox).focus()
                    return
        self.answer(Hidden("\n".join(lines)))
