"""The verbs of who is there: the room per case, and everybody at once."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import OF_MEETING, TABLE, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "seats.room",
        ("P",),
        np_("key", "who sits here"),
        OF_MEETING,
        TABLE,
        N_("Show who comes in, steps out or is missing for this item, and why; secrecy and deputies too"),
        reasons.any_item,
    ),
    Verb(
        "seats.step_out",
        (),
        np_("key", "clear the room"),
        OF_MEETING,
        TABLE,
        N_("Let everybody step out who has no part in the case that runs"),
        reasons.running_item,
    ),
    Verb(
        "attendance.everybody",
        (),
        np_("key", "everybody is there"),
        OF_MEETING,
        TABLE,
        N_("Note everybody on the list as present who did not send word"),
        reasons.of_meeting,
    ),
)
