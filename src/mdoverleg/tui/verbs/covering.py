"""The verbs of this window alone: covering it, and when it covers itself."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui.verbs.verb import APP, OF_WINDOW, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "window.cover",
        ("ctrl+l",),
        np_("key", "cover now"),
        OF_WINDOW,
        APP,
        N_("Cover this window now, as a lock on the screen: any key shows the table again"),
    ),
    Verb(
        "window.cover_after",
        (),
        np_("key", "cover by itself"),
        OF_WINDOW,
        APP,
        N_("Choose after how many minutes without a key a window locks its screen, or never"),
    ),
)
