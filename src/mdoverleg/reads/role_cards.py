"""What is written down about a role, to read aloud: what it looks at, does, and can and cannot do (A4.05, A10.12)."""

from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.roles import Role
from mdoverleg.reads.facts import case_facts, table_facts
from mdoverleg.rules.words import is_current

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


class RoleCard(NamedTuple):
    """One role of a table, and what its holders in one case promised."""

    role: Role
    expectations: tuple[tuple[str, str], ...]
    """Short name of a holder, and what one may expect of them; in the order of the board."""


def read_role_card(store: "Store", case_pk: int, code: str) -> RoleCard:
    """Return the card of a role by its code, with what its current holders in this case promised."""
    with store.read() as reader:
        table, case = table_facts(reader), case_facts(reader, case_pk)
        today = store.clock.today(table.zone)
        held = [row for row in case.roles if row.role == code and is_current(row, today)] if case else []
        names = [(table.holder_name(row.holder_id, row.organisation_id), row.expectation) for row in held]
        return RoleCard(table.role(code), tuple((name, said) for name, said in names if said))


def read_roles(store: "Store") -> tuple[Role, ...]:
    """Return every role that this table knows, its own ones too, in the order of the board."""
    with store.read() as reader:
        return tuple(table_facts(reader).roles.values())
