"""The verbs for what others in the room and in other programs get to see: masking names, and copying."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui.verbs.verb import APP, OF_WINDOW, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "room.mask",
        ("m",),
        np_("key", "mask"),
        OF_WINDOW,
        APP,
        N_("Show initials for all names in every window on this table; again: show the names, after a question"),
    ),
    Verb(
        "copy.row",
        ("y",),
        np_("key", "copy"),
        OF_WINDOW,
        APP,
        N_("Copy what stands under the cursor as text, for a letter or a mail; masked while names are"),
    ),
    Verb(
        "copy.more",
        ("Y",),
        np_("key", "copy more"),
        OF_WINDOW,
        APP,
        N_("Copy the whole list or the case as text, or write it to a file where the terminal cannot copy"),
    ),
)
