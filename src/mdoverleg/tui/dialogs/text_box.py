"""A box for several lines, in which nothing speaks to the terminal."""

from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.widgets import TextArea

from mdoverleg.domain.limits import TEXT_LENGTH
from mdoverleg.domain.text import clean


class TextBox(TextArea):
    """A box for a text of several lines; Tab goes on to the next field and the cursor does not blink."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(clean(text, one_line=False), id=id, tab_behavior="focus", compact=True)
        self.cursor_blink = False

    def edit(self, edit: Edit) -> EditResult:
        """Take in what is typed or pasted; a paste may be anything, of any length."""
        edit.text = edit.text[: TEXT_LENGTH + 1]  # enough to say that it is too long
        if not edit.text.replace("\n", "").isprintable():
            edit.text = clean(edit.text, one_line=False)
        return super().edit(edit)
