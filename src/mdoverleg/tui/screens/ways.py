"""The line at the top of a list: the ways to the other screens."""

from mdoverleg.tui.text import Line, Part, line_width
from mdoverleg.tui.verbs import BY_ID

WAYS = (
    ("", "screens.table"),
    ("MeetingsScreen", "screens.meetings"),
    ("CasesScreen", "screens.cases"),
    ("PeopleScreen", "screens.people"),
    ("PointsScreen", "screens.points"),
    ("HistoryScreen", "screens.history"),
    ("SearchScreen", "screens.search"),
)
"""The screens that one can go to, with the verb that goes there, in the order of their keys."""


def ways(here: str, width: int, first: Line = ()) -> Line:
    """Return the line with the ways to the other screens, as many as fit; the one that is shown is marked."""
    parts = [*first]
    for name, id_ in WAYS:
        verb = BY_ID[id_]
        part = Part(f" {verb.key} {verb.words} ", "chosen" if name == here else "bar", "" if name == here else id_)
        if line_width((*parts, part)) > width:
            break
        parts.append(part)
    return tuple(parts)
