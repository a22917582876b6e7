"""What was half typed in a form that cannot be opened any more: to read, to copy, to throw away."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from mdoverleg.domain.names import short_name
from mdoverleg.domain.windows import Draft
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.text import plain

COPY, AWAY = "copy", "away"


class HalfTyped(Pick):
    """Shows the text; picks what is to be done with it."""

    def __init__(self, draft: Draft) -> None:
        choices = [
            Choice(COPY, _("Copy it")),
            Choice(AWAY, _("Throw it away")),
        ]
        super().__init__(
            _("Half typed: {form}").format(form=draft.title), choices, hint=_("Enter takes it · Esc: later")
        )
        self._draft = draft

    def body(self) -> ComposeResult:
        who = short_name(self._draft.who) or _("somebody")
        yield Static(plain(_("What this was about is not there any more, or elsewhere. {who} typed:").format(who=who)))
        with VerticalScroll(id="half-typed", can_focus=False):
            yield Static(plain(self._draft.text))
        yield from super().body()
