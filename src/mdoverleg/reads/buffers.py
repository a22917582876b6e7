"""The four buffers of parenthood of a case, those that nobody spoke of yet too."""

from typing import TYPE_CHECKING, NamedTuple, get_args

from mdoverleg.domain import enums, records
from mdoverleg.reads.loading import load

if TYPE_CHECKING:
    from mdoverleg.store.store import Store


class BufferRow(NamedTuple):
    """One buffer: its record when there is one, its state, note and step."""

    buffer: str
    pk: int | None = None
    state: str = ""
    note: str = ""
    step: str = ""


def read_buffers(store: "Store", case_pk: int) -> tuple[BufferRow, ...]:
    """Return the four buffers of a case in their fixed order."""
    with store.read() as reader:
        found = {row.buffer: row for row in load(reader, records.Buffer, "case_id = ?", (case_pk,))}
    return tuple(_row(name, found.get(name)) for name in get_args(enums.BufferName))


def _row(name: str, row: records.Buffer | None) -> BufferRow:
    return BufferRow(name, row.pk, row.state, row.note or "", row.step or "") if row else BufferRow(name)
