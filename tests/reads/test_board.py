from datetime import date

import pytest

from mdoverleg.domain.snapshots import BoardSnapshot, CaseView
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points, cases, meetings, roles
from mdoverleg.reads.board import read_board
from mdoverleg.store.store import Store


def pk_of(store: Store, table: str, id_: str) -> int:
    with store.read() as reader:
        return int(reader.value(f'SELECT pk FROM "{table}" WHERE id = ?', (id_,)))


def board(store: Store, case: str | None = None) -> BoardSnapshot:
    return read_board(store, case_pk=pk_of(store, "case", case) if case else None)


def view(store: Store, case: str) -> CaseView:
    found = board(store, case).case
    assert found is not None
    return found


def test_the_meeting_of_today_is_shown_with_its_agenda_before_it_starts(sample: Store) -> None:
    shown = board(sample)
    assert shown.meeting is not None
    assert (shown.meeting.id, shown.meeting.is_running) == ("M-003", False)
    assert [row.title for row in shown.agenda if row.case_pk] == ["Sijs", "Fuut", "Wulp", "Grutto", "Tureluur"]
    assert shown.today == date(2026, 10, 6)
    assert shown.case is None


def test_the_meeting_of_today_stays_when_it_is_closed_and_the_next_one_is_planned(sample: Store, who: Who) -> None:
    today = board(sample).meeting
    assert today is not None
    values = {"kind": "case_table", "held_on": date(2026, 11, 3), "planned_start": "09:30", "chair": today.chair_pk}
    meetings.start(sample, who, pk=today.pk)
    meetings.close(sample, who, pk=today.pk)
    planned = meetings.plan(sample, who, values=values, from_meeting_pk=today.pk)
    assert planned != today.pk
    shown = board(sample).meeting
    assert shown is not None
    assert shown.pk == today.pk
    meetings.reopen(sample, who, pk=today.pk)
    reopened = board(sample).meeting
    assert reopened is not None
    assert reopened.pk == today.pk


def test_previous_action_points_of_all_cases_stand_on_the_board_without_a_case_late_ones_on_top(sample: Store) -> None:
    rows = board(sample).actions
    late = [row.id for row in rows if row.is_late]
    assert late
    assert [row.id for row in rows][: len(late)] == late
    assert {row.case for row in rows} > {"Sijs", "Fuut", "Wulp"}
    assert all(row.created_in != "M-003" for row in rows)


def test_the_running_item_brings_its_case(sample: Store, who: Who) -> None:
    shown = board(sample)
    assert shown.meeting is not None
    meetings.start(sample, who, pk=shown.meeting.pk)
    for _item in range(2):
        meetings.go_on(sample, who, pk=shown.meeting.pk)
    running = board(sample)
    assert running.case is not None
    assert running.case.head.alias == "Sijs"
    assert running.sequence > shown.sequence
    assert any(row.at_table for row in running.attendance)


def test_a_double_lead_is_double_and_an_empty_slot_is_empty(sample: Store) -> None:
    states = {row.code: row.state for row in view(sample, "C-003").roles}
    assert states["casusregisseur"] == "double"
    assert states["regie_op_veiligheid"] == "empty"
    assert states["procesregisseur"] == "filled"


def test_assigning_one_of_two_leads_leaves_one(sample: Store, who: Who) -> None:
    roles.assign(
        sample,
        who,
        case_pk=pk_of(sample, "case", "C-003"),
        role="casusregisseur",
        person_pk=pk_of(sample, "person", "mirjam"),
        replace=True,
    )
    lead = next(row for row in view(sample, "C-003").roles if row.code == "casusregisseur")
    assert (lead.state, [holder.name for holder in lead.holders]) == ("filled", ["M. Akkers"])
    assert "E02" not in {one.check for one in board(sample, "C-003").warnings}


def test_each_parent_and_child_has_a_line_with_who_covers_them(sample: Store) -> None:
    lines = {row.member.short: row for row in view(sample, "C-003").by_member}
    assert {"M", "V", "K1", "K2"} <= set(lines)
    assert any("R. Egelantier" in worker for worker in lines["V"].workers)
    assert lines["V"].named


def test_each_person_has_a_line_with_roles_and_live_action_points(sample: Store) -> None:
    lines = {row.name: row for row in view(sample, "C-003").by_person}
    assert "A-031" in lines["R. Bos"].actions
    assert lines["R. Bos"].late == 1
    assert all(row.roles or row.actions for row in lines.values())


def test_what_was_finished_and_gone_through_before_is_in_the_course_and_not_on_the_board(sample: Store) -> None:
    shown = view(sample, "C-003")
    assert "A-005" not in {row.id for row in shown.actions}
    assert any("A-005" in row.text for row in shown.course)


def test_an_action_point_answered_in_this_meeting_stays_on_the_board(sample: Store, who: Who) -> None:
    meeting = board(sample).meeting
    assert meeting is not None
    pk = pk_of(sample, "action_point", "A-031")
    action_points.set_status(sample, who, pk=pk, status="done", meeting_pk=meeting.pk)
    row = next(row for row in view(sample, "C-003").actions if row.id == "A-031")
    assert (row.status, row.is_reviewed, row.is_late) == ("done", True, False)


def test_the_course_is_newest_first_and_knows_meetings_decisions_roles_and_reviews(sample: Store) -> None:
    course = view(sample, "C-003").course
    days = [row.on for row in course if row.on]
    assert days == sorted(days, reverse=True)
    assert {"meeting", "decision", "role", "evaluation"} <= {row.kind for row in course}


@pytest.mark.parametrize(("language", "word"), [("nl", "Casusregisseur"), ("en", "lead professional")])
def test_role_labels_speak_the_language_that_is_asked(sample: Store, language: str, word: str) -> None:
    with in_language("nl" if language == "nl" else "en"):
        labels = [row.label for row in view(sample, "C-001").roles]
    assert word in labels


def test_a_case_without_family_has_a_board(sample: Store, who: Who) -> None:
    pk = cases.add(
        sample,
        who,
        values={"alias": "Kluut", "brought_by": pk_of(sample, "person", "noor"), "goal": "Wie pakt dit op?"},
    )
    shown = read_board(sample, case_pk=pk).case
    assert shown is not None
    assert shown.members == ()
    assert {row.state for row in shown.roles} == {"empty"}


def test_equal_files_give_equal_snapshots(sample: Store) -> None:
    assert board(sample, "C-003") == board(sample, "C-003")
