"""The history in words: every change, what differs, who and when."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from mdoverleg.domain import looking
from mdoverleg.domain.clock import local
from mdoverleg.domain.dates import day_text
from mdoverleg.domain.exports import DELETE, KIND, SHOWN, WRITE, noted_words, place_words
from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.labels import code_label, label
from mdoverleg.domain.list_rows import ChangeRow
from mdoverleg.domain.looked_words import look_words
from mdoverleg.domain.names import short_name
from mdoverleg.domain.schema import ENTITIES, SUBJECTS
from mdoverleg.domain.schema.fields import BOOL, CODE, CODES, DAY, INSTANT, REF, REFS, WORD, WORDS, Entity, Field
from mdoverleg.domain.text import first_line
from mdoverleg.domain.verb_kinds import Only
from mdoverleg.domain.verbs import verb_words
from mdoverleg.domain.words import _
from mdoverleg.reads.loading import instant_of_text
from mdoverleg.reads.table import zone_of
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.changelog import Change, ChangedRow
    from mdoverleg.store.store import Store

LONGEST = 60
"""Characters of a text that a line of the history shows."""

SHOWN_IDS = 3
"""Above this many ids a line for everybody says none of them."""
_ID = re.compile(r"[AOPM]-\d+(?=:)")

MOST_NEWS = 20
"""So many changes are looked at to say what others did."""

IMPORT = ".import"
"""How the verbs of imports end."""

LOG_ALONE = frozenset((looking.KIND, looking.KIND_OF_FAILURE, looking.KIND_OF_FILE))
"""Kinds of rows that stand in the log and in no table."""

HIDDEN = frozenset(("pk", "position", "alias_key"))
"""Columns that mean nothing to a reader."""


class Wording:
    """Turns logged rows into lines; asks the file for a name only when one is needed."""

    def __init__(self, reader: Reader, zone: tzinfo, today: date) -> None:
        self.reader = reader
        self.zone = zone
        self.today = today
        self._names: dict[tuple[str, int], str] = {}

    def lines(self, items: "Iterable[ChangedRow]") -> tuple[str, ...]:
        """Return one line per record that was made, changed or taken away."""
        found: dict[str, None] = {}
        for item in items:
            line = self._line(item)
            if line:
                found[line] = None
        return tuple(found)

    def _line(self, item: "ChangedRow") -> str:
        if item.table == KIND:
            return self._file_line(item)
        if item.table in LOG_ALONE:
            return self._noted_line(item)
        subject = SUBJECTS.get(item.table)
        if subject is None:
            return ""
        if subject.link is not None:
            return self._link_line(subject.entity, subject.link, item)
        if item.op == "insert":
            return _("{record}: new").format(record=self._called(subject.entity, item.after, item.pk))
        if item.op == "delete":
            return _("{record}: taken away").format(record=self._called(subject.entity, item.before, item.pk))
        parts = [
            self._difference(subject.entity, field, item.before, item.after)
            for field in subject.entity.columns
            if field.column not in HIDDEN and field.column in item.after
        ]
        return f"{self.name_of(subject.entity.name, item.pk)}: {'; '.join(parts)}" if parts else ""

    def _file_line(self, item: "ChangedRow") -> str:
        if not item.after and not item.before:
            return ""  # erased for good
        if item.op == "insert":
            words = noted_words(item.after, self.name_of)
            return _("{what}: {where}").format(what=words, where=place_words(str(item.after.get("path", SHOWN))))
        return _("number {number}: {where}").format(number=item.pk, where=item.before.get("path", ""))

    def _noted_line(self, item: "ChangedRow") -> str:
        if item.table == looking.KIND:
            return look_words(item.after, self.name_of)
        if item.table == looking.KIND_OF_FAILURE:
            moment = instant_of_text(str(item.after.get("at", "")))
            at = f"{local(moment, self.zone):%d-%m-%Y %H:%M:%S}" if moment else ""
            return _("failed try to unlock: {who} {at}").format(who=item.after.get("who", ""), at=at).strip()
        return str(item.after.get("path", item.after.get("reason", ""))) if item.table == looking.KIND_OF_FILE else ""

    def _difference(self, entity: Entity, field: Field, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
        old, new = (self.value(field, row.get(field.column)) for row in (before, after))
        name = field_label(entity.name, field.key)
        return f"{name} {old} -> {new or '–'}" if old else f"{name} {new or '–'}"

    def _link_line(self, entity: Entity, field: Field, item: "ChangedRow") -> str:
        row = item.after or item.before or {}
        parent = row.get("parent_id", 0)
        value = self.value(field, row.get("value"))
        sign = {"insert": "+", "delete": "-"}.get(item.op)
        if sign is None:
            return ""
        name = self.name_of(entity.name, parent)
        return f"{name}: {field_label(entity.name, field.key)} {sign} {value}"

    def value(self, field: Field, value: Any) -> str:
        """Return one stored value as a reader says it."""
        if value is None or value == "":
            return ""
        if field.kind in (REF, REFS):
            return self.name_of(field.target, int(value))
        if field.kind in (WORD, WORDS):
            return label(field.target, value) if field.target else str(value)
        if field.kind in (CODE, CODES):
            return code_label(field.target, value)
        if field.kind == BOOL:
            return _("yes") if value else _("no")
        if field.kind == DAY:
            return day_text(date.fromisoformat(value), self.today)
        if field.kind == INSTANT:
            moment = instant_of_text(value)
            return f"{local(moment, self.zone):%d-%m-%Y %H:%M}" if moment else ""
        return first_line(str(value), LONGEST)

    def name_of(self, entity: str, pk: int) -> str:
        """Return what a record is called: a short name, an alias or an id."""
        key = (entity, pk)
        if key not in self._names:
            self._names[key] = self._find_name(ENTITIES[entity], pk)
        return self._names[key]

    def _find_name(self, entity: Entity, pk: int) -> str:
        columns = [field.column for field in entity.columns]
        row = self.reader.one(
            f'SELECT {", ".join(chr(34) + name + chr(34) for name in columns)} FROM "{entity.table}" WHERE pk = ?',
            (pk,),
        )
        return self._called(entity, dict(zip(columns, row, strict=True)) if row else self._once(entity, pk), pk)

    def _once(self, entity: Entity, pk: int) -> Mapping[str, Any]:
        """Return what a row held that is gone, as long as the log holds it: a meeting that was called off."""
        sql = "SELECT before FROM change_item WHERE table_name = ? AND row_pk = ? AND op = 'delete' ORDER BY id DESC"
        try:
            found = json.loads(self.reader.value(f"{sql} LIMIT 1", (entity.table, pk)) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _called(self, entity: Entity, row: Mapping[str, Any], pk: int) -> str:
        if entity.name == "Person":
            return short_name(row.get("name") or str(pk))
        for key in ("alias", "id", "name"):
            if row.get(key):
                return first_line(str(row[key]), LONGEST)
        kind = entity_label(entity.name)
        if entity.name == "RoleAssignment":
            return f"{kind} {label('Role', row.get('role'))} {self._holder(row)}".rstrip()
        if entity.name == "Score":
            by = ("Member", row.get("by_member_id")) if row.get("by_member_id") else ("Person", row.get("by_id"))
            return f"{kind} {row.get('value', '')} {self.name_of(by[0], by[1]) if by[1] else ''}".strip()
        if entity.name in ("Attendance", "Seat"):
            who = ("Member", row.get("member_id")) if row.get("member_id") else ("Person", row.get("person_id"))
            return f"{kind} {self.name_of(who[0], who[1]) if who[1] else ''}".strip()
        if entity.name == "AgendaItem" and row.get("case_id"):
            return f"{kind} {self.name_of('Case', row['case_id'])}"
        if entity.name == "AgendaItem":
            return f"{kind} {row.get('title') or label('AgendaItemKind', row.get('kind'))}"
        text = row.get("text") or row.get("what") or row.get("sees") or ""
        return f"{kind} “{first_line(text, LONGEST)}”" if text else kind

    def _holder(self, row: Mapping[str, Any]) -> str:
        if row.get("holder_id"):
            return self.name_of("Person", row["holder_id"])
        return self.name_of("Organisation", row["organisation_id"]) if row.get("organisation_id") else ""


def change_rows(
    reader: Reader, changes: "Iterable[Change]", *, window: str, zone: tzinfo, now: datetime
) -> tuple[ChangeRow, ...]:
    """Return logged changes in words, in the order given."""
    wording = Wording(reader, zone, local(now, zone).date())
    return tuple(
        ChangeRow(
            pk=change.id,
            at=local(instant_of_text(change.at) or now, zone),
            who=change.who,
            verb=change.verb,
            words=verb_words(change.verb),
            details=(*_source(change), *wording.lines(change.rows)),
            case=_case(wording, change.rows),
            undoes=change.undoes,
            is_undone=change.is_undone,
            is_own=bool(window) and change.window == window,
        )
        for change in changes
    )


def _source(change: "Change") -> tuple[str, ...]:
    """Return which file an import came from: the log keeps its name where other changes name their window."""
    if not change.verb.endswith(IMPORT) or not change.window or change.via == "tui":
        return ()
    return (_("from {file}").format(file=first_line(change.window, LONGEST)),)


def _case(wording: Wording, rows: "Iterable[ChangedRow]") -> str:
    cases = {row.case_pk for row in rows if row.case_pk}
    return wording.name_of("Case", cases.pop()) if len(cases) == 1 else ""


def change_words(row: ChangeRow) -> str:
    """Return one change as one line: what was done, and to what."""
    details = "; ".join(row.details[:2])
    more = f" (+{len(row.details) - 2})" if len(row.details) > 2 else ""
    return f"{row.words}: {details}{more}" if details else row.words


def change_without_names(row: ChangeRow) -> str:
    """Return one change as everybody in the room may see it: what was done, and to which ids or case."""
    ids = dict.fromkeys(found[0] for line in row.details if (found := _ID.match(line)))
    if 0 < len(ids) <= SHOWN_IDS:
        return f"{row.words} ({', '.join(ids)})"
    return f"{row.words} ({row.case})" if row.case else row.words


def read_news(store: "Store", *, since: int, window: str) -> tuple[ChangeRow, ...]:
    """Return what others than this window changed after a change, newest first; of very many only the newest."""
    with store.read() as reader:
        if reader.value("SELECT 1 FROM change WHERE id > ? AND window IS NOT ? LIMIT 1", (since, window)) is None:
            return ()
    found = read_history(store, window=window, limit=MOST_NEWS)
    # A file that somebody made changed nothing that one looks at here.
    return tuple(row for row in found if row.pk > since and not row.is_own and row.verb not in (WRITE, DELETE))


def read_history(
    store: "Store",
    *,
    window: str = "",
    limit: int = 200,
    before: int | None = None,
    case_pk: int | None = None,
    person_pk: int | None = None,
    only: Only = "changes",
) -> tuple[ChangeRow, ...]:
    """Return the newest changes in words, newest first; older ones with `before`, of one case or person when asked.

    `only` says which part of the log; by itself without what was only looked at.
    """
    from mdoverleg.store.changelog import changes

    with store.read() as reader:
        zone = zone_of(reader)
        found = changes(reader, limit=limit, before=before, case_pk=case_pk, person_pk=person_pk, only=only)
        return change_rows(reader, found, window=window, zone=zone, now=store.clock.utc())


def read_change(store: "Store", number: int) -> ChangeRow | None:
    """Return one change in words: what a toast says after undoing it."""
    found = read_history(store, limit=1, before=number + 1, only="all")
    return found[0] if found and found[0].pk == number else None
