import pytest

from mdoverleg.domain.who import Who
from mdoverleg.store.changelog import undo
from mdoverleg.store.numbering import next_id
from mdoverleg.store.store import Store
from mdoverleg.store.tables import ActionPoint
from tests.support.rows import add_action, add_person


def add(store: Store, who: Who) -> str:
    with store.write(who, "action_points.add") as session:
        return add_action(session, id=next_id(session, "A")).id


def import_ids(store: Store, who: Who, *ids: str) -> None:
    with store.write(who, "document.fill") as session:
        for id in ids:
            add_action(session, id=id)


def test_numbers_go_up_by_one(store: Store, who: Who) -> None:
    assert [add(store, who) for _ in range(3)] == ["A-001", "A-002", "A-003"]


def test_each_kind_has_its_own_numbers(store: Store, who: Who) -> None:
    with store.write(who, "people.add") as session:
        assert [next_id(session, prefix) for prefix in "AOPMCA"] == [
            "A-001",
            "O-001",
            "P-001",
            "M-001",
            "C-001",
            "A-002",
        ]
        add_person(session, id=next_id(session, "P"))
    with store.write(who, "people.add") as session, pytest.raises(KeyError):
        next_id(session, "X")


def test_a_number_is_not_given_twice_after_undo_or_removal(store: Store, who: Who) -> None:
    add(store, who)
    add(store, who)
    undo(store, who, 2)
    assert add(store, who) == "A-003"
    with store.write(who, "action_points.remove") as session:
        session.delete(session.get_one(ActionPoint, 3))
    assert add(store, who) == "A-004"


def test_a_number_of_a_change_that_failed_was_never_given(store: Store, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        assert next_id(session, "A") == "A-001"  # and nothing that would be written down
    assert add(store, who) == "A-001"


def test_numbers_that_others_chose_count(store: Store, who: Who) -> None:
    import_ids(store, who, "A-7", "A-0041", "a-99", "A-x", "B-500", "A-12x", "A-1234567890", "AA-77")
    assert add(store, who) == "A-042"


def test_a_number_above_a_thousand_has_four_digits(store: Store, who: Who) -> None:
    import_ids(store, who, "A-999")
    assert add(store, who) == "A-1000"


def test_a_number_that_was_chosen_and_removed_is_not_given_again(store: Store, who: Who) -> None:
    import_ids(store, who, "A-050")
    undo(store, who, 1)
    assert add(store, who) == "A-051"


def test_a_changed_id_counts(store: Store, who: Who) -> None:
    add(store, who)
    with store.write(who, "action_points.change") as session:
        session.get_one(ActionPoint, 1).id = "A-080"
    assert add(store, who) == "A-081"
