"""The verbs of the round of previous action points."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import ACTION, OF_MEETING, OF_POINT, TABLE, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "action_points.round",
        ("V",),
        np_("key", "previous actions"),
        OF_MEETING,
        TABLE,
        N_("Go through the previous action points of all cases, one key each; once more: back"),
        reasons.shown_meeting,
    ),
    Verb(
        "action_points.raise",
        ("E",),
        np_("key", "one level up"),
        OF_POINT,
        ACTION,
        N_("Raise what stands in the way of this action point one level: it is noted as an obstacle of the case"),
        reasons.raisable,
    ),
    Verb(
        "action_points.mark",
        ("space",),
        np_("key", "mark"),
        OF_POINT,
        ACTION,
        N_("Mark several action points; d, b, o or x then answers them all at once"),
        reasons.action_point,
    ),
)
