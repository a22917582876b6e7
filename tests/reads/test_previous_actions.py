"""The round of previous action points: which ones, in which order, and what is said beside each."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.review import Review
from mdoverleg.domain.snapshots import ActionRow
from mdoverleg.domain.who import Who
from mdoverleg.edits import action_points, agenda, meetings, obstacles
from mdoverleg.reads.board import read_board
from mdoverleg.store.store import Store

MEETING, SIJS = 3, 1
TAB = "previous_actions"


def pk_of(store: Store, table: str, id_: str) -> int:
    with store.read() as reader:
        return int(reader.value(f'SELECT pk FROM "{table}" WHERE id = ?', (id_,)))


def review(store: Store) -> Review:
    found = read_board(store, tab=TAB).review
    assert found is not None
    return found


def row(store: Store, id_: str) -> ActionRow:
    return next(row for row in review(store).rows if row.id == id_)


def answer(store: Store, who: Who, id_: str, **given: Any) -> None:
    pk = pk_of(store, "action_point", id_)
    action_points.set_status(store, who, pk=pk, **{"status": "done", "meeting_pk": MEETING, **given})


def go_to(store: Store, who: Who, alias: str) -> None:
    """Begin the meeting and go on until this case runs."""
    meetings.start(store, who, pk=MEETING)
    while (case := read_board(store).case) is None or case.head.alias != alias:
        meetings.go_on(store, who, pk=MEETING)


def test_before_the_meeting_the_points_of_all_other_cases_are_not_read(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdoverleg.reads.previous_actions.SOON", "nothing that SQL knows")
    shown = read_board(sample)
    assert shown.review is None
    assert len(shown.actions) == 26
    with pytest.raises(dbapi2.OperationalError):
        read_board(sample, tab=TAB)


def test_the_round_is_in_the_order_of_the_agenda_and_late_ones_come_first(sample: Store) -> None:
    groups = review(sample).groups
    assert [(group.place, group.case) for group in groups] == [
        *(("agenda", alias) for alias in ("Sijs", "Fuut", "Wulp", "Grutto", "Tureluur")),
        ("loose", ""),
        ("elsewhere", "Plevier"),
    ]
    for group in groups:
        late = [one.is_late for one in group.rows]
        assert late == sorted(late, reverse=True)
    assert (review(sample).answered, review(sample).asked) == (0, sum(len(group.rows) for group in groups))


def test_of_other_cases_only_what_somebody_here_does_before_the_next_meeting(sample: Store, who: Who) -> None:
    def elsewhere() -> set[str]:
        return {one.id for group in review(sample).groups if group.place == "elsewhere" for one in group.rows}

    assert elsewhere() == {"A-048", "A-049"}
    meetings.attend(sample, who, pk=MEETING, person_pk=pk_of(sample, "person", "rosa"), status="online")
    assert elsewhere() == {"A-015", "A-048", "A-049"}
    values = {"kind": "case_table", "held_on": date(2026, 10, 20), "planned_start": "09:30", "chair": 1}
    meetings.plan(sample, who, values=values)
    assert elsewhere() == {"A-049"}


def test_the_item_brings_the_round_and_what_is_answered_stays(sample: Store, who: Who) -> None:
    meetings.start(sample, who, pk=MEETING)
    assert read_board(sample).review is None
    meetings.go_on(sample, who, pk=MEETING)
    board = read_board(sample)
    assert board.review is not None
    asked = board.review.asked
    answer(sample, who, "A-018")
    answer(sample, who, "A-041", status="in_progress")
    now = review(sample)
    assert (now.answered, now.asked) == (2, asked)
    sijs = now.groups[0].rows
    assert [one.id for one in sijs[-2:]] == ["A-041", "A-018"]
    assert not any(one.is_reviewed for one in sijs[:-2])
    action_points.add(sample, who, values={"text": "Belt de beheerder van de zaal", "created_in": MEETING})
    now = review(sample)
    assert (now.groups[-1].place, now.asked, now.answered) == ("new", asked, 2)


def test_a_case_asks_only_what_was_not_answered_today(sample: Store, who: Who) -> None:
    answer(sample, who, "A-041", status="in_progress")
    case = read_board(sample, case_pk=pk_of(sample, "case", "C-001")).case
    assert case is not None
    live = [one for one in case.actions if one.status in ("open", "in_progress", "waiting")]
    assert [one.id for one in live if one.is_reviewed] == ["A-041"]
    assert live[-1].id == "A-041"


def test_while_a_family_sits_at_the_table_only_its_own_case_is_asked(sample: Store, who: Who) -> None:
    go_to(sample, who, "Sijs")
    assert not review(sample).for_family
    go_to_next = read_board(sample)
    assert go_to_next.case is not None
    meetings.go_on(sample, who, pk=MEETING)
    shown = read_board(sample, tab=TAB)
    assert shown.case is not None
    assert shown.case.head.alias == "Fuut"
    assert shown.review is not None
    assert shown.review.for_family
    assert [group.case for group in shown.review.groups] == ["Fuut"]
    item = next(one.pk for one in shown.agenda if one.is_running)
    agenda.seat(sample, who, item_pk=item, member_pk=pk_of(sample, "member", "Fuut-M"), at_table=False)
    assert len(review(sample).groups) > 1


@pytest.mark.parametrize(
    ("id_", "times"),
    [("A-018", 1), ("A-023", 2), ("A-040", 1), ("A-027", 3), ("A-020", 0), ("A-046", 0)],
)
def test_how_often_one_slipped_follows_from_its_day_and_the_meetings_about_its_case(
    sample: Store, id_: str, times: int
) -> None:
    assert row(sample, id_).slips == times


def test_one_that_is_left_for_another_meeting_slipped_once_more(sample: Store, who: Who) -> None:
    go_to(sample, who, "Sijs")
    meetings.close(sample, who, pk=MEETING)
    later = {"kind": "case_table", "held_on": date(2026, 11, 3), "planned_start": "09:30", "chair": 1}
    pk = meetings.plan(sample, who, values=later, case_pks=(pk_of(sample, "case", "C-001"),))
    sample.clock = FixedClock(datetime.fromisoformat("2026-11-03T09:00:00+01:00"))
    found = read_board(sample, meeting_pk=pk, tab=TAB).review
    assert found is not None
    assert next(one for one in found.rows if one.id == "A-018").slips == 2


def test_what_waited_can_begin_and_what_is_raised_says_its_level(sample: Store, who: Who) -> None:
    assert (row(sample, "A-033").depends_on, row(sample, "A-033").is_ready) == ("A-034", False)
    answer(sample, who, "A-034")
    assert row(sample, "A-033").is_ready
    pk = pk_of(sample, "action_point", "A-031")
    assert row(sample, "A-031").level == 2
    obstacles.raise_level(sample, who, action_pk=pk, values={"raised_to": "directeur"}, seen_level=2)
    assert row(sample, "A-031").level == 3
