"""Everything that one can do, declared once: footer, palette, help and the handbook follow from it.

A verb has a place where its keys work (`scope`); one that cannot work now says why (`why_not`). What it does stands in
`doings/` under the same id.
"""

from collections.abc import Iterator
from typing import NamedTuple

from textual.binding import Binding

from mdoverleg.domain.words import N_, _, np_, p_
from mdoverleg.tui import reasons
from mdoverleg.tui.reasons import Reason
from mdoverleg.tui.verbs_elsewhere import CASES, FOUND, HISTORY, LIST, MEETINGS, PEOPLE, POINTS
from mdoverleg.tui.verbs_elsewhere import GROUPS as OTHER_GROUPS
from mdoverleg.tui.verbs_elsewhere import INSIDE as OTHERS_INSIDE
from mdoverleg.tui.verbs_elsewhere import ROWS as OTHER_ROWS

__all__ = ["CASES", "FOUND", "HISTORY", "LIST", "MEETINGS", "PEOPLE", "POINTS"]

APP, TABLE = "app", "table"
AGENDA, ROLE, ACTION, WARNING, COURSE = "agenda", "role", "action_point", "warning", "course"

INSIDE: dict[str, str] = {
    TABLE: APP,
    AGENDA: TABLE,
    ROLE: TABLE,
    ACTION: TABLE,
    WARNING: TABLE,
    COURSE: TABLE,
    **OTHERS_INSIDE,
}
"""Where a scope lies: its keys work together with those of what is around it."""

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
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return _SHOWN.get(key) or (key.upper() if len(key) > 1 else key)


MEETING, CASE, POINT, LOOK, WINDOW = N_("Meeting"), N_("Case"), N_("Action point"), N_("Warning"), N_("Screen")
GROUPS = (MEETING, CASE, POINT, LOOK, *OTHER_GROUPS, WINDOW)

VERBS: tuple[Verb, ...] = (
    Verb(
        "meetings.next",
        ("n",),
        np_("key", "next"),
        MEETING,
        TABLE,
        N_("Start the meeting, go on to the next item, or close after the last one"),
        reasons.of_meeting,
        1,
    ),
    Verb(
        "agenda.give_minutes",
        ("plus",),
        np_("key", "5 minutes more"),
        MEETING,
        TABLE,
        N_("Give the running item five minutes more"),
        reasons.running_item,
    ),
    Verb(
        "meetings.attend",
        ("p",),
        np_("key", "present"),
        MEETING,
        TABLE,
        N_("Note who is there, and who sits in for this item"),
        reasons.of_meeting,
    ),
    Verb(
        "agenda.menu",
        ("i",),
        np_("key", "item"),
        MEETING,
        TABLE,
        N_("Move, put off or drop an agenda item, or give it minutes"),
        reasons.agenda_item,
    ),
    Verb(
        "agenda.add",
        ("I",),
        np_("key", "add item"),
        MEETING,
        TABLE,
        N_("Add an agenda item; a case that is urgent with its reason"),
        reasons.of_meeting,
    ),
    Verb(
        "meetings.close",
        ("S",),
        np_("key", "close meeting"),
        MEETING,
        TABLE,
        N_("Close the meeting: the minutes are final"),
        reasons.begun_meeting,
    ),
    Verb(
        "meetings.reopen",
        (),
        np_("key", "reopen meeting"),
        MEETING,
        TABLE,
        N_("Unlock the minutes of a closed meeting"),
        reasons.closed_meeting,
    ),
    Verb(
        "agenda.look",
        ("enter",),
        np_("key", "look"),
        MEETING,
        AGENDA,
        N_("Look at the case of this item; Esc goes back to the running one"),
        reasons.row,
        2,
    ),
    Verb(
        "action_points.add",
        ("a",),
        np_("key", "action"),
        CASE,
        TABLE,
        N_("Add an action point in one line: what, @who, when, !kind, #for whom"),
        reasons.writing,
        3,
    ),
    Verb("roles.assign", ("r",), np_("key", "role"), CASE, TABLE, N_("Give a role to somebody"), reasons.on_case, 4),
    Verb(
        "roles.turn",
        ("v",),
        np_("key", "turn board"),
        CASE,
        TABLE,
        N_("Turn the board: per role, per person, per family member"),
        reasons.of_case,
    ),
    Verb(
        "decisions.add",
        ("B",),
        np_("key", "decision"),
        CASE,
        TABLE,
        N_("Write down a decision on this case"),
        reasons.on_case,
    ),
    Verb(
        "cases.plan_evaluation",
        ("e",),
        np_("key", "evaluation"),
        CASE,
        TABLE,
        N_("Set the day on which this case is evaluated next"),
        reasons.on_case,
    ),
    Verb("case.board", ("1",), np_("key", "Board"), CASE, TABLE, N_("Show who does what"), reasons.always),
    Verb(
        "case.course",
        ("5",),
        np_("key", "Course"),
        CASE,
        TABLE,
        N_("Show what happened around this case"),
        reasons.of_case,
    ),
    Verb(
        "roles.assign_here",
        ("enter",),
        np_("key", "give role"),
        CASE,
        ROLE,
        N_("Give the role under the cursor to somebody"),
        reasons.slot,
        1,
    ),
    Verb(
        "roles.end",
        ("E",),
        np_("key", "end role"),
        CASE,
        ROLE,
        N_("End the role under the cursor"),
        reasons.held_slot,
        2,
    ),
    Verb(
        "roles.hand_over",
        ("O",),
        np_("key", "hand over"),
        CASE,
        ROLE,
        N_("Agree when the role under the cursor is handed over to somebody else"),
        reasons.held_slot,
    ),
    Verb("action_points.done", ("d",), np_("key", "done"), POINT, ACTION, N_("It is done"), reasons.action_point, 1),
    Verb(
        "action_points.in_progress",
        ("b",),
        np_("key", "in progress"),
        POINT,
        ACTION,
        N_("It is in progress"),
        reasons.action_point,
        2,
    ),
    Verb(
        "action_points.could_not",
        ("o",),
        np_("key", "could not"),
        POINT,
        ACTION,
        N_("It could not be done, because things changed; with the reason"),
        reasons.action_point,
        3,
    ),
    Verb(
        "action_points.not_done",
        ("x",),
        np_("key", "not done"),
        POINT,
        ACTION,
        N_("It was not done; with the reason"),
        reasons.action_point,
        4,
    ),
    Verb(
        "action_points.change",
        ("enter",),
        np_("key", "change"),
        POINT,
        ACTION,
        N_("Change the text, owner, day, kind or for whom, in the same line as a new one"),
        reasons.action_point,
    ),
    Verb(
        "action_points.status",
        ("s",),
        np_("key", "other status"),
        POINT,
        ACTION,
        N_("Choose any status: open again, waiting, dropped"),
        reasons.action_point,
    ),
    Verb(
        "action_points.accept",
        ("w",),
        np_("key", "owner agrees"),
        POINT,
        ACTION,
        N_("The owner says yes aloud, or takes it back"),
        reasons.owned_action,
    ),
    Verb(
        "decisions.change",
        ("enter",),
        np_("key", "change"),
        CASE,
        COURSE,
        N_("Change the decision under the cursor"),
        reasons.decision,
        1,
    ),
    Verb(
        "warnings.go_to",
        ("enter",),
        np_("key", "go to"),
        LOOK,
        WARNING,
        N_("Go to what the warning is about"),
        reasons.row,
        1,
    ),
    Verb(
        "warnings.set_aside",
        ("t",),
        np_("key", "set aside"),
        LOOK,
        WARNING,
        N_("Set the warning aside: why, and until when; on one that is set aside: bring it back"),
        reasons.warning,
        2,
    ),
    Verb(
        "log.undo",
        ("u",),
        np_("key", "undo"),
        WINDOW,
        APP,
        N_("Undo your newest change in this window"),
        reasons.writing,
        8,
    ),
    Verb("log.redo", ("U",), np_("key", "redo"), WINDOW, APP, N_("Redo what you undid last"), reasons.writing),
    Verb("app.help", ("question_mark", "f1"), np_("key", "help"), WINDOW, APP, N_("Show this page"), reasons.always, 9),
    Verb("app.palette", ("ctrl+p",), np_("key", "all commands"), WINDOW, APP, N_("Find any command by its words")),
    Verb("app.light", (), np_("key", "light or dark"), WINDOW, APP, N_("Change between light and dark colours")),
    Verb("app.language", (), np_("key", "Nederlands / English"), WINDOW, APP, N_("Change the language of this window")),
    Verb(
        "app.quit", ("ctrl+q",), np_("key", "quit"), WINDOW, APP, N_("Close this window; everything is saved already")
    ),
    *(Verb(*row) for row in OTHER_ROWS),
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
