"""The app that the table screen is compared with: as many widgets, a screen full of text, and four keys.

    python -m bench.bare WIDGETS

`x` changes one line, in the cheapest way that Textual has; `m` opens a dialog with a field and a list, Enter closes it;
`i` goes to a field at the foot of the screen, where every letter changes the line below; `q` ends.
"""

import sys
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

CONTAINERS, LINES, FIELDS = 3, 3, 1
TEXT = "\n".join(f"line {number}: the quick brown fox jumps over the lazy dog" for number in range(12))


class Dialog(ModalScreen[None]):
    """A field and a list."""

    AUTO_FOCUS = "Input"
    CSS = "Dialog { align: center middle; } Dialog Vertical { width: 76; height: auto; border: round white; }"

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("a dialog")
            yield Input()
            yield Static(TEXT)

    @on(Input.Submitted)
    def close(self, event: Input.Submitted) -> None:
        """Close it."""
        event.stop()
        self.app.call_later(self.app.pop_screen)


class Bare(App[None]):
    """Two columns between a heading and a footer."""

    CSS = """
    Horizontal { height: 1fr; } Horizontal Vertical { width: 1fr; } .text { height: 1fr; }
    #heading, #below, #footer { height: 1; } #field { height: 1; border: none; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        ("x", "count", "Count"),
        ("m", "dialog", "Dialog"),
        ("i", "field", "Field"),
        ("escape", "leave", "Leave the field"),
        ("q", "quit", "Quit"),
    ]

    def __init__(self, widgets: int) -> None:
        super().__init__()
        self._texts = widgets - CONTAINERS - LINES - FIELDS
        self._count = 0

    def compose(self) -> ComposeResult:
        yield Static("count 0", id="heading")
        with Horizontal():
            with Vertical():
                for _ in range(self._texts // 2):
                    yield Static(TEXT, classes="text")
            with Vertical():
                for _ in range(self._texts - self._texts // 2):
                    yield Static(TEXT, classes="text")
        yield Input(id="field")
        yield Static("", id="below")
        yield Static("ready", id="footer")

    def action_count(self) -> None:
        """Change one line."""
        self._count += 1
        self.query_one("#heading", Static).update(f"count {self._count}", layout=False)

    async def action_dialog(self) -> None:
        """Open the dialog."""
        await self.push_screen(Dialog())

    def action_field(self) -> None:
        """Go to the field."""
        self.query_one("#field", Input).focus()

    def action_leave(self) -> None:
        """Leave the field, and empty it."""
        self.query_one("#field", Input).clear()
        self.set_focus(None)

    @on(Input.Changed, "#field")
    def show_typed(self, event: Input.Changed) -> None:
        """Say below the field how much was typed."""
        self.query_one("#below", Static).update(f"{len(event.value)} letters", layout=False)


if __name__ == "__main__":
    Bare(int(sys.argv[1])).run()
