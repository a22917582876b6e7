"""Database tables: the members of a family."""

from datetime import date

from sqlalchemy import CheckConstraint

from mdoverleg.domain import enums
from mdoverleg.store import columns as col


class Member(col.Row, table=True):
    """Database table of `Member` (docs/format.md)."""

    __tablename__ = "member"
    __table_args__ = col.rules(
        CheckConstraint("contact_via_id IS NULL OR contact_safe = 'only_via'", name="via_needs_only_via"),
        CheckConstraint("seen_by_id IS NULL OR seen_by_other IS NULL", name="seen_by_one"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    id: str = col.author_id()
    relation: enums.Relation = col.word(enums.Relation, required=True)
    age: int | None = col.whole(0, 120)
    age_band: enums.AgeBand | None = col.word(enums.AgeBand)
    authority: enums.Authority | None = col.word(enums.Authority)
    living: str | None = col.text()
    contact_safe: enums.ContactSafe | None = col.word(enums.ContactSafe)
    contact_via_id: int | None = col.ref("person")
    contact_state: enums.ContactState | None = col.word(enums.ContactState)
    last_seen_on: date | None = col.day()
    seen_by_id: int | None = col.ref("person")
    seen_by_other: str | None = col.text()
    heard: bool = col.flag()
    heard_on: date | None = col.day()
    not_heard_reason: str | None = col.text()
    heard_plan_id: int | None = col.ref("action_point")
    wants: str | None = col.text()
    needs: str | None = col.text()
    objection: str | None = col.text()


class MemberViolenceRoles(col.Row, table=True):
    """The list `violence_roles` of `Member`, in order."""

    __tablename__ = "member_violence_roles"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("member")
    position: int = col.position()
    value: enums.ViolenceRole = col.word(enums.ViolenceRole, required=True)


class MemberHeardBy(col.Row, table=True):
    """The list `heard_by` of `Member`, in order."""

    __tablename__ = "member_heard_by"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("member")
    position: int = col.position()
    value: int = col.ref("person", required=True)
