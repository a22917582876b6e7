"""docs/keys.md: everything that one can do on screen, from tui/verbs/."""

from collections.abc import Iterable
from functools import partial

from mdoverleg.tui import verbs
from mdoverleg.tui.verbs.wall import WALL_VERBS
from tools.pages.markdown import GENERATED, both, prose, table

INTRO = """Every command with its key. All of them are also in the palette (`ctrl+p`), which finds them by their words.
`?` shows those that work where you are. Arrows move, or `h` `j` `k` `l`; `Tab` goes to the next area, `Escape` back."""

WALL = """`mdoverleg project` shows what runs, its countdown, who does what and the action points, without names. It has
no palette and no help: whatever is on it is seen by everybody."""

PLACES = {
    verbs.APP: "Everywhere",
    verbs.TABLE: "At the table",
    verbs.AGENDA: "On an agenda item",
    verbs.ROLE: "On a role",
    verbs.ACTION: "On an action point",
    verbs.WARNING: "On a warning",
    verbs.COURSE: "On a line of the course of a case",
    verbs.FILE: "On a line of the picture, the family or the plan of a case",
    verbs.LIST: "In every list",
    verbs.MEETINGS: "In the list of meetings",
    verbs.CASES: "In the list of cases",
    verbs.PEOPLE: "In the list of people",
    verbs.POINTS: "In the list of action points",
    verbs.HISTORY: "In the history",
    verbs.FOUND: "In what a search found",
}


def page() -> str:
    """One table per place where keys work."""
    parts = ["# Keys", GENERATED, INTRO]
    for scope in dict.fromkeys(verb.scope for verb in verbs.VERBS):
        parts += [f"## {PLACES[scope]}", table(("key", "English", "Dutch", "does"), _rows(verbs.in_scope(scope)))]
    parts += ["## In the projector window", WALL, table(("key", "English", "Dutch", "does"), _rows(WALL_VERBS))]
    return "\n\n".join([*parts, prose("typing_fast.md")]) + "\n"


def _rows(chosen: Iterable[verbs.Verb]) -> Iterable[tuple[str, ...]]:
    for verb in chosen:
        keys = both(partial(_keys, verb))[0]
        yield keys, *both(partial(getattr, verb, "words")), both(partial(getattr, verb, "line"))[0]


def _keys(verb: verbs.Verb) -> str:
    return " or ".join(f"`{verbs.shown_key(key)}`" for key in verb.keys) or "palette"
