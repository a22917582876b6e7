"""Yes or no, with what it means in words."""

from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.pick import Choice, Pick


def confirm(title: str, yes: str, no: str, *, doubt: bool = False) -> Pick:
    """Return a question; the answer is the choice with key True or False, or nothing for Esc.

    `doubt` puts no first: yes is hardly ever meant.
    """
    hint = _("Arrows · Enter takes it · Esc leaves")
    choices = [Choice(True, yes), Choice(False, no)]
    return Pick(title, choices[::-1] if doubt else choices, hint=hint)
