"""Database tables: one case per family or household."""

from datetime import date

from mdoverleg.domain import enums
from mdoverleg.store import columns as col


class Case(col.Row, table=True):
    """Database table of `Case` (docs/format.md)."""

    __tablename__ = "case"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    position: int = col.position()
    id: str = col.author_id()
    alias: str = col.string(required=True)
    alias_key: str = col.unique_key()
    brought_by_id: int = col.ref("person", required=True)
    source_organisation_id: int | None = col.ref("organisation")
    source_ref: str | None = col.string()
    opened_on: date = col.day(required=True)
    category: enums.CaseCategory = col.word(enums.CaseCategory, required=True)
    status: enums.CaseStatus = col.word(enums.CaseStatus, required=True)
    framework: enums.Framework | None = col.word(enums.Framework)
    phase: enums.Phase = col.word(enums.Phase, required=True)
    goal: str = col.text(required=True)
    why_now: str | None = col.text()
    first_signal_on: date | None = col.day()
    first_contact_on: date | None = col.day()
    stuck_since: date | None = col.day()
    tried_before: int = col.whole(0, 99, default=0)
    crisis_prone: bool = col.flag()
    danger: enums.Danger | None = col.word(enums.Danger)
    reported_on: date | None = col.day()
    meldcode_step: int | None = col.whole(1, 5)
    other_plan: str | None = col.text()
    informed: enums.Informed | None = col.word(enums.Informed)
    informed_by_id: int | None = col.ref("person")
    informed_on: date | None = col.day()
    informed_about: str | None = col.text()
    not_informed_reason: str | None = col.text()
    preference: str | None = col.text()
    preference_not_followed: str | None = col.text()
    help_question: str | None = col.text()
    trusts: str | None = col.text()
    distrusts: str | None = col.text()
    commitment: str | None = col.text()
    story: str | None = col.text()
    real_issue: str | None = col.text()
    pattern: str | None = col.text()
    parent_wellbeing: str | None = col.text()
    earlier_help: str | None = col.text()
    achieved: str | None = col.text()
    danger_statement: str | None = col.text()
    safety_goal: str | None = col.text()
    bottom_line: str | None = col.text()
    score_difference: str | None = col.text()
    score_difference_on: date | None = col.day()
    perspective_difference: str | None = col.text()
    joint_message: str | None = col.text()
    contingency: str | None = col.text()
    contingency_plain: str | None = col.text()
    voluntary_options: str | None = col.text()
    next_evaluation: date | None = col.day()
    horizon_on: date | None = col.day()
    closing_proposed_by_id: int | None = col.ref("person")
    closing_decision: str | None = col.text()
    monitor_on: date | None = col.day()
    monitor_by_id: int | None = col.ref("person")
    closed_on: date | None = col.day()
    retain_until: date | None = col.day()


class CaseConcernTypes(col.Row, table=True):
    """The list `concern_types` of `Case`, in order."""

    __tablename__ = "case_concern_types"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("case")
    position: int = col.position()
    value: str = col.code(required=True)


class CaseLifeDomains(col.Row, table=True):
    """The list `life_domains` of `Case`, in order."""

    __tablename__ = "case_life_domains"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("case")
    position: int = col.position()
    value: str = col.code(required=True)


class CaseLinkedCases(col.Row, table=True):
    """The list `linked_cases` of `Case`, in order."""

    __tablename__ = "case_linked_cases"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("case")
    position: int = col.position()
    value: int = col.ref("case", required=True)
