from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from mdoverleg.domain.clock import FixedClock, read_instant
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.room import BLANK
from mdoverleg.domain.who import Who
from mdoverleg.store.feed import Feed
from mdoverleg.store.store import Store
from tests.support.locked import bare, copy_of
from tests.support.rows import add_action


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    """A second window on the same file."""
    opened = Store.open(store.path)
    yield opened
    opened.close()


@pytest.fixture
def feed(store: Store) -> Iterator[Feed]:
    made = Feed(store)
    yield made
    made.close()


def write(store: Store, id: str) -> None:
    with store.write(Who("Sem", window="window-2"), "action_points.add") as session:
        add_action(session, id=id)


def test_what_another_window_writes_is_told_once(feed: Feed, other: Store) -> None:
    assert not feed.moved()
    write(other, "A-001")
    assert feed.moved()
    assert not feed.moved()
    write(other, "A-002")
    write(other, "A-003")
    assert feed.moved()
    assert not feed.moved()


def test_a_change_that_was_rolled_back_is_not_told(feed: Feed, other: Store) -> None:
    write(other, "A-001")
    assert feed.moved()
    with pytest.raises(IntegrityError):
        write(other, "A-001")
    with other.write(Who("Sem"), "action_points.add"):
        pass
    assert not feed.moved()


def test_an_own_change_is_forgotten_when_the_window_says_so(feed: Feed, store: Store, other: Store) -> None:
    write(store, "A-001")
    feed.noticed()
    assert not feed.moved()
    write(other, "A-002")
    assert feed.moved()


def test_somebody_who_is_writing_is_no_fault(feed: Feed, store: Store) -> None:
    feed._connection.execute("PRAGMA busy_timeout = 1")
    other = bare(store.path)
    other.execute("BEGIN EXCLUSIVE")
    assert not feed.moved()
    other.execute("INSERT INTO setting VALUES ('a', 'b')")
    other.execute("COMMIT")
    assert feed.moved()


def test_a_deleted_file_is_noticed(feed: Feed, store: Store) -> None:
    store.path.unlink()
    with pytest.raises(FileRefused) as refused:
        feed.moved()
    assert refused.value.reason == "moved"


def test_a_replaced_file_is_noticed(feed: Feed, store: Store, template: Path) -> None:
    new = store.path.with_name("new.mdo")
    copy_of(template, new)
    new.replace(store.path)
    with pytest.raises(FileRefused) as refused:
        feed.moved()
    assert refused.value.reason == "moved"


def test_a_reading_window_is_told_too(store: Store, other: Store) -> None:
    reading = Store.open(store.path, read_only=True)
    feed = Feed(reading)
    write(other, "A-001")
    assert feed.moved()
    feed.close()
    reading.close()


def test_what_windows_tell_each_other_moves_no_table(feed: Feed, other: Store) -> None:
    other.set_setting("window.two", "Sem")
    other.set_setting("draft.two.Form", "half a line")
    assert not feed.moved()
    assert feed.windows == {"window.two": "Sem"}
    other.set_setting("room.masked", "1")
    assert feed.moved()
    assert not feed.moved()
    other.forget_setting("window.two")
    assert not feed.moved()
    assert feed.windows == {}


def test_what_holds_for_every_window_is_told_also_when_it_is_back_as_it_was(feed: Feed, other: Store) -> None:
    other.set_setting(BLANK, "1")
    other.forget_setting(BLANK)
    assert feed.moved()
    assert not feed.moved()
    other.forget_setting(BLANK)
    assert not feed.moved()


def test_a_window_that_slept_hears_what_was_written_and_notices_another_file(
    feed: Feed, store: Store, other: Store, template: Path
) -> None:
    feed.close()
    store.close()
    write(other, "A-001")
    store.open_again()
    feed.open_again()
    assert feed.moved()
    write(store, "A-002")
    feed.noticed()
    assert not feed.moved()
    with store.read() as reader:
        assert reader.rows("SELECT id FROM action_point ORDER BY id") == [("A-001",), ("A-002",)]
    feed.close()
    store.close()
    new = store.path.with_name("new.mdo")
    copy_of(template, new)
    new.replace(store.path)
    store.open_again()
    with pytest.raises(FileRefused) as refused:
        feed.open_again()
    assert refused.value.reason == "moved"
    feed.open_again(is_same=False)
    assert feed.moved()


def test_a_file_that_was_written_over_in_place_is_noticed(feed: Feed, store: Store, template: Path) -> None:
    write(store, "A-001")
    feed.noticed()
    another = store.path.with_name("another.mdo")
    copy_of(template, another)
    other = Store.open(another)
    other.clock = FixedClock(read_instant("2025-10-06T12:00:00Z"))
    for number in range(3):
        write(other, f"B-00{number}")
    other.close()
    with store.path.open("r+b") as file:
        file.write(another.read_bytes())
        file.truncate()
    with pytest.raises(FileRefused) as refused:
        feed.moved()
    assert refused.value.reason == "moved"
