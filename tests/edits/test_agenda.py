from typing import Any

import pytest

from mdoverleg.domain.errors import ChangedMeanwhile, Refused
from mdoverleg.edits import agenda as edits
from mdoverleg.edits import family, meetings
from tests.edits.world import World, agenda, no_step, one_step, row


def keys(world: World) -> list[int]:
    return [item[0] for item in agenda(world)]


def starts(world: World) -> list[str]:
    return [item[3] for item in agenda(world)]


def seats(world: World, item: int) -> list[tuple[Any, ...]]:
    with world.store.read() as reader:
        return reader.rows(
            "SELECT person_id, member_id, until FROM seat WHERE agenda_item_id = ? ORDER BY position", (item,)
        )


def test_an_item_at_the_end_starts_where_the_last_one_ends(world: World) -> None:
    with one_step(world, "agenda.add"):
        pk = edits.add_item(world.store, world.nel, meeting_pk=world.meeting, values={"kind": "announcement"})
    assert agenda(world)[-1] == (pk, "announcement", None, "10:35", "10:45")


def test_an_urgent_case_pushes_back_what_follows(world: World) -> None:
    items = keys(world)
    edits.remove(world.store, world.nel, item_pk=items[3])
    values = {"kind": "case", "case": world.grutto, "added_because": "spoed vannacht"}
    with one_step(world, "agenda.add"):
        pk = edits.add_item(
            world.store, world.nel, meeting_pk=world.meeting, values=values, after_item_pk=items[1], minutes=15
        )
    assert keys(world) == [items[0], items[1], pk, items[2], items[4]]
    assert starts(world) == ["09:30", "09:35", "09:45", "10:00", "10:20"]
    assert row(world, "agenda_item", pk)["added_because"] == "spoed vannacht"


def test_given_times_move_nothing(world: World) -> None:
    before = starts(world)
    values = {"kind": "theory", "planned_start": "11:00", "planned_end": "11:30"}
    edits.add_item(world.store, world.nel, meeting_pk=world.meeting, values=values, after_item_pk=keys(world)[0])
    assert starts(world) == [before[0], "11:00", *before[1:]]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"kind": "case"}, "Case"),
        ({"kind": "break", "case": 1}, "Case|already"),
        ({"kind": "lunch"}, "choices"),
        ({"kind": "break", "planned_start": "23:55"}, "midnight"),
    ],
)
def test_an_item_that_cannot_be_is_refused(world: World, values: dict[str, Any], named: str) -> None:
    with no_step(world), pytest.raises(Refused, match=named):
        edits.add_item(world.store, world.nel, meeting_pk=world.meeting, values=values)


def test_a_case_that_is_still_to_come_is_not_added_twice(world: World) -> None:
    with no_step(world), pytest.raises(Refused, match="Wulp"):
        edits.add_item(world.store, world.nel, meeting_pk=world.meeting, values={"kind": "case", "case": world.wulp})


def test_nothing_is_added_before_what_has_begun(world: World) -> None:
    items = keys(world)
    meetings.start(world.store, world.nel, pk=world.meeting)
    meetings.go_on(world.store, world.nel, pk=world.meeting)
    with no_step(world), pytest.raises(Refused, match="begun"):
        edits.add_item(
            world.store, world.nel, meeting_pk=world.meeting, values={"kind": "break"}, after_item_pk=items[0]
        )


def test_moving_changes_order_and_times_together(world: World) -> None:
    first, second, wulp, grutto, last = keys(world)
    with one_step(world, "agenda.move"):
        edits.move(world.store, world.nel, item_pk=grutto, by=-2)
    assert keys(world) == [first, grutto, second, wulp, last]
    assert starts(world) == ["09:30", "09:35", "09:55", "10:05", "10:25"]
    edits.move(world.store, world.nel, item_pk=grutto, by=2)
    assert keys(world) == [first, second, wulp, grutto, last]
    assert starts(world) == ["09:30", "09:35", "09:45", "10:05", "10:25"]


def test_what_has_begun_keeps_its_place(world: World) -> None:
    first, second, wulp, grutto, last = keys(world)
    meetings.start(world.store, world.nel, pk=world.meeting)
    with no_step(world):
        with pytest.raises(Refused, match="begun, at 09:30"):
            edits.move(world.store, world.nel, item_pk=first, by=1)
        with pytest.raises(Refused, match="further"):
            edits.move(world.store, world.nel, item_pk=second, by=-1)
        with pytest.raises(Refused, match="further"):
            edits.move(world.store, world.nel, item_pk=last, by=1)
        with pytest.raises(Refused, match="begun"):
            edits.remove(world.store, world.nel, item_pk=first)
    edits.move(world.store, world.nel, item_pk=grutto, by=-9)
    assert keys(world) == [first, grutto, second, wulp, last]


def test_putting_off_and_holding_after_all(world: World) -> None:
    item = keys(world)[2]
    with one_step(world, "agenda.skip"):
        edits.skip(world.store, world.nel, item_pk=item, how="postponed")
    assert row(world, "agenda_item", item)["not_held"] == "postponed"
    with one_step(world, "agenda.unskip"):
        edits.unskip(world.store, world.nel, item_pk=item)
    with no_step(world):
        with pytest.raises(Refused, match="not put off"):
            edits.unskip(world.store, world.nel, item_pk=item)
        with pytest.raises(Refused, match="choices"):
            edits.skip(world.store, world.nel, item_pk=item, how="later")


def test_an_item_that_has_ended_was_held(world: World) -> None:
    meetings.start(world.store, world.nel, pk=world.meeting)
    meetings.go_on(world.store, world.nel, pk=world.meeting)
    with no_step(world):
        with pytest.raises(Refused, match="ended"):
            edits.skip(world.store, world.nel, item_pk=keys(world)[0], how="dropped")
        with pytest.raises(Refused, match="ended"):
            edits.give_minutes(world.store, world.nel, item_pk=keys(world)[0], minutes=5)


def test_more_minutes_push_back_what_follows(world: World) -> None:
    meetings.start(world.store, world.nel, pk=world.meeting)
    with one_step(world, "agenda.give_minutes"):
        edits.give_minutes(world.store, world.nel, item_pk=keys(world)[0], minutes=5)
    assert [item[3:] for item in agenda(world)][:2] == [("09:30", "09:40"), ("09:40", "09:50")]
    assert starts(world)[-1] == "10:30"
    with no_step(world):
        with pytest.raises(Refused, match="minute"):
            edits.give_minutes(world.store, world.nel, item_pk=keys(world)[0], minutes=-10)
        with pytest.raises(Refused, match="midnight"):
            edits.give_minutes(world.store, world.nel, item_pk=keys(world)[0], minutes=1000)


def test_taking_an_item_off_pulls_forward_what_follows_and_takes_its_seats_along(world: World) -> None:
    meetings.attend(world.store, world.nel, pk=world.meeting, person_pk=world.sem, status="present")
    meetings.attend(world.store, world.nel, pk=world.meeting, person_pk=world.iris, status="present")
    item = keys(world)[2]
    edits.seat(world.store, world.nel, item_pk=item, person_pk=world.sem, at_table=False)
    with one_step(world, "agenda.remove"):
        edits.remove(world.store, world.nel, item_pk=item)
    assert starts(world) == ["09:30", "09:35", "09:45", "10:05"]
    assert seats(world, item) == []


def test_fields_of_an_item_and_a_conflict_about_them(world: World) -> None:
    item = keys(world)[1]
    with one_step(world, "agenda.change"):
        edits.change_item(world.store, world.nel, item_pk=item, values={"picture_minutes": 4})
    edits.change_item(world.store, world.piet, item_pk=item, values={"title": "Terug naar vorige keer"})
    with no_step(world), pytest.raises(ChangedMeanwhile, match="Piet"):
        edits.change_item(world.store, world.nel, item_pk=item, values={"title": "Acties"}, expected={"title": None})


def test_the_first_who_leaves_gives_everybody_present_a_seat(world: World) -> None:
    store, nel, item = world.store, world.nel, keys(world)[0]
    for person, status in (
        (world.anne, "present"),
        (world.sem, "online"),
        (world.iris, "partly"),
        (world.koen, "excused"),
    ):
        meetings.attend(store, nel, pk=world.meeting, person_pk=person, status=status)
    meetings.start(store, nel, pk=world.meeting)
    world.clock.forward(7)
    with one_step(world, "agenda.seat"):
        edits.seat(store, nel, item_pk=item, person_pk=world.sem, at_table=False)
    assert seats(world, item) == [(world.anne, None, None), (world.sem, None, "09:37"), (world.iris, None, None)]
    with one_step(world, "agenda.seat"):
        edits.seat(store, nel, item_pk=item, person_pk=world.sem, at_table=True)
    assert (world.sem, None, None) in seats(world, item)


def test_before_an_item_begins_leaving_is_not_sitting(world: World) -> None:
    store, nel, item = world.store, world.nel, keys(world)[2]
    for person in (world.anne, world.sem):
        meetings.attend(store, nel, pk=world.meeting, person_pk=person, status="present")
    edits.seat(store, nel, item_pk=item, person_pk=world.sem, at_table=False)
    assert seats(world, item) == [(world.anne, None, None)]
    edits.seat(store, nel, item_pk=item, person_pk=world.anne, at_table=False)
    # Without any seat everybody would sit again.
    assert seats(world, item) == [(world.anne, None, "09:45")]
    meetings.attend(store, nel, pk=world.meeting, person_pk=world.iris, status="present")
    edits.seat(store, nel, item_pk=item, person_pk=world.iris, at_table=True)
    assert seats(world, item)[-1] == (world.iris, None, None)


def test_family_in_the_room(world: World) -> None:
    store, nel, item = world.store, world.nel, keys(world)[2]
    with one_step(world, "agenda.seat"):
        edits.seat(store, nel, item_pk=item, member_pk=world.mother, at_table=True)
    assert seats(world, item) == [(None, world.mother, None)]
    edits.seat(store, nel, item_pk=item, member_pk=world.mother, at_table=False)
    assert seats(world, item) == []
    meetings.start(store, nel, pk=world.meeting)
    meetings.go_on(store, nel, pk=world.meeting)
    meetings.go_on(store, nel, pk=world.meeting)
    edits.seat(store, nel, item_pk=item, member_pk=world.mother, at_table=True)
    world.clock.forward(3)
    edits.seat(store, nel, item_pk=item, member_pk=world.mother, at_table=False)
    assert seats(world, item) == [(None, world.mother, "09:33")]


def test_seats_that_cannot_be_are_refused(world: World) -> None:
    store, nel, item = world.store, world.nel, keys(world)[2]
    meetings.attend(store, nel, pk=world.meeting, person_pk=world.sem, status="present")
    stranger = family.add_member(store, nel, case_pk=world.grutto, values={"relation": "father"})
    with no_step(world):
        with pytest.raises(Refused, match="Koen is not there"):
            edits.seat(store, nel, item_pk=item, person_pk=world.koen, at_table=True)
        with pytest.raises(Refused, match="Koen does not sit"):
            edits.seat(store, nel, item_pk=item, person_pk=world.koen, at_table=False)
        with pytest.raises(Refused, match="Sem sits"):
            edits.seat(store, nel, item_pk=item, person_pk=world.sem, at_table=True)
        with pytest.raises(Refused, match="Grutto-V belongs to another case"):
            edits.seat(store, nel, item_pk=item, member_pk=stranger, at_table=True)
        with pytest.raises(Refused, match="Wulp-M does not sit"):
            edits.seat(store, nel, item_pk=item, member_pk=world.mother, at_table=False)
