"""A whole table as JSON in its canonical form (docs/format.md, "Round trip")."""

import json
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from mdoverleg.domain.clock import known_zone, local
from mdoverleg.domain.schema import DOCUMENT, ENTITIES
from mdoverleg.domain.schema.fields import NESTED, ROW, STRING, TEXT, Entity
from mdoverleg.domain.text import clean


def render(document: Mapping[str, Any]) -> bytes:
    """Write a document as UTF-8 with two spaces, one value per line, keys in the order of the format.

    What is empty or default is left out; instants stand in the table's time zone; one line feed at the end.
    """
    zone = known_zone(document["table"].get("time_zone"))
    tree = _record(DOCUMENT, document, zone)
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _record(entity: Entity, values: Mapping[str, Any], zone: tzinfo) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for field in entity.fields:
        value = values.get(field.key)
        if isinstance(value, str) and field.kind in (STRING, TEXT):
            value = clean(value, one_line=field.kind == STRING)  # another program may have written in the file
        if value is None or value in ("", (), []) or (value == field.default and type(value) is type(field.default)):
            continue
        if field.kind in NESTED:
            target = ENTITIES[field.target]
            value = _record(target, value, zone) if field.kind == ROW else [_record(target, row, zone) for row in value]
        written[field.key] = _plain(value, zone)
    return written


def _plain(value: Any, zone: tzinfo) -> Any:
    if isinstance(value, datetime):
        return _instant(value, zone)
    return value.isoformat() if isinstance(value, date) else value


def _instant(instant: datetime, zone: tzinfo) -> str:
    there = local(instant, zone).isoformat(timespec="seconds")
    # Before standard time a zone was some seconds off; the format has minutes only, so such a moment is in UTC.
    return there if len(there) == len("2026-09-14T09:05:00+02:00") else instant.isoformat(timespec="seconds")
