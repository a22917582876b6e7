"""The verbs of the list of meetings, and those that plan an agenda as a whole."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import MEETINGS, OF_LINES, OF_MEETING, TABLE, Verb

ORDER = N_("Propose an order for the agenda: families at their time, heavy cases early, a break, closing cases last")
FILL = N_("Put cases, and what is parked, on the agenda")

VERBS: tuple[Verb, ...] = (
    Verb(
        "meetings.show",
        ("enter",),
        np_("key", "look"),
        OF_LINES,
        MEETINGS,
        N_("Show this meeting on the table; of what is parked: say what becomes of it"),
        reasons.row,
        1,
    ),
    Verb(
        "meetings.plan",
        ("a",),
        np_("key", "plan"),
        OF_LINES,
        MEETINGS,
        N_("Plan a meeting; what was not done is carried over"),
        reasons.writing,
        2,
    ),
    Verb(
        "meetings.series",
        ("s",),
        np_("key", "series"),
        OF_LINES,
        MEETINGS,
        N_("Plan the next meetings of this kind at once, in their rhythm and off public holidays"),
        reasons.on_meeting,
        3,
    ),
    Verb("meetings.fill", ("c",), np_("key", "cases on it"), OF_LINES, MEETINGS, FILL, reasons.on_meeting, 4),
    Verb("meetings.order", ("o",), np_("key", "order"), OF_LINES, MEETINGS, ORDER, reasons.on_meeting, 5),
    Verb(
        "meetings.change",
        ("e",),
        np_("key", "change"),
        OF_LINES,
        MEETINGS,
        N_("Change day, time, place, chair or secretary"),
        reasons.on_meeting,
        6,
    ),
    Verb(
        "meetings.open_again",
        ("R",),
        np_("key", "reopen"),
        OF_LINES,
        MEETINGS,
        N_("Open a closed meeting again"),
        reasons.on_meeting,
    ),
    Verb(
        "meetings.call_off",
        ("x",),
        np_("key", "call off"),
        OF_LINES,
        MEETINGS,
        N_("Call off a meeting that has not begun; who got its agenda can be told"),
        reasons.on_planned_meeting,
    ),
    Verb("agenda.propose_order", (), np_("key", "order agenda"), OF_MEETING, TABLE, ORDER, reasons.of_meeting),
    Verb("agenda.fill", (), np_("key", "fill agenda"), OF_MEETING, TABLE, FILL, reasons.of_meeting),
)
