"""All database tables of the format, with the constraints that refuse what may never be in the file."""

from sqlmodel import SQLModel

from mdoverleg.store.columns import constrain
from mdoverleg.store.tables.action_points import ActionPoint, ActionPointMembers, ActionPointShareWith
from mdoverleg.store.tables.cases import Case, CaseConcernTypes, CaseLifeDomains, CaseLinkedCases
from mdoverleg.store.tables.family import Member, MemberHeardBy, MemberViolenceRoles
from mdoverleg.store.tables.meetings import AgendaItem, Attendance, Meeting, Seat
from mdoverleg.store.tables.people import Organisation, Person
from mdoverleg.store.tables.picture import (
    Buffer,
    ChildVoice,
    Information,
    Line,
    Perspective,
    Pitch,
    PitchMembers,
    Score,
)
from mdoverleg.store.tables.plan import (
    Consent,
    CrisisNotice,
    Decision,
    DecisionNeeds,
    Deviation,
    Evaluation,
    Feedback,
    Incident,
    Measure,
    MeasureMembers,
    Note,
    Obstacle,
    Offer,
    Waiting,
)
from mdoverleg.store.tables.roles import (
    Handover,
    HandoverFromHolders,
    Helper,
    HelperMembers,
    RoleAssignment,
    RoleAssignmentMembers,
    RoleAssignmentReachableFor,
)
from mdoverleg.store.tables.settings import (
    AgendaTemplate,
    OwnCode,
    RoleKind,
    StandardAction,
    TableInfo,
    TableInfoChecksOff,
    TableInfoHiddenPanels,
    TemplateItem,
    Threshold,
)
from mdoverleg.store.tables.warnings import Override

constrain(SQLModel.metadata)

__all__ = [
    "ActionPoint",
    "ActionPointMembers",
    "ActionPointShareWith",
    "AgendaItem",
    "AgendaTemplate",
    "Attendance",
    "Buffer",
    "Case",
    "CaseConcernTypes",
    "CaseLifeDomains",
    "CaseLinkedCases",
    "ChildVoice",
    "Consent",
    "CrisisNotice",
    "Decision",
    "DecisionNeeds",
    "Deviation",
    "Evaluation",
    "Feedback",
    "Handover",
    "HandoverFromHolders",
    "Helper",
    "HelperMembers",
    "Incident",
    "Information",
    "Line",
    "Measure",
    "MeasureMembers",
    "Meeting",
    "Member",
    "MemberHeardBy",
    "MemberViolenceRoles",
    "Note",
    "Obstacle",
    "Offer",
    "Organisation",
    "Override",
    "OwnCode",
    "Person",
    "Perspective",
    "Pitch",
    "PitchMembers",
    "RoleAssignment",
    "RoleAssignmentMembers",
    "RoleAssignmentReachableFor",
    "RoleKind",
    "Score",
    "Seat",
    "StandardAction",
    "TableInfo",
    "TableInfoChecksOff",
    "TableInfoHiddenPanels",
    "TemplateItem",
    "Threshold",
    "Waiting",
]
