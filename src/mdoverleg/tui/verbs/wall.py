"""The verbs of the projector: F9 in every window, and the few keys of the projector's own."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import APP, OF_WINDOW, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "room.blank",
        ("f9",),
        np_("key", "dark wall"),
        OF_WINDOW,
        APP,
        N_("Make the projector dark at once, or let it show again"),
        reasons.writing,
    ),
)

WALL = "wall"

WALL_VERBS: tuple[Verb, ...] = (
    Verb("wall.dark", ("f9",), np_("key", "dark"), OF_WINDOW, WALL, N_("Make the wall dark, or let it show again")),
    Verb(
        "wall.lock",
        ("ctrl+l",),
        np_("key", "lock now"),
        OF_WINDOW,
        WALL,
        N_("Lock the wall of an encrypted file, until the passphrase is given; make that of another file dark"),
    ),
    Verb("wall.larger", ("plus", "equals_sign"), np_("key", "larger"), OF_WINDOW, WALL, N_("Larger digits, more air")),
    Verb("wall.smaller", ("minus",), np_("key", "smaller"), OF_WINDOW, WALL, N_("Smaller digits, more lines")),
    Verb(
        "wall.light", ("t",), np_("key", "light or dark"), OF_WINDOW, WALL, N_("Change between light and dark colours")
    ),
    Verb("wall.quit", ("q", "ctrl+q"), np_("key", "quit"), OF_WINDOW, WALL, N_("Close the projector window")),
)
"""What the projector window does itself; it has no palette, no footer and no help over what it shows."""
