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
        N_("Cover this window now; on an encrypted file it is locked, and asks the passphrase"),
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
