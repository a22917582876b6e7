"""Turns a table as the table format writes it into facts for the rules, without a file: keys by order, from 1."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import count
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from mdoverleg.domain import records
from mdoverleg.domain.facts import CaseFacts, MeetingFacts, TableFacts
from mdoverleg.domain.limits import LIMITS
from mdoverleg.domain.roles import roles_of_table
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import BOOL, DAY, INSTANT, LINKED, NESTED, REF, REFS, Entity, Field

Raw = dict[str, Any]
Keys = dict[str, dict[str, int]]


class Facts(NamedTuple):
    """A whole table for `check_table`."""

    table: TableFacts
    cases: tuple[CaseFacts, ...]
    loose_actions: tuple[records.ActionPoint, ...]

    def meeting(self, name: str | None) -> MeetingFacts | None:
        """The meeting with this id."""
        return next((one for one in self.table.meetings if one.meeting.id == name), None)

    def case(self, alias: str) -> CaseFacts:
        """The case with this alias."""
        return next(one for one in self.cases if one.case.alias == alias)


def facts_of(document: Raw) -> Facts:
    """Read a valid document, or a part of one: what is left out is empty."""
    keys = _keys(document)
    read = _Reader(keys)
    actions = tuple(read.record("ActionPoint", raw) for raw in (document.get("actions") or ()))
    cases = tuple(read.case(raw, actions) for raw in (document.get("cases") or ()))
    meetings = sorted(
        (read.meeting(raw) for raw in (document.get("meetings") or ())), key=lambda one: one.meeting.held_on
    )
    info = read.record("TableInfo", document["table"])
    kinds = [read.record("RoleKind", raw) for raw in (document.get("role_kinds") or ())]
    table = TableFacts(
        info=info,
        zone=ZoneInfo(info.time_zone),
        limits={**LIMITS, **{raw["name"]: raw["value"] for raw in (document.get("thresholds") or ())}},
        roles=roles_of_table(kinds),
        organisations=read.by_key("Organisation", (document.get("organisations") or ())),
        people=read.by_key("Person", (document.get("people") or ())),
        meetings=tuple(meetings),
        overrides=tuple(read.record("Override", raw) for raw in (document.get("overrides") or ())),
    )
    return Facts(table, cases, tuple(action for action in actions if action.case_id is None))


def _keys(document: Raw) -> Keys:
    """The integer key of every author's id, per kind."""
    named = {
        "Organisation": (document.get("organisations") or ()),
        "Person": (document.get("people") or ()),
        "Meeting": (document.get("meetings") or ()),
        "Case": (document.get("cases") or ()),
        "Member": [member for case in (document.get("cases") or ()) for member in (case.get("members") or ())],
        "ActionPoint": (document.get("actions") or ()),
    }
    return {kind: {raw["id"]: key for key, raw in enumerate(rows, 1)} for kind, rows in named.items()}


class _Reader:
    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._next = count(1)

    def record(self, name: str, raw: Mapping[str, Any], parent: int | None = None) -> Any:
        entity = ENTITIES[name]
        kind = getattr(records, name)
        values: Raw = {"pk": self._keys[name][raw["id"]] if name in self._keys else next(self._next)}
        if parent is not None:
            values[entity.parent_column] = parent
        values.update(self._values(entity, raw))
        unknown = raw.keys() - {field.key for field in entity.fields}
        assert not unknown, f"{name} has no {unknown}"
        return kind(**values)

    def _values(self, entity: Entity, raw: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for field in entity.fields:
            if field.kind not in NESTED:
                yield field.column, self._value(entity, field, raw.get(field.key))

    def _value(self, entity: Entity, field: Field, value: Any) -> Any:
        if field.kind in LINKED:
            return tuple(self._keys[field.target][one] if field.kind == REFS else one for one in value or ())
        if value is None or value in ("", []):
            missing = None if entity.name == "RoleKind" else False
            return field.default if field.default is not None or field.kind != BOOL else missing
        if field.kind == REF:
            return self._keys[field.target][value]
        if field.kind == DAY:
            return date.fromisoformat(value)
        return datetime.fromisoformat(value) if field.kind == INSTANT else value

    def by_key(self, name: str, rows: Any) -> dict[int, Any]:
        return {record.pk: record for record in (self.record(name, raw) for raw in rows)}

    def case(self, raw: Raw, actions: tuple[records.ActionPoint, ...]) -> CaseFacts:
        case = self.record("Case", raw)
        lists = {
            field.key: tuple(self.record(field.target, row, case.pk) for row in (raw.get(field.key) or ()))
            for field in ENTITIES["Case"].lists
        }
        return CaseFacts(case, **lists, actions=tuple(action for action in actions if action.case_id == case.pk))

    def meeting(self, raw: Raw) -> MeetingFacts:
        meeting = self.record("Meeting", raw)
        agenda = [(self.record("AgendaItem", item, meeting.pk), item) for item in (raw.get("agenda") or ())]
        return MeetingFacts(
            meeting,
            tuple(self.record("Attendance", row, meeting.pk) for row in (raw.get("attendance") or ())),
            tuple(item for item, _raw in agenda),
            {
                item.pk: tuple(self.record("Seat", seat, item.pk) for seat in (item_raw.get("seats") or ()))
                for item, item_raw in agenda
            },
        )
