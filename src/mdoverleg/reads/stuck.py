"""The page "Stuck?": what the data of one case say behind each of five doors; counts and dates, no verdict (A9.28)."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.facts import CaseFacts, TableFacts
from mdoverleg.domain.roles import ADVISER
from mdoverleg.reads.facts import case_facts, related_meetings, table_facts
from mdoverleg.reads.table import today_of
from mdoverleg.reads.who_does_what import family_of, role_rows
from mdoverleg.rules import warnings_of_case
from mdoverleg.rules.case_at import CaseAt
from mdoverleg.rules.moment import Moment
from mdoverleg.rules.words import is_current, is_live
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

DIRECTION: Final = ("E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08")
"""Checks that say who has the direction."""

LAST_REFLECTION = (
    "SELECT held_on FROM meeting WHERE reflection IS NOT NULL AND trim(reflection) <> ''"
    " AND held_on <= ? ORDER BY held_on DESC LIMIT 1"
)


class SlotSaid(NamedTuple):
    """One role of the board: what it is called and who holds it; nobody: nothing."""

    role: str
    holders: tuple[str, ...]


class PointSaid(NamedTuple):
    """One live action point: who does what before when."""

    id: str
    text: str
    owner: str
    due: date | None


class SeenSaid(NamedTuple):
    """What one organisation sees."""

    organisation: str
    sees: str


class Stuck(NamedTuple):
    """What is known behind each door; without a case only the last door knows something."""

    today: date
    last_reflection: date | None
    alias: str = ""
    roles: tuple[SlotSaid, ...] = ()
    warnings: tuple[str, ...] = ()
    """E01 to E08 of this case, in words."""
    live: tuple[PointSaid, ...] = ()
    perspectives: tuple[SeenSaid, ...] = ()
    difference: str = ""
    """What explains that they see it differently."""
    done: int = 0
    could_not: int = 0
    not_done: int = 0
    advisers: tuple[str, ...] = ()


def read_stuck(store: "Store", case_pk: int | None) -> Stuck:
    """Return what the file says about one case for the five doors, or without a case about the table alone."""
    with store.read() as reader:
        today = today_of(store, reader)
        looked_back = reader.rows(LAST_REFLECTION, (today.isoformat(),))
        page = Stuck(today, date.fromisoformat(looked_back[0][0]) if looked_back else None)
        case = case_facts(reader, case_pk) if case_pk is not None else None
        return page if case is None else _of_case(reader, store, page, case)


def _of_case(reader: Reader, store: "Store", page: Stuck, case: CaseFacts) -> Stuck:
    table = table_facts(reader, related_meetings(reader, case.case.pk))
    now = store.clock.now("UTC").astimezone(table.zone)
    board = role_rows(CaseAt(Moment(table, now, None), case), family_of(case), {})
    found = warnings_of_case(table, case, now, None)
    ended = Counter(action.status for action in case.actions)
    return page._replace(
        alias=case.case.alias,
        roles=tuple(SlotSaid(row.label, tuple(dict.fromkeys(one.name for one in row.holders))) for row in board),
        warnings=tuple(one.text for one in found if one.check in DIRECTION and not one.set_aside),
        live=_live(case, table),
        perspectives=tuple(
            SeenSaid(table.holder_name(None, row.organisation_id), row.sees) for row in case.perspectives
        ),
        difference=case.case.perspective_difference or "",
        done=ended["done"],
        could_not=ended["could_not"],
        not_done=ended["not_done"],
        advisers=tuple(
            dict.fromkeys(
                table.holder_name(role.holder_id, role.organisation_id)
                for role in case.roles
                if role.role == ADVISER and is_current(role, page.today)
            )
        ),
    )


def _live(case: CaseFacts, table: TableFacts) -> tuple[PointSaid, ...]:
    members = {member.pk: member.id for member in case.members}
    live = sorted(filter(is_live, case.actions), key=lambda action: (action.due or date.max, action.id))
    return tuple(PointSaid(action.id, action.text, _whose(action, table, members), action.due) for action in live)


def _whose(action: records.ActionPoint, table: TableFacts, members: dict[int, str]) -> str:
    name = table.holder_name(action.owner_id, action.owner_organisation_id)
    return name or members.get(action.family_owner_id or 0, "")
