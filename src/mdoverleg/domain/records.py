"""One frozen value per kind of record, as it is read from the file: references are integer keys.

Named tuples, because forty dataclasses would cost the first screen forty milliseconds.
"""

from datetime import date, datetime
from typing import NamedTuple

from mdoverleg.domain import enums


class TableInfo(NamedTuple):
    """The table itself: its name, language and agreements."""

    pk: int
    name: str
    method: str | None
    time_zone: str
    language: enums.Language
    responsible_id: int | None
    legal_basis: str | None
    covenant_version: str | None
    agreements: str | None
    minutes_per_case: int
    checks_off: tuple[str, ...]
    hidden_panels: tuple[str, ...]


class Threshold(NamedTuple):
    """One threshold."""

    pk: int
    name: str
    value: int


class RoleKind(NamedTuple):
    """One role kind."""

    pk: int
    code: str
    label: str | None
    looks_at: str | None
    tasks: str | None
    limits: str | None
    slot: enums.RoleSlot | None
    counted: bool | None
    handover: bool | None


class OwnCode(NamedTuple):
    """One own code."""

    pk: int
    code_list: enums.CodeList
    code: str
    label: str


class AgendaTemplate(NamedTuple):
    """One agenda template."""

    pk: int
    name: str
    meeting_kind: enums.MeetingKind


class TemplateItem(NamedTuple):
    """One template item of a agenda template."""

    pk: int
    agenda_template_id: int
    kind: enums.AgendaItemKind
    title: str | None
    minutes: int


class StandardAction(NamedTuple):
    """One standard action."""

    pk: int
    text: str
    kind: enums.ActionKind
    days: int | None


class Organisation(NamedTuple):
    """One organisation."""

    pk: int
    id: str
    name: str
    kind: enums.OrganisationKind
    does: str | None
    does_not: str | None
    reachable: str | None


class Person(NamedTuple):
    """One participant."""

    pk: int
    id: str
    name: str
    organisation_id: int
    function: str | None
    phone: str | None
    reachable: str | None
    mandate: enums.Mandate | None
    secrecy: enums.Secrecy | None
    secrecy_on: date | None
    deputy_id: int | None
    active: bool


class Meeting(NamedTuple):
    """One meeting."""

    pk: int
    id: str
    kind: enums.MeetingKind
    title: str | None
    held_on: date
    planned_start: str
    planned_end: str
    actual_start: str | None
    actual_end: str | None
    location: str | None
    chair_id: int
    secretary_id: int | None
    projector: bool
    confidentiality_time: str | None
    confidentiality_version: str | None
    shared_responsibility_said: bool
    reflection: str | None
    closed_at: datetime | None
    minutes_version: int


class Attendance(NamedTuple):
    """One attendance of a meeting."""

    pk: int
    meeting_id: int
    person_id: int
    status: enums.AttendanceStatus
    arrives: str | None
    leaves: str | None
    capacity: enums.Capacity


class AgendaItem(NamedTuple):
    """One agenda item of a meeting."""

    pk: int
    meeting_id: int
    kind: enums.AgendaItemKind
    case_id: int | None
    title: str | None
    planned_start: str
    planned_end: str
    actual_start: str | None
    actual_end: str | None
    picture_minutes: int | None
    judgement_minutes: int | None
    decision_minutes: int | None
    not_held: enums.NotHeld | None
    added_because: str | None


class Seat(NamedTuple):
    """One seat at the table of a agenda item."""

    pk: int
    agenda_item_id: int
    person_id: int | None
    member_id: int | None
    until: str | None


class Case(NamedTuple):
    """One case."""

    pk: int
    id: str
    alias: str
    brought_by_id: int
    source_organisation_id: int | None
    source_ref: str | None
    opened_on: date
    category: enums.CaseCategory
    status: enums.CaseStatus
    framework: enums.Framework | None
    phase: enums.Phase
    goal: str
    why_now: str | None
    first_signal_on: date | None
    first_contact_on: date | None
    stuck_since: date | None
    tried_before: int
    crisis_prone: bool
    danger: enums.Danger | None
    reported_on: date | None
    meldcode_step: int | None
    concern_types: tuple[str, ...]
    life_domains: tuple[str, ...]
    other_plan: str | None
    informed: enums.Informed | None
    informed_by_id: int | None
    informed_on: date | None
    informed_about: str | None
    not_informed_reason: str | None
    preference: str | None
    preference_not_followed: str | None
    help_question: str | None
    trusts: str | None
    distrusts: str | None
    commitment: str | None
    story: str | None
    real_issue: str | None
    pattern: str | None
    parent_wellbeing: str | None
    earlier_help: str | None
    achieved: str | None
    danger_statement: str | None
    safety_goal: str | None
    bottom_line: str | None
    score_difference: str | None
    score_difference_on: date | None
    perspective_difference: str | None
    joint_message: str | None
    contingency: str | None
    contingency_plain: str | None
    voluntary_options: str | None
    next_evaluation: date | None
    horizon_on: date | None
    closing_proposed_by_id: int | None
    closing_decision: str | None
    monitor_on: date | None
    monitor_by_id: int | None
    closed_on: date | None
    retain_until: date | None
    linked_cases: tuple[int, ...]


class Member(NamedTuple):
    """One family member of a case."""

    pk: int
    case_id: int
    id: str
    relation: enums.Relation
    age: int | None
    age_band: enums.AgeBand | None
    authority: enums.Authority | None
    violence_roles: tuple[enums.ViolenceRole, ...]
    living: str | None
    contact_safe: enums.ContactSafe | None
    contact_via_id: int | None
    contact_state: enums.ContactState | None
    last_seen_on: date | None
    seen_by_id: int | None
    seen_by_other: str | None
    heard: bool
    heard_on: date | None
    heard_by: tuple[int, ...]
    not_heard_reason: str | None
    heard_plan_id: int | None
    wants: str | None
    needs: str | None
    objection: str | None


class RoleAssignment(NamedTuple):
    """One role of a case."""

    pk: int
    case_id: int
    role: str
    holder_id: int | None
    organisation_id: int | None
    members: tuple[int, ...]
    started_on: date
    ended_on: date | None
    review_on: date | None
    reachable_for: tuple[int, ...]
    visits_home: bool
    expectation: str | None
    accepted: bool
    created_in_id: int | None


class Helper(NamedTuple):
    """One around the family of a case."""

    pk: int
    case_id: int
    person_id: int | None
    name: str | None
    organisation_id: int | None
    task: str | None
    members: tuple[int, ...]
    started_on: date | None
    ended_on: date | None
    visits_home: bool
    knows_story: bool


class Handover(NamedTuple):
    """One hand-over of a case."""

    pk: int
    case_id: int
    role: str
    from_holders: tuple[int, ...]
    to_holder_id: int
    due: date
    warm: bool
    done_on: date | None
    line_so_far: str | None
    created_in_id: int | None


class Pitch(NamedTuple):
    """One pitch of a case."""

    pk: int
    case_id: int
    given_on: date
    text: str
    members: tuple[int, ...]
    via_id: int | None
    pain: str | None
    wish: str | None


class ChildVoice(NamedTuple):
    """One voice of the child of a case."""

    pk: int
    case_id: int
    member_id: int
    given_on: date
    by_id: int | None
    by_other: str | None
    text: str
    form: enums.VoiceForm | None


class Line(NamedTuple):
    """One line of a case."""

    pk: int
    case_id: int
    heading: enums.LineHeading
    text: str
    kind: enums.LineKind | None
    source: enums.LineSource | None
    by_id: int | None
    noted_on: date | None
    discussed_with_family: enums.Discussed | None


class Score(NamedTuple):
    """One score of a case."""

    pk: int
    case_id: int
    value: int
    given_on: date
    by_id: int | None
    by_member_id: int | None
    subject_id: int | None
    scale: enums.ScoreScale
    reason: str | None


class Buffer(NamedTuple):
    """One buffer of a case."""

    pk: int
    case_id: int
    buffer: enums.BufferName
    state: enums.BufferState
    note: str | None
    step: str | None
    step_owner_id: int | None


class Perspective(NamedTuple):
    """One perspective of a case."""

    pk: int
    case_id: int
    organisation_id: int
    sees: str


class Information(NamedTuple):
    """One information of a case."""

    pk: int
    case_id: int
    organisation_id: int
    invited: bool
    asked_on: date | None
    received_on: date | None
    cannot_because: str | None


class Measure(NamedTuple):
    """One measure of a case."""

    pk: int
    case_id: int
    kind: enums.MeasureKind
    members: tuple[int, ...]
    started_on: date | None
    until: date | None
    ordered_by: str | None
    carried_out_by_id: int | None
    follow_up: str | None


class Consent(NamedTuple):
    """One consent of a case."""

    pk: int
    case_id: int
    what: str
    member_id: int
    value: enums.ConsentValue
    asked_on: date | None
    asked_by_id: int | None
    plan_id: int | None


class Waiting(NamedTuple):
    """One waiting of a case."""

    pk: int
    case_id: int
    member_id: int
    what: str
    organisation_id: int | None
    since: date
    bridge_id: int | None
    ended_on: date | None


class Incident(NamedTuple):
    """One incident of a case."""

    pk: int
    case_id: int
    happened_on: date
    what: str
    we_did: str
    needed: str
    lead_informed_at: datetime | None


class CrisisNotice(NamedTuple):
    """One pre-announcement of a case."""

    pk: int
    case_id: int
    text: str
    sent_to: str
    valid_until: date
    sent_on: date | None


class Decision(NamedTuple):
    """One decision of a case."""

    pk: int
    case_id: int
    text: str
    consideration: str | None
    dissent: str | None
    plain_text: str | None
    agreed_by_family: bool
    needs: tuple[int, ...]
    created_in_id: int | None


class Deviation(NamedTuple):
    """One tailor-made exception of a case."""

    pk: int
    case_id: int
    what: str
    why: str
    review_on: date
    approved_by: str | None
    created_in_id: int | None


class Obstacle(NamedTuple):
    """One obstacle of a case."""

    pk: int
    case_id: int
    kind: enums.ObstacleKind
    what: str
    organisation_id: int | None
    alternative: str | None
    raised_to: str | None
    level: int
    since: date | None
    action_id: int | None
    resolved_on: date | None


class Offer(NamedTuple):
    """One offer of a case."""

    pk: int
    case_id: int
    text: str
    by_id: int | None
    by_member_id: int | None
    action_id: int | None


class Evaluation(NamedTuple):
    """One evaluation of a case."""

    pk: int
    case_id: int
    held_on: date
    lowest: int | None
    stable: bool
    family_feedback: str | None


class Feedback(NamedTuple):
    """One feedback of a case."""

    pk: int
    case_id: int
    created_in_id: int
    owner_id: int | None
    due: date | None
    done_on: date | None


class Note(NamedTuple):
    """One note of a case."""

    pk: int
    case_id: int
    text: str
    by_id: int
    written_at: datetime
    kind: enums.NoteKind


class ActionPoint(NamedTuple):
    """One action point."""

    pk: int
    id: str
    case_id: int | None
    text: str
    kind: enums.ActionKind
    members: tuple[int, ...]
    owner_id: int | None
    co_owner_id: int | None
    owner_organisation_id: int | None
    family_owner_id: int | None
    executor_id: int | None
    passed_on_by_id: int | None
    due: date | None
    status: enums.ActionStatus
    accepted: bool
    depends_on_id: int | None
    family_told: bool
    share_with: tuple[int, ...]
    recipient_message: str | None
    plain_text: str | None
    life_domain: str | None
    postponed: int
    outcome: str | None
    outcome_reason: str | None
    created_in_id: int | None
    reviewed_in_id: int | None


class Override(NamedTuple):
    """One set aside."""

    pk: int
    check: str
    case_id: int | None
    subject: str | None
    reason: str
    by_id: int
    set_at: datetime
    until: date
