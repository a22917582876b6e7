"""The room per case: who comes in, who steps out, who was not there at all, and who stands in for whom."""

from typing import Any

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.edits import agenda as agenda_edits
from mdoverleg.edits import attendance, meetings, people, seats
from tests.edits.world import World, agenda, no_step, one_step, row


def seated(world: World, item: int) -> list[tuple[Any, ...]]:
    with world.store.read() as reader:
        return reader.rows(
            "SELECT coalesce(person_id, -member_id), until FROM seat WHERE agenda_item_id = ? ORDER BY pk", (item,)
        )


def there(world: World, person: int) -> tuple[Any, ...]:
    with world.store.read() as reader:
        sql = "SELECT status, arrives, leaves FROM attendance WHERE meeting_id = ? AND person_id = ?"
        return reader.rows(sql, (world.meeting, person))[0]


def begin_wulp(world: World) -> int:
    """Anne (chair), Sem, Iris and Koen are there; the case Wulp runs since 09:30. Return its item."""
    for person in (world.anne, world.sem, world.iris, world.koen):
        meetings.attend(world.store, world.nel, pk=world.meeting, person_pk=person, status="present")
    meetings.start(world.store, world.nel, pk=world.meeting)
    for _item in range(2):
        meetings.go_on(world.store, world.nel, pk=world.meeting)
    return int(agenda(world)[2][0])


def test_a_whole_set_steps_out_in_one_step_with_the_time(world: World) -> None:
    store, nel, item = world.store, world.nel, begin_wulp(world)
    world.clock.forward(4)
    with one_step(world, "seats.step_out"):
        seats.step_out(store, nel, item_pk=item, person_pks=(world.iris, world.koen))
    expected = [(world.anne, None), (world.sem, None), (world.iris, "09:34"), (world.koen, "09:34")]
    assert seated(world, item) == expected
    with no_step(world), pytest.raises(Refused, match="Nobody without a part"):
        seats.step_out(store, nel, item_pk=item, person_pks=(world.iris, world.koen))
    with no_step(world), pytest.raises(Refused, match="Koen does not sit"):
        seats.step_out(store, nel, item_pk=item, person_pks=(world.koen,))
    with one_step(world, "seats.come_in"):
        seats.come_in(store, nel, item_pk=item, person_pks=(world.koen,), member_pks=(world.mother,))
    assert seated(world, item)[3:] == [(world.koen, None), (-world.mother, None)]
    with one_step(world, "seats.step_out"):
        seats.step_out(store, nel, item_pk=item, member_pks=(world.mother,))
    assert seated(world, item)[-1] == (-world.mother, "09:34")
    with one_step(world, "seats.not_in"):
        seats.not_in(store, nel, item_pk=item, person_pks=(world.koen,), member_pks=(world.mother,))
    assert seated(world, item) == expected[:3]


def test_before_a_case_begins_stepping_out_is_a_seat_less(world: World) -> None:
    for person in (world.anne, world.sem):
        meetings.attend(world.store, world.nel, pk=world.meeting, person_pk=person, status="present")
    world.clock.forward(8 * 60)  # late in the day: the planned time counts, not that of now
    meetings.attend(world.store, world.nel, pk=world.meeting, person_pk=world.iris, status="partly", leaves="11:00")
    item = int(agenda(world)[2][0])
    with one_step(world, "seats.step_out"):
        seats.step_out(world.store, world.nel, item_pk=item, person_pks=(world.sem,))
    assert seated(world, item) == [(world.anne, None), (world.iris, None)]
    with one_step(world, "seats.come_in"):
        seats.come_in(world.store, world.nel, item_pk=item, person_pks=(world.sem, world.koen))
    assert seated(world, item)[2:] == [(world.sem, None), (world.koen, None)]
    assert there(world, world.koen) == ("present", None, None)


def test_who_was_not_noted_as_there_comes_in_with_the_time_and_their_organisation_is_asked(world: World) -> None:
    store, nel, item = world.store, world.nel, begin_wulp(world)
    meetings.attend(store, nel, pk=world.meeting, person_pk=world.koen, status="excused")
    world.clock.forward(5)
    with one_step(world, "seats.come_in"):
        seats.come_in(store, nel, item_pk=item, person_pks=(world.koen,))
    assert there(world, world.koen) == ("present", "09:35", None)
    with store.read() as reader:
        assert reader.rows("SELECT organisation_id FROM information WHERE case_id = ?", (world.wulp,)) == [
            (world.guard,)
        ]
    with no_step(world), pytest.raises(Refused, match="Koen sits at the table already"):
        seats.come_in(store, nel, item_pk=item, person_pks=(world.koen,))
    with no_step(world), pytest.raises(Refused, match="is there already"):
        seats.come_in(store, nel, item_pk=item, person_pks=(world.koen, world.sem))


def test_an_item_that_is_over_takes_corrections_and_no_times(world: World) -> None:
    store, nel, item = world.store, world.nel, begin_wulp(world)
    world.clock.forward(20)
    meetings.go_on(store, nel, pk=world.meeting)
    with no_step(world), pytest.raises(Refused, match="ended at 09:50"):
        seats.step_out(store, nel, item_pk=item, person_pks=(world.sem,))
    with one_step(world, "seats.not_in"):
        seats.not_in(store, nel, item_pk=item, person_pks=(world.sem,))
    assert (world.sem, None) not in seated(world, item)
    with one_step(world, "seats.come_in"):
        seats.come_in(store, nel, item_pk=item, person_pks=(world.sem,))
    with no_step(world), pytest.raises(Refused, match="Lies is not there"):
        seats.come_in(store, nel, item_pk=item, person_pks=(world.left,))
    meetings.close(store, nel, pk=world.meeting)
    for edit in (seats.come_in, seats.step_out, seats.not_in):
        with no_step(world), pytest.raises(Refused, match="closed"):
            edit(store, nel, item_pk=item, person_pks=(world.sem,))


def test_the_last_one_keeps_a_seat_of_no_time(world: World) -> None:
    store, nel, item = world.store, world.nel, begin_wulp(world)
    seats.not_in(store, nel, item_pk=item, person_pks=(world.sem, world.iris, world.koen, world.anne))
    assert seated(world, item) == [(world.anne, "09:30")]
    agenda_edits.skip(store, nel, item_pk=int(agenda(world)[3][0]), how="dropped")
    with no_step(world), pytest.raises(Refused, match="not held"):
        seats.come_in(store, nel, item_pk=int(agenda(world)[3][0]), person_pks=(world.sem,))


def test_everybody_late_and_early(world: World) -> None:
    store, nel, pk = world.store, world.nel, world.meeting
    for person, status in (
        (world.anne, "absent"),
        (world.sem, "absent"),
        (world.iris, "excused"),
        (world.koen, "online"),
    ):
        meetings.attend(store, nel, pk=pk, person_pk=person, status=status)
    with one_step(world, "attendance.everybody"):
        assert attendance.everybody(store, nel, pk=pk) == 2
    assert [there(world, one)[0] for one in (world.anne, world.iris, world.koen)] == ["present", "excused", "online"]
    with no_step(world):
        with pytest.raises(Refused, match="Everybody"):
            attendance.everybody(store, nel, pk=pk)
        with pytest.raises(Refused, match="not started"):
            attendance.arrive(store, nel, pk=pk, person_pk=world.iris)
    meetings.start(store, nel, pk=pk)
    world.clock.forward(12)
    with one_step(world, "attendance.arrive"):
        assert attendance.arrive(store, nel, pk=pk, person_pk=world.iris) == "09:42"
    with no_step(world), pytest.raises(Refused, match="Iris is there already"):
        attendance.arrive(store, nel, pk=pk, person_pk=world.iris)
    attendance.arrive(store, nel, pk=pk, person_pk=world.sem)
    assert there(world, world.sem) == ("present", "09:42", None)
    with no_step(world), pytest.raises(Refused, match="not there now"):
        attendance.leave(store, nel, pk=pk, person_pk=world.iris)
    world.clock.forward(10)
    with one_step(world, "attendance.leave"):
        attendance.leave(store, nel, pk=pk, person_pk=world.iris)
    assert there(world, world.iris) == ("present", "09:42", "09:52")
    with no_step(world), pytest.raises(Refused, match="not there now"):
        attendance.leave(store, nel, pk=pk, person_pk=world.iris)
    with one_step(world, "attendance.arrive"):
        attendance.arrive(store, nel, pk=pk, person_pk=world.iris)
    assert there(world, world.iris) == ("present", "09:42", None)


def test_somebody_stands_in(world: World) -> None:
    store, nel, item = world.store, world.nel, begin_wulp(world)
    seats.step_out(store, nel, item_pk=item, person_pks=(world.koen,))
    meetings.attend(store, nel, pk=world.meeting, person_pk=world.iris, status="excused")
    given: dict[str, Any] = {"pk": world.meeting, "absent_pk": world.iris}
    with no_step(world):
        with pytest.raises(Refused, match="Iris has no deputy yet"):
            attendance.deputise(store, nel, **given)
        with pytest.raises(Refused, match="Sem is there already"):
            attendance.deputise(store, nel, pk=world.meeting, absent_pk=world.sem, deputy_pk=world.koen)
        with pytest.raises(Refused, match="somebody else"):
            attendance.deputise(store, nel, **given, deputy_pk=world.iris)
    with one_step(world, "attendance.deputise"):
        attendance.deputise(store, nel, **given, deputy_pk=world.koen, item_pk=item)
    assert (world.koen, None) in seated(world, item)
    assert row(world, "person", world.iris)["deputy_id"] == world.koen
    with no_step(world), pytest.raises(Refused, match="Koen is there already"):
        attendance.deputise(store, nel, **given, item_pk=item)
    new = {"name": "Vera Dras", "organisation": world.guard}
    with one_step(world, "attendance.deputise"):
        pk = attendance.deputise(store, nel, **given, values=new, item_pk=item)
    assert (pk, None) in seated(world, item)
    assert there(world, pk)[0] == "present"


def test_secrecy_is_settled_with_its_day(world: World) -> None:
    store, nel = world.store, world.nel
    with one_step(world, "people.settle_secrecy"):
        people.settle_secrecy(store, nel, pk=world.koen, secrecy="statement_signed")
    assert row(world, "person", world.koen)["secrecy_on"] == "2026-10-06"
    with no_step(world), pytest.raises(Refused, match="Koen"):
        people.settle_secrecy(store, nel, pk=world.koen, secrecy="statement_signed")
    people.settle_secrecy(store, nel, pk=world.koen, secrecy="covenant")
    assert row(world, "person", world.koen)["secrecy_on"] is None
