"""The proof that nothing was cut out of the log: every way of tampering shows."""

from typing import Any

import pytest

from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.store import chain, file
from mdoverleg.store.changelog import changes, undo, verify
from mdoverleg.store.store import Store
from mdoverleg.store.tables import ActionPoint
from tests.support.rows import add_action

TAMPERING = {
    "a change removed": "DELETE FROM change WHERE id = 3",
    "a change removed with its rows": "DELETE FROM change WHERE id = 3; DELETE FROM change_item WHERE change_id = 3",
    "a name changed": "UPDATE change SET who = 'Sem van Dam' WHERE id = 3",
    "a moment changed": "UPDATE change SET at = '2020-01-01 00:00:00' WHERE id = 3",
    "a window changed": "UPDATE change SET window = 'window-9' WHERE id = 3",
    "a verb changed": "UPDATE change SET verb = 'people.add' WHERE id = 3",
    "a person changed": "UPDATE change SET person_id = 9 WHERE id = 3",
    "an undo hidden": "UPDATE change SET undoes = NULL WHERE undoes IS NOT NULL",
    "the tail cut off": "DELETE FROM change WHERE id > 3; DELETE FROM change_item WHERE change_id > 3",
    "all removed": "DELETE FROM change; DELETE FROM change_item",
    "a value changed": "UPDATE change_item SET after = replace(after, 'Actie', 'Niets') WHERE change_id = 3",
    "a former value changed": "UPDATE change_item SET before = '{}' WHERE change_id = 4",
    "a row of a change removed": "DELETE FROM change_item WHERE id = (SELECT max(id) FROM change_item)",
    "a row given to another change": "UPDATE change_item SET change_id = 1 WHERE change_id = 3",
    "a row of another record": "UPDATE change_item SET row_pk = 9 WHERE change_id = 3",
    "a row of another case": "UPDATE change_item SET case_pk = 9 WHERE change_id = 3",
    "a row added": "INSERT INTO change_item (change_id, table_name, row_pk, op) VALUES (2, 'x', 1, 'update')",
    "two rows swapped": "UPDATE change_item SET id = 99 WHERE id = (SELECT min(id) FROM change_item)",
    "two changes swapped": "UPDATE change SET id = 99 WHERE id = 2; UPDATE change SET id = 2 WHERE id = 3; "
    "UPDATE change SET id = 3 WHERE id = 99; "
    "UPDATE change_item SET change_id = 5 - change_id WHERE change_id IN (2, 3)",
    "a change added": "INSERT INTO change SELECT 6, at, who, 1, window, via, verb, NULL, hash FROM change WHERE id = 1",
    "a salt removed": "UPDATE change_item SET salt = NULL, after = '{}' WHERE change_id = 3",
    "a digest removed": "UPDATE change_item SET digest = NULL, salt = NULL, after = NULL WHERE change_id = 3",
    "a digest changed": "UPDATE change_item SET digest = zeroblob(32) WHERE change_id = 3",
    "a hash changed": "UPDATE change SET hash = zeroblob(32) WHERE id = 3",
    "the last hash changed": "UPDATE log_head SET last_hash = zeroblob(32)",
    "the last number changed": "UPDATE log_head SET last_id = 9",
}


@pytest.fixture
def written(store: Store, who: Who) -> Store:
    """Five changes: two rows at once, one row, one row, a change and its undo."""
    with store.write(who, "action_points.add") as session:
        add_action(session, text="Actie 0", id="A-000")
        add_action(session, text="Actie 1", id="A-001")
    for number in (2, 3):
        with store.write(who, "action_points.add") as session:
            add_action(session, text=f"Actie {number}", id=f"A-00{number}")
    with store.write(who, "action_points.change") as session:
        session.get_one(ActionPoint, 1).text = "Actie 9"
    undo(store, who, 4)
    return store


def tamper(store: Store, statements: str) -> None:
    """Do what only somebody does who takes the guards away first."""
    connection = file.open_connection(store.path, writing=True)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    done = 0
    for statement in statements.split("; "):
        done += connection.execute(statement).rowcount
    connection.execute("COMMIT")
    connection.close()
    assert done > 0


def test_an_untouched_log_is_whole(written: Store) -> None:
    assert verify(written) == []


def test_an_empty_log_is_whole(store: Store) -> None:
    assert verify(store) == []


@pytest.mark.parametrize("kind", TAMPERING)
def test_tampering_shows(written: Store, kind: str) -> None:
    tamper(written, TAMPERING[kind])
    assert verify(written) != []


def test_the_words_tell_where(written: Store) -> None:
    tamper(written, TAMPERING["a change removed with its rows"])
    with in_language("en"):
        assert verify(written) == ["Change 3 was removed."]


def test_content_that_was_erased_with_its_salt_leaves_the_chain_whole(written: Store) -> None:
    tamper(written, "UPDATE change_item SET before = NULL, after = NULL, salt = NULL WHERE change_id = 3")
    assert verify(written) == []


@pytest.mark.parametrize("piece", [1, 2, 5, 6])
def test_a_long_log_is_looked_through_in_pieces(written: Store, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(chain, "PIECE", piece)
    assert verify(written) == []
    tamper(written, "DELETE FROM change WHERE id = 2")
    assert len(verify(written)) == 2


def test_salts_differ_so_that_equal_content_does_not_show(written: Store) -> None:
    with written.read() as reader:
        rows: list[Any] = reader.rows("SELECT DISTINCT salt, digest FROM change_item")
        assert len(rows) == sum(len(change.rows) for change in changes(reader, limit=9))
        assert {(len(salt), len(digest)) for salt, digest in rows} == {(16, 32)}
