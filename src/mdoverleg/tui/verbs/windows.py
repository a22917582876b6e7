"""The verbs of the windows on one file: who else has it open, and what was left half typed."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import APP, OF_WINDOW, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "drafts.take",
        ("A",),
        np_("key", "half typed"),
        OF_WINDOW,
        APP,
        N_("Bring back what was half typed in a window that ended"),
        reasons.writing,
    ),
    Verb(
        "windows.others",
        (),
        np_("key", "also open"),
        OF_WINDOW,
        APP,
        N_("Show who has this file open: the other windows, and who sits there"),
    ),
)
