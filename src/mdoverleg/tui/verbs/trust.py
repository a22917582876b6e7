"""The verbs of what keeps the file safe: its backups, and a look at everything around it."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import APP, OF_WINDOW, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "backups.make",
        (),
        np_("key", "back up"),
        OF_WINDOW,
        APP,
        N_("Make a backup of the table now; closing a meeting makes one by itself"),
    ),
    Verb(
        "backups.list",
        (),
        np_("key", "backups"),
        OF_WINDOW,
        APP,
        N_("Show the backups of the table, and put one back"),
        reasons.writing,
    ),
    Verb(
        "doctor.look",
        (),
        np_("key", "look at the file"),
        OF_WINDOW,
        APP,
        N_("Look at file, disk, keys, log and backups, and say what to do"),
    ),
    Verb(
        "doctor.plain",
        (),
        np_("key", "plain on purpose"),
        OF_WINDOW,
        APP,
        N_("Say why this file need not be encrypted; opening it then warns no more"),
        reasons.plain,
    ),
)
