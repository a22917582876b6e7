"""The verbs of the tabs Picture, Family and Plan."""

from mdoverleg.domain.words import N_, np_
from mdoverleg.tui import reasons
from mdoverleg.tui.verbs.verb import FILE, OF_CASE, TABLE, Verb

_LISTS = {
    "Pitch": np_("key", "pitches"),
    "ChildVoice": np_("key", "voices of children"),
    "Line": np_("key", "three columns"),
    "Score": np_("key", "scores given"),
    "Buffer": np_("key", "buffers"),
    "Perspective": np_("key", "perspectives"),
    "Information": np_("key", "information asked"),
    "Measure": np_("key", "measures"),
    "Consent": np_("key", "consents"),
    "Waiting": np_("key", "waiting for help"),
    "Incident": np_("key", "incidents"),
    "CrisisNotice": np_("key", "crisis notices"),
    "Decision": np_("key", "decisions"),
    "Deviation": np_("key", "tailor-made exceptions"),
    "Obstacle": np_("key", "this case: obstacles"),
    "Offer": np_("key", "offers"),
    "Feedback": np_("key", "feedback to family"),
    "Note": np_("key", "notes"),
}
LISTS_OF_CASE = {f"lists.{entity.lower()}": entity for entity in _LISTS}
"""Every list of a case that has no verb of its own elsewhere: the verb and the kind of record."""

VERBS: tuple[Verb, ...] = (
    *(
        Verb(
            verb,
            (),
            _LISTS[entity],
            OF_CASE,
            TABLE,
            N_("Show all of them of this case, the past ones too; add, change and take out"),
            reasons.of_case,
        )
        for verb, entity in LISTS_OF_CASE.items()
    ),
    Verb(
        "file.change",
        ("enter",),
        np_("key", "change"),
        OF_CASE,
        FILE,
        N_("Change what stands under the cursor"),
        reasons.on_file_row,
        1,
    ),
    Verb(
        "file.remove",
        ("x",),
        np_("key", "take out"),
        OF_CASE,
        FILE,
        N_("Take out what stands under the cursor; u brings it back"),
        reasons.on_file_row,
        2,
    ),
    Verb(
        "file.done",
        ("d",),
        np_("key", "done today"),
        OF_CASE,
        FILE,
        N_("It is done, over, solved, sent or received today"),
        reasons.can_be_done,
        3,
    ),
    Verb(
        "file.to_action",
        ("w",),
        np_("key", "make action"),
        OF_CASE,
        FILE,
        N_("Make an action point of the offer under the cursor"),
        reasons.open_offer,
    ),
)
