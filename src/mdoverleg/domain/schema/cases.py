"""The shape of one case per family or household."""

from typing import get_args

from mdoverleg.domain import enums
from mdoverleg.domain.schema.fields import (
    BOOL,
    CODES,
    DAY,
    ID,
    INT,
    LINKED,
    REF,
    REFS,
    ROWS,
    STRING,
    TEXT,
    WORD,
    Entity,
    Field,
)

CASE = Entity(
    "Case",
    "case",
    "cases",
    (
        Field("id", ID, required=True),
        Field("alias", STRING, required=True),
        Field("brought_by", REF, required=True, target="Person"),
        Field("source_organisation", REF, target="Organisation"),
        Field("source_ref", STRING),
        Field("opened_on", DAY, required=True),
        Field("category", WORD, required=True, words=get_args(enums.CaseCategory), target="CaseCategory"),
        Field("status", WORD, required=True, words=get_args(enums.CaseStatus), target="CaseStatus"),
        Field("framework", WORD, words=get_args(enums.Framework), target="Framework"),
        Field("phase", WORD, required=True, words=get_args(enums.Phase), target="Phase"),
        Field("goal", TEXT, required=True),
        Field("why_now", TEXT),
        Field("first_signal_on", DAY),
        Field("first_contact_on", DAY),
        Field("stuck_since", DAY),
        Field("tried_before", INT, low=0, high=99, default=0),
        Field("crisis_prone", BOOL, default=False),
        Field("danger", WORD, words=get_args(enums.Danger), target="Danger"),
        Field("reported_on", DAY),
        Field("meldcode_step", INT, low=1, high=5),
        Field("concern_types", CODES, target="concern_type"),
        Field("life_domains", CODES, target="life_domain"),
        Field("other_plan", TEXT),
        Field("informed", WORD, words=get_args(enums.Informed), target="Informed"),
        Field("informed_by", REF, target="Person"),
        Field("informed_on", DAY),
        Field("informed_about", TEXT),
        Field("not_informed_reason", TEXT),
        Field("preference", TEXT),
        Field("preference_not_followed", TEXT),
        Field("help_question", TEXT),
        Field("trusts", TEXT),
        Field("distrusts", TEXT),
        Field("commitment", TEXT),
        Field("story", TEXT),
        Field("real_issue", TEXT),
        Field("pattern", TEXT),
        Field("parent_wellbeing", TEXT),
        Field("earlier_help", TEXT),
        Field("achieved", TEXT),
        Field("danger_statement", TEXT),
        Field("safety_goal", TEXT),
        Field("bottom_line", TEXT),
        Field("score_difference", TEXT),
        Field("score_difference_on", DAY),
        Field("perspective_difference", TEXT),
        Field("joint_message", TEXT),
        Field("contingency", TEXT),
        Field("contingency_plain", TEXT),
        Field("voluntary_options", TEXT),
        Field("next_evaluation", DAY),
        Field("horizon_on", DAY),
        Field("closing_proposed_by", REF, target="Person"),
        Field("closing_decision", TEXT),
        Field("monitor_on", DAY),
        Field("monitor_by", REF, target="Person"),
        Field("closed_on", DAY),
        Field("retain_until", DAY),
        Field("linked_cases", REFS, target="Case"),
        Field("members", ROWS, target="Member"),
        Field("roles", ROWS, target="RoleAssignment"),
        Field("helpers", ROWS, target="Helper"),
        Field("handovers", ROWS, target="Handover"),
        Field("pitches", ROWS, target="Pitch"),
        Field("child_voices", ROWS, target="ChildVoice"),
        Field("lines", ROWS, target="Line"),
        Field("scores", ROWS, target="Score"),
        Field("buffers", ROWS, target="Buffer"),
        Field("perspectives", ROWS, target="Perspective"),
        Field("information", ROWS, target="Information"),
        Field("measures", ROWS, target="Measure"),
        Field("consents", ROWS, target="Consent"),
        Field("waiting", ROWS, target="Waiting"),
        Field("incidents", ROWS, target="Incident"),
        Field("crisis_notices", ROWS, target="CrisisNotice"),
        Field("decisions", ROWS, target="Decision"),
        Field("deviations", ROWS, target="Deviation"),
        Field("obstacles", ROWS, target="Obstacle"),
        Field("offers", ROWS, target="Offer"),
        Field("evaluations", ROWS, target="Evaluation"),
        Field("feedback", ROWS, target="Feedback"),
        Field("notes", ROWS, target="Note"),
    ),
    prefix="C",
)

CASE_AT_FIRST = {"category": "new", "status": "referred", "phase": "immediate_safety"}
"""What a case is when it is registered, as far as nothing else is said."""

HIDEABLE = tuple(field.key for field in CASE.fields if field.kind in (*LINKED, ROWS))
"""The parts of a case file that a table may hide: every list."""

OWN_EDITS = ("Member", "RoleAssignment", "Helper", "Decision")
"""Records of a case with edits of their own; every other kind is added, changed and taken out in one way."""

PLAIN_RECORDS = tuple(field.target for field in CASE.fields if field.kind == ROWS and field.target not in OWN_EDITS)
"""Kinds of record of a case that are added, changed and taken out in one way (edits/case_records.py)."""

SAID_NOW = ("given_on", "held_on", "written_at")
"""Keys of those records that say when something was said: now, where an edit is given nothing else."""
