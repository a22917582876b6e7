"""A box for several lines, in which nothing speaks to the terminal."""

from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets import TextArea

from mdoverleg.domain.limits import TEXT_LENGTH
from mdoverleg.domain.text import clean
from mdoverleg.tui.mask import dotted


class TextBox(TextArea):
    """A box for a text of several lines; Tab goes on to the next field and the cursor does not blink.

    Where Enter `goes_on` it says so, and Ctrl+J makes a new line.
    """

    @dataclass
    class Entered(Message):
        """Enter in a box where that goes on."""

        box: "TextBox"

    def __init__(self, text: str = "", *, id: str | None = None, goes_on: bool = False) -> None:
        super().__init__(clean(text, one_line=False), id=id, tab_behavior="focus", compact=True)
        self.cursor_blink = False
        self.goes_on = goes_on

    async def _on_key(self, event: events.Key) -> None:
        if not self.goes_on or event.key not in ("enter", "ctrl+j"):
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self.post_message(self.Entered(self))
        else:
            self.insert("\n")

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn: while masked with dots in names."""
        return Text(dotted(self.document.get_line(line_index)), end="", no_wrap=True)

    def edit(self, edit: Edit) -> EditResult:
        """Take in what is typed or pasted; a paste may be anything, of any length."""
        edit.text = edit.text[: TEXT_LENGTH + 1]  # enough to say that it is too long
        if not edit.text.replace("\n", "").isprintable():
            edit.text = clean(edit.text, one_line=False)
        return super().edit(edit)
