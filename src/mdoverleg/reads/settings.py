"""What a table has set for itself about the checks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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
