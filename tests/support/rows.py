"""A few made-up records to write down, and a look at everything that a file holds."""

from datetime import date
from typing import Any

from sqlmodel import Session

from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.store.reading import Reader
from mdoverleg.store.store import Store
from mdoverleg.store.tables import ActionPoint, Case, Member, Organisation, Person

Rows = dict[str, list[tuple[Any, ...]]]


def add_person(session: Session, name: str = "Iris de Wit", id: str = "P-001") -> Person:
    """A person with an organisation of her own, both with a pk."""
    organisation = Organisation(id=f"O-{id}", name="Wijkteam De Veste", kind="local_team")
    session.add(organisation)
    session.flush()
    person = Person(id=id, name=name, organisation_id=organisation.pk)
    session.add(person)
    session.flush()
    return person


def add_case(session: Session, person: Person, alias: str = "Wulp", id: str = "C-001") -> Case:
    """A case that the person brought, with a pk."""
    case = Case(
        id=id,
        alias=alias,
        alias_key=alias.casefold(),
        brought_by_id=person.pk,
        opened_on=date(2026, 9, 1),
        category="new",
        status="active",
        phase="immediate_safety",
        goal="Rust in huis",
    )
    session.add(case)
    session.flush()
    return case


def add_member(session: Session, case: Case, id: str = "Wulp-K1") -> Member:
    """A child of the case's family, with a pk."""
    member = Member(case_id=case.pk, id=id, relation="daughter")
    session.add(member)
    session.flush()
    return member


def add_action(session: Session, text: str = "School bellen", id: str = "A-001", **values: Any) -> ActionPoint:
    """An open action point, with a pk."""
    action = ActionPoint(id=id, text=text, kind="care", **values)
    session.add(action)
    session.flush()
    return action


def everything(store: Store) -> Rows:
    """Every row of every table of the format."""
    with store.read() as reader:
        return {table: reader.rows(f'SELECT * FROM "{table}" ORDER BY pk') for table in SUBJECTS}


def count(reader: Reader, table: str) -> int:
    """How many rows a table has."""
    return int(reader.value(f'SELECT count(*) FROM "{table}"'))
