from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mdoverleg.domain.errors import ChangedMeanwhile, Refused
from mdoverleg.edits import agenda as agenda_edits
from mdoverleg.edits import meetings, people, table
from tests.edits.world import TODAY, World, agenda, newest, no_step, one_step, row


def times(world: World, meeting: int | None = None) -> list[tuple[Any, ...]]:
    with world.store.read() as reader:
        return reader.rows(
            "SELECT kind, actual_start, actual_end FROM agenda_item WHERE meeting_id = ? ORDER BY position",
            (meeting or world.meeting,),
        )


def test_the_agenda_of_a_template_has_every_case_in_its_place(world: World) -> None:
    assert [item[1:] for item in agenda(world)] == [
        ("opening", None, "09:30", "09:35"),
        ("previous_actions", None, "09:35", "09:45"),
        ("case", world.wulp, "09:45", "10:05"),
        ("case", world.grutto, "10:05", "10:25"),
        ("reflection", None, "10:25", "10:35"),
    ]
    assert row(world, "meeting", world.meeting)["planned_end"] == "10:35"


def test_planning_is_one_step_that_undo_takes_back_whole(world: World) -> None:
    with one_step(world, "meetings.plan"):
        meetings.plan(world.store, world.nel, values={"held_on": date(2026, 11, 3)}, case_pks=(world.wulp,))


def test_a_plan_without_more_than_a_day_follows_the_latest_meeting(world: World) -> None:
    pk = meetings.plan(world.store, world.nel, values={"held_on": date(2026, 11, 3)})
    found = row(world, "meeting", pk)
    assert (found["kind"], found["planned_start"], found["chair_id"]) == ("case_table", "09:30", world.anne)
    assert [item[1] for item in agenda(world, pk)] == ["opening", "previous_actions", "reflection"]


def test_a_plan_from_the_meeting_before_takes_along_people_standing_items_and_what_was_left(world: World) -> None:
    store, nel = world.store, world.nel
    for person in (world.anne, world.sem, world.koen):
        meetings.attend(store, nel, pk=world.meeting, person_pk=person, status="excused")
    meetings.attend(store, nel, pk=world.meeting, person_pk=world.iris, status="present", capacity="guest")
    people.change(store, nel, pk=world.koen, values={"active": False})
    meetings.start(store, nel, pk=world.meeting)
    for _times in range(3):
        meetings.go_on(store, nel, pk=world.meeting)
    meetings.close(store, nel, pk=world.meeting)
    with one_step(world, "meetings.plan"):
        pk = meetings.plan(
            store, nel, values={"held_on": date(2026, 11, 3)}, from_meeting_pk=world.meeting, case_pks=(world.wulp,)
        )
    assert [item[1:3] for item in agenda(world, pk)] == [
        ("opening", None),
        ("previous_actions", None),
        ("case", world.wulp),
        ("reflection", None),
    ]
    with store.read() as reader:
        there = reader.rows("SELECT person_id, status FROM attendance WHERE meeting_id = ? ORDER BY position", (pk,))
    assert there == [(world.anne, "present"), (world.sem, "present")]


def test_postponed_cases_come_first_next_time_and_dropped_ones_do_not(world: World) -> None:
    store, nel = world.store, world.nel
    wulp, grutto = (item[0] for item in agenda(world) if item[1] == "case")
    agenda_edits.skip(store, nel, item_pk=grutto, how="postponed")
    agenda_edits.skip(store, nel, item_pk=wulp, how="dropped")
    pk = meetings.plan(store, nel, values={"held_on": date(2026, 11, 3)}, from_meeting_pk=world.meeting)
    assert [item[2] for item in agenda(world, pk) if item[1] == "case"] == [world.grutto]


def test_cases_are_divided_over_the_places_of_a_template(world: World) -> None:
    items = [{"kind": kind, "minutes": 10} for kind in ("case", "break", "case")]
    template = {"name": "Met pauze", "meeting_kind": "mdo", "items": items}
    table.copy_method(world.store, world.nel, method={"agenda_templates": [template]})
    pk = meetings.plan(
        world.store,
        world.nel,
        values={"held_on": date(2026, 11, 3)},
        template_name="Met pauze",
        case_pks=(world.wulp, world.grutto),
    )
    assert [item[2] for item in agenda(world, pk)] == [world.wulp, None, world.grutto]
    assert row(world, "meeting", pk)["kind"] == "mdo"


def test_no_template_no_agenda(world: World) -> None:
    pk = meetings.plan(world.store, world.nel, values={"held_on": date(2026, 11, 3)}, template_name="")
    assert agenda(world, pk) == []


@pytest.mark.parametrize(
    ("values", "template", "named"),
    [
        ({}, None, "Date"),
        ({"held_on": TODAY, "planned_start": "23:50"}, None, "midnight"),
        ({"held_on": TODAY, "planned_start": "10:00", "planned_end": "09:00"}, None, "Planned until"),
        ({"held_on": TODAY}, "Andere", "Andere"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(world: World, values: Any, template: str | None, named: str) -> None:
    with no_step(world), pytest.raises(Refused, match=named):
        meetings.plan(world.store, world.nel, values=values, template_name=template)


def test_who_left_cannot_chair(world: World) -> None:
    with no_step(world), pytest.raises(Refused, match="Lies"):
        meetings.plan(world.store, world.nel, values={"held_on": TODAY, "chair": world.left})


def test_a_meeting_from_start_to_close(world: World) -> None:
    store, nel = world.store, world.nel
    with one_step(world, "meetings.start"):
        first = meetings.start(store, nel, pk=world.meeting)
    assert first == agenda(world)[0][0]
    assert row(world, "meeting", world.meeting)["actual_start"] == "09:30"
    world.clock.forward(4)
    with one_step(world, "meetings.next"):
        went = meetings.go_on(store, nel, pk=world.meeting, expected_item_pk=first)
    assert went == (agenda(world)[1][0], False)
    assert times(world)[:2] == [("opening", "09:30", "09:34"), ("previous_actions", "09:34", None)]
    for _times in range(3):
        world.clock.forward(10)
        meetings.go_on(store, nel, pk=world.meeting)
    world.clock.forward(10)
    with no_step(world):
        last = meetings.go_on(store, nel, pk=world.meeting)
    assert last == (agenda(world)[4][0], True)
    with one_step(world, "meetings.close"):
        meetings.close(store, nel, pk=world.meeting)
    found = row(world, "meeting", world.meeting)
    assert (found["actual_end"], found["minutes_version"]) == ("10:14", 1)
    assert found["closed_at"].startswith("2026-10-06 08:14:00")
    assert times(world)[-1] == ("reflection", "10:04", "10:14")


def test_starting_twice_is_refused_with_who_did(world: World) -> None:
    meetings.start(world.store, world.piet, pk=world.meeting)
    with no_step(world), pytest.raises(Refused, match=r"Piet Secretaris.*09:30"):
        meetings.start(world.store, world.nel, pk=world.meeting)


def test_when_another_window_went_on_first_nothing_happens_and_it_is_said_who(world: World) -> None:
    first = meetings.start(world.store, world.nel, pk=world.meeting)
    meetings.go_on(world.store, world.piet, pk=world.meeting, expected_item_pk=first)
    with no_step(world), pytest.raises(Refused, match="Piet Secretaris went on"):
        meetings.go_on(world.store, world.nel, pk=world.meeting, expected_item_pk=first)


def test_items_that_are_not_held_are_passed_over(world: World) -> None:
    items = [item[0] for item in agenda(world)]
    agenda_edits.skip(world.store, world.nel, item_pk=items[0], how="dropped")
    agenda_edits.skip(world.store, world.nel, item_pk=items[2], how="postponed")
    assert meetings.start(world.store, world.nel, pk=world.meeting) == items[1]
    assert meetings.go_on(world.store, world.nel, pk=world.meeting).item_pk == items[3]


def test_going_on_or_closing_before_the_start_is_refused(world: World) -> None:
    with no_step(world):
        with pytest.raises(Refused, match="not started"):
            meetings.go_on(world.store, world.nel, pk=world.meeting)
        with pytest.raises(Refused, match="not started"):
            meetings.close(world.store, world.nel, pk=world.meeting)


def test_past_midnight_an_item_ends_with_the_day(world: World) -> None:
    meetings.start(world.store, world.nel, pk=world.meeting)
    world.clock.forward(24 * 60 - 60)
    meetings.close(world.store, world.nel, pk=world.meeting)
    assert row(world, "meeting", world.meeting)["actual_end"] == "23:59"


def test_a_clock_that_was_set_back_does_not_end_an_item_before_its_start(world: World) -> None:
    meetings.start(world.store, world.nel, pk=world.meeting)
    world.clock.forward(-30)
    meetings.go_on(world.store, world.nel, pk=world.meeting)
    assert times(world)[0] == ("opening", "09:30", "09:30")


def test_a_closed_meeting_is_locked_until_it_is_reopened(world: World) -> None:
    store, nel, item = world.store, world.nel, agenda(world)[2][0]
    meetings.start(store, nel, pk=world.meeting)
    meetings.close(store, nel, pk=world.meeting)
    locked: list[Callable[[], object]] = [
        lambda: meetings.change(store, nel, pk=world.meeting, values={"location": "Zaal 2"}),
        lambda: meetings.attend(store, nel, pk=world.meeting, person_pk=world.sem, status="present"),
        lambda: meetings.confidentiality(store, nel, pk=world.meeting),
        lambda: meetings.close(store, nel, pk=world.meeting),
        lambda: meetings.go_on(store, nel, pk=world.meeting),
        lambda: agenda_edits.add_item(store, nel, meeting_pk=world.meeting, values={"kind": "break"}),
        lambda: agenda_edits.move(store, nel, item_pk=item, by=1),
        lambda: agenda_edits.skip(store, nel, item_pk=item, how="dropped"),
        lambda: agenda_edits.give_minutes(store, nel, item_pk=item, minutes=5),
        lambda: agenda_edits.remove(store, nel, item_pk=item),
        lambda: agenda_edits.change_item(store, nel, item_pk=item, values={"title": "x"}),
        lambda: agenda_edits.seat(store, nel, item_pk=item, person_pk=world.sem, at_table=False),
    ]
    with no_step(world):
        for edit in locked:
            with pytest.raises(Refused, match="reopen"):
                edit()
    with one_step(world, "meetings.reopen"):
        meetings.reopen(store, nel, pk=world.meeting)
    assert row(world, "meeting", world.meeting)["closed_at"] is None
    meetings.close(store, nel, pk=world.meeting)
    assert row(world, "meeting", world.meeting)["minutes_version"] == 2


def test_a_meeting_stays_closed_once_a_later_one_has_started(world: World) -> None:
    store, nel = world.store, world.nel
    with no_step(world), pytest.raises(Refused, match="not closed"):
        meetings.reopen(store, nel, pk=world.meeting)
    meetings.start(store, nel, pk=world.meeting)
    meetings.close(store, nel, pk=world.meeting)
    later = meetings.plan(store, nel, values={"held_on": date(2026, 11, 3)})
    meetings.reopen(store, nel, pk=world.meeting)
    meetings.close(store, nel, pk=world.meeting)
    meetings.start(store, nel, pk=later)
    with no_step(world), pytest.raises(Refused, match="3 Nov 2026"):
        meetings.reopen(store, nel, pk=world.meeting)


def test_a_reopened_meeting_goes_on_where_it_was(world: World) -> None:
    store, nel = world.store, world.nel
    meetings.start(store, nel, pk=world.meeting)
    meetings.close(store, nel, pk=world.meeting)
    meetings.reopen(store, nel, pk=world.meeting)
    world.clock.forward(5)
    assert meetings.go_on(store, nel, pk=world.meeting).item_pk == agenda(world)[1][0]
    assert row(world, "meeting", world.meeting)["actual_end"] is None


def test_another_start_moves_the_whole_plan_along(world: World) -> None:
    with one_step(world, "meetings.change"):
        meetings.change(world.store, world.nel, pk=world.meeting, values={"planned_start": "10:00"})
    assert row(world, "meeting", world.meeting)["planned_end"] == "11:05"
    assert [item[3] for item in agenda(world)] == ["10:00", "10:05", "10:15", "10:35", "10:55"]


def test_times_that_contradict_are_refused(world: World) -> None:
    with no_step(world):
        for values in (
            {"planned_end": "09:30"},
            {"actual_start": "10:00", "actual_end": "09:00"},
            {"planned_end": "9u"},
        ):
            with pytest.raises(Refused):
                meetings.change(world.store, world.nel, pk=world.meeting, values=values)


def test_a_field_that_somebody_else_changed_is_refused_with_both_texts(world: World) -> None:
    meetings.change(world.store, world.piet, pk=world.meeting, values={"location": "Zaal 1"})
    with no_step(world), pytest.raises(ChangedMeanwhile, match="Piet Secretaris") as caught:
        meetings.change(
            world.store, world.nel, pk=world.meeting, values={"location": "Zaal 2"}, expected={"location": None}
        )
    error = caught.value
    assert (error.who, error.field, error.theirs, error.mine) == ("Piet Secretaris", "location", "Zaal 1", "Zaal 2")


def test_two_people_who_write_the_same_do_not_stand_in_each_others_way(world: World) -> None:
    meetings.change(world.store, world.piet, pk=world.meeting, values={"location": "Zaal 1"})
    with no_step(world):
        meetings.change(
            world.store, world.nel, pk=world.meeting, values={"location": " Zaal 1\n"}, expected={"location": None}
        )


def test_attendance_has_one_row_per_person(world: World) -> None:
    store, nel = world.store, world.nel
    with one_step(world, "meetings.attend"):
        first = meetings.attend(store, nel, pk=world.meeting, person_pk=world.sem, status="present")
    with one_step(world, "meetings.attend"):
        meetings.attend(store, nel, pk=world.meeting, person_pk=world.sem, status="partly", leaves="10:00")
    assert meetings.attend(store, nel, pk=world.meeting, person_pk=world.sem, status="present") == first
    assert row(world, "attendance", first)["leaves"] == "10:00"
    meetings.attend(store, nel, pk=world.meeting, person_pk=world.sem, status="absent", capacity="guest")
    found = row(world, "attendance", first)
    assert (found["leaves"], found["capacity"]) == (None, "guest")
    with one_step(world, "meetings.take_off"):
        meetings.take_off(store, nel, pk=world.meeting, person_pk=world.sem)
    with no_step(world), pytest.raises(Refused, match="not on the list"):
        meetings.take_off(store, nel, pk=world.meeting, person_pk=world.sem)


def test_attendance_that_cannot_be_is_refused(world: World) -> None:
    with no_step(world):
        with pytest.raises(Refused, match="Lies"):
            meetings.attend(world.store, world.nel, pk=world.meeting, person_pk=world.left, status="present")
        with pytest.raises(Refused, match="Until"):
            meetings.attend(
                world.store,
                world.nel,
                pk=world.meeting,
                person_pk=world.sem,
                status="partly",
                arrives="10:00",
                leaves="09:00",
            )
        with pytest.raises(Refused, match="choices"):
            meetings.attend(world.store, world.nel, pk=world.meeting, person_pk=world.sem, status="asleep")


def test_confidentiality_is_noted_with_time_and_version(world: World) -> None:
    with one_step(world, "meetings.confidentiality"):
        meetings.confidentiality(
            world.store, world.nel, pk=world.meeting, version="2026-1", shared_responsibility_said=True
        )
    found = row(world, "meeting", world.meeting)
    assert found["confidentiality_time"] == "09:30"
    assert (found["confidentiality_version"], found["shared_responsibility_said"]) == ("2026-1", 1)


def test_an_edit_that_changes_nothing_is_no_change(world: World) -> None:
    before = newest(world.store)
    meetings.change(world.store, world.nel, pk=world.meeting, values={"chair": world.anne})
    assert newest(world.store) == before


def test_a_break_stands_halfway_along_the_cases() -> None:
    from mdoverleg.edits.agenda_plan import Slot, filled

    slots = [Slot("opening", 5), Slot("case", 20), Slot("break", 10), Slot("reflection", 10)]
    kinds = [slot.kind for slot in filled(slots, range(1, 6), 20)]
    assert kinds == ["opening", "case", "case", "case", "break", "case", "case", "reflection"]
    assert [slot.kind for slot in filled(slots, (1, 2), 20)] == ["opening", "case", "case", "break", "reflection"]
