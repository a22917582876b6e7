"""The warnings of a whole table, as `check` prints them (checks.md)."""

from datetime import datetime
from typing import TYPE_CHECKING

from mdoverleg.domain import records
from mdoverleg.domain.facts import Warning
from mdoverleg.reads.facts import all_case_facts, loose_actions, meeting_facts, table_facts
from mdoverleg.reads.loading import load
from mdoverleg.rules import check_table

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


def read_warnings(
    store: "Store", at: datetime, *, meeting_pk: int | None = None, release: int = 1
) -> tuple[Warning, ...]:
    """Return all warnings of the table at one instant, those that were set aside too, in the order of checks.md."""
    with store.read() as reader:
        meetings = meeting_facts(reader)
        table = table_facts(reader, meetings)
        meeting = next((facts for facts in meetings if facts.meeting.pk == meeting_pk), None)
        created = load(reader, records.ActionPoint, "created_in_id = ?", (meeting_pk,)) if meeting else ()
        loose = tuple({action.pk: action for action in (*loose_actions(reader), *_without_case(created))}.values())
        return tuple(check_table(table, all_case_facts(reader), loose, at, meeting, release=release))


def _without_case(actions: tuple[records.ActionPoint, ...]) -> list[records.ActionPoint]:
    return [action for action in actions if action.case_id is None]
