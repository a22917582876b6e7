"""The palette: every verb of the screen, found by its words; capitals and accents do not count."""

from collections.abc import Container

from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.verbs import VERBS


def commands(does: Container[str]) -> list[Choice]:
    """Return every verb that can be done here, with its key, its group and what it does."""
    return [
        Choice(verb.id, f"{verb.words} ({verb.key})" if verb.key else verb.words, f"{_(verb.group)} · {verb.line}")
        for verb in VERBS
        if verb.id in does and verb.id != "app.palette"
    ]


def palette(does: Container[str]) -> Pick:
    """Return the palette; what cannot be done now says why when it is chosen."""
    return Pick(_("All commands"), commands(does))
