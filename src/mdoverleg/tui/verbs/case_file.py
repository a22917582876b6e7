"""The verbs of the tabs Picture, Family and Plan."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import FILE, OF_CASE, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "file.change",
        ("enter",),
        np_("key", "change"),
        OF_CASE,
        FILE,
        N_("Change what stands under the cursor"),
        reasons.on_file_row,
        1,
    ),
    Verb(
        "file.remove",
        ("x",),
        np_("key", "take out"),
        OF_CASE,
        FILE,
        N_("Take out what stands under the cursor; u brings it back"),
        reasons.on_file_row,
        2,
    ),
    Verb(
        "file.done",
        ("d",),
        np_("key", "done today"),
        OF_CASE,
        FILE,
        N_("It is done, over, solved, sent or received today"),
        reasons.can_be_done,
        3,
    ),
    Verb(
        "file.to_action",
        ("w",),
        np_("key", "make action"),
        OF_CASE,
        FILE,
        N_("Make an action point of the offer under the cursor"),
        reasons.open_offer,
    ),
)
