"""Yes or no, with what it means in words."""

from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.pick import Choice, Pick


def confirm(title: str, yes: str, no: str) -> Pick:
    """Return a question; the answer is the choice with key True or False, or nothing for Esc."""
    hint = _("Arrows · Enter takes it · Esc leaves")
    return Pick(title, [Choice(True, yes), Choice(False, no)], hint=hint)
