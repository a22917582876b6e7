"""Everything that one can do, declared once: footer, palette, help and docs/keys.md follow from it.

A verb has a place where its keys work (`scope`); one that cannot work now says why (`why_not`). What it does stands in
`doings/` under the same id.
"""

from collections.abc import Iterator

from textual.binding import Binding

from mdoverleg.tui.verbs import (
    attendance,
    case_file,
    covering,
    elsewhere,
    exports,
    keys,
    meetings,
    retention,
    returns,
    review,
    roles,
    room,
    table,
    time,
    trust,
    wall,
    windows,
)
from mdoverleg.tui.verbs.verb import (
    ACTION,
    AGENDA,
    APP,
    CASES,
    COURSE,
    FILE,
    FOUND,
    GROUPS,
    HISTORY,
    INSIDE,
    LIST,
    MEETINGS,
    MOVEMENT,
    OBSTACLES,
    PEOPLE,
    POINTS,
    ROLE,
    TABLE,
    WARNING,
    Verb,
    shown_key,
)

__all__ = [
    "ACTION",
    "AGENDA",
    "APP",
    "BY_ID",
    "CASES",
    "COURSE",
    "FILE",
    "FOUND",
    "GROUPS",
    "HISTORY",
    "INSIDE",
    "LIST",
    "MEETINGS",
    "MOVEMENT",
    "OBSTACLES",
    "PEOPLE",
    "POINTS",
    "ROLE",
    "TABLE",
    "VERBS",
    "WARNING",
    "Verb",
    "around",
    "at_hand",
    "bindings",
    "can_meet",
    "footer_verbs",
    "in_scope",
    "shown_key",
]

VERBS: tuple[Verb, ...] = (
    *table.VERBS,
    *attendance.VERBS,
    *time.VERBS,
    *review.VERBS,
    *roles.VERBS,
    *case_file.VERBS,
    *elsewhere.VERBS,
    *exports.VERBS,
    *meetings.VERBS,
    *returns.VERBS,
    *retention.VERBS,
    *wall.VERBS,
    *room.VERBS,
    *windows.VERBS,
    *covering.VERBS,
    *keys.VERBS,
    *trust.VERBS,
)

BY_ID: dict[str, Verb] = {verb.id: verb for verb in VERBS}


def around(scope: str) -> Iterator[str]:
    """Yield a scope and every scope around it."""
    while scope:
        yield scope
        scope = INSIDE.get(scope, "")


def in_scope(scope: str) -> tuple[Verb, ...]:
    """Return the verbs whose keys belong to exactly this scope."""
    return tuple(verb for verb in VERBS if verb.scope == scope)


def at_hand(scope: str) -> tuple[Verb, ...]:
    """Return every verb that works at a place: its own first, then those around it."""
    return tuple(verb for place in around(scope) for verb in in_scope(place))


def can_meet(one: str, other: str) -> bool:
    """Tell whether keys of two scopes can work at the same moment."""
    return one in around(other) or other in around(one)


def bindings(scope: str) -> list[Binding]:
    """Return the key bindings of a scope, for the widget or screen that it belongs to."""
    return [
        Binding(",".join(verb.keys), f"screen.verb('{verb.id}')", verb.label, show=False)
        for verb in in_scope(scope)
        if verb.keys
    ]


def footer_verbs(scope: str) -> tuple[Verb, ...]:
    """Return at most seven verbs for the footer at a place, in order: its own first, help last."""
    wanted = [verb for verb in at_hand(scope) if verb.footer]
    own = sorted((verb for verb in wanted if verb.scope == scope), key=lambda verb: verb.footer)
    others = sorted((verb for verb in wanted if verb.scope != scope), key=lambda verb: verb.footer)
    helping = [verb for verb in wanted if verb.id == "app.help"]
    rest = [verb for verb in (*own, *others) if verb.id != "app.help"]
    return (*rest[: 7 - len(helping)], *helping)
