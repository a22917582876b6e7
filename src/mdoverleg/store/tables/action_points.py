"""Database tables: action points."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, text

from mdoverleg.domain import enums
from mdoverleg.store import columns as col


class ActionPoint(col.Row, table=True):
    """Database table of `ActionPoint` (docs/format.md)."""

    __tablename__ = "action_point"
    __table_args__ = col.rules(
        CheckConstraint("co_owner_id IS NULL OR owner_id IS NOT NULL", name="co_owner_needs_owner"),
        CheckConstraint("owner_organisation_id IS NULL OR owner_id IS NULL", name="person_or_organisation"),
        CheckConstraint("depends_on_id IS NULL OR depends_on_id <> pk", name="not_after_itself"),
        # What is open, of whom and since when is asked over all cases, most of which are long done.
        Index(None, "status", "due"),
        Index(None, "owner_id", "status"),
        Index(None, "owner_organisation_id", "status"),
        # Those without a case are few, and asked for with every board.
        Index("ix_action_point_without_case", "case_id", "status", sqlite_where=text("case_id IS NULL")),
    )

    pk: int = col.primary_key()
    position: int = col.position()
    id: str = col.author_id()
    case_id: int | None = col.ref("case")
    text: str = col.text(required=True)
    kind: enums.ActionKind = col.word(enums.ActionKind, required=True)
    owner_id: int | None = col.ref("person")
    co_owner_id: int | None = col.ref("person")
    owner_organisation_id: int | None = col.ref("organisation")
    family_owner_id: int | None = col.ref("member")
    executor_id: int | None = col.ref("person")
    passed_on_by_id: int | None = col.ref("person")
    due: date | None = col.day()
    status: enums.ActionStatus = col.word(enums.ActionStatus, default="open")
    accepted: bool = col.flag()
    depends_on_id: int | None = col.ref("action_point")
    family_told: bool = col.flag()
    recipient_message: str | None = col.text()
    plain_text: str | None = col.text()
    life_domain: str | None = col.code()
    postponed: int = col.whole(0, 99, default=0)
    outcome: str | None = col.text()
    outcome_reason: str | None = col.text()
    created_in_id: int | None = col.ref("meeting")
    reviewed_in_id: int | None = col.ref("meeting")


class ActionPointMembers(col.Row, table=True):
    """The list `members` of `ActionPoint`, in order."""

    __tablename__ = "action_point_members"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("action_point")
    position: int = col.position()
    value: int = col.ref("member", required=True)


class ActionPointShareWith(col.Row, table=True):
    """The list `share_with` of `ActionPoint`, in order."""

    __tablename__ = "action_point_share_with"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("action_point")
    position: int = col.position()
    value: int = col.ref("organisation", required=True)
