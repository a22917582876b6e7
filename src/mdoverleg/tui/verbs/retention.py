"""The verbs of how long data are kept, and of erasing for good."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import APP, CASES, FILE, OF_CASE, OF_LINES, OF_SCREENS, PEOPLE, TABLE, Verb

KEEP = N_("Set until when this case is kept")
FORGET = N_("Erase this case for good now, log included; it does not come back")

VERBS: tuple[Verb, ...] = (
    Verb(
        "retention.due",
        (),
        np_("key", "what is due"),
        OF_SCREENS,
        APP,
        N_("Show what was kept long enough, and erase it for good"),
        reasons.writing,
    ),
    Verb(
        "retention.terms",
        (),
        np_("key", "retention terms"),
        OF_SCREENS,
        APP,
        N_("Change how long closed cases, meetings and the log are kept"),
        reasons.writing,
    ),
    Verb("cases.keep_until", ("t",), np_("key", "keep until"), OF_LINES, CASES, KEEP, reasons.on_row),
    Verb("case.keep_until", (), np_("key", "keep until"), OF_CASE, TABLE, KEEP, reasons.on_case),
    Verb("cases.forget", (), np_("key", "erase case"), OF_LINES, CASES, FORGET, reasons.on_row),
    Verb("case.forget", (), np_("key", "erase case"), OF_CASE, TABLE, FORGET, reasons.on_case),
    Verb(
        "family.erase",
        (),
        np_("key", "erase family member"),
        OF_CASE,
        FILE,
        N_("Erase this family member for good; the rest of the case stays"),
        reasons.on_member,
    ),
    Verb(
        "family.dossier",
        (),
        np_("key", "what we hold"),
        OF_CASE,
        FILE,
        N_("Write everything that the file holds about this family member into one file"),
        reasons.on_member,
    ),
    Verb(
        "people.erase",
        (),
        np_("key", "erase person"),
        OF_LINES,
        PEOPLE,
        N_("Erase who this person is for good; what they did stays, without the name"),
        reasons.on_row,
    ),
    Verb(
        "people.dossier",
        (),
        np_("key", "what we hold"),
        OF_LINES,
        PEOPLE,
        N_("Write everything that the file holds about this person into one file"),
        reasons.on_row,
    ),
)
