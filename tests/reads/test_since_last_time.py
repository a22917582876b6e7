"""Since last time: incidents, notes and changes between the previous meeting about a case and now."""

from datetime import datetime, timedelta

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points, case_records, cases, meetings
from mdoverleg.reads.since_last_time import since_last_time
from mdoverleg.store.changelog import newest_of_window, undo
from mdoverleg.store.store import Store
from tests.support.sample import BEFORE, MEETING

WULP = 3
NOOR = Who("Noor van der Zegge", 3, "noor")


def lines(store: Store, now: datetime = BEFORE) -> list[tuple[str, str, str]]:
    """The lines about Wulp: day, who and the beginning of the text."""
    with store.read() as reader, in_language("en"):
        return [(f"{row.on:%d-%m}", row.who, row.text[:45]) for row in since_last_time(reader, WULP, now)]


def test_incidents_come_first_then_notes_then_changes(sample: Store) -> None:
    sample.clock = FixedClock(BEFORE - timedelta(days=1))
    before = lines(sample)
    assert [line[0] for line in before[:2]] == ["19-09", "24-09"]
    assert before[0][2].startswith("Incident: ")
    cases.change(sample, NOOR, pk=WULP, values={"why_now": "Opnieuw gemeld"})
    values = {"text": "Oma belde zelf", "by": 3, "kind": "between_meetings"}
    case_records.add(sample, NOOR, entity="Note", case_pk=WULP, values=values)
    incident = {"happened_on": BEFORE.date() - timedelta(days=2), "what": "Ruzie", "we_did": "-", "needed": "-"}
    case_records.add(sample, NOOR, entity="Incident", case_pk=WULP, values=incident)
    action_points.add(sample, NOOR, values={"text": "Belt", "case": 1})
    now = lines(sample)
    assert now[:2] == [("04-10", "", "Incident: Ruzie"), before[0]]
    assert ("05-10", "J. de Wit", "Oma belde zelf") in now
    assert [line[2] for line in now if line not in before][-1].startswith("case changed: Wulp: ")
    assert len(now) == len(before) + 3, "another case is not here, and no record twice"


def test_what_was_undone_and_what_this_meeting_changed_is_not_since_last_time(sample: Store) -> None:
    sample.clock = FixedClock(BEFORE - timedelta(days=1))
    before = lines(sample)
    cases.change(sample, NOOR, pk=WULP, values={"why_now": "Opnieuw gemeld"})
    newest = newest_of_window(sample, "noor")
    assert newest is not None
    undo(sample, NOOR, newest)
    assert lines(sample) == before
    sample.clock = FixedClock(BEFORE + timedelta(minutes=2))
    meetings.start(sample, NOOR, pk=MEETING)
    cases.change(sample, NOOR, pk=WULP, values={"why_now": "In het overleg bedacht"})
    assert lines(sample, BEFORE + timedelta(minutes=70)) == before
