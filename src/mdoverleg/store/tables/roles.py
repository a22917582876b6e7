"""Database tables: who does what around a family."""

from datetime import date

from mdoverleg.store import columns as col


class RoleAssignment(col.Row, table=True):
    """Database table of `RoleAssignment` (docs/format.md)."""

    __tablename__ = "role_assignment"
    __table_args__ = col.rules(
        col.exactly_one("holder_id", "organisation_id"),
        col.ordered("started_on", "ended_on"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    role: str = col.code(required=True)
    holder_id: int | None = col.ref("person")
    organisation_id: int | None = col.ref("organisation")
    started_on: date = col.day(required=True)
    ended_on: date | None = col.day()
    review_on: date | None = col.day()
    visits_home: bool = col.flag()
    expectation: str | None = col.text()
    accepted: bool = col.flag()
    created_in_id: int | None = col.ref("meeting")


class RoleAssignmentMembers(col.Row, table=True):
    """The list `members` of `RoleAssignment`, in order."""

    __tablename__ = "role_assignment_members"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("role_assignment")
    position: int = col.position()
    value: int = col.ref("member", required=True)


class RoleAssignmentReachableFor(col.Row, table=True):
    """The list `reachable_for` of `RoleAssignment`, in order."""

    __tablename__ = "role_assignment_reachable_for"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("role_assignment")
    position: int = col.position()
    value: int = col.ref("member", required=True)


class Helper(col.Row, table=True):
    """Database table of `Helper` (docs/format.md)."""

    __tablename__ = "helper"
    __table_args__ = col.rules(
        col.exactly_one("person_id", "name"),
        col.ordered("started_on", "ended_on"),
    )

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    person_id: int | None = col.ref("person")
    name: str | None = col.text()
    organisation_id: int | None = col.ref("organisation")
    task: str | None = col.text()
    started_on: date | None = col.day()
    ended_on: date | None = col.day()
    visits_home: bool = col.flag()
    knows_story: bool = col.flag()


class HelperMembers(col.Row, table=True):
    """The list `members` of `Helper`, in order."""

    __tablename__ = "helper_members"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("helper")
    position: int = col.position()
    value: int = col.ref("member", required=True)


class Handover(col.Row, table=True):
    """Database table of `Handover` (docs/format.md)."""

    __tablename__ = "handover"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    case_id: int = col.parent("case")
    position: int = col.position()
    role: str = col.code(required=True)
    to_holder_id: int = col.ref("person", required=True)
    due: date = col.day(required=True)
    warm: bool = col.flag()
    done_on: date | None = col.day()
    line_so_far: str | None = col.text()
    created_in_id: int | None = col.ref("meeting")


class HandoverFromHolders(col.Row, table=True):
    """The list `from_holders` of `Handover`, in order."""

    __tablename__ = "handover_from_holders"
    __table_args__ = col.rules(col.once("parent_id", "value"))

    pk: int = col.primary_key()
    parent_id: int = col.parent("handover")
    position: int = col.position()
    value: int = col.ref("person", required=True)
