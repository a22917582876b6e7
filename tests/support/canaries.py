"""Words that nobody may ever see on the wall, planted in every field of every kind of record of the example."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema.fields import NESTED, ROW, STRING, TEXT, Entity
from mdoverleg.domain.who import Who
from mdoverleg.edits.document import fill
from mdoverleg.intake.table_json import read_document
from mdoverleg.store.store import CLOCK_OFFSET, Store
from tests.support.locked import prepare
from tests.support.sample import SAMPLE_TABLE

ALLOWED: Final = frozenset(
    {
        ("TableInfo", "name"),
        ("Organisation", "name"),
        ("RoleKind", "label"),
        ("Case", "alias"),
        ("Case", "joint_message"),
        ("ActionPoint", "text"),
        ("Person", "name"),
    }
)
"""Fields with words that the wall shows: some always, some at their moment, some as initials."""
KEPT: Final = frozenset(
    {
        ("Document", "format"),
        ("TableInfo", "method"),
        ("TableInfo", "time_zone"),
        ("Threshold", "name"),
        ("Override", "check"),
        ("AgendaTemplate", "name"),
    }
)
"""Fields that are words of the program itself."""
NOT_BESIDE: Final = {
    ("Member", "seen_by_other"): "seen_by",
    ("ChildVoice", "by_other"): "by",
    ("Helper", "name"): "person",
}
"""Fields that stay empty where another one is filled."""
TELLING: Final = (
    "06-12345678",
    "geboren 3-4-2015",
    "Kerkstraat 12",
    "1234 AB",
    "oma@example.org",
    "+32 470 12 34 56 78",
)
"""What tells who a family is, each put into an action point."""


def planted(source: Path = SAMPLE_TABLE) -> tuple[dict[str, Any], list[str]]:
    """Return the example with a canary in every field with words that the wall does not show, and the canaries."""
    document = json.loads(source.read_text(encoding="utf-8"))
    numbers = count(1)
    canaries: list[str] = []

    def plant(entity: Entity, record: dict[str, Any]) -> None:
        for field in entity.fields:
            if field.kind in NESTED:
                rows = [record[field.key]] if field.kind == ROW else record.get(field.key, [])
                for row in rows:
                    plant(ENTITIES[field.target], row)
        for key in _words_of(entity, record):
            canaries.append(f"Kanarie{next(numbers)}q")
            record[key] = canaries[-1]

    plant(DOCUMENT, document)
    for text, action in zip(
        TELLING, (row for row in document["actions"] if row.get("status", "open") == "open"), strict=False
    ):
        action["text"] = f"Kanarie{next(numbers)}q {text}"
        canaries.append(action["text"].split()[0])
    return document, canaries


def _words_of(entity: Entity, record: dict[str, Any]) -> Iterator[str]:
    """Yield the keys of the fields with words that may be filled, beside what the record holds already."""
    for field in entity.fields:
        place = (entity.name, field.key)
        if field.kind in (STRING, TEXT) and place not in ALLOWED | KEPT and not record.get(NOT_BESIDE.get(place, "")):
            yield field.key


def fill_with_canaries(path: Path, begins: datetime | None = None) -> list[str]:
    """Make a file with the planted example, and return the canaries; with `begins` its clock runs from there."""
    document, canaries = planted()
    prepare(path)
    store = Store.create(path)
    try:
        if begins is not None:
            store.set_setting(CLOCK_OFFSET, str(int((begins - Clock().utc()).total_seconds())))
        source = json.dumps(document).encode()
        fill(store, Who("mdoverleg", via="import"), document=read_document(source).values, source="planted")
    finally:
        store.close()
    return canaries
