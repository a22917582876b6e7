"""The verbs of the key of the file: its passphrase, its recovery sheet, encrypting it and taking that away."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import APP, OF_WINDOW, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "keys.change",
        (),
        np_("key", "change passphrase"),
        OF_WINDOW,
        APP,
        N_("Give the encrypted file another passphrase"),
        reasons.encrypted,
    ),
    Verb(
        "keys.sheet",
        (),
        np_("key", "recovery sheet"),
        OF_WINDOW,
        APP,
        N_("Show the recovery sheet again, to print it: the way back when the passphrase is forgotten"),
        reasons.encrypted,
    ),
    Verb(
        "keys.new_sheet",
        (),
        np_("key", "new recovery sheet"),
        OF_WINDOW,
        APP,
        N_("Take the recovery sheet back, when it was lost or seen, and make a new one"),
        reasons.encrypted,
    ),
    Verb(
        "keys.encrypt",
        (),
        np_("key", "encrypt file"),
        OF_WINDOW,
        APP,
        N_("Encrypt this file: from then on a passphrase opens it"),
        reasons.plain,
    ),
    Verb(
        "keys.decrypt",
        (),
        np_("key", "take encryption away"),
        OF_WINDOW,
        APP,
        N_("Make this file a plain one again, which everybody who gets hold of it can read"),
        reasons.encrypted,
    ),
)
