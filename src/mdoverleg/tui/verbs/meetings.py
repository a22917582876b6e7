"""The verbs of the list of meetings."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import MEETINGS, OF_LINES, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "meetings.show",
        ("enter",),
        np_("key", "look"),
        OF_LINES,
        MEETINGS,
        N_("Show this meeting on the table"),
        reasons.row,
        1,
    ),
    Verb(
        "meetings.plan",
        ("a",),
        np_("key", "plan"),
        OF_LINES,
        MEETINGS,
        N_("Plan a meeting; what was not done is carried over"),
        reasons.writing,
        2,
    ),
    Verb(
        "meetings.change",
        ("e",),
        np_("key", "change"),
        OF_LINES,
        MEETINGS,
        N_("Change day, time, place, chair or secretary"),
        reasons.on_row,
        3,
    ),
    Verb(
        "meetings.open_again",
        ("R",),
        np_("key", "reopen"),
        OF_LINES,
        MEETINGS,
        N_("Open a closed meeting again"),
        reasons.on_row,
        4,
    ),
)
