"""The proof that nothing was cut out of the log: every way of tampering shows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.errors import UndoRefused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.store import chain, file, held
from mdoverleg.store.changelog import changes, newest_of_window, undo, verify
from mdoverleg.store.noting import Noted, erased
from mdoverleg.store.store import Store
from mdoverleg.store.tables import ActionPoint
from tests.support.locked import plain_only
from tests.support.rows import add_action
from tests.support.tampering import Log

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
    "content taken out without a note": "UPDATE change_item SET before = NULL, after = NULL, salt = NULL "
    "WHERE change_id = 3",
    "a row numbered anew": "UPDATE change_item SET id = 99 WHERE id = (SELECT max(id) FROM change_item)",
    "all but the marks of it removed": "DELETE FROM change; DELETE FROM change_item; DELETE FROM log_head",
    "a digest that is no bytes": "UPDATE change_item SET digest = 'x', salt = 'y' WHERE change_id = 3",
    "a hash that is no bytes": "UPDATE change SET hash = 'x' WHERE id = 3",
}


FORGERIES = {
    "the tail cut off and the end set back": "DELETE FROM change WHERE id > 3; "
    "DELETE FROM change_item WHERE change_id > 3; "
    "UPDATE log_head SET last_id = 3, last_hash = (SELECT hash FROM change WHERE id = 3)",
    "the log begun anew": "DELETE FROM change; DELETE FROM change_item; "
    "UPDATE log_head SET last_id = 0, last_hash = x''",
}
"""What shows only where the chain is keyed: in a plain file it leaves a log that fits."""


def resealed(store: Store, old: bytes, new: bytes) -> None:
    connection = file.open_connection(store.path, writing=True)
    connection.execute("BEGIN")
    chain.reseal(connection, old, new)
    connection.execute("COMMIT")
    connection.close()


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, Log]]:
    """The same five changes in a plain file and in one with a key."""
    found = {}
    for key in (b"", bytes(range(32))):
        path = tmp_path_factory.mktemp("log") / "log.mdo"
        if key:
            held.hold(path, key)
        store = Store.create(path)
        write(store, Who("Iris de Wit", window="window-1"))
        store.close()
        found[bool(key)] = Log(path)
    yield found
    for log in found.values():
        log.connection.close()
        held.let_go(log.path)


@pytest.fixture
def written(store: Store, who: Who) -> Store:
    """Five changes in a plain file."""
    return write(store, who)


@pytest.fixture
def keyed(tmp_path: Path, who: Who) -> Iterator[Store]:
    """The same five in a file with a key."""
    path = tmp_path / "keyed.mdo"
    held.hold(path, bytes(range(32)))
    store = Store.create(path)
    yield write(store, who)
    store.close()
    held.let_go(path)


def write(store: Store, who: Who) -> Store:
    """Make five changes: two rows at once, one row, one row, a change and its undo."""
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


def test_an_untouched_log_with_a_key_is_whole_under_that_key_alone(keyed: Store) -> None:
    assert verify(keyed) == []
    held.hold(keyed.path, b"x" * 32)
    assert len(verify(keyed)) == 6


@pytest.mark.parametrize("kind", [*TAMPERING, *FORGERIES])
@pytest.mark.parametrize("is_keyed", [False, True])
def test_tampering_shows(logs: dict[bool, Log], kind: str, is_keyed: bool) -> None:
    with logs[is_keyed].unguarded() as log:
        done = sum(log.connection.execute(one).rowcount for one in {**TAMPERING, **FORGERIES}[kind].split("; "))
        assert done > 0
        # Only who has the key can set the end of a log back; without one nothing tells.
        assert (log.problems() == []) is (kind in FORGERIES and not is_keyed)


@plain_only("their chain has no key at first")
def test_a_chain_is_made_anew_with_another_key_and_hides_nothing_then(written: Store) -> None:
    key, other = b"k" * 32, b"o" * 32
    ways = ((b"", key), (key, other), (other, b""))
    for old, new in ways:
        resealed(written, old, new)
        with written.read() as reader:
            looking = chain.Verifying(new)
            while looking.step(reader):
                pass
        assert looking.problems == []
    assert verify(written) == []
    tamper(written, TAMPERING["a name changed"])
    for old, new in ways:
        resealed(written, old, new)
    with in_language("en"):
        assert verify(written) == ["Change 3 is not as it was written."]


def test_the_end_that_was_set_back_goes_on_showing(keyed: Store, who: Who) -> None:
    tamper(keyed, FORGERIES["the tail cut off and the end set back"])
    with keyed.note(who, "trust.backup", [Noted("backup", 0, None, "insert", {"path": "b"})]):
        pass
    with in_language("en"):
        assert verify(keyed) == ["Change 4 is not as it was written."]


def test_what_is_noted_is_numbered_by_kind(store: Store, who: Who) -> None:
    def noted(*rows: tuple[str, int]) -> list[tuple[str, int]]:
        with store.note(who, "exports.write", [Noted(kind, pk, None, "insert", {}) for kind, pk in rows]):
            pass
        with store.read() as reader:
            (newest,) = changes(reader, limit=1, only="all")
        return [(row.table, row.pk) for row in newest.rows]

    assert noted(("a", 0), ("b", -1), ("a", 0), ("b", -1)) == [("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert noted(("c", 0), ("a", 0), ("a", 1), ("c", -1)) == [("c", 1), ("a", 3), ("a", 1), ("c", 1)]


def test_an_empty_log_is_whole(store: Store) -> None:
    assert verify(store) == []


def test_the_words_tell_where(written: Store) -> None:
    tamper(written, TAMPERING["a change removed with its rows"])
    with in_language("en"):
        assert verify(written) == ["Change 3 was removed."]


def test_content_that_was_erased_leaves_the_chain_whole_once_that_is_noted(written: Store, who: Who) -> None:
    tamper(written, "UPDATE change_item SET before = NULL, after = NULL, salt = NULL WHERE change_id IN (3, 4)")
    with in_language("en"):
        assert verify(written) == [f"What change {number} held was erased without a note of that." for number in (3, 4)]
        with written.read() as reader:
            items = [row[0] for row in reader.rows("SELECT id FROM change_item WHERE salt IS NULL")]
        with written.note(who, "trust.erase", [erased(items)]):
            pass
        assert verify(written) == []
        assert newest_of_window(written, who.window) == 2
        with pytest.raises(UndoRefused, match="erased for good"):
            undo(written, who, 3)


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
