"""The words that a field may hold, as literal types: light to import and checked by the type checker."""

from typing import Literal

Language = Literal["nl", "en"]
RoleSlot = Literal["always", "when_used"]
CodeList = Literal["concern_type", "life_domain"]
OrganisationKind = Literal[
    "local_team",
    "veilig_thuis",
    "certified_institution",
    "child_protection_board",
    "care_and_safety_house",
    "womens_shelter",
    "mental_health",
    "youth_mental_health",
    "youth_health",
    "gp",
    "hospital",
    "education",
    "childcare",
    "police",
    "prosecution",
    "probation",
    "debt_help",
    "housing",
    "municipality",
    "crisis_service",
    "disability_care",
    "addiction_care",
    "neighbourhood",
    "support_centre",
    "other",
]
Mandate = Literal["yes", "limited", "no", "not_applicable"]
Secrecy = Literal["covenant", "statement_signed", "not_yet"]
MeetingKind = Literal["case_table", "protection_table", "high_risk_table", "mdo", "kickoff", "learning"]
AttendanceStatus = Literal["present", "online", "by_phone", "excused", "absent", "partly"]
Capacity = Literal["participant", "guest", "timekeeper", "interpreter", "support_person"]
AgendaItemKind = Literal[
    "opening",
    "previous_actions",
    "case",
    "break",
    "theory",
    "announcement",
    "reflection",
    "any_other_business",
]
NotHeld = Literal["postponed", "dropped"]
CaseCategory = Literal[
    "new",
    "follow_up",
    "evaluation",
    "crisis",
    "preventive",
    "consultation",
    "closing",
    "learning",
]
CaseStatus = Literal["referred", "active", "watch", "closed", "transferred", "not_taken_up"]
Framework = Literal["voluntary", "compulsory"]
Phase = Literal["immediate_safety", "risk_led_care", "recovery"]
Danger = Literal["acute", "structural", "none"]
Informed = Literal["yes", "partly", "no"]
Relation = Literal[
    "mother",
    "father",
    "stepmother",
    "stepfather",
    "foster_parent",
    "partner",
    "ex_partner",
    "daughter",
    "son",
    "stepdaughter",
    "stepson",
    "foster_child",
    "unborn_child",
    "grandchild",
    "brother",
    "sister",
    "grandmother",
    "grandfather",
    "aunt",
    "uncle",
    "friend",
    "neighbour",
    "other",
]
AgeBand = Literal["0_3", "4_11", "12_17", "adult"]
Authority = Literal["yes", "no", "not_applicable", "unknown"]
ViolenceRole = Literal["victim", "witness", "uses_violence", "involved", "none", "unknown"]
ContactSafe = Literal["yes", "no", "only_via", "unknown"]
ContactState = Literal["open", "fluctuating", "avoided", "none"]
VoiceForm = Literal["words", "drawing", "observation"]
LineHeading = Literal["worries", "going_well", "needed"]
LineKind = Literal["fact", "opinion", "gut_feeling"]
LineSource = Literal["family", "child", "network", "professional"]
Discussed = Literal["yes", "no"]
ScoreScale = Literal["safety", "wellbeing"]
BufferName = Literal["supportive_community", "network_and_tasks", "view_of_child", "good_parent_experiences"]
BufferState = Literal["present", "weak", "missing", "unknown"]
MeasureKind = Literal[
    "temporary_restraining_order",
    "supervision_order",
    "guardianship",
    "out_of_home_placement",
    "probation_supervision",
    "no_contact_order",
    "compulsory_care_order",
]
ConsentValue = Literal["yes", "no", "not_asked", "not_needed"]
ObstacleKind = Literal["waiting_list", "closed_door", "partitions", "privacy", "funding", "capacity"]
NoteKind = Literal["between_meetings", "preparation", "contact_attempt", "internal"]
ActionKind = Literal["safety", "crisis", "care", "pattern", "recovery", "practical", "information", "organisation"]
ActionStatus = Literal["open", "in_progress", "done", "could_not", "not_done", "dropped", "waiting"]
ConcernType = Literal[
    "neglect",
    "child_witness",
    "partner_violence",
    "psychological_violence",
    "physical_abuse",
    "sexual_violence",
    "stalking",
    "complex_divorce",
    "family_conflict",
    "elder_abuse",
    "honour_related_violence",
    "forced_marriage",
    "debts",
    "addiction",
    "mental_health_problems",
    "suicidal_behaviour",
    "school_absence",
    "homelessness",
]
LifeDomain = Literal[
    "safety",
    "income",
    "housing",
    "health",
    "mental_health",
    "addiction",
    "family_relations",
    "parenting",
    "education",
    "work",
    "social_network",
    "justice",
]
Severity = Literal["red", "yellow", "blue"]
