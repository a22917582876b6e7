"""The third meeting of the example, which runs late: Fuut is discussed from 10:10 and there is no end to it."""

from datetime import UTC, date, datetime, timedelta

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.edits import agenda, meetings
from mdoverleg.store.store import Store
from tests.support.sample import BEFORE, MEETING

CHAIR = Who("Hanna Lisdodde", 1, "chair")
FUUT, BREAK, WULP, GRUTTO, TURELUUR, LOOKING_BACK = 27, 28, 29, 30, 31, 32
KIEVIT, PLEVIER = 6, 7
"""Cases that were put off in September; the lightest of all, Kievit, two weeks later again."""


def clock(time: str) -> FixedClock:
    hour, minute = map(int, time.split(":"))
    return FixedClock(datetime(2026, 10, 6, hour - 2, minute, tzinfo=UTC))


def fall_behind(store: Store) -> None:
    """Hold the third meeting up to Fuut, with two more cases at the end of its agenda; it is planned until 12:20."""
    store.clock = FixedClock(BEFORE - timedelta(days=14))
    values = {"held_on": date(2026, 9, 22), "kind": "mdo"}  # what this kind puts off does not go along to the third
    between = meetings.plan(store, CHAIR, values=values, template_name="", case_pks=(KIEVIT,), carries_over=False)
    meetings.start(store, CHAIR, pk=between)
    with store.read() as reader:
        item = reader.value("SELECT pk FROM agenda_item WHERE meeting_id = ?", (between,))
    agenda.skip(store, CHAIR, item_pk=item, how="postponed")
    meetings.close(store, CHAIR, pk=between)
    meetings.change(store, CHAIR, pk=MEETING, values={"planned_end": "12:20"})
    with store.read() as reader:
        school = reader.rows("SELECT pk FROM person WHERE id IN ('mirjam', 'pien')")
    for case, minutes in ((KIEVIT, 15), (PLEVIER, 20)):
        values = {"kind": "case", "case": case}
        item = agenda.add_item(store, CHAIR, meeting_pk=MEETING, values=values, after_item_pk=TURELUUR, minutes=minutes)
        for (person,) in school:
            agenda.seat(store, CHAIR, item_pk=item, person_pk=person, at_table=False)
    store.clock = clock("09:30")
    meetings.start(store, CHAIR, pk=MEETING)
    for time in ("09:35", "09:45", "10:10"):
        store.clock = clock(time)
        meetings.go_on(store, CHAIR, pk=MEETING)
