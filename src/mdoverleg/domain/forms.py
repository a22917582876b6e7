"""The fields of every form: in the order in which people speak, the few usual ones first, and what stands in them."""

from typing import NamedTuple

from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.words import np_, p_


class FormOf(NamedTuple):
    """The form of one kind of record: its usual fields, and the rest, shown on a key."""

    first: tuple[str, ...]
    more: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    """Fields that hold today in a new record."""
    me: tuple[str, ...] = ()
    """Fields that hold who sits at this window in a new record."""
    meeting: tuple[str, ...] = ()
    """Fields that hold the meeting that runs in a new record."""
    one_of: tuple[tuple[str, str], ...] = ()
    """Pairs of which only one can be given."""
    needs_one: bool = False
    """One of the first pair has to be given."""
    quick: bool = False
    """Enter in a text saves: one types one after the other while others talk."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every field of the form, in order."""
        return (*self.first, *self.more)


FORMS: dict[str, FormOf] = {
    "TableInfo": FormOf(
        ("name", "language", "minutes_per_case", "responsible"),
        ("legal_basis", "covenant_version", "agreements", "time_zone"),
    ),
    "Organisation": FormOf(("name", "kind", "does", "does_not", "reachable")),
    "Person": FormOf(
        ("name", "organisation", "function", "phone", "reachable"),
        ("mandate", "secrecy", "secrecy_on", "deputy", "active"),
    ),
    "Meeting": FormOf(
        ("kind", "title", "held_on", "planned_start", "planned_end", "location", "chair", "secretary"),
        (
            "projector",
            "confidentiality_time",
            "confidentiality_version",
            "shared_responsibility_said",
            "reflection",
        ),
    ),
    "AgendaItem": FormOf(
        ("title", "planned_start", "planned_end", "actual_start", "actual_end", "added_because"),
        ("picture_minutes", "judgement_minutes", "decision_minutes"),
    ),
    "Case": FormOf(
        ("alias", "brought_by", "goal", "category", "status", "framework", "phase", "opened_on", "why_now"),
        (
            "source_organisation",
            "source_ref",
            "first_signal_on",
            "first_contact_on",
            "stuck_since",
            "tried_before",
            "concern_types",
            "life_domains",
            "crisis_prone",
            "danger",
            "reported_on",
            "meldcode_step",
            "next_evaluation",
            "horizon_on",
            "monitor_on",
            "monitor_by",
            "linked_cases",
            "retain_until",
        ),
    ),
    "Member": FormOf(
        (
            "relation",
            "age",
            "authority",
            "violence_roles",
            "contact_safe",
            "contact_via",
            "last_seen_on",
            "seen_by",
            "heard",
            "heard_on",
            "heard_by",
        ),
        (
            "age_band",
            "living",
            "contact_state",
            "seen_by_other",
            "not_heard_reason",
            "heard_plan",
            "wants",
            "needs",
            "objection",
        ),
        one_of=(("seen_by", "seen_by_other"),),
    ),
    "RoleAssignment": FormOf(
        ("holder", "organisation", "members", "started_on", "accepted"),
        ("ended_on", "review_on", "reachable_for", "visits_home", "expectation"),
        one_of=(("holder", "organisation"),),
    ),
    "Helper": FormOf(
        ("person", "name", "organisation", "task", "members"),
        ("started_on", "ended_on", "visits_home", "knows_story"),
        one_of=(("person", "name"),),
        needs_one=True,
    ),
    "Handover": FormOf(
        ("role", "from_holders", "to_holder", "due", "warm"), ("done_on", "line_so_far"), meeting=("created_in",)
    ),
    "Pitch": FormOf(("text", "members", "pain", "wish"), ("via", "given_on"), today=("given_on",)),
    "ChildVoice": FormOf(
        ("member", "text", "by", "by_other"),
        ("form", "given_on"),
        today=("given_on",),
        one_of=(("by", "by_other"),),
        needs_one=True,
    ),
    "Line": FormOf(
        ("text", "kind", "by", "source"),
        ("heading", "discussed_with_family", "noted_on"),
        today=("noted_on",),
        quick=True,
    ),
    "Score": FormOf(
        ("value", "by", "by_member", "reason"),
        ("subject", "scale", "given_on"),
        today=("given_on",),
        one_of=(("by", "by_member"),),
        needs_one=True,
    ),
    "Buffer": FormOf(("state", "note", "step", "step_owner"), ("buffer",)),
    "Perspective": FormOf(("organisation", "sees"), quick=True),
    "Information": FormOf(("organisation", "asked_on", "received_on", "cannot_because"), ("invited",)),
    "Measure": FormOf(("kind", "members", "started_on", "until"), ("ordered_by", "carried_out_by", "follow_up")),
    "Consent": FormOf(("what", "member", "value"), ("asked_on", "asked_by", "plan"), today=("asked_on",)),
    "Waiting": FormOf(("member", "what", "organisation", "since", "bridge"), ("ended_on",), today=("since",)),
    "Incident": FormOf(("what", "we_did", "needed", "happened_on"), ("lead_informed_at",), today=("happened_on",)),
    "CrisisNotice": FormOf(("text", "sent_to", "valid_until"), ("sent_on",)),
    "Decision": FormOf(
        ("text", "consideration", "plain_text"),
        ("agreed_by_family", "dissent", "needs"),
        meeting=("created_in",),
    ),
    "Deviation": FormOf(("what", "why", "approved_by", "review_on"), meeting=("created_in",)),
    "Obstacle": FormOf(
        ("kind", "what", "organisation", "alternative", "raised_to", "level"),
        ("action", "since", "resolved_on"),
        today=("since",),
    ),
    "Offer": FormOf(
        ("text", "by", "by_member"), ("action",), one_of=(("by", "by_member"),), needs_one=True, quick=True
    ),
    "Evaluation": FormOf(("held_on", "lowest", "stable", "family_feedback"), today=("held_on",)),
    "Feedback": FormOf(("owner", "due", "done_on"), ("created_in",), meeting=("created_in",)),
    "Note": FormOf(("text", "kind"), ("by", "written_at"), me=("by",), quick=True),
    "ActionPoint": FormOf(
        (
            "text",
            "kind",
            "owner",
            "due",
            "members",
            "family_told",
            "plain_text",
            "share_with",
            "recipient_message",
        ),
        (
            "co_owner",
            "owner_organisation",
            "family_owner",
            "executor",
            "passed_on_by",
            "depends_on",
            "life_domain",
            "outcome",
        ),
    ),
}
"""The form of every kind of record that has one."""

NEW_MEETING = ("kind", "held_on", "planned_start", "location", "chair", "secretary", "title")
NEW_ROLE = ("role", "holder", "organisation", "members", "started_on", "reachable_for")
"""What is asked of a new one, where that differs."""

CASE_TEXTS: dict[str, tuple[str, ...]] = {
    "stuck_since": ("stuck_since", "tried_before", "earlier_help"),
    "informed": ("informed", "informed_by", "informed_on", "informed_about", "not_informed_reason"),
    "preference": ("preference", "preference_not_followed"),
    "contingency": ("contingency", "contingency_plain"),
    "closing_proposed_by": ("closing_proposed_by", "closing_decision", "monitor_on", "monitor_by"),
}
"""Fields of the case itself that are asked together, by the first of them; every other one is asked alone."""


def case_fields(key: str) -> tuple[str, ...]:
    """Return the fields of the case that are asked when one of them is to be written."""
    return next((keys for keys in CASE_TEXTS.values() if key in keys), (key,))


class Notable(NamedTuple):
    """One thing that can be noted down about a case: a record of a kind, or a text of the case itself."""

    entity: str
    tab: str
    """The tab on which it stands."""
    key: str = ""
    """The text of the case."""
    heading: str = ""
    """Of a line in the three columns."""

    @property
    def panel(self) -> str:
        """The list of the case that it stands in; nothing for a text of the case itself."""
        return ENTITIES[self.entity].list_key if self.entity != "Case" else ""

    @property
    def words(self) -> str:
        """What people call it."""
        if self.heading:
            return p_("note", LINE_WORDS[self.heading])
        return field_label("Case", self.key) if self.key else entity_label(self.entity)


LINE_WORDS = {
    "worries": np_("note", "Worry"),
    "going_well": np_("note", "Goes well"),
    "needed": np_("note", "Needed"),
}

_OF_CASE = {
    "picture": ("why_now", "stuck_since", "achieved", "other_plan", "danger_statement", "safety_goal", "bottom_line",
                "score_difference", "perspective_difference"),
    "family": ("informed", "preference", "help_question", "story", "real_issue", "parent_wellbeing", "trusts",
               "distrusts", "commitment", "pattern"),
    "plan": ("contingency", "next_evaluation", "joint_message", "voluntary_options", "closing_proposed_by"),
}  # fmt: skip
_OF_RECORDS = {
    "picture": ("Incident", "Note", "Perspective", "Information", "Score", "Buffer"),
    "family": ("Pitch", "ChildVoice", "Member"),
    "plan": ("Decision", "Measure", "Consent", "Waiting", "Offer", "Obstacle", "Deviation", "CrisisNotice", "Handover",
             "Feedback"),
    "course": ("Evaluation",),
}  # fmt: skip

NOTABLES: tuple[Notable, ...] = (
    *(Notable("Line", "picture", heading=heading) for heading in LINE_WORDS),
    *(Notable(entity, tab) for tab, kinds in _OF_RECORDS.items() for entity in kinds),
    *(Notable("Case", tab, key) for tab, keys in _OF_CASE.items() for key in keys),
)
"""Everything that can be noted down about a case, what is noted most first."""
