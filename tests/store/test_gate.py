import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from mdoverleg.domain.clock import FixedClock, read_instant
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.who import Who
from mdoverleg.store import file, patience
from mdoverleg.store.changelog import changes, verify
from mdoverleg.store.engine import raw
from mdoverleg.store.store import CLOCK_OFFSET, Store
from mdoverleg.store.tables import ActionPoint
from tests.support.figures import figure
from tests.support.locked import bare, copy_of
from tests.support.rows import add_action, add_case, add_member, add_person, count, everything


def logged(store: Store) -> list[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    """The rows of the newest change: table, what was done, before, after."""
    with store.read() as reader:
        newest = changes(reader, limit=1)[0]
    return [(row.table, row.op, row.before, row.after) for row in newest.rows]


def test_a_change_tells_who_when_where_and_how(store: Store) -> None:
    store.clock = FixedClock(read_instant("2026-10-06T14:05:09+02:00"))
    with store.write(Who("Sem", 7, "window-2", "cli"), "action_points.add") as session:
        add_action(session)
    with store.read() as reader:
        (change,) = changes(reader, limit=9)
    assert change[:9] == (1, "2026-10-06 12:05:09", "Sem", 7, "window-2", "cli", "action_points.add", None, False)
    (row,) = change.rows
    assert (row.table, row.op, row.before, row.after["text"]) == ("action_point", "insert", {}, "School bellen")


def test_only_what_differs_is_logged(store: Store, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        pk = add_action(session).pk
    with store.write(who, "action_points.change") as session:
        action = session.get_one(ActionPoint, pk)
        action.text, action.due = "Huisarts bellen", date(2026, 10, 20)
    assert logged(store) == [
        (
            "action_point",
            "update",
            {"text": "School bellen", "due": None},
            {"text": "Huisarts bellen", "due": "2026-10-20"},
        )
    ]


def test_a_change_without_a_difference_leaves_no_trace(store: Store, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        pk = add_action(session).pk
    before = store.path.read_bytes()
    with store.write(who, "action_points.change") as session:
        session.get_one(ActionPoint, pk).text = "School bellen"
    with store.write(who, "action_points.change") as session:
        session.exec(update(ActionPoint).values(text=ActionPoint.text))
    with store.write(who, "action_points.change"):
        pass
    assert store.path.read_bytes() == before


def test_bulk_updates_and_cascades_are_logged(store: Store, who: Who) -> None:
    with store.write(who, "cases.add") as session:
        case = add_case(session, add_person(session))
        add_member(session, case)
        add_action(session)
        add_action(session, id="A-002")
    with store.write(who, "action_points.change") as session:
        session.exec(update(ActionPoint).values(status="done"))
    assert logged(store) == [("action_point", "update", {"status": "open"}, {"status": "done"})] * 2
    with store.write(who, "cases.remove") as session:
        session.exec(delete(type(case)))
    assert [(table, op) for table, op, _before, _after in logged(store)] == [("member", "delete"), ("case", "delete")]


def test_replacing_a_row_logs_what_it_pushed_out(store: Store, who: Who) -> None:
    with store.write(who, "table.set_threshold") as session:
        raw(session.connection()).execute("INSERT INTO threshold (position, name, value) VALUES (0, 'a', 1)")
    with store.write(who, "table.set_threshold") as session:
        raw(session.connection()).execute("INSERT OR REPLACE INTO threshold (position, name, value) VALUES (0, 'a', 2)")
    assert [(op, before.get("value"), after.get("value")) for _table, op, before, after in logged(store)] == [
        ("delete", 1, None),
        ("insert", None, 2),
    ]


class Interrupted(Exception):  # noqa: N818
    """Anything that may go wrong inside a write."""


def interrupted(store: Store, who: Who) -> None:
    """Write something and fail before the end."""
    with store.write(who, "people.add") as session:
        add_person(session)
        raise Interrupted


def twice(store: Store, who: Who) -> None:
    """Write the same id twice."""
    with store.write(who, "action_points.add") as session:
        add_action(session, text="Het geheime adres")
        add_action(session, text="Het geheime adres")


def test_an_exception_undoes_all_and_leaves_the_connection_clean(store: Store, who: Who) -> None:
    before = everything(store)
    with pytest.raises(Interrupted):
        interrupted(store, who)
    with pytest.raises(IntegrityError):
        twice(store, who)
    assert everything(store) == before
    with store.write(who, "people.add") as session:
        assert raw(session.connection()).execute("SELECT count(*) FROM person").fetchone() == (0,)
        add_person(session)
    with store.read() as reader:
        assert (count(reader, "person"), count(reader, "change"), count(reader, "log_head")) == (1, 1, 1)
        assert reader.one("SELECT last_id, writing FROM log_head") == (1, None)


def test_a_message_shows_no_words_of_people(store: Store, who: Who) -> None:
    with pytest.raises(IntegrityError) as raised:
        twice(store, who)
    assert "geheime" not in str(raised.value)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO organisation (id, name, kind) VALUES ('O-9', 'x', 'local_team')",
        "UPDATE action_point SET text = 'x'",
        "DELETE FROM action_point",
    ],
)
def test_a_write_past_the_gate_fails(store: Store, who: Who, statement: str) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session)
    before = everything(store)
    connection = file.open_connection(store.path, writing=True)
    with pytest.raises(dbapi2.IntegrityError, match=r"change_item\.change_id"):
        connection.execute(statement)
    connection.close()
    assert everything(store) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET who = 'x'",
        "DELETE FROM change",
        "INSERT INTO change VALUES (9, 'x', 'x', NULL, '', 'cli', 'x', NULL, x'')",
        "INSERT OR REPLACE INTO change VALUES (1, 'x', 'x', NULL, '', 'cli', 'x', NULL, x'')",
        "INSERT INTO change SELECT * FROM change WHERE true ON CONFLICT (id) DO UPDATE SET who = 'x'",
        "UPDATE OR IGNORE change SET id = 7",
        "INSERT OR REPLACE INTO change_item SELECT * FROM change_item",
        "INSERT INTO change_item SELECT * FROM change_item WHERE true ON CONFLICT (id) DO UPDATE SET op = 'delete'",
        "UPDATE change_item SET after = 'x'",
        "UPDATE change_item SET digest = x'00'",
        "DELETE FROM change_item",
    ],
)
def test_the_log_cannot_be_changed(store: Store, who: Who, statement: str) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session)
    connection = file.open_connection(store.path, writing=True)
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO change_item SELECT id, change_id, table_name, 9, case_pk, op, before, after, salt, "
        "digest FROM change_item",
        "INSERT INTO change_item (change_id, table_name, row_pk, op) VALUES (1, 'person', 1, 'update')",
        "UPDATE log_head SET last_id = 0, last_hash = x''",
        "UPDATE log_head SET writing = 2",
    ],
)
def test_what_another_program_can_do_without_taking_the_guards_away_is_found(
    store: Store, who: Who, statement: str
) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session)
    connection = bare(store.path)  # without any of our settings
    connection.execute(statement)
    connection.close()
    assert verify(store) != []


def test_a_file_of_which_a_guard_was_taken_away_or_changed_is_refused(store: Store) -> None:
    for name in ("change_delete", "change_item_update", "person_insert"):
        copy = store.path.with_name(f"{name}.mdo")
        store.copy_to(copy)
        connection = bare(copy)
        connection.execute(f"DROP TRIGGER {name}")
        for event in ("", f"CREATE TRIGGER {name} BEFORE DELETE ON change BEGIN SELECT 1; END"):
            if event:
                connection.execute(event)
            with pytest.raises(FileRefused) as refused:
                Store.open(copy)
            assert refused.value.reason == "damaged"
        connection.close()


def test_a_write_inside_a_read_or_write_is_a_fault_of_the_caller(store: Store, who: Who) -> None:
    with store.read(), pytest.raises(RuntimeError, match="same thread"), store.write(who, "people.add"):
        raise AssertionError("the commit would have waited for its own reader")
    with store.write(who, "people.add") as session:
        with pytest.raises(RuntimeError), store.write(who, "people.add"):
            raise AssertionError("a write inside a write")
        with pytest.raises(RuntimeError, match="same thread"):
            store.erase(who, "trust.erase", lambda _eraser: pytest.fail("begun"))
        add_person(session)
    with store.read(), pytest.raises(RuntimeError, match="same thread"):
        store.erase(who, "trust.erase", lambda _eraser: pytest.fail("begun"))
    with store.read() as reader:
        assert count(reader, "person") == 1


def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a moment only, as after ten seconds of waiting."""
    monkeypatch.setattr(patience, "PATIENCE_S", 0.0)
    monkeypatch.setitem(file.SETTINGS, "busy_timeout", 1)


@pytest.mark.parametrize("held", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_held_file_is_told_and_works_again(
    store: Store, who: Who, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    impatient(monkeypatch)
    other = bare(store.path)
    other.execute(held)
    with pytest.raises(FileRefused) as refused, store.write(who, "people.add") as session:
        add_person(session)
    assert refused.value.reason == "locked"
    other.execute("ROLLBACK")
    with store.write(who, "people.add") as session:
        add_person(session)
    with store.read() as reader:
        assert (count(reader, "person"), count(reader, "change")) == (1, 1)


def test_a_commit_that_meets_a_reader_is_not_kept_for_later(
    store: Store, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    other = bare(store.path)
    other.execute("BEGIN")
    other.execute("SELECT * FROM person").fetchall()
    with pytest.raises(FileRefused) as refused, store.write(who, "people.add") as session:
        add_person(session)
    assert refused.value.reason == "locked"
    other.execute("ROLLBACK")
    with store.write(who, "people.add") as session:
        add_person(session, id="P-002")
    with store.read() as reader:
        assert reader.rows("SELECT id FROM person") == [("P-002",)]


def test_a_write_waits_for_another_window(store: Store, who: Who) -> None:
    store.prepare_writing()
    other = bare(store.path)
    other.execute("BEGIN EXCLUSIVE")
    started = threading.Event()

    def save() -> None:
        started.set()
        with store.write(who, "people.add") as session:
            add_person(session)

    thread = threading.Thread(target=save)
    thread.start()
    assert started.wait(10)
    other.execute("ROLLBACK")
    thread.join()
    with store.read() as reader:
        assert count(reader, "person") == 1


def much(store: Store, who: Who) -> None:
    """Write half a megabyte."""
    with store.write(who, "action_points.add") as session:
        for number in range(2, 60):
            add_action(session, id=f"A-{number:03}", text="x" * 9000)


def test_a_full_disk_costs_nothing_and_is_over_when_there_is_room(store: Store, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        driver = raw(session.connection())
        add_action(session)
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(FileRefused) as refused:
        much(store, who)
    assert refused.value.reason == "no_space"
    driver.execute("PRAGMA max_page_count = 1000000")
    with store.write(who, "action_points.add") as session:
        add_action(session, id="A-100")
    with store.read() as reader:
        kept = reader.rows("SELECT id FROM action_point")
        assert kept == [("A-001",), ("A-100",)]
        figure("P4", "saves lost to a full disk", 2 - len(kept), "0")
        figure("P4", "ways in which a disk was filled", 1, ">= 3")
    assert store.damage() == []


def test_a_file_that_was_moved_away_is_not_written(store: Store, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session)
    store.path.rename(store.path.with_name("elsewhere.mdo"))
    with pytest.raises(FileRefused) as refused, store.write(who, "action_points.add") as session:
        add_action(session, id="A-002")
    assert refused.value.reason == "moved"


def test_a_file_that_was_replaced_is_not_written(store: Store, who: Who, template: Path) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session)
    new = store.path.with_name("new.mdo")
    copy_of(template, new)
    new.replace(store.path)
    with pytest.raises(FileRefused) as refused, store.write(who, "action_points.add") as session:
        add_action(session, id="A-002")
    assert refused.value.reason == "moved"
    assert store.path.read_bytes() == template.read_bytes()


def test_the_clock_follows_the_file_unless_it_is_fixed(table_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MDOVERLEG_NOW", raising=False)
    store = Store.open(table_path)
    real = store.clock.utc()
    store.set_setting(CLOCK_OFFSET, "-864000")
    again = Store.open(table_path)
    for one in (store, again):
        assert 863_000 < (real - one.clock.utc()).total_seconds() < 865_000
    monkeypatch.setenv("MDOVERLEG_NOW", "2026-10-06T14:00:00+02:00")
    fixed = Store.open(table_path)
    assert fixed.clock.utc() == read_instant("2026-10-06T12:00:00Z")
    for one in (store, again, fixed):
        one.close()


def test_settings_are_kept_and_not_logged(store: Store) -> None:
    store.set_setting("size", "2")
    store.set_setting("size", "3")
    assert store.setting("size") == "3"
    assert store.setting("none") is None
    assert not store.replace_setting("size", "4", seen="2"), "somebody else was first"
    assert store.replace_setting("size", "4", seen="3")
    assert not store.replace_setting("size", "5", seen=None)
    assert store.replace_setting("none", "1", seen=None)
    store.set_setting("sizes", "9")
    assert store.settings("size") == {"size": "4", "sizes": "9"}
    store.forget_setting("sizes")
    store.forget_setting("sizes")
    assert (store.setting("size"), store.setting("none"), store.setting("sizes")) == ("4", "1", None)
    with store.read() as reader:
        assert count(reader, "change") == 0


def test_two_thousand_rows_are_one_change(store: Store, who: Who) -> None:
    with store.write(who, "document.fill") as session:
        session.add_all(ActionPoint(id=f"A-{n:05}", text=f"Actie {n}", kind="care") for n in range(2_000))
    with store.read() as reader:
        assert (count(reader, "change"), count(reader, "change_item")) == (1, 2_000)


def test_a_setting_that_cannot_be_kept_is_refused_and_the_old_one_stands(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.set_setting("size", "2")

    def full(*_given: object) -> None:
        error = dbapi2.OperationalError("database or disk is full")
        error.sqlite_errorcode = 13
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(patience, "commit", full)
        with pytest.raises(FileRefused) as refused:
            store.set_setting("size", "3")
    assert (refused.value.reason, store.setting("size")) == ("no_space", "2")
    store.set_setting("size", "4")
