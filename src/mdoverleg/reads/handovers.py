"""Whether giving a role asks for a hand-over, and from whom."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mdoverleg.domain.facts import CaseFacts
from mdoverleg.domain.handing_over import Held, givers
from mdoverleg.domain.names import short_name
from mdoverleg.domain.roles import LEAD
from mdoverleg.reads.facts import case_facts, table_facts

if TYPE_CHECKING:
    from datetime import date

    from mdoverleg.store.store import Store


def read_givers(
    store: "Store", case_pk: int, role: str, person_pk: int, members: Iterable[int] = ()
) -> tuple[str, ...]:
    """Return the short names of those who would hand this role over to a person today.

    Nobody when the role needs no hand-over, when nobody else held it, or when one was agreed already (E11).
    """
    with store.read() as reader:
        case, table = case_facts(reader, case_pk), table_facts(reader)
        if case is None or not table.role(role).handover:
            return ()
        today = store.clock.today(table.zone)
        held = [
            Held(one.holder_id, one.members, one.started_on, one.ended_on) for one in case.roles if one.role == role
        ]
        found = givers(held, person_pk, members, today)
        if _is_agreed(case, role, found, person_pk, today):
            return ()
        return tuple(short_name(table.person_name(pk)) for pk in found)


def _is_agreed(case: CaseFacts, role: str, from_pks: tuple[int, ...], to_pk: int, today: "date") -> bool:
    return any(
        one.role in (role, LEAD)
        and one.to_holder_id == to_pk
        and set(from_pks) <= set(one.from_holders)
        and (one.done_on is not None or one.due >= today)
        for one in case.handovers
    )
