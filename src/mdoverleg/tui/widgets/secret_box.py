"""A box for a passphrase: dots for letters, and nothing of it goes anywhere else."""

from rich.text import Text
from textual.widgets import Input

from mdoverleg.tui.keys import Hidden
from mdoverleg.tui.text import shown_keeping_spaces

LONGEST = 1001
"""Letters that are kept: one more than a passphrase may have, so that it is refused and not cut."""


class SecretBox(Input):
    """Takes a passphrase exactly as it is typed or pasted; it cannot be copied or cut, and is in no draft."""

    def __init__(self, *, id: str, classes: str = "") -> None:
        super().__init__(password=True, id=id, classes=classes, select_on_focus=False, compact=True)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Keep every letter: one that is taken out would make it another passphrase."""
        return value[:LONGEST]

    @property
    def secret(self) -> Hidden:
        """What was typed."""
        return Hidden(self.value)

    def wipe(self) -> None:
        """Forget what was typed, and hide what is typed from here on."""
        self.value = ""
        self.password = True

    @property
    def _value(self) -> Text:
        """What is drawn: a dot for each letter, or while it is shown what a terminal does not obey."""
        text = "•" * len(self.value)
        if not self.password:
            shown = shown_keeping_spaces(self.value)
            text = shown if len(shown) == len(self.value) else text
        return Text(text, no_wrap=True, overflow="ignore", end="")

    def action_copy(self) -> None:
        """Copy nothing: the clipboard is for every program."""

    def action_cut(self) -> None:
        """Cut nothing."""
