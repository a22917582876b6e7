"""The records around a family, one line each: members, roles with their dates, helpers, hand-overs, evaluations."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from mdoverleg.domain import records
from mdoverleg.domain.dates import day_short, day_text
from mdoverleg.domain.facts import CaseFacts, TableFacts
from mdoverleg.domain.labels import label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.words import _
from mdoverleg.reads.facts import case_facts, related_meetings, table_facts
from mdoverleg.reads.record_lines import SAID, At, Said

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


class RecordRow(NamedTuple):
    """One record as a line: its key, what it is called, what is known of it, and whether it is past."""

    pk: int
    text: str
    note: str = ""
    is_past: bool = False


class _At(NamedTuple):
    case: CaseFacts
    table: TableFacts
    today: date

    def whom(self, members: Iterable[int]) -> str:
        """Return the family members of a record; nothing for the whole family."""
        ids = {member.pk: member.id for member in self.case.members}
        return ", ".join(ids[pk] for pk in members if pk in ids)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _span(started_on: date | None, ended_on: date | None, today: date) -> str:
    start = _("since {day}").format(day=day_short(started_on, today)) if started_on else ""
    end = _("until {day}").format(day=day_short(ended_on, today)) if ended_on else ""
    return _joined(start, end)


def _is_past(ended_on: date | None, today: date) -> bool:
    return ended_on is not None and ended_on <= today


def _member(row: records.Member, at: _At) -> RecordRow:
    age = str(row.age) if row.age is not None else label("AgeBand", row.age_band) if row.age_band else ""
    seen = _("last seen {day}").format(day=day_text(row.last_seen_on, at.today)) if row.last_seen_on else ""
    safe = _("contact safe: {answer}").format(answer=label("ContactSafe", row.contact_safe)) if row.contact_safe else ""
    heard = _("heard") if row.heard else ""
    return RecordRow(row.pk, _joined(row.id, label("Relation", row.relation), age), _joined(safe, seen, heard))


def _role(row: records.RoleAssignment, at: _At) -> RecordRow:
    who = at.table.holder_name(row.holder_id, row.organisation_id)
    home = _("comes through the door") if row.visits_home else ""
    note = _joined(at.whom(row.members), _span(row.started_on, row.ended_on, at.today), home)
    return RecordRow(row.pk, _joined(at.table.role(row.role).label, who), note, _is_past(row.ended_on, at.today))


def _helper(row: records.Helper, at: _At) -> RecordRow:
    who = _joined(row.name or at.table.person_name(row.person_id), at.table.holder_name(None, row.organisation_id))
    note = _joined(row.task or "", at.whom(row.members), _span(row.started_on, row.ended_on, at.today))
    return RecordRow(row.pk, who, note, _is_past(row.ended_on, at.today))


def _handover(row: records.Handover, at: _At) -> RecordRow:
    givers = ", ".join(at.table.person_name(pk) for pk in row.from_holders)
    if row.done_on:
        note = _("done on {day}").format(day=day_text(row.done_on, at.today))
    else:
        note = _("agreed for {day}").format(day=day_text(row.due, at.today))
    return RecordRow(
        row.pk,
        _joined(at.table.role(row.role).label, f"{givers} -> {at.table.person_name(row.to_holder_id)}"),
        note,
        row.done_on is not None,
    )


def _evaluation(row: records.Evaluation, at: _At) -> RecordRow:
    lowest = _("lowest score {n}").format(n=row.lowest) if row.lowest is not None else ""
    stable = _("stable") if row.stable else _("not stable yet")
    return RecordRow(row.pk, day_text(row.held_on, at.today), _joined(lowest, stable))


RECORDS: dict[str, Callable[[Any, _At], RecordRow]] = {
    "Member": _member,
    "RoleAssignment": _role,
    "Helper": _helper,
    "Handover": _handover,
    "Evaluation": _evaluation,
}
"""How one record of a case is shown, by its kind; every other kind as on its tab (record_lines.py)."""


def _as_on_its_tab(pk: int, said: Said) -> RecordRow:
    return RecordRow(pk, _joined(said.label, said.text), said.note, said.is_past)


def read_case_records(store: "Store", entity: str, case_pk: int) -> tuple[RecordRow, ...]:
    """Return the records of one kind of a case: what still holds first, each as one line."""
    with store.read() as reader:
        case = case_facts(reader, case_pk)
        if case is None:
            return ()
        kept = getattr(case, ENTITIES[entity].list_key)
        if entity in RECORDS:
            table = table_facts(reader)
            at = _At(case, table, store.clock.today(table.zone))
            rows = [RECORDS[entity](record, at) for record in kept]
        else:
            table = table_facts(reader, related_meetings(reader, case_pk))
            there = At(case, table, store.clock.today(table.zone))
            rows = [_as_on_its_tab(record.pk, SAID[entity](record, there)) for record in kept]
    return tuple(sorted(rows, key=lambda row: row.is_past))
