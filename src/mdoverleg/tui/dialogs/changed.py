"""Two people changed the same thing: who, what stands there now, and what you typed; yours is not lost."""

from textual.app import ComposeResult
from textual.widgets import Static

from mdoverleg.domain.errors import ChangedMeanwhile
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.text import plain


class Changed(Pick):
    """Shows both texts; picks whether yours replaces theirs (key True)."""

    def __init__(self, error: ChangedMeanwhile, *, can_overwrite: bool) -> None:
        choices = [Choice(False, _("Leave it as it is now; what you typed stays where you typed it"))]
        if can_overwrite:
            choices.append(Choice(True, _("Save mine instead; the history keeps both")))
        super().__init__(_("Changed by somebody else"), choices, hint=_("Arrows · Enter takes it · Esc leaves"))
        self._error = error

    def body(self) -> ComposeResult:
        error = self._error
        yield Static(plain(str(error)))
        yield Static(plain(_("Now ({who}): {text}").format(who=error.who, text=error.theirs)))
        yield Static(plain(_("Yours: {text}").format(text=error.mine)))
        yield from super().body()
