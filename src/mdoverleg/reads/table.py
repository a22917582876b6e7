"""What every question asks of the table itself: its time zone, its day, and how far its log has come."""

from datetime import date, tzinfo
from typing import TYPE_CHECKING

from mdoverleg.domain.clock import known_zone
from mdoverleg.domain.labels import LABELS_OF_CODES
from mdoverleg.domain.room import BLANK
from mdoverleg.methods import KEPT

if TYPE_CHECKING:
    from mdoverleg.store.reading import Reader
    from mdoverleg.store.store import Store


def zone_of(reader: "Reader") -> tzinfo:
    """Return the time zone of the table."""
    return known_zone(reader.value("SELECT time_zone FROM table_info"))


def today_of(store: "Store", reader: "Reader") -> date:
    """Return the day that it is at the table."""
    return store.clock.today(zone_of(reader))


def kept_method(reader: "Reader") -> str | None:
    """Return what the file keeps of its method; nothing when it came by an import."""
    kept: str | None = reader.value("SELECT value FROM setting WHERE name = ?", (KEPT,))
    return kept


def wall_is_dark(reader: "Reader") -> bool:
    """Return whether somebody made the projector dark (F9)."""
    value: str | None = reader.value("SELECT value FROM setting WHERE name = ?", (BLANK,))
    return value == "1"


def own_codes(reader: "Reader") -> dict[str, dict[str, str]]:
    """Return the table's own codes with their labels, by their list; roles that it only calls otherwise as well."""
    codes: dict[str, dict[str, str]] = {code_list: {} for code_list in LABELS_OF_CODES}
    for code, label in reader.rows("SELECT code, label FROM role_kind WHERE label IS NOT NULL ORDER BY position, pk"):
        codes["role"][code] = label
    for code_list, code, label in reader.rows("SELECT code_list, code, label FROM own_code ORDER BY position, pk"):
        codes[code_list][code] = label
    return codes


def newest_change(reader: "Reader") -> int:
    """Return the number of the newest change in the file; 0 when nothing was ever changed."""
    return reader.value("SELECT coalesce(max(id), 0) FROM change") or 0
