"""The verbs of what goes out: writing a document, and the list of files that were made."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import APP, OF_SCREENS, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "export.write",
        ("X",),
        np_("key", "export"),
        OF_SCREENS,
        APP,
        N_("Write a document: action points, decisions, agenda, phone numbers"),
        reasons.writing,
        footer=10,
    ),
    Verb(
        "export.pack",
        (),
        np_("key", "all papers"),
        OF_SCREENS,
        APP,
        N_("Write everything that goes out after a meeting into one folder: for everybody their own list"),
        reasons.writing,
    ),
    Verb(
        "export.made",
        (),
        np_("key", "files made"),
        OF_SCREENS,
        APP,
        N_("Show the files that were made: which are still there, and delete one"),
    ),
    Verb(
        "export.style",
        (),
        np_("key", "house style"),
        OF_SCREENS,
        APP,
        N_("House style: own letterhead, logo and colour of what goes out"),
        reasons.writing,
    ),
)
