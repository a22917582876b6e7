"""The invented example: where it is kept, when its third meeting begins, and how far that meeting has come."""

from datetime import datetime, timedelta
from pathlib import Path

from mdoverleg.domain.clock import FixedClock, read_instant
from mdoverleg.domain.who import Who
from mdoverleg.edits import meetings
from mdoverleg.edits.document import fill
from mdoverleg.intake.table_json import read_document
from mdoverleg.store.store import Store

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
SAMPLE_TABLE = SAMPLE / "table.json"

BEFORE: datetime = read_instant("2026-10-06T09:28:00+02:00")
"""Two minutes before the third meeting begins, as in the demo."""
MEETING = 3
WULP_BEGINS = BEFORE + timedelta(minutes=2 + 73)


def fill_with_sample(store: Store) -> None:
    """Put the example in an empty table; the log says that it came in before the third meeting."""
    real, store.clock = store.clock, FixedClock(BEFORE)
    fill(store, Who("mdoverleg", via="import"), document=read_document(SAMPLE_TABLE).values, source=SAMPLE_TABLE.name)
    store.clock = real


def go_on_to_wulp(store: Store) -> None:
    """Hold the third meeting up to its third case, Wulp; the store's clock stands where that begins."""
    chair = Who("Hanna Lisdodde", 1, "chair")
    begun = BEFORE + timedelta(minutes=2)
    store.clock = FixedClock(begun)
    meetings.start(store, chair, pk=MEETING)
    for minutes in (5, 15, 40, 60, 73):
        store.clock = FixedClock(begun + timedelta(minutes=minutes))
        meetings.go_on(store, chair, pk=MEETING)
