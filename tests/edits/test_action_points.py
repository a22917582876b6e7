from datetime import date
from typing import Any

import pytest

from mdoverleg.domain.errors import ChangedMeanwhile, Refused
from mdoverleg.edits import action_points as edits
from mdoverleg.edits import family
from tests.edits.world import World, listed, no_step, one_step, row


def add(world: World, **values: Any) -> int:
    return edits.add(world.store, world.nel, values={"text": "Belt de school", **values})


def test_a_new_one_gets_the_next_number_and_is_open_and_practical(world: World) -> None:
    with one_step(world, "action_points.add"):
        pk = add(world, case=world.wulp, owner=world.sem, members=(world.second, world.child), created_in=world.meeting)
    found = row(world, "action_point", pk)
    assert (found["id"], found["status"], found["kind"]) == ("A-001", "open", "practical")
    assert (found["created_in_id"], found["postponed"]) == (world.meeting, 0)
    assert listed(world, "action_point_members", pk) == [world.second, world.child]
    assert row(world, "action_point", add(world))["id"] == "A-002"


def test_text_is_cleaned_on_the_way_in(world: World) -> None:
    pk = add(world, text="\u202e Belt\x00 de\tschool \r\n morgen ")
    assert row(world, "action_point", pk)["text"] == "Belt de school \n morgen"


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"text": " \x07 \u202e"}, "What: this is needed"),
        ({"text": "x" * 20_001}, "20000"),
        ({"kind": "other"}, "Kind"),
        ({"co_owner": 1}, "Together with"),
        ({"owner": 1, "owner_organisation": 1}, "not together"),
        ({"owner": 5}, "Lies"),
        ({"executor": 5}, "Lies"),
        ({"owner": 99}, "no longer there"),
        ({"members": (1,)}, "Wulp-M belongs to another case"),
        ({"family_owner": 1, "case": 2}, "Wulp-M belongs to another case"),
        ({"members": (1, 1), "case": 1}, "twice"),
        ({"life_domain": "tuin"}, "tuin"),
        ({"id": "-1"}, "letter or digit first"),
        ({"created_in": 7}, "no longer there"),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_the_field(world: World, values: dict[str, Any], named: str) -> None:
    with no_step(world), pytest.raises(Refused, match=named):
        add(world, **values)


def test_an_id_is_used_once(world: World) -> None:
    add(world, id="A-031")
    with no_step(world), pytest.raises(Refused, match="A-031"):
        add(world, id="A-031")
    assert row(world, "action_point", add(world))["id"] == "A-032"


def test_a_later_date_counts_as_postponed_and_an_earlier_one_does_not(world: World) -> None:
    pk = add(world, due=date(2026, 10, 9))
    with one_step(world, "action_points.change"):
        edits.change(world.store, world.nel, pk=pk, values={"due": date(2026, 10, 16)})
    assert row(world, "action_point", pk)["postponed"] == 1
    edits.change(world.store, world.nel, pk=pk, values={"due": date(2026, 10, 12)})
    edits.change(world.store, world.nel, pk=pk, values={"due": None})
    edits.change(world.store, world.nel, pk=pk, values={"due": date(2026, 10, 30)})
    assert row(world, "action_point", pk)["postponed"] == 1


def test_a_new_owner_has_yet_to_accept_and_takes_the_place_of_an_organisation(world: World) -> None:
    pk = add(world, owner_organisation=world.guard, accepted=True)
    with one_step(world, "action_points.change"):
        edits.change(world.store, world.nel, pk=pk, values={"owner": world.iris})
    found = row(world, "action_point", pk)
    assert (found["owner_id"], found["owner_organisation_id"], found["accepted"]) == (world.iris, None, 0)
    with one_step(world, "action_points.accept"):
        edits.accept(world.store, world.nel, pk=pk)
    edits.change(world.store, world.nel, pk=pk, values={"owner": world.iris, "text": "Belt de juf"})
    assert row(world, "action_point", pk)["accepted"] == 1


def test_nobody_cannot_accept(world: World) -> None:
    pk = add(world)
    with no_step(world), pytest.raises(Refused, match="A-001"):
        edits.accept(world.store, world.nel, pk=pk)


@pytest.mark.parametrize("status", ["could_not", "not_done"])
def test_why_not_is_kept_with_the_meeting_that_asked(world: World, status: str) -> None:
    pk = add(world)
    with one_step(world, "action_points.set_status"):
        edits.set_status(
            world.store, world.nel, pk=pk, status=status, reason="school was dicht", meeting_pk=world.meeting
        )
    found = row(world, "action_point", pk)
    assert (found["status"], found["outcome_reason"], found["reviewed_in_id"]) == (
        status,
        "school was dicht",
        world.meeting,
    )
    edits.set_status(world.store, world.nel, pk=pk, status="in_progress")
    assert row(world, "action_point", pk)["outcome_reason"] is None


def test_a_reason_may_be_left_out(world: World) -> None:
    pk = add(world)
    edits.set_status(world.store, world.nel, pk=pk, status="not_done")
    assert row(world, "action_point", pk)["outcome_reason"] is None


def test_of_what_is_done_it_is_said_what_came_of_it(world: World) -> None:
    pk = add(world)
    edits.set_status(world.store, world.nel, pk=pk, status="done", reason="juf belt voortaan zelf")
    found = row(world, "action_point", pk)
    assert (found["outcome"], found["outcome_reason"]) == ("juf belt voortaan zelf", None)


def test_two_people_who_answer_the_same_one_differently(world: World) -> None:
    pk = add(world)
    edits.set_status(world.store, world.piet, pk=pk, status="done")
    with no_step(world), pytest.raises(ChangedMeanwhile) as caught:
        edits.set_status(world.store, world.nel, pk=pk, status="not_done", expected={"status": "open"})
    assert (caught.value.who, caught.value.theirs, caught.value.mine) == ("Piet Secretaris", "done", "not done")


def test_a_conflict_says_every_kind_of_value_as_people_read_it(world: World) -> None:
    pk = add(world, case=world.wulp)
    saw = {"owner": None, "due": None, "members": ()}
    other = add(world)
    theirs = {"owner": world.iris, "due": date(2026, 10, 9), "family_told": True, "members": (world.child,)}
    edits.change(world.store, world.piet, pk=pk, values={**theirs, "depends_on": other})
    mine = {"owner": world.sem, "due": date(2026, 10, 15), "members": (world.mother, world.child)}
    said = {}
    for key in ("owner", "due", "members"):
        with pytest.raises(ChangedMeanwhile) as caught:
            edits.change(world.store, world.nel, pk=pk, values={key: mine[key]}, expected=saw)
        said[key] = (caught.value.theirs, caught.value.mine)
    assert said == {
        "owner": ("Iris", "Sem"),
        "due": ("Fri 9 Oct 2026", "Thu 15 Oct 2026"),
        "members": ("Wulp-K1", "Wulp-M, Wulp-K1"),
    }
    with pytest.raises(ChangedMeanwhile, match=r"yes.*no"):
        edits.change(world.store, world.nel, pk=pk, values={"family_told": False}, expected={"family_told": None})


def test_nothing_waits_for_itself_not_even_by_a_detour(world: World) -> None:
    first, second, third = add(world), add(world), add(world)
    edits.change(world.store, world.nel, pk=second, values={"depends_on": first})
    edits.change(world.store, world.nel, pk=third, values={"depends_on": second})
    with no_step(world):
        for pk in (first, second, third):
            with pytest.raises(Refused, match="itself"):
                edits.change(world.store, world.nel, pk=first, values={"depends_on": pk})


def test_moving_it_to_another_case_with_this_familys_members_is_refused(world: World) -> None:
    pk = add(world, case=world.wulp, members=(world.child,))
    with no_step(world), pytest.raises(Refused, match="Wulp-K1"):
        edits.change(world.store, world.nel, pk=pk, values={"case": world.grutto})
    edits.change(world.store, world.nel, pk=pk, values={"case": world.grutto, "members": ()})
    assert row(world, "action_point", pk)["case_id"] == world.grutto


def test_what_somebody_took_out_is_no_longer_there(world: World) -> None:
    with no_step(world):
        with pytest.raises(Refused, match="no longer there"):
            edits.set_status(world.store, world.nel, pk=99, status="done")
        with pytest.raises(Refused, match="no longer there"):
            family.remove_member(world.store, world.nel, pk=99)


def test_an_answer_and_what_comes_out_of_it_are_one_step(world: World) -> None:
    pk = add(world, case=world.wulp, owner=world.sem, due=date(2026, 10, 1), kind="care")
    with one_step(world, "action_points.set_status"):
        new = edits.set_status(
            world.store,
            world.nel,
            pk=pk,
            status="could_not",
            reason="De school was dicht",
            meeting_pk=world.meeting,
            new={"text": "Belt de conrector", "owner": world.koen, "due": date(2026, 10, 9)},
        )
    assert new is not None
    old, made = row(world, "action_point", pk), row(world, "action_point", new)
    assert (old["status"], old["outcome_reason"], old["reviewed_in_id"]) == (
        "could_not",
        "De school was dicht",
        world.meeting,
    )
    assert (made["case_id"], made["kind"], made["owner_id"]) == (world.wulp, "care", world.koen)
    assert (made["status"], made["created_in_id"]) == ("open", world.meeting)


def test_a_new_day_keeps_the_reason_why_it_was_not_done(world: World) -> None:
    pk = add(world, case=world.wulp, owner=world.sem, due=date(2026, 10, 1))
    with one_step(world, "action_points.set_status"):
        edits.set_status(world.store, world.nel, pk=pk, status="open", reason="Ziek", also={"due": date(2026, 10, 20)})
    found = row(world, "action_point", pk)
    assert (found["status"], found["outcome_reason"], found["postponed"]) == ("open", "Ziek", 1)


def test_several_get_the_same_answer_in_one_step(world: World) -> None:
    pks = [add(world, case=world.wulp), add(world)]
    with one_step(world, "action_points.set_several"):
        edits.set_several(
            world.store, world.nel, pks=[*pks, pks[0]], status="not_done", reason="Vakantie", meeting_pk=world.meeting
        )
    for pk in pks:
        found = row(world, "action_point", pk)
        assert (found["status"], found["outcome_reason"], found["reviewed_in_id"]) == (
            "not_done",
            "Vakantie",
            world.meeting,
        )
    with no_step(world), pytest.raises(Refused, match="no longer there"):
        edits.set_several(world.store, world.nel, pks=[pks[0], 999], status="done")
    assert row(world, "action_point", pks[0])["status"] == "not_done"
