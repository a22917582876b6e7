from datetime import date
from typing import Any

import pytest

from mdoverleg.domain.errors import ChangedMeanwhile, Refused
from mdoverleg.edits import (
    action_points,
    case_records,
    cases,
    decisions,
    family,
    meetings,
    organisations,
    people,
    roles,
)
from mdoverleg.store.changelog import undo
from tests.edits.world import World, listed, newest, no_step, one_step, row


def test_a_new_case_is_referred_today(world: World) -> None:
    with one_step(world, "cases.add"):
        pk = cases.add(
            world.store,
            world.nel,
            values={"alias": "Écluse", "brought_by": world.sem, "goal": "Rust", "life_domains": ("housing", "income")},
        )
    found = row(world, "case", pk)
    assert (found["id"], found["status"], found["category"]) == ("C-003", "referred", "new")
    assert (found["phase"], found["opened_on"]) == ("immediate_safety", "2026-10-06")
    assert listed(world, "case_life_domains", pk) == ["housing", "income"]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"alias": "WULP"}, "alias"),
        ({"alias": " wulp "}, "alias"),
        ({"alias": ""}, "Alias"),
        ({"goal": None}, "Goal"),
        ({"brought_by": 5}, "Lies"),
        ({"meldcode_step": 6}, "from 1 to 5"),
        ({"alias": "x" * 201}, "200"),
        ({"concern_types": ("regen",)}, "regen"),
    ],
)
def test_a_case_that_cannot_be_is_refused(world: World, values: dict[str, Any], named: str) -> None:
    with no_step(world), pytest.raises(Refused, match=named):
        cases.add(world.store, world.nel, values={"alias": "Sijs", "brought_by": 2, "goal": "Rust"} | values)


def test_an_alias_stays_unique_when_it_changes(world: World) -> None:
    with no_step(world), pytest.raises(Refused, match="another case"):
        cases.change(world.store, world.nel, pk=world.grutto, values={"alias": "wULP"})
    with one_step(world, "cases.change"):
        cases.change(world.store, world.nel, pk=world.grutto, values={"alias": "GRUTTO"})
    with one_step(world, "cases.change"):
        cases.change(world.store, world.nel, pk=world.wulp, values={"alias": "Regenwulp"})
    assert row(world, "case", world.wulp)["alias_key"] == "regenwulp"
    assert cases.add(world.store, world.nel, values={"alias": "Wulp", "brought_by": 2, "goal": "Rust"})


def test_a_case_is_not_linked_to_itself(world: World) -> None:
    cases.change(world.store, world.nel, pk=world.wulp, values={"linked_cases": (world.grutto,)})
    with no_step(world), pytest.raises(Refused, match="itself"):
        cases.change(world.store, world.nel, pk=world.wulp, values={"linked_cases": (world.wulp,)})


def test_closing_and_reopening(world: World) -> None:
    with one_step(world, "cases.close"):
        cases.close(world.store, world.nel, pk=world.wulp, reason="Veilig genoeg; wijkteam volgt")
    found = row(world, "case", world.wulp)
    assert (found["status"], found["closed_on"]) == ("closed", "2026-10-06")
    assert found["closing_decision"] == "Veilig genoeg; wijkteam volgt"
    with no_step(world), pytest.raises(Refused, match="Wulp is closed already"):
        cases.close(world.store, world.nel, pk=world.wulp)
    with one_step(world, "cases.reopen"):
        cases.reopen(world.store, world.nel, pk=world.wulp)
    found = row(world, "case", world.wulp)
    assert (found["status"], found["closed_on"], found["closing_decision"]) == (
        "active",
        None,
        "Veilig genoeg; wijkteam volgt",
    )
    with no_step(world), pytest.raises(Refused, match="not closed"):
        cases.reopen(world.store, world.nel, pk=world.wulp)


def test_evaluations(world: World) -> None:
    with one_step(world, "cases.plan_evaluation"):
        cases.plan_evaluation(world.store, world.nel, pk=world.wulp, on=date(2026, 11, 3))
    with one_step(world, "evaluations.add"):
        pk = case_records.add(
            world.store, world.nel, entity="Evaluation", case_pk=world.wulp, values={"lowest": 5, "stable": True}
        )
    assert row(world, "evaluation", pk)["held_on"] == "2026-10-06"
    with no_step(world), pytest.raises(Refused, match="from 0 to 10"):
        case_records.add(world.store, world.nel, entity="Evaluation", case_pk=world.wulp, values={"lowest": 11})


def test_members_get_alias_and_letter(world: World) -> None:
    with world.store.read() as reader:
        assert reader.rows("SELECT id FROM member ORDER BY pk") == [("Wulp-M",), ("Wulp-K1",), ("Wulp-K2",)]
    with one_step(world, "family.add"):
        pk = family.add_member(world.store, world.nel, case_pk=world.wulp, values={"relation": "mother"})
    assert row(world, "member", pk)["id"] == "Wulp-M2"
    aunt = family.add_member(world.store, world.nel, case_pk=world.grutto, values={"relation": "aunt"})
    assert row(world, "member", aunt)["id"] == "Grutto-O1"


def test_letters_that_an_id_may_not_have_are_left_out(world: World) -> None:
    pk = cases.add(world.store, world.nel, values={"alias": "-Blauwe Köe-", "brought_by": 2, "goal": "Rust"})
    member = family.add_member(world.store, world.nel, case_pk=pk, values={"relation": "father"})
    assert row(world, "member", member)["id"] == "BlauweKe--V"
    pk = cases.add(world.store, world.nel, values={"alias": "鷺" * 200, "brought_by": 2, "goal": "Rust"})
    member = family.add_member(world.store, world.nel, case_pk=pk, values={"relation": "son"})
    assert row(world, "member", member)["id"] == "L-K1"


def test_a_member_id_is_not_given_twice_also_not_after_undo(world: World) -> None:
    family.add_member(world.store, world.nel, case_pk=world.wulp, values={"relation": "son"})
    undo(world.store, world.nel, newest(world.store))
    pk = family.add_member(world.store, world.nel, case_pk=world.wulp, values={"relation": "son"})
    assert row(world, "member", pk)["id"] == "Wulp-K4"


def test_changing_a_member(world: World) -> None:
    values = {"age": 8, "violence_roles": ("witness", "victim"), "heard": True, "heard_by": (world.koen, world.sem)}
    with one_step(world, "family.change"):
        family.change_member(world.store, world.nel, pk=world.child, values=values)
    assert listed(world, "member_violence_roles", world.child) == ["witness", "victim"]
    assert listed(world, "member_heard_by", world.child) == [world.koen, world.sem]
    action = action_points.add(world.store, world.nel, values={"text": "Praat met haar", "case": world.grutto})
    with no_step(world):
        for wrong, named in (
            ({"contact_via": world.sem}, "Only through"),
            ({"seen_by": world.sem, "seen_by_other": "buurvrouw"}, "Seen by"),
            ({"heard_plan": action}, "A-001 belongs to another case"),
            ({"age": 121}, "from 0 to 120"),
        ):
            with pytest.raises(Refused, match=named):
                family.change_member(world.store, world.nel, pk=world.child, values=wrong)


def test_a_member_who_is_named_somewhere_is_not_taken_out(world: World) -> None:
    action = action_points.add(
        world.store, world.nel, values={"text": "Belt", "case": world.wulp, "members": (world.child,)}
    )
    roles.assign(
        world.store, world.nel, case_pk=world.wulp, role="kindlens", person_pk=world.koen, members=(world.child,)
    )
    with no_step(world), pytest.raises(Refused, match=r"Action point: .*\(1\), Role.*: .*\(1\)|\(1\)"):
        family.remove_member(world.store, world.nel, pk=world.child)
    action_points.change(world.store, world.nel, pk=action, values={"members": ()})
    family.change_member(world.store, world.nel, pk=world.second, values={"violence_roles": ("witness",)})
    with one_step(world, "family.remove"):
        family.remove_member(world.store, world.nel, pk=world.second)


def test_decisions(world: World) -> None:
    values = {"text": "Eén lijn", "needs": (world.guard, world.team), "created_in": world.meeting}
    with one_step(world, "decisions.add"):
        pk = decisions.add(world.store, world.nel, case_pk=world.wulp, values=values)
    with one_step(world, "decisions.change"):
        decisions.change(world.store, world.nel, pk=pk, values={"needs": (world.team,), "dissent": "Koen"})
    meetings.start(world.store, world.nel, pk=world.meeting)
    meetings.close(world.store, world.nel, pk=world.meeting)
    with no_step(world):
        with pytest.raises(Refused, match="reopen"):
            decisions.change(world.store, world.nel, pk=pk, values={"text": "Twee lijnen"})
        with pytest.raises(Refused, match="reopen"):
            decisions.remove(world.store, world.nel, pk=pk)
        with pytest.raises(Refused, match="reopen"):
            decisions.add(world.store, world.nel, case_pk=world.wulp, values=values)
    meetings.reopen(world.store, world.nel, pk=world.meeting)
    with one_step(world, "decisions.remove"):
        decisions.remove(world.store, world.nel, pk=pk)


def test_organisations_and_people(world: World) -> None:
    with one_step(world, "organisations.add"):
        school = organisations.add(
            world.store, world.nel, values={"name": "Basisschool De Steiger", "kind": "education", "id": "SCHOOL"}
        )
    with one_step(world, "organisations.change"):
        organisations.change(world.store, world.nel, pk=school, values={"reachable": "ma-vr\n8-17 uur"})
    with one_step(world, "people.add"):
        bea = people.add(world.store, world.nel, values={"name": "Bea", "organisation": school})
    assert row(world, "person", bea)["id"] == "P-006"
    with one_step(world, "people.change"):
        people.change(world.store, world.nel, pk=bea, values={"deputy": world.koen, "phone": "06-00000000"})
    with no_step(world):
        for values, named in (
            ({"deputy": bea}, "somebody else"),
            ({"deputy": world.left}, "Lies"),
            ({"name": ""}, "Name"),
            ({"name": "Bea\u2028Bo" + "x" * 200}, "200"),
            ({"organisation": None}, "Organisation"),
        ):
            with pytest.raises(Refused, match=named):
                people.change(world.store, world.nel, pk=bea, values=values)


def test_somebody_elses_words_are_not_overwritten(world: World) -> None:
    cases.change(world.store, world.piet, pk=world.wulp, values={"goal": "Twee lijnen"})
    with no_step(world), pytest.raises(ChangedMeanwhile, match="Twee lijnen"):
        cases.change(
            world.store,
            world.nel,
            pk=world.wulp,
            values={"goal": "Drie lijnen", "why_now": "Ruzie"},
            expected={"goal": "Eén lijn voor beide huizen", "why_now": None},
        )
    cases.plan_evaluation(world.store, world.piet, pk=world.wulp, on=date(2026, 11, 3))
    with no_step(world), pytest.raises(ChangedMeanwhile, match="3 Nov"):
        cases.plan_evaluation(
            world.store, world.nel, pk=world.wulp, on=date(2026, 11, 9), expected={"next_evaluation": None}
        )
