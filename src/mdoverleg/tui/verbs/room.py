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
)
