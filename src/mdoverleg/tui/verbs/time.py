"""The verbs about the time of a meeting."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import OF_MEETING, OF_WINDOW, TABLE, Verb

VERBS: tuple[Verb, ...] = (
    Verb(
        "agenda.times",
        ("T",),
        np_("key", "time"),
        OF_MEETING,
        TABLE,
        N_("Catch up when it is late, see who comes when, and what was planned and spent"),
        reasons.any_agenda,
    ),
    Verb(
        "agenda.calls",
        (),
        np_("key", "who comes when"),
        OF_MEETING,
        TABLE,
        N_("The list of who is called for which item at what time, to mail or to read out"),
        reasons.any_agenda,
    ),
    Verb(
        "agenda.take_break",
        (),
        np_("key", "break next"),
        OF_MEETING,
        TABLE,
        N_("Put a break right after the running item"),
        reasons.running_item,
    ),
    Verb(
        "agenda.usual_minutes",
        (),
        np_("key", "usual minutes"),
        OF_MEETING,
        TABLE,
        N_("Give the cases that wait the minutes that their kind takes here"),
        reasons.agenda_item,
    ),
    Verb(
        "agenda.per_kind",
        (),
        np_("key", "time per kind"),
        OF_MEETING,
        TABLE,
        N_("See what kinds of cases were planned and took over the meetings that are closed"),
        reasons.any_agenda,
    ),
    Verb(
        "app.ring",
        (),
        np_("key", "bell on/off"),
        OF_WINDOW,
        TABLE,
        N_("Let the bell of this terminal sound when the time of an item is up, or not"),
    ),
)
