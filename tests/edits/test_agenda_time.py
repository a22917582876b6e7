"""Catching up, a break now and usual minutes: on the invented example, which is made to run late."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mdoverleg.domain.catching_up import MOVE, SHORTEN, Change, reason_of
from mdoverleg.domain.errors import Refused
from mdoverleg.domain.meeting_times import MeetingTimes
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import agenda, agenda_time, meetings
from mdoverleg.reads.meeting_times import read_meeting_times, times_put_off
from mdoverleg.store.changelog import undo
from mdoverleg.store.store import Store
from tests.edits.world import World, dump, no_step, one_step
from tests.support.late import BREAK, CHAIR, FUUT, GRUTTO, KIEVIT, PLEVIER, TURELUUR, WULP, clock, fall_behind
from tests.support.locked import copy_of
from tests.support.sample import MEETING


@pytest.fixture(scope="module")
def late_file(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A meeting that runs late, made once."""
    path = copy_of(sample_template, tmp_path_factory.mktemp("late") / "late.mdo")
    store = Store.open(path)
    fall_behind(store)
    store.close()
    return path


@pytest.fixture
def late(late_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it, in English."""
    store = Store.open(copy_of(late_file, tmp_path / "late.mdo"))
    with in_language("en"):
        yield store
    store.close()


def times_at(store: Store, time: str) -> MeetingTimes:
    store.clock = clock(time)
    times = read_meeting_times(store, MEETING)
    assert times is not None
    return times


def plans(store: Store) -> dict[int, tuple[str, str, str | None]]:
    with store.read() as reader:
        rows = reader.rows(
            "SELECT pk, planned_start, planned_end, not_held FROM agenda_item WHERE meeting_id = ? ORDER BY position",
            (MEETING,),
        )
    return {pk: (start, end, not_held) for pk, start, end, not_held in rows}


def titles(times: MeetingTimes, changes: tuple[Change, ...]) -> list[tuple[str, str, int]]:
    names = {row.item_pk: row.title for row in times.rows}
    return [(names[change.item_pk], change.how, change.minutes) for change in changes]


def test_twenty_minutes_late(late: Store) -> None:
    """It names the right cases: not the child at risk, not the third postponement, not the family in the room."""
    times = times_at(late, "10:50")
    proposal = times.proposal()
    assert (proposal.late, proposal.left) == (20, 0)
    assert titles(times, proposal.changes) == [("Grutto", MOVE, 0)]
    assert reason_of(times.rows[2], MOVE) == "was never put off before; no child at risk"
    kept = {row.title: reason_of(row, "") for row in times.rows if reason_of(row, "")}
    assert kept == {
        "Wulp": "a child is at risk",
        "Tureluur": "the family is in the room",
        "Plevier": "a child is at risk",
        "Kievit": "was put off twice: not a third time",
        "Wat deden we vandaag samen goed?": "looking back stays",
    }
    before = [call.stops for call in times.calls()]
    change = late_change(late)
    agenda_time.catch_up(late, CHAIR, meeting_pk=MEETING, shorten={}, move=[GRUTTO], expected_item_pk=FUUT)
    assert late_change(late) == change + 1
    after = times_at(late, "10:50")
    assert after.proposal().late == 0
    # The new call times are those that were shown beside the proposal; they stand on the agenda too.
    calls = after.calls()
    assert calls == times.calls(proposal.changes)
    assert [call.stops for call in calls] != before
    family = next(call for call in calls if not call.name)
    assert family.stops == (("11:25", 8),), "the family comes when it was told"
    assert plans(late)[TURELUUR][:2] == ("11:25", "11:35")
    assert plans(late)[WULP][:2] == ("11:00", "11:25")
    assert plans(late)[GRUTTO][2] == "postponed"
    assert {call.name: call.stops for call in calls if call.only_one and call.name} == {
        "M. Akkers": (("11:00", 6),),
        "P. Duinroos": (("11:00", 6),),
    }
    undo(late, CHAIR, change + 1)
    assert times_at(late, "10:50") == times


def late_change(store: Store) -> int:
    with store.read() as reader:
        return int(reader.value("SELECT max(id) FROM change"))


def test_half_an_hour_late_also_shortens_what_may_not_be_put_off(late: Store) -> None:
    times = times_at(late, "11:00")
    proposal = times.proposal()
    assert titles(times, proposal.changes) == [("Break", SHORTEN, 5), ("Grutto", MOVE, 0), ("Kievit", SHORTEN, 10)]
    assert proposal.left == 0
    agenda_time.catch_up(late, CHAIR, meeting_pk=MEETING, shorten={}, move=[GRUTTO], expected_item_pk=FUUT)
    times = times_at(late, "11:00")
    proposal = times.proposal()
    assert (proposal.late, proposal.left) == (10, 5)
    assert titles(times, proposal.changes) == [("Kievit", SHORTEN, 10)], "before a family that waits nothing is won"


@pytest.mark.parametrize("time", ["10:37", "10:44", "10:53", "11:02", "11:20", "11:45"])
def test_what_a_proposal_promises_comes_true(late: Store, time: str) -> None:
    times = times_at(late, time)
    proposal = times.proposal()
    assert proposal.changes
    agenda_time.catch_up(
        late,
        CHAIR,
        meeting_pk=MEETING,
        shorten={change.item_pk: change.minutes for change in proposal.changes if change.how == SHORTEN},
        move=[change.item_pk for change in proposal.changes if change.how == MOVE],
        expected_item_pk=FUUT,
    )
    after = times_at(late, time)
    assert after.late_after() == proposal.left or (proposal.left == 0 and after.late_after() <= 0)
    assert after.starts() == times.starts(proposal.changes)
    assert after.calls() == times.calls(proposal.changes)
    begins = [after.starts()[row.item_pk] for row in after.rows]
    assert begins == [row.start for row in after.rows], "the plan says what is expected"
    assert not {row.title for row in times.rows if row.risk or row.has_family} - {row.title for row in after.rows}


def test_how_often_a_case_was_put_off(late: Store) -> None:
    with late.read() as reader:
        assert times_put_off(reader, MEETING) == {KIEVIT: 2, PLEVIER: 1}


def test_a_proposal_that_no_longer_fits_is_refused(late: Store) -> None:
    late.clock = clock("10:50")
    meetings.go_on(late, Who("Teun Zwanenbloem", 2, "secretary"), pk=MEETING)
    change = late_change(late)
    take = {"meeting_pk": MEETING, "expected_item_pk": FUUT}
    for given, words in (
        ({"shorten": {GRUTTO: 10}, "move": (), **take}, "Teun Zwanenbloem went on already"),
        ({"shorten": {BREAK: 5}, "move": (), "meeting_pk": MEETING}, "does not wait any more"),
        ({"shorten": {GRUTTO: 20}, "move": (), "meeting_pk": MEETING}, "Grutto would not become shorter"),
        ({"shorten": {}, "move": (), "meeting_pk": MEETING}, "Nothing was chosen"),
    ):
        with pytest.raises(Refused, match=words):
            agenda_time.catch_up(late, CHAIR, **given)  # type: ignore[arg-type]
    assert late_change(late) == change


def test_nothing_is_caught_up_before_the_start(world: World) -> None:
    with no_step(world), pytest.raises(Refused, match="not started"):
        agenda_time.catch_up(world.store, world.nel, meeting_pk=world.meeting, shorten={2: 1}, move=())


def test_a_break_now(late: Store) -> None:
    late.clock = clock("10:20")
    with pytest.raises(Refused, match="The break is next already"):
        agenda_time.take_break(late, CHAIR, meeting_pk=MEETING)
    for time in ("10:30", "10:40"):
        late.clock = clock(time)
        if time == "10:40":
            with pytest.raises(Refused, match="It is a break now"):
                agenda_time.take_break(late, CHAIR, meeting_pk=MEETING)
        meetings.go_on(late, CHAIR, pk=MEETING)
    pk = agenda_time.take_break(late, CHAIR, meeting_pk=MEETING)
    order = plans(late)
    assert list(order)[5:8] == [WULP, pk, GRUTTO]
    assert order[pk][:2] == ("11:05", "11:15")
    assert order[GRUTTO][:2] == ("11:15", "11:35")


def test_the_break_that_is_still_to_come_is_taken_earlier(world: World) -> None:
    values = {"kind": "break"}
    later = agenda.add_item(world.store, world.nel, meeting_pk=world.meeting, values=values, minutes=15)
    meetings.start(world.store, world.nel, pk=world.meeting)
    before = list(dump(world.store)["agenda_item"])
    with one_step(world, "agenda.take_break"):
        assert agenda_time.take_break(world.store, world.nel, meeting_pk=world.meeting) != 0
    assert len(dump(world.store)["agenda_item"]) == len(before)
    assert later


def test_usual_minutes_move_what_follows(world: World) -> None:
    with world.store.read() as reader:
        items = reader.rows("SELECT pk, planned_start FROM agenda_item WHERE meeting_id = ? ORDER BY position", (1,))
    with one_step(world, "agenda.set_minutes"):
        agenda_time.set_minutes(world.store, world.nel, meeting_pk=world.meeting, minutes={items[1][0]: 30})
    with world.store.read() as reader:
        moved = reader.rows("SELECT planned_start FROM agenda_item WHERE meeting_id = ? ORDER BY position", (1,))
    assert [start for (start,) in moved[:2]] == [start for _pk, start in items[:2]]
    assert moved[2] != (items[2][1],)
    with no_step(world), pytest.raises(Refused, match="Nothing was chosen"):
        agenda_time.set_minutes(world.store, world.nel, meeting_pk=world.meeting, minutes={})
