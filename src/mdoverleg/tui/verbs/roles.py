"""The verbs of a role under the cursor."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import OF_CASE, ROLE, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "roles.assign_here",
        ("enter",),
        np_("key", "give role"),
        OF_CASE,
        ROLE,
        N_("Give the role under the cursor to somebody"),
        reasons.slot,
        1,
    ),
    Verb(
        "roles.end",
        ("E",),
        np_("key", "end role"),
        OF_CASE,
        ROLE,
        N_("End the role under the cursor"),
        reasons.held_slot,
        2,
    ),
    Verb(
        "roles.hand_over",
        ("O",),
        np_("key", "hand over"),
        OF_CASE,
        ROLE,
        N_("Agree when the role under the cursor is handed over to somebody else"),
        reasons.held_slot,
    ),
    Verb(
        "roles.card",
        ("C",),
        np_("key", "role card"),
        OF_CASE,
        ROLE,
        N_("Show what the role under the cursor does, and what it can and cannot do, to read aloud"),
        reasons.on_slot,
    ),
)
