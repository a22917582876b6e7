"""What a verb is, the places where its keys work, and the groups in which it is shown."""

from typing import NamedTuple

from mdoverleg.domain.words import N_, _, np_, p_
from mdoverleg.tui import reasons
from mdoverleg.tui.reasons import Reason

APP, TABLE, LIST = "app", "table", "list"
AGENDA, ROLE, ACTION, WARNING, COURSE = "agenda", "role", "action_point", "warning", "course"
FILE = "file"
CASES, PEOPLE, MEETINGS, POINTS, HISTORY, FOUND = "cases", "people", "meetings", "points", "history", "found"
OBSTACLES = "obstacles"

INSIDE: dict[str, str] = {
    **dict.fromkeys((TABLE, LIST), APP),
    **dict.fromkeys((AGENDA, ROLE, ACTION, WARNING, COURSE, FILE), TABLE),
    **dict.fromkeys((CASES, PEOPLE, MEETINGS, POINTS, HISTORY, FOUND, OBSTACLES), LIST),
}
"""Where a scope lies: its keys work together with those of what is around it."""

OF_MEETING, OF_CASE, OF_POINT, OF_WARNING = N_("Meeting"), N_("Case"), N_("Action point"), N_("Warning")
OF_SCREENS, OF_LINES, OF_WINDOW = N_("Screens"), N_("In a list"), N_("Screen")
GROUPS = (OF_MEETING, OF_CASE, OF_POINT, OF_WARNING, OF_SCREENS, OF_LINES, OF_WINDOW)

MOVEMENT = frozenset(
    "h j k l up down left right home end pageup pagedown tab shift+tab escape".split()  # noqa: SIM905
)
"""Keys that move, everywhere; no verb may take them."""

_SHOWN = {"plus": "+", "slash": "/", "question_mark": "?", "enter": "Enter"}


class Verb(NamedTuple):
    """One thing that one can do."""

    id: str
    keys: tuple[str, ...]
    """Textual's names; the first one is shown. None: only in the palette."""
    label: str
    """One or two words for the footer and the palette; marked for translation."""
    group: str
    scope: str
    help: str
    """One line for the help screen; marked for translation."""
    why_not: Reason = reasons.always
    footer: int = 0
    """Place in the footer of its scope; 0: not in the footer."""

    @property
    def words(self) -> str:
        """The label in the current language."""
        return p_("key", self.label)

    @property
    def line(self) -> str:
        """The help line in the current language."""
        return _(self.help)

    @property
    def key(self) -> str:
        """The first key as people read it on their keyboard."""
        return shown_key(self.keys[0]) if self.keys else ""


def shown_key(key: str) -> str:
    """Return a key as people read it on their keyboard."""
    if key == "space":
        return p_("key", np_("key", "Space"))
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return _SHOWN.get(key) or (key.upper() if len(key) > 1 else key)
