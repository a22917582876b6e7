import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from mdoverleg.domain.clock import FixedClock, read_instant
from mdoverleg.domain.errors import UndoRefused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.store.changelog import (
    changes,
    newest_by_command,
    newest_of_window,
    newest_redoable,
    newest_redoable_by_command,
    undo,
    verify,
)
from mdoverleg.store.store import Store
from mdoverleg.store.tables import (
    ActionPoint,
    ActionPointMembers,
    Case,
    CaseLinkedCases,
    Member,
    MemberHeardBy,
    Person,
    RoleAssignment,
    TableInfo,
)
from tests.support.locked import copy_of
from tests.support.rows import add_action, add_case, add_member, add_person, everything

EXAMPLES = int(os.environ.get("MDOVERLEG_EXAMPLES", "6"))
"""Of random edits; a longer run: MDOVERLEG_EXAMPLES=500."""

OTHER = Who("Sem van Dam", window="window-2")
ME = Who("Iris de Wit", window="window-1")

Step = Callable[[Session, int, int], None]


def pick(session: Session, table: type[Any], number: int) -> Any:
    """One of the rows there are, or nothing."""
    rows = session.exec(select(table).order_by(table.pk)).all()
    return rows[number % len(rows)] if rows else None


def new_person(session: Session, a: int, b: int) -> None:
    add_person(session, name=f"Merel {b}", id=f"P-{a}")


def new_case(session: Session, a: int, b: int) -> None:
    if person := pick(session, Person, b):
        add_case(session, person, alias=f"Wulp {a}", id=f"C-{a}")


def new_member(session: Session, a: int, b: int) -> None:
    if case := pick(session, Case, b):
        member = add_member(session, case, id=f"K-{a}")
        if person := pick(session, Person, a):
            session.add(MemberHeardBy(parent_id=member.pk, value=person.pk))


def new_action(session: Session, a: int, b: int) -> None:
    member, person = pick(session, Member, b), pick(session, Person, a)
    action = add_action(session, id=f"A-{a}", case_id=member.case_id if member else None)
    action.owner_id = person.pk if person else None
    if member:
        session.add(ActionPointMembers(parent_id=action.pk, value=member.pk))
        member.heard_plan_id = action.pk


def new_role(session: Session, a: int, b: int) -> None:
    case, person = pick(session, Case, a), pick(session, Person, b)
    if case and person:
        session.add(RoleAssignment(case_id=case.pk, role="lead", holder_id=person.pk, started_on=date(2026, 9, 1)))


def link_cases(session: Session, a: int, b: int) -> None:
    one, other = pick(session, Case, a), pick(session, Case, b)
    if one and other:
        session.exec(delete(CaseLinkedCases).where(CaseLinkedCases.parent_id == one.pk))
        session.add(CaseLinkedCases(parent_id=one.pk, value=other.pk))


def change_case(session: Session, a: int, b: int) -> None:
    if case := pick(session, Case, a):
        case.goal, case.story, case.danger = f"Doel {b}", f"É {b}\n“{a}”" if b % 2 else None, "none"


def change_all_actions(session: Session, a: int, b: int) -> None:
    session.exec(update(ActionPoint).values(postponed=a % 3, due=date(2026, 10, 1 + b % 20)))


def renumber(session: Session, a: int, b: int) -> None:
    if action := pick(session, ActionPoint, a):
        action.id = f"A-{b}"


def remove_case(session: Session, a: int, b: int) -> None:
    if case := pick(session, Case, a):
        for action in session.exec(select(ActionPoint).where(ActionPoint.case_id == case.pk)).all():
            if b % 2:
                session.delete(action)
            else:
                action.case_id = None
        session.flush()
        session.delete(case)


def remove_member(session: Session, a: int, b: int) -> None:
    if member := pick(session, Member, a):
        session.delete(member)


def remove_action(session: Session, a: int, b: int) -> None:
    if action := pick(session, ActionPoint, a):
        session.delete(action)


def come_and_go(session: Session, a: int, b: int) -> None:
    action = add_action(session, id=f"A-{a}-{b}")
    session.delete(action)


STEPS: list[Step] = [
    new_person,
    new_case,
    new_member,
    new_action,
    new_role,
    link_cases,
    change_case,
    change_all_actions,
    renumber,
    remove_case,
    remove_member,
    remove_action,
    come_and_go,
]
NUMBERS = st.integers(0, 5)
EDITS = st.lists(st.tuples(st.sampled_from(STEPS), NUMBERS, NUMBERS), min_size=1, max_size=3)
"""One change of up to three steps."""


def state(store: Store) -> Any:
    """All that a person can see: the rows and what searching looks through."""
    with store.read() as reader:
        return everything(store), reader.rows("SELECT rowid, words FROM search ORDER BY rowid")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, min_size=1, max_size=12))
def test_undo_all_is_the_start_and_redo_all_is_the_end(
    edits: list[list[tuple[Step, int, int]]], template: Path, tmp_path: Path
) -> None:
    path = tmp_path / "table.mdo"
    copy_of(template, path)
    store = Store.open(path)
    with store.write(OTHER, "people.add") as session:  # something to stand on, by somebody else
        add_case(session, add_person(session, id="P-0"), id="C-0")
    states = [state(store)]
    for edit in edits:
        try:
            with store.write(ME, "test.edit") as session:
                for step, a, b in edit:
                    step(session, a, b)
        except IntegrityError:
            pass
        if (now := state(store)) != states[-1] or newest_of_window(store, ME.window) == len(states) + 1:
            states.append(now)

    for before in reversed(states[:-1]):
        newest = newest_of_window(store, ME.window)
        assert newest is not None
        undo(store, ME, newest)
        assert state(store) == before
    assert newest_of_window(store, ME.window) is None

    for after in states[1:]:
        redoable = newest_redoable(store, ME.window)
        assert redoable is not None
        undo(store, ME, redoable)
        assert state(store) == after
    assert newest_redoable(store, ME.window) is None
    assert (verify(store), store.damage()) == ([], [])
    store.close()


@pytest.fixture
def case(store: Store) -> Any:
    """A case with a member and an action point, and the table's own name and clock."""
    store.clock = FixedClock(read_instant("2026-10-06T14:05:09+02:00"))
    with store.write(OTHER, "cases.add") as session:
        session.add(TableInfo(name="Casustafel De Veste"))
        case = add_case(session, add_person(session))
        add_member(session, case)
        add_action(session, case_id=case.pk)
        return case


def refused(store: Store, change: int) -> UndoRefused:
    """The refusal to undo a change; nothing is written."""
    before = store.path.read_bytes()
    with pytest.raises(UndoRefused) as raised:
        undo(store, ME, change)
    assert store.path.read_bytes() == before
    return raised.value


def last(store: Store) -> int:
    with store.read() as reader:
        return int(reader.value("SELECT last_id FROM log_head"))


def changed_by_two(store: Store, case: Case) -> int:
    """Change a goal, have somebody else change it too, and give the number of the first change."""
    with store.write(ME, "cases.change") as session:
        session.get_one(Case, case.pk).goal = "Naar school"
    mine = last(store)
    with store.write(OTHER, "cases.change") as session:
        session.get_one(Case, case.pk).goal = "Samen eten"
    return mine


def test_a_value_that_was_changed_since_is_kept_and_named(store: Store, case: Case) -> None:
    mine = changed_by_two(store, case)
    error = refused(store, mine)
    assert (error.field, error.who, error.at, error.present) == ("Doel", "Sem van Dam", "di 6 okt 14:05", "Samen eten")
    assert (
        str(error)
        == "Niet ongedaan gemaakt: Sem van Dam heeft “Doel” van Casus C-001 sindsdien veranderd (di 6 okt 14:05)."
    )
    with in_language("en"):
        assert str(refused(store, mine)) == (
            "Not undone: Sem van Dam has changed “Goal” of Case C-001 since (Tue 6 Oct 14:05)."
        )


def test_when_that_was_is_said_as_the_clock_of_the_table_has_it(store: Store, case: Case) -> None:
    mine = changed_by_two(store, case)
    with store.write(OTHER, "settings.change") as session:
        session.exec(update(TableInfo).values(time_zone="America/Curacao"))
    assert refused(store, mine).at == "di 6 okt 08:05"
    store.clock = FixedClock(read_instant("2027-01-01T03:30:00+00:00"))  # there it is still the old year
    assert refused(store, mine).at == "di 6 okt 08:05"
    store.clock = FixedClock(read_instant("2027-01-01T04:30:00+00:00"))
    assert refused(store, mine).at == "di 6 okt 2026 08:05"


def test_another_field_of_the_same_row_is_no_conflict(store: Store, case: Case) -> None:
    with store.write(ME, "cases.change") as session:
        session.get_one(Case, case.pk).goal = "Naar school"
    mine = last(store)
    with store.write(OTHER, "cases.change") as session:
        session.get_one(Case, case.pk).story = "Het ging al lang niet goed"
    undo(store, ME, mine)
    with store.read() as reader:
        assert reader.one('SELECT goal, story FROM "case"') == ("Rust in huis", "Het ging al lang niet goed")


def test_a_row_that_others_hang_on_is_not_taken_out(store: Store, case: Case) -> None:
    with store.write(ME, "family.add_member") as session:
        member = add_member(session, case, id="Wulp-K2")
    mine = last(store)
    with store.write(OTHER, "family.change_member") as session:
        session.add(MemberHeardBy(parent_id=member.pk, value=case.brought_by_id))
    error = refused(store, mine)
    assert (error.who, error.at) == ("Sem van Dam", "di 6 okt 14:05")
    assert "Wulp-K2" in str(error)
    undo(store, OTHER, last(store))
    undo(store, ME, mine)


def test_a_row_that_others_refer_to_is_not_taken_out(store: Store, case: Case) -> None:
    with store.write(ME, "people.add") as session:
        person = add_person(session, id="P-002", name="Koen")
    mine = last(store)
    with store.write(OTHER, "action_points.change") as session:
        session.get_one(ActionPoint, 1).owner_id = person.pk
    assert "A-001" in str(refused(store, mine))


def test_a_row_that_is_gone_cannot_be_set_back(store: Store, case: Case) -> None:
    with store.write(ME, "action_points.change") as session:
        session.get_one(ActionPoint, 1).text = "Huisarts bellen"
    mine = last(store)
    with store.write(OTHER, "action_points.remove") as session:
        session.delete(session.get_one(ActionPoint, 1))
    error = refused(store, mine)
    assert (error.who, error.field) == ("Sem van Dam", "")


def test_a_row_does_not_come_back_without_what_it_refers_to(store: Store, case: Case) -> None:
    with store.write(ME, "people.add") as session:
        person = add_person(session, id="P-002", name="Koen")
        session.get_one(ActionPoint, 1).executor_id = person.pk
    with store.write(ME, "action_points.remove") as session:
        session.delete(session.get_one(ActionPoint, 1))
    mine = last(store)
    with store.write(OTHER, "people.remove") as session:
        session.delete(session.get_one(Person, person.pk))
    error = refused(store, mine)
    assert error.field == "Uitvoerder"
    assert "A-001" in str(error)


def test_an_id_that_was_taken_since_is_not_given_twice(store: Store, case: Case) -> None:
    with store.write(ME, "action_points.remove") as session:
        session.delete(session.get_one(ActionPoint, 1))
    mine = last(store)
    with store.write(OTHER, "action_points.add") as session:
        add_action(session, id="A-001")
    assert str(refused(store, mine)) != ""


def test_a_change_is_undone_once(store: Store, case: Case) -> None:
    with store.write(ME, "cases.change") as session:
        session.get_one(Case, case.pk).goal = "Naar school"
    mine = last(store)
    undo(store, ME, mine)
    refused(store, mine)
    refused(store, 999)


def test_each_window_undoes_and_redoes_its_own(store: Store, case: Case) -> None:
    for who, goal in ((ME, "a"), (OTHER, "b"), (ME, "c")):
        with store.write(who, "cases.change") as session:
            row = session.get_one(Case, case.pk)
            row.goal, row.story = (goal, row.story) if who is ME else (row.goal, goal)
    first, second = 2, 4
    assert newest_of_window(store, ME.window) == second
    assert newest_redoable(store, ME.window) is None
    undone_second = undo(store, ME, second)
    undone_first = undo(store, ME, first)
    assert newest_of_window(store, ME.window) is None
    assert newest_redoable(store, OTHER.window) is None
    assert newest_redoable(store, ME.window) == undone_first
    redone = undo(store, ME, undone_first)
    assert newest_redoable(store, ME.window) == undone_second
    assert newest_of_window(store, ME.window) == first
    with store.read() as reader:
        verbs = {change.id: (change.verb, change.is_undone) for change in changes(reader, limit=9)}
    assert verbs[undone_first] == ("log.undo", True)
    assert verbs[redone] == ("log.redo", False)
    assert verbs[second] == ("cases.change", True)
    with store.write(ME, "cases.change") as session:
        session.get_one(Case, case.pk).goal = "d"
    assert newest_redoable(store, ME.window) is None


def test_commands_undo_by_name(store: Store, case: Case) -> None:
    command = Who("Iris de Wit", via="cli")
    with store.write(command, "cases.change") as session:
        session.get_one(Case, case.pk).goal = "a"
    mine = last(store)
    with store.write(ME, "cases.change") as session:
        session.get_one(Case, case.pk).story = "b"
    assert newest_by_command(store, "Iris de Wit") == mine
    assert newest_by_command(store, "Sem van Dam") is None
    undone = undo(store, command, mine)
    assert newest_by_command(store, "Iris de Wit") is None
    assert newest_redoable_by_command(store, "Iris de Wit") == undone


def test_the_history_of_a_case_is_all_that_is_in_it(store: Store, case: Case) -> None:
    with store.write(ME, "people.add") as session:
        other = add_case(session, add_person(session, id="P-002"), alias="Kievit", id="C-002")
    with store.write(ME, "action_points.change") as session:
        session.add(ActionPointMembers(parent_id=1, value=1))
    with store.write(ME, "family.add_member") as session:
        add_member(session, other, id="Kievit-K1")
    with store.read() as reader:
        assert [change.id for change in changes(reader, limit=9, case_pk=case.pk)] == [3, 1]
        assert [change.id for change in changes(reader, limit=9, case_pk=other.pk)] == [4, 2]
        assert [change.id for change in changes(reader, limit=2, before=4)] == [3, 2]


def test_undoing_thousands_of_rows(store: Store) -> None:
    with store.write(ME, "document.fill") as session:
        session.add_all(ActionPoint(id=f"A-{n:05}", text=f"Actie {n}", kind="care") for n in range(3_000))
    with store.write(ME, "action_points.change") as session:
        session.exec(update(ActionPoint).values(status="done"))
    undo(store, ME, 2)
    undo(store, ME, 1)
    with store.read() as reader:
        assert reader.rows("SELECT * FROM action_point") == []
