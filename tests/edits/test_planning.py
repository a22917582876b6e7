"""Planning ahead: a series, the order of an agenda, and what waits for a next meeting."""

from datetime import date

import pytest

from mdoverleg.domain.errors import Refused
from mdoverleg.edits import action_points, agenda_order, cases, family, meetings
from mdoverleg.edits import agenda as agenda_edits
from mdoverleg.reads.closing import Closing, OpenPoint, read_closing
from mdoverleg.reads.ordering import read_order
from mdoverleg.reads.parking import read_parked
from mdoverleg.reads.planning import read_planning
from tests.edits.world import TODAY, World, agenda, no_step, one_step, row

NEXT = date(2026, 11, 3)


def aliases(world: World, meeting: int) -> list[tuple[str, int | None, str]]:
    return [(item[1], item[2], item[3]) for item in agenda(world, meeting)]


def item_of(world: World, case: int, meeting: int | None = None) -> int:
    return next(int(item[0]) for item in agenda(world, meeting) if item[2] == case)


def test_a_series_is_one_step_with_people_and_standing_items_and_no_cases(world: World) -> None:
    meetings.attend(world.store, world.nel, pk=world.meeting, person_pk=world.sem, status="present")
    with one_step(world, "meetings.plan_series"):
        first, second = meetings.plan_series(
            world.store, world.nel, days=[NEXT, date(2026, 12, 1), NEXT], from_meeting_pk=world.meeting
        )
    assert [item[0] for item in aliases(world, second)] == ["opening", "previous_actions", "reflection"]
    assert (row(world, "meeting", first)["held_on"], row(world, "meeting", second)["held_on"]) == (
        "2026-11-03",
        "2026-12-01",
    )
    found = row(world, "meeting", second)
    assert (found["chair_id"], found["planned_start"], found["planned_end"]) == (world.anne, "09:30", "10:35")
    with world.store.read() as reader:
        assert reader.value("SELECT count(*) FROM attendance WHERE meeting_id = ?", (second,)) == 1
    with no_step(world), pytest.raises(Refused, match="at least one day"):
        meetings.plan_series(world.store, world.nel, days=[], from_meeting_pk=world.meeting)


def test_the_proposed_order_is_taken_in_one_step_and_is_then_no_proposal_any_more(world: World) -> None:
    store, nel = world.store, world.nel
    cases.change(store, nel, pk=world.grutto, values={"category": "crisis"})
    for number in range(2):
        values = {"alias": f"Merel {number}", "brought_by": world.sem, "goal": "Rust", "category": "closing"}
        case = cases.add(store, nel, values=values)
        agenda_edits.add_item(
            store, nel, meeting_pk=world.meeting, values={"kind": "case", "case": case}, after_item_pk=None
        )
    dropped = item_of(world, world.wulp)
    agenda_edits.skip(store, nel, item_pk=dropped, how="dropped")
    found = read_order(store, world.meeting)
    assert found is not None
    assert found.changes
    with one_step(world, "agenda.order"):
        agenda_order.order(store, nel, meeting_pk=world.meeting, placed=found.placed)
    assert [item[1] for item in agenda(world)] == [
        "opening",
        "previous_actions",
        "case",
        "case",
        "case",
        "reflection",
        "case",
    ]
    assert agenda(world)[2][2:] == (world.grutto, "09:45", "10:05")
    assert agenda(world)[-1][0] == dropped
    again = read_order(store, world.meeting)
    assert again is not None
    assert not again.changes


def test_a_family_that_comes_keeps_its_time_and_a_break_makes_the_meeting_end_later(world: World) -> None:
    store, nel = world.store, world.nel
    for number in range(2):
        values = {"alias": f"Merel {number}", "brought_by": world.sem, "goal": "Rust", "phase": "immediate_safety"}
        case = cases.add(store, nel, values=values)
        agenda_edits.add_item(store, nel, meeting_pk=world.meeting, values={"kind": "case", "case": case})
    item = item_of(world, world.wulp)
    agenda_edits.seat(store, nel, item_pk=item, member_pk=world.mother, at_table=True)
    before = row(world, "agenda_item", item)["planned_start"]
    found = read_order(store, world.meeting)
    assert found is not None
    assert found.end > found.planned_end
    agenda_order.order(store, nel, meeting_pk=world.meeting, placed=found.placed)
    assert row(world, "agenda_item", item)["planned_start"] == before == "09:45"
    assert row(world, "meeting", world.meeting)["planned_end"] == found.end == agenda(world)[-1][4]
    assert [kind for _pk, kind, *_rest in agenda(world)].count("break") == 1


def test_a_proposal_that_is_out_of_date_or_comes_too_late_is_refused(world: World) -> None:
    store, nel = world.store, world.nel
    found = read_order(store, world.meeting)
    assert found is not None
    agenda_edits.remove(store, nel, item_pk=item_of(world, world.wulp))
    with no_step(world), pytest.raises(Refused, match="changed meanwhile"):
        agenda_order.order(store, nel, meeting_pk=world.meeting, placed=found.placed)
    meetings.start(store, nel, pk=world.meeting)
    with no_step(world), pytest.raises(Refused, match="has begun"):
        agenda_order.order(store, nel, meeting_pk=world.meeting, placed=found.placed)
    assert read_order(store, world.meeting) is None


def test_closing_carries_what_was_left_to_the_next_meeting_in_the_same_step(world: World) -> None:
    store, nel = world.store, world.nel
    theme = agenda_edits.add_item(store, nel, meeting_pk=world.meeting, values={"kind": "theory", "title": "Geld"})
    (following,) = meetings.plan_series(store, nel, days=[NEXT], from_meeting_pk=world.meeting)
    meetings.start(store, nel, pk=world.meeting)
    agenda_edits.skip(store, nel, item_pk=item_of(world, world.grutto), how="postponed")
    agenda_edits.skip(store, nel, item_pk=theme, how="postponed")
    assert [one.title for one in read_parked(store)] == ["Grutto", "Geld"]
    with one_step(world, "meetings.close"):
        assert meetings.close(store, nel, pk=world.meeting) == 3
    assert [item[:2] for item in aliases(world, following)] == [
        ("opening", None),
        ("previous_actions", None),
        ("case", world.wulp),
        ("case", world.grutto),
        ("theory", None),
        ("reflection", None),
    ]
    assert row(world, "meeting", following)["planned_end"] == agenda(world, following)[-1][4] == "10:45"
    assert read_parked(store) == ()
    meetings.reopen(store, nel, pk=world.meeting)
    assert meetings.close(store, nel, pk=world.meeting) == 0


def test_what_is_parked_is_offered_at_the_next_planning_and_can_be_let_go(world: World) -> None:
    store, nel = world.store, world.nel
    agenda_edits.add_item(store, nel, meeting_pk=world.meeting, values={"kind": "announcement", "title": "Convenant"})
    meetings.start(store, nel, pk=world.meeting)
    agenda_edits.skip(store, nel, item_pk=item_of(world, world.grutto), how="postponed")
    meetings.close(store, nel, pk=world.meeting)
    found = {one.title: one for one in read_parked(store)}
    assert {title: (one.was_put_off, one.times) for title, one in found.items()} == {
        "Grutto": (True, 1),
        "Wulp": (False, 1),
        "Convenant": (False, 1),
    }
    planning = read_planning(store)
    assert planning.carried == {world.wulp, world.grutto}
    assert [one.title for one in planning.subjects] == ["Convenant"]
    pk = meetings.plan(
        store,
        nel,
        values={"held_on": NEXT},
        template_name="Casustafel",
        case_pks=(world.grutto,),
        item_pks=(found["Convenant"].pk,),
    )
    assert [item[:2] for item in aliases(world, pk)][2:] == [
        ("case", world.grutto),
        ("announcement", None),
        ("reflection", None),
    ]
    assert [one.title for one in read_parked(store)] == ["Wulp"]
    with one_step(world, "agenda.fill"):
        assert agenda_order.fill(store, nel, meeting_pk=pk, case_pks=(world.grutto, world.wulp)) == 1
    with no_step(world), pytest.raises(Refused, match="already"):
        agenda_order.fill(store, nel, meeting_pk=pk, item_pks=(found["Wulp"].pk,))
    agenda_edits.skip(store, nel, item_pk=item_of(world, world.wulp, pk), how="postponed")
    (twice,) = read_parked(store)
    assert (twice.title, twice.times) == ("Wulp", 2)
    later = meetings.plan(store, nel, values={"held_on": date(2026, 12, 1)}, template_name="")
    with one_step(world, "agenda.let_go"):
        agenda_order.let_go(store, nel, meeting_pk=later, item_pk=twice.pk)
    assert read_parked(store) == ()


def test_a_case_that_is_over_is_not_parked(world: World) -> None:
    agenda_edits.skip(world.store, world.nel, item_pk=item_of(world, world.grutto), how="postponed")
    family.add_member(world.store, world.nel, case_pk=world.grutto, values={"relation": "mother"})
    assert len(read_parked(world.store)) == 1
    cases.close(world.store, world.nel, pk=world.grutto)
    assert read_parked(world.store) == ()


def test_a_meeting_stays_closed_once_another_of_that_day_has_begun(world: World) -> None:
    store, nel = world.store, world.nel
    meetings.start(store, nel, pk=world.meeting)
    meetings.close(store, nel, pk=world.meeting)
    later = meetings.plan(store, nel, values={"held_on": TODAY, "planned_start": "14:00"}, template_name="")
    with one_step(world, "meetings.reopen"):
        meetings.reopen(store, nel, pk=world.meeting)
    meetings.close(store, nel, pk=world.meeting)
    meetings.start(store, nel, pk=later)
    with no_step(world), pytest.raises(Refused, match="has started since"):
        meetings.reopen(store, nel, pk=world.meeting)


def test_what_is_open_before_closing_is_listed_the_meeting_first_and_then_by_case(world: World) -> None:
    store, nel = world.store, world.nel
    meetings.start(store, nel, pk=world.meeting)
    assert read_closing(store, world.meeting).points[:2] == (
        OpenPoint("", "Nobody is noted as present."),
        OpenPoint("", "Not discussed: Previous action points"),
    )
    meetings.attend(store, nel, pk=world.meeting, person_pk=world.sem, status="present")
    for _item in range(2):
        meetings.go_on(store, nel, pk=world.meeting)
    for values in ({"text": "Belt de school"}, {"text": "Belt terug", "owner": world.sem, "due": NEXT}):
        given = {"case": world.wulp, "kind": "practical", "created_in": world.meeting} | values
        action_points.add(store, nel, values=given)
    found = read_closing(store, world.meeting)
    assert [one.text for one in found.points if not one.about] == [
        "Not discussed: Grutto",
        "Not discussed: Terugkijken",
    ]
    wulp = [one for one in found.points if one.about == "Wulp"]
    assert [(one.text, one.note) for one in wulp[:4]] == [
        ("A-001: Action point without owner", "Belt de school"),
        ("A-001: Action point without date", "Belt de school"),
        ("1 new action point that its owner did not say yes to", "Sem"),
        ("No day is set for the next evaluation.", ""),
    ]
    assert all(one.text[:1] == "E" for one in wulp[4:])
    assert any(one.is_red for one in wulp)
    assert found.next_on is None
    meetings.plan_series(store, nel, days=[NEXT], from_meeting_pk=world.meeting)
    after = read_closing(store, world.meeting)
    assert (after.next_on, after.points[0].note) == (NEXT, "goes to the next meeting")
    assert read_closing(store, 999) == Closing()
