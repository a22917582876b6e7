from datetime import date, timedelta
from typing import Any

import pytest

from mdoverleg.domain.errors import ChangedMeanwhile, Refused
from mdoverleg.edits import action_points, case_records, cases, family, meetings, people, roles, table
from tests.edits.world import TODAY, World, listed, no_step, one_step, row

LEAD, LENS = "casusregisseur", "kindlens"


def held(world: World, role: str) -> list[tuple[Any, ...]]:
    """Holder, organisation, start and end of every assignment of a role, in order."""
    with world.store.read() as reader:
        return reader.rows(
            "SELECT holder_id, organisation_id, started_on, ended_on FROM role_assignment "
            "WHERE role = ? ORDER BY case_id, position",
            (role,),
        )


def give(world: World, role: str, person: int, **more: Any) -> int:
    return roles.assign(world.store, world.nel, case_pk=world.wulp, role=role, person_pk=person, **more)


def test_a_role_starts_today_in_this_meeting(world: World) -> None:
    with one_step(world, "roles.assign"):
        pk = give(world, "meedenker", world.koen, meeting_pk=world.meeting)
    found = row(world, "role_assignment", pk)
    assert (found["holder_id"], found["started_on"], found["created_in_id"]) == (
        world.koen,
        "2026-10-06",
        world.meeting,
    )
    assert listed(world, "role_assignment_reachable_for", pk) == []


def test_a_lead_can_be_reached_by_the_whole_family_unless_said_otherwise(world: World) -> None:
    pk = give(world, LEAD, world.sem)
    assert listed(world, "role_assignment_reachable_for", pk) == [world.mother, world.child, world.second]
    other = give(world, LEAD, world.iris, reachable_for=(world.child, world.mother))
    assert listed(world, "role_assignment_reachable_for", other) == [world.child, world.mother]


def test_a_double_lead_becomes_one(world: World) -> None:
    first = give(world, LEAD, world.sem, on=date(2026, 5, 12))
    give(world, LEAD, world.iris, on=date(2026, 9, 1))
    with one_step(world, "roles.assign"):
        kept = give(world, LEAD, world.sem, replace=True)
    assert kept == first
    assert held(world, LEAD) == [(world.sem, None, "2026-05-12", None), (world.iris, None, "2026-09-01", "2026-10-06")]


def test_somebody_who_was_given_the_role_meanwhile_is_not_replaced_unseen(world: World) -> None:
    first = give(world, LEAD, world.sem, on=date(2026, 5, 12))
    roles.assign(
        world.store, world.piet, case_pk=world.wulp, role=LEAD, person_pk=world.iris, replace=True, seen=[first]
    )
    with no_step(world), pytest.raises(ChangedMeanwhile) as caught:
        give(world, LEAD, world.koen, replace=True, seen=[first])
    told = caught.value
    assert (told.who, told.theirs, told.mine) == (world.piet.name, name(world, world.iris), name(world, world.koen))


def name(world: World, pk: int) -> str:
    return str(row(world, "person", pk)["name"])


def test_replacing_ends_the_others_today_and_starts_the_new_one(world: World) -> None:
    give(world, LEAD, world.sem, on=date(2026, 5, 12))
    with one_step(world, "roles.assign"):
        give(world, LEAD, world.iris, replace=True)
    assert held(world, LEAD) == [(world.sem, None, "2026-05-12", "2026-10-06"), (world.iris, None, "2026-10-06", None)]


def test_one_child_gets_another_lens_and_the_other_child_keeps_its_own(world: World) -> None:
    give(world, LENS, world.sem, members=(world.child, world.second), on=date(2026, 5, 12))
    with one_step(world, "roles.assign"):
        give(world, LENS, world.koen, members=(world.child,), replace=True)
    assert held(world, LENS) == [
        (world.sem, None, "2026-05-12", "2026-10-06"),
        (world.sem, None, "2026-10-06", None),
        (world.koen, None, "2026-10-06", None),
    ]
    with world.store.read() as reader:
        pks = [pk for (pk,) in reader.rows("SELECT pk FROM role_assignment ORDER BY position")]
    assert [listed(world, "role_assignment_members", pk) for pk in pks] == [
        [world.child, world.second],
        [world.second],
        [world.child],
    ]


def test_who_holds_it_for_another_member_is_left_alone(world: World) -> None:
    give(world, LENS, world.sem, members=(world.second,))
    give(world, LENS, world.koen, members=(world.child,), replace=True)
    assert [ended for *_others, ended in held(world, LENS)] == [None, None]


def test_a_lead_is_one_for_the_whole_family_also_when_given_for_one_member(world: World) -> None:
    give(world, LEAD, world.sem)
    give(world, LEAD, world.iris, members=(world.child,), replace=True)
    assert [ended for *_others, ended in held(world, LEAD)] == ["2026-10-06", None]


def test_an_organisation_holds_a_role_until_it_names_a_person(world: World) -> None:
    pk = roles.assign(world.store, world.nel, case_pk=world.wulp, role="toezichthouder", organisation_pk=world.guard)
    with one_step(world, "roles.change"):
        roles.change(world.store, world.nel, assignment_pk=pk, values={"holder": world.iris})
    found = row(world, "role_assignment", pk)
    assert (found["holder_id"], found["organisation_id"]) == (world.iris, None)
    roles.change(world.store, world.nel, assignment_pk=pk, values={"organisation": world.guard})
    assert row(world, "role_assignment", pk)["holder_id"] is None


def test_assignments_that_cannot_be_are_refused(world: World) -> None:
    stranger = family.add_member(world.store, world.nel, case_pk=world.grutto, values={"relation": "father"})
    give(world, LEAD, world.sem)
    with no_step(world):
        with pytest.raises(Refused, match="Lies no longer"):
            give(world, LEAD, world.left)
        with pytest.raises(Refused, match="Sem has this role"):
            give(world, LEAD, world.sem)
        with pytest.raises(Refused, match="Sem has this role"):
            give(world, LEAD, world.sem, replace=True)
        with pytest.raises(Refused, match="Grutto-V"):
            give(world, LENS, world.koen, members=(stranger,))
        with pytest.raises(Refused, match="koffiezetter"):
            give(world, "koffiezetter", world.koen)
        with pytest.raises(Refused, match="Organisation"):
            give(world, LENS, world.koen, organisation_pk=world.guard)
        with pytest.raises(Refused, match="one of Who and Organisation"):
            roles.assign(world.store, world.nel, case_pk=world.wulp, role=LENS)


def test_a_person_may_hold_a_role_for_one_child_and_then_for_the_other(world: World) -> None:
    give(world, LENS, world.koen, members=(world.child,))
    give(world, LENS, world.koen, members=(world.second,))
    assert len(held(world, LENS)) == 2


def test_own_roles_of_the_table_are_roles(world: World) -> None:
    table.copy_method(world.store, world.nel, method={"role_kinds": [{"code": "jeugdboa", "label": "Jeugdboa"}]})
    assert give(world, "jeugdboa", world.koen)


def test_ending_a_role(world: World) -> None:
    pk = give(world, LEAD, world.sem, on=date(2026, 10, 1))
    with no_step(world), pytest.raises(Refused, match="starts on"):
        roles.end(world.store, world.nel, assignment_pk=pk, on=date(2026, 9, 30))
    with one_step(world, "roles.end"):
        roles.end(world.store, world.nel, assignment_pk=pk)
    assert row(world, "role_assignment", pk)["ended_on"] == "2026-10-06"
    with no_step(world), pytest.raises(Refused, match="ended on"):
        roles.end(world.store, world.nel, assignment_pk=pk)


def test_a_role_of_one_day_keeps_its_history(world: World) -> None:
    pk = give(world, LEAD, world.sem)
    give(world, LEAD, world.iris, replace=True)
    found = row(world, "role_assignment", pk)
    assert found["started_on"] == found["ended_on"] == "2026-10-06"


def test_lists_are_rewritten_in_the_given_order_and_only_when_different(world: World) -> None:
    pk = give(world, LEAD, world.sem)
    with one_step(world, "roles.change"):
        roles.change(world.store, world.nel, assignment_pk=pk, values={"reachable_for": (world.second, world.mother)})
    assert listed(world, "role_assignment_reachable_for", pk) == [world.second, world.mother]
    with no_step(world):
        roles.change(world.store, world.nel, assignment_pk=pk, values={"reachable_for": [world.second, world.mother]})
        with pytest.raises(Refused, match="twice"):
            roles.change(world.store, world.nel, assignment_pk=pk, values={"members": (world.child, world.child)})


def test_a_list_that_somebody_else_changed_is_a_conflict(world: World) -> None:
    pk = give(world, LEAD, world.sem)
    saw = (world.mother, world.child, world.second)
    roles.change(world.store, world.piet, assignment_pk=pk, values={"reachable_for": (world.second, world.mother)})
    with no_step(world), pytest.raises(ChangedMeanwhile) as caught:
        roles.change(
            world.store,
            world.nel,
            assignment_pk=pk,
            values={"reachable_for": (world.child,)},
            expected={"reachable_for": saw},
        )
    assert (caught.value.who, caught.value.theirs) == ("Piet Secretaris", "Wulp-K2, Wulp-M")


def test_handovers(world: World) -> None:
    values = {"role": LEAD, "from_holders": (world.sem,), "to_holder": world.iris, "due": date(2026, 10, 9)}
    with one_step(world, "handovers.add"):
        pk = case_records.add(world.store, world.nel, entity="Handover", case_pk=world.wulp, values=values)
    with one_step(world, "handovers.change"):
        case_records.change(world.store, world.nel, entity="Handover", pk=pk, values={"done_on": TODAY, "warm": True})
    assert listed(world, "handover_from_holders", pk) == [world.sem]
    with no_step(world):
        for wrong in ({"from_holders": ()}, {"to_holder": world.sem}, {"to_holder": world.left}, {"due": None}):
            with pytest.raises(Refused):
                case_records.add(world.store, world.nel, entity="Handover", case_pk=world.wulp, values=values | wrong)
            with pytest.raises(Refused):
                case_records.change(world.store, world.nel, entity="Handover", pk=pk, values=wrong)


def test_a_handover_is_noted_as_done_after_its_meeting_was_closed(world: World) -> None:
    store, nel = world.store, world.nel
    agreed = {"role": LEAD, "from_holders": (world.sem,), "to_holder": world.iris, "due": date(2026, 10, 9)}
    agreed["created_in"] = world.meeting
    pk = case_records.add(store, nel, entity="Handover", case_pk=world.wulp, values=agreed)
    meetings.start(store, nel, pk=world.meeting)
    meetings.close(store, nel, pk=world.meeting)
    with one_step(world, "handovers.change"):
        case_records.change(store, nel, entity="Handover", pk=pk, values=agreed | {"done_on": TODAY})
    with no_step(world), pytest.raises(Refused, match="closed"):
        case_records.change(store, nel, entity="Handover", pk=pk, values={"due": date(2026, 10, 20)})


def test_a_role_and_its_handover_are_one_step(world: World) -> None:
    give(world, LEAD, world.sem, on=date(2026, 5, 12))
    agreed = {"due": date(2026, 10, 20), "warm": True, "line_so_far": "Moeder elke maandag bellen"}
    with one_step(world, "roles.assign"):
        give(world, LEAD, world.iris, replace=True, handover=agreed, meeting_pk=world.meeting)
    with world.store.read() as reader:
        rows = reader.rows("SELECT pk, role, to_holder_id, due, warm, line_so_far, created_in_id FROM handover")
    assert [one[1:] for one in rows] == [
        (LEAD, world.iris, "2026-10-20", 1, "Moeder elke maandag bellen", world.meeting)
    ]
    assert listed(world, "handover_from_holders", rows[0][0]) == [world.sem]
    # Who held it last hands over, also when nobody does now; without a day it is that day.
    with world.store.read() as reader:
        lead = reader.value("SELECT pk FROM role_assignment WHERE ended_on IS NULL")
    roles.end(world.store, world.nel, assignment_pk=lead)
    second = give(world, LEAD, world.koen, on=TODAY + timedelta(days=1), handover={"warm": False})
    assert row(world, "role_assignment", second)["holder_id"] == world.koen
    with world.store.read() as reader:
        newest = reader.one("SELECT pk, to_holder_id, due FROM handover ORDER BY pk DESC LIMIT 1")
    assert newest is not None
    assert newest[1:] == (world.koen, "2026-10-07")
    assert sorted(listed(world, "handover_from_holders", newest[0])) == [world.sem, world.iris]
    with no_step(world), pytest.raises(Refused, match="Nobody else"):
        give(world, "contactpersoon_gezin", world.koen, handover={})


def test_helpers(world: World) -> None:
    values = {"name": "huisarts", "task": "medicatie", "members": (world.mother,), "started_on": date(2026, 9, 1)}
    with one_step(world, "roles.add_helper"):
        pk = roles.add_helper(world.store, world.nel, case_pk=world.wulp, values=values)
    with one_step(world, "roles.change_helper"):
        roles.change_helper(world.store, world.nel, pk=pk, values={"members": (), "knows_story": True})
    with no_step(world):
        with pytest.raises(Refused, match="Who: not together"):
            roles.change_helper(world.store, world.nel, pk=pk, values={"person": world.sem})
        with pytest.raises(Refused, match=r"Sat 1 Aug 2026 is before Since .Tue 1 Sep 2026."):
            roles.end_helper(world.store, world.nel, pk=pk, on=date(2026, 8, 1))
    with one_step(world, "roles.end_helper"):
        roles.end_helper(world.store, world.nel, pk=pk)
    with no_step(world), pytest.raises(Refused, match="already"):
        roles.end_helper(world.store, world.nel, pk=pk)
    with one_step(world, "roles.remove_helper"):
        roles.remove_helper(world.store, world.nel, pk=pk)


def test_somebody_who_leaves_hands_over_everything_in_one_step(world: World) -> None:
    store, nel, long_ago = world.store, world.nel, TODAY - timedelta(days=90)
    give(world, LEAD, world.sem, on=long_ago)
    give(world, "meedenker", world.sem, on=long_ago)
    give(world, "school", world.sem, on=TODAY + timedelta(days=7))
    give(world, "politie", world.sem, on=long_ago)
    give(world, "politie", world.koen, on=long_ago)
    roles.assign(store, nel, case_pk=world.grutto, role=LEAD, person_pk=world.sem, on=long_ago)
    cases.close(store, nel, pk=world.grutto)
    own = action_points.add(store, nel, values={"text": "Belt", "owner": world.sem, "co_owner": world.koen})
    done = action_points.add(store, nel, values={"text": "Belde", "owner": world.sem, "status": "done"})
    action_points.accept(store, nel, pk=own)
    with one_step(world, "people.hand_over"):
        given = people.hand_over(store, nel, from_pk=world.sem, to_pk=world.koen, meeting_pk=world.meeting)
    assert given == (4, 1)
    assert held(world, LEAD) == [
        (world.sem, None, "2026-07-08", "2026-10-06"),
        (world.koen, None, "2026-10-06", None),
        (world.sem, None, "2026-07-08", None),
    ]
    assert held(world, "school") == [(world.koen, None, "2026-10-13", None)]
    assert held(world, "politie") == [
        (world.sem, None, "2026-07-08", "2026-10-06"),
        (world.koen, None, "2026-07-08", None),
    ]
    with store.read() as reader:
        handovers = reader.rows("SELECT role, to_holder_id, due, created_in_id FROM handover")
    assert handovers == [(LEAD, world.koen, "2026-10-06", world.meeting)]
    found = row(world, "action_point", own)
    assert (found["owner_id"], found["co_owner_id"], found["accepted"]) == (world.koen, None, 0)
    assert row(world, "action_point", done)["owner_id"] == world.sem


def test_an_agreed_handover_is_not_agreed_again(world: World) -> None:
    give(world, LEAD, world.sem, on=date(2026, 9, 1))
    values = {"role": LEAD, "from_holders": (world.sem,), "to_holder": world.koen, "due": date(2026, 10, 9)}
    case_records.add(world.store, world.nel, entity="Handover", case_pk=world.wulp, values=values)
    people.hand_over(world.store, world.nel, from_pk=world.sem, to_pk=world.koen)
    with world.store.read() as reader:
        assert reader.value("SELECT count(*) FROM handover") == 1


def test_the_line_so_far_goes_with_what_is_handed_over_and_who_leaves_takes_part_no_longer(world: World) -> None:
    store, nel = world.store, world.nel
    give(world, "meedenker", world.sem)
    roles.assign(store, nel, case_pk=world.grutto, role=LEAD, person_pk=world.sem)
    lines = {world.wulp: "Vooral luisteren", world.grutto: "Elke maandag bellen"}
    with one_step(world, "people.hand_over"):
        people.hand_over(store, nel, from_pk=world.sem, to_pk=world.koen, lines=lines, leaves=True)
    with store.read() as reader:
        made = reader.rows("SELECT role, line_so_far FROM handover ORDER BY pk")
    assert made == [(LEAD, "Elke maandag bellen"), ("meedenker", "Vooral luisteren")]
    assert row(world, "person", world.sem)["active"] == 0
    give(world, "school", world.iris)
    with no_step(world), pytest.raises(Refused, match="Grutto"):
        people.hand_over(store, nel, from_pk=world.iris, to_pk=world.koen, lines={world.grutto: "x"})


def test_handing_over_that_cannot_be_is_refused(world: World) -> None:
    with no_step(world):
        with pytest.raises(Refused, match="same person"):
            people.hand_over(world.store, world.nel, from_pk=world.sem, to_pk=world.sem)
        with pytest.raises(Refused, match="Lies"):
            people.hand_over(world.store, world.nel, from_pk=world.sem, to_pk=world.left)
        with pytest.raises(Refused, match="Sem has no roles"):
            people.hand_over(world.store, world.nel, from_pk=world.sem, to_pk=world.koen)
