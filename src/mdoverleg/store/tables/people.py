"""Database tables: organisations and the professionals who work there."""

from datetime import date

from sqlalchemy import CheckConstraint

from mdoverleg.domain import enums
from mdoverleg.store import columns as col


class Organisation(col.Row, table=True):
    """Database table of `Organisation` (docs/format.md)."""

    __tablename__ = "organisation"
    __table_args__ = col.rules()

    pk: int = col.primary_key()
    position: int = col.position()
    id: str = col.author_id()
    name: str = col.string(required=True)
    kind: enums.OrganisationKind = col.word(enums.OrganisationKind, required=True)
    does: str | None = col.text()
    does_not: str | None = col.text()
    reachable: str | None = col.text()


class Person(col.Row, table=True):
    """Database table of `Person` (docs/format.md)."""

    __tablename__ = "person"
    __table_args__ = col.rules(
        CheckConstraint("deputy_id IS NULL OR deputy_id <> pk", name="deputy_is_another"),
    )

    pk: int = col.primary_key()
    position: int = col.position()
    id: str = col.author_id()
    name: str = col.string(required=True)
    organisation_id: int = col.ref("organisation", required=True)
    function: str | None = col.string()
    phone: str | None = col.string()
    reachable: str | None = col.text()
    mandate: enums.Mandate | None = col.word(enums.Mandate)
    secrecy: enums.Secrecy | None = col.word(enums.Secrecy)
    secrecy_on: date | None = col.day()
    deputy_id: int | None = col.ref("person")
    active: bool = col.flag(default=True)
