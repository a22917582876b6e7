"""The verb for what comes back from outside."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import OF_POINT, POINTS, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "returns.read",
        (),
        np_("key", "read answers in"),
        OF_POINT,
        POINTS,
        N_("Read in reply forms that came back, after showing what they change"),
        reasons.writing,
    ),
)
