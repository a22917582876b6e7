"""Steps of a case: planned time that fits the item, time by phase, and a setting that may be damaged."""

from datetime import UTC, datetime, timedelta

import pytest

from mdoverleg.domain.case_steps import (
    CaseStep,
    Spent,
    item_of_kept,
    kept_after,
    minutes_at,
    minutes_by_step,
    read_kept,
)
from mdoverleg.methods import steps
from mdoverleg.reads.case_steps import scaled

BEGAN = datetime(2026, 10, 6, 8, 41, tzinfo=UTC)
PICTURED = Spent(300)


def step(code: str = "scores", phase: str = "judgement", spent: Spent = PICTURED, **more: object) -> CaseStep:
    found = CaseStep(7, code, phase, 4, 8, BEGAN, 120, spent, "since_last_time", "plan_and_roles", None, "", "", True)
    return found._replace(**more)  # type: ignore[arg-type]


def test_steps_are_stretched_to_the_planned_time_but_two_minutes_stay_two() -> None:
    of_method = steps("casustafel")
    usual = sum(one.seconds for one in of_method)
    assert scaled(of_method, usual) == tuple(one.seconds for one in of_method)
    assert scaled(of_method, 2 * usual) == (300, 120, 420, 240, 480, 480, 120, 120)
    assert scaled(of_method, usual // 2)[:3] == (75, 60, 105)
    assert scaled(of_method, 0) == tuple(one.seconds for one in of_method)


def test_time_counts_for_the_phase_of_the_step_and_is_kept_by_item() -> None:
    kept = kept_after(step(), "plan_and_roles", BEGAN + timedelta(seconds=130), 3, "Hanna")
    assert item_of_kept(kept, 7) == ("plan_and_roles", BEGAN + timedelta(seconds=130), Spent(300, 130))
    other = kept_after(step(item_pk=8, kept=kept), "actions", BEGAN, 3, "Hanna")
    assert set(read_kept(other)["items"]) == {"7", "8"}
    assert set(read_kept(kept_after(step(kept=other), "actions", BEGAN, 4, "Hanna"))["items"]) == {"7"}


def test_minutes_are_whole_and_only_known_once_a_decision_was_reached() -> None:
    later = BEGAN + timedelta(seconds=90)
    last = step("read_back", "decision", Spent(329, 90, 60))
    assert minutes_at(last, later) == Spent(5, 2, 3)
    assert minutes_at(last._replace(was_walked=False), later) is None
    assert minutes_at(step(), later) is None
    assert minutes_at(None, later) is None
    assert minutes_at(last, BEGAN + timedelta(days=3)) == Spent(5, 2, 600)


def test_minutes_of_every_step_are_kept_while_the_meeting_runs() -> None:
    kept = kept_after(step(), "plan_and_roles", BEGAN + timedelta(minutes=3), 3, "Hanna")
    back = step("plan_and_roles", kept=kept, since=BEGAN + timedelta(minutes=3))
    kept = kept_after(back, "scores", BEGAN + timedelta(minutes=7), 3, "Hanna")
    until = BEGAN + timedelta(minutes=9)
    assert minutes_by_step(kept, 3, 7, until) == {"scores": 5, "plan_and_roles": 4}, (
        "a step that is gone back to adds up"
    )
    assert minutes_by_step(kept, 4, 7, until) == minutes_by_step(kept, 3, 8, until) == {}
    assert minutes_by_step(kept.replace('"steps": {', '"steps": {"x": 1.5, "y": -3, '), 3, 7, until) == {
        "scores": 5,
        "plan_and_roles": 4,
    }


ENDLESS = '{"items": {"7": {"step": "scores", "since": "2026-10-06T08:41:00+00:00", "spent": [Infinity, 0, 0]}}}'


@pytest.mark.parametrize(
    "kept",
    [
        None, "", "{", "[]", '{"items": 3}', '{"items": {"7": 4}}', '{"items": {"7": {"step": "scores"}}}',
        "[" * 100_000, ENDLESS,
    ],
    ids=range(9),
)  # fmt: skip
def test_a_damaged_setting_counts_as_nothing(kept: str | None) -> None:
    assert item_of_kept(kept, 7) is None
    assert item_of_kept(kept_after(step(kept=kept), "actions", BEGAN, 3, "x"), 7) is not None


def test_time_that_nobody_can_have_spent_is_cut_off() -> None:
    found = item_of_kept(ENDLESS.replace("Infinity", "1e300"), 7)
    assert found is not None
    assert found[2] == Spent(36_000)
