"""What a table has set for itself: about the checks, and in lists (own roles and codes, templates, usual actions)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.domain.words import _

if TYPE_CHECKING:
    from mdoverleg.reads.case_records import RecordRow
    from mdoverleg.store.store import Store


class TableSettings(NamedTuple):
    """The table's own limits by name, and the checks that are off."""

    limits: Mapping[str, int]
    checks_off: tuple[str, ...]


def read_settings(store: "Store") -> TableSettings:
    """Return what the table has set for itself."""
    with store.read() as reader:
        limits = dict(reader.rows("SELECT name, value FROM threshold"))
        off = reader.rows("SELECT value FROM table_info_checks_off ORDER BY position")
    return TableSettings(limits, tuple(check for (check,) in off))


CALLED = {
    "RoleKind": ("label", "code"),
    "OwnCode": ("label", "code_list"),
    "AgendaTemplate": ("name", "meeting_kind"),
    "TemplateItem": ("kind", "title", "minutes"),
    "StandardAction": ("text",),
}
"""The fields by which a record of these lists is known at once; the others stand below them."""


def read_table_records(store: "Store", entity: str, parent_pk: int | None = None) -> "tuple[RecordRow, ...]":
    """Return the records of one kind (of CALLED) of the table, each as one line."""
    from mdoverleg.domain.labels import BUILT_IN_CODES, label
    from mdoverleg.reads.case_records import RecordRow
    from mdoverleg.reads.record_lists import in_words, listed_records
    from mdoverleg.reads.table import today_of

    called = CALLED[entity]
    with store.read() as reader:
        rows = listed_records(reader, entity, parent_pk)
        notes = in_words(reader, entity, rows, today_of(store, reader), but=called)
    found = []
    for row, note in zip(rows, notes, strict=True):
        values = {key: row.values[key] for key in called}
        if entity == "RoleKind" and values["code"] in BUILT_IN_CODES["role"]:
            values["label"] = values["label"] or label("Role", values["code"])
        found.append(
            RecordRow(row.pk, " · ".join(_said(entity, key, value) for key, value in values.items() if value), note)
        )
    return tuple(found)


def _said(entity: str, key: str, value: object) -> str:
    from mdoverleg.domain.labels import label
    from mdoverleg.domain.schema import ENTITIES
    from mdoverleg.domain.schema.fields import WORD

    field = ENTITIES[entity].field(key)
    if field.kind == WORD:
        return label(field.target, str(value))
    return _("{n} min").format(n=value) if key == "minutes" else str(value)


def read_hidden_panels(store: "Store") -> frozenset[str]:
    """Return the lists of a case that this table does not use."""
    with store.read() as reader:
        return frozenset(panel for (panel,) in reader.rows("SELECT value FROM table_info_hidden_panels"))
