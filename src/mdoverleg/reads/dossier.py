"""Everything the file holds about one person: their own record, every record that names them, log and files made."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from mdoverleg.domain.clock import local
from mdoverleg.domain.dossier import Dossier, DossierEntry, DossierRecord
from mdoverleg.domain.exports import KIND
from mdoverleg.domain.field_labels import entity_label, field_label
from mdoverleg.domain.schema import ENTITIES
from mdoverleg.domain.schema.fields import LINKED, REF, REFS, Entity
from mdoverleg.domain.verbs import verb_words
from mdoverleg.reads.exports import read_exports
from mdoverleg.reads.history import Wording
from mdoverleg.reads.loading import instant_of_text
from mdoverleg.reads.table import today_of, zone_of
from mdoverleg.store.reading import Reader

if TYPE_CHECKING:
    from mdoverleg.store.store import Store

_MADE_FOR: Final = {"Person": "person_id", "Member": "member_id"}


def read_dossier(store: "Store", kind: str, pk: int) -> Dossier:
    """Return what the file holds about a professional (`Person`) or a family member (`Member`)."""
    made = read_exports(store)
    with store.read() as reader:
        zone, today = zone_of(reader), today_of(store, reader)
        wording = Wording(reader, zone, today)
        entity = ENTITIES[kind]
        row = _row(reader, entity, pk)
        numbers = {
            number
            for (number,) in reader.rows(
                "SELECT row_pk FROM change_item WHERE table_name = ? AND op = 'insert' "
                f"AND json_extract(after, '$.{_MADE_FOR[kind]}') = ?",
                (KIND, pk),
            )
        }
        return Dossier(
            str(row["name"] if kind == "Person" else row["id"]),
            str(reader.value("SELECT name FROM table_info") or ""),
            today,
            _record(wording, reader, entity, row, pk),
            tuple(_naming(wording, reader, kind, pk)),
            tuple(_done(reader, pk, row, zone) if kind == "Person" else ()),
            tuple(f"{one.at:%d-%m-%Y} {one.what} ({one.format})" for one in made if one.number in numbers),
        )


def _naming(wording: Wording, reader: Reader, kind: str, pk: int) -> Iterator[DossierRecord]:
    for entity in ENTITIES.values():
        found: dict[int, None] = {}
        for field in entity.columns:
            if field.kind == REF and field.target == kind:
                sql = f'SELECT pk FROM "{entity.table}" WHERE "{field.column}" = ? ORDER BY pk'
                found.update((one, None) for (one,) in reader.rows(sql, (pk,)))
        for field in entity.links:
            if field.kind == REFS and field.target == kind:
                sql = f'SELECT parent_id FROM "{entity.link_table(field)}" WHERE value = ? ORDER BY parent_id'
                found.update((one, None) for (one,) in reader.rows(sql, (pk,)))
        for one in sorted(found):
            yield _record(wording, reader, entity, _row(reader, entity, one), one)


def _row(reader: Reader, entity: Entity, pk: int) -> dict[str, Any]:
    columns = [row[1] for row in reader.rows(f'PRAGMA table_info("{entity.table}")')]
    found = reader.one(f'SELECT * FROM "{entity.table}" WHERE pk = ?', (pk,))
    return dict(zip(columns, found or (None,) * len(columns), strict=True))


def _record(wording: Wording, reader: Reader, entity: Entity, row: Mapping[str, Any], pk: int) -> DossierRecord:
    fields = []
    for field in entity.fields:
        if _stays(entity, field.key, row):
            continue
        if field.kind in LINKED:
            sql = f'SELECT value FROM "{entity.link_table(field)}" WHERE parent_id = ? ORDER BY position'
            words = ", ".join(wording.value(field, value) for (value,) in reader.rows(sql, (pk,)))
        elif field.column in row:
            words = _whole(wording, field, row[field.column])
        else:
            continue
        if words:
            fields.append((field_label(entity.name, field.key), words))
    case = row.get("case_id") if entity.name != "Case" else None
    return DossierRecord(entity_label(entity.name), wording.name_of("Case", case) if case else "", tuple(fields))


def _stays(entity: Entity, key: str, row: Mapping[str, Any]) -> bool:
    """Tell what no file but the whole table holds: the looking back of a meeting, and the text of an internal note."""
    return (entity.name, key) == ("Meeting", "reflection") or (
        (entity.name, key) == ("Note", "text") and row.get("kind") == "internal"
    )


def _whole(wording: Wording, field: Any, value: Any) -> str:
    """Return a value in words; a text in full, which the history would cut off."""
    return value if isinstance(value, str) and field.kind in ("id", "string", "text") else wording.value(field, value)


def _done(reader: Reader, pk: int, row: Mapping[str, Any], zone: Any) -> Iterator[DossierEntry]:
    rows = reader.rows(
        "SELECT at, verb FROM change WHERE person_id = ? OR (person_id IS NULL AND who = ?) ORDER BY id DESC",
        (pk, row["name"]),
    )
    for at, verb in rows:
        moment = instant_of_text(at) or datetime.min.replace(tzinfo=UTC)
        yield DossierEntry(local(moment, zone), verb_words(verb))
