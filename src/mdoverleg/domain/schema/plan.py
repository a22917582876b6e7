"""The shape of what is decided and arranged around the plan."""

from typing import get_args

from mdoverleg.domain import enums
from mdoverleg.domain.schema.fields import BOOL, DAY, INSTANT, INT, REF, REFS, TEXT, WORD, Entity, Field

MEASURE = Entity(
    "Measure",
    "measure",
    "measures",
    (
        Field("kind", WORD, required=True, words=get_args(enums.MeasureKind), target="MeasureKind"),
        Field("members", REFS, target="Member"),
        Field("started_on", DAY),
        Field("until", DAY),
        Field("ordered_by", TEXT),
        Field("carried_out_by", REF, target="Organisation"),
        Field("follow_up", TEXT),
    ),
    parent="Case",
)

CONSENT = Entity(
    "Consent",
    "consent",
    "consents",
    (
        Field("what", TEXT, required=True),
        Field("member", REF, required=True, target="Member"),
        Field("value", WORD, required=True, words=get_args(enums.ConsentValue), target="ConsentValue"),
        Field("asked_on", DAY),
        Field("asked_by", REF, target="Person"),
        Field("plan", REF, target="ActionPoint"),
    ),
    parent="Case",
)

WAITING = Entity(
    "Waiting",
    "waiting",
    "waiting",
    (
        Field("member", REF, required=True, target="Member"),
        Field("what", TEXT, required=True),
        Field("organisation", REF, target="Organisation"),
        Field("since", DAY, required=True),
        Field("bridge", REF, target="ActionPoint"),
        Field("ended_on", DAY),
    ),
    parent="Case",
)

INCIDENT = Entity(
    "Incident",
    "incident",
    "incidents",
    (
        Field("happened_on", DAY, required=True),
        Field("what", TEXT, required=True),
        Field("we_did", TEXT, required=True),
        Field("needed", TEXT, required=True),
        Field("lead_informed_at", INSTANT),
    ),
    parent="Case",
)

CRISIS_NOTICE = Entity(
    "CrisisNotice",
    "crisis_notice",
    "crisis_notices",
    (
        Field("text", TEXT, required=True),
        Field("sent_to", TEXT, required=True),
        Field("valid_until", DAY, required=True),
        Field("sent_on", DAY),
    ),
    parent="Case",
)

DECISION = Entity(
    "Decision",
    "decision",
    "decisions",
    (
        Field("text", TEXT, required=True),
        Field("consideration", TEXT),
        Field("dissent", TEXT),
        Field("plain_text", TEXT),
        Field("agreed_by_family", BOOL, default=False),
        Field("needs", REFS, target="Organisation"),
        Field("created_in", REF, target="Meeting"),
    ),
    parent="Case",
)

DEVIATION = Entity(
    "Deviation",
    "deviation",
    "deviations",
    (
        Field("what", TEXT, required=True),
        Field("why", TEXT, required=True),
        Field("review_on", DAY, required=True),
        Field("approved_by", TEXT),
        Field("created_in", REF, target="Meeting"),
    ),
    parent="Case",
)

OBSTACLE = Entity(
    "Obstacle",
    "obstacle",
    "obstacles",
    (
        Field("kind", WORD, required=True, words=get_args(enums.ObstacleKind), target="ObstacleKind"),
        Field("what", TEXT, required=True),
        Field("organisation", REF, target="Organisation"),
        Field("alternative", TEXT),
        Field("raised_to", TEXT),
        Field("level", INT, low=1, high=4, default=1),
        Field("since", DAY),
        Field("action", REF, target="ActionPoint"),
        Field("resolved_on", DAY),
    ),
    parent="Case",
)

OFFER = Entity(
    "Offer",
    "offer",
    "offers",
    (
        Field("text", TEXT, required=True),
        Field("by", REF, target="Person"),
        Field("by_member", REF, target="Member"),
        Field("action", REF, target="ActionPoint"),
    ),
    parent="Case",
)

EVALUATION = Entity(
    "Evaluation",
    "evaluation",
    "evaluations",
    (
        Field("held_on", DAY, required=True),
        Field("lowest", INT, low=0, high=10),
        Field("stable", BOOL, default=False),
        Field("family_feedback", TEXT),
    ),
    parent="Case",
)

FEEDBACK = Entity(
    "Feedback",
    "feedback",
    "feedback",
    (
        Field("created_in", REF, required=True, target="Meeting"),
        Field("owner", REF, target="Person"),
        Field("due", DAY),
        Field("done_on", DAY),
    ),
    parent="Case",
)

NOTE = Entity(
    "Note",
    "note",
    "notes",
    (
        Field("text", TEXT, required=True),
        Field("by", REF, required=True, target="Person"),
        Field("written_at", INSTANT, required=True),
        Field("kind", WORD, words=get_args(enums.NoteKind), target="NoteKind", default="between_meetings"),
    ),
    parent="Case",
)
