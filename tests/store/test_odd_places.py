"""Files in odd places: two names, a share, a cloud folder; and a clock that went back."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.clock import Clock, FixedClock
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.who import Who
from mdoverleg.edits.backups import doubts_at_opening
from mdoverleg.reads.doctor import examine
from mdoverleg.store import backups, disk, header, held
from mdoverleg.store.backups import hash_beside
from mdoverleg.store.changelog import verify
from mdoverleg.store.doubt import ANY_FOLDER, was_closed
from mdoverleg.store.restoring import look_into
from mdoverleg.store.store import Store
from tests.support.locked import listed, plain_only
from tests.support.rows import add_action


def refusal_of_writing(store: Store) -> str:
    with pytest.raises(FileRefused) as refused:
        store.set_setting("a", "b")
    with pytest.raises(FileRefused), store.write(Who("Iris"), "test.write"):
        pass
    assert store.doubts() == [str(refused.value)]
    return refused.value.reason


@pytest.mark.parametrize("where", ["network", "cloud"])
def test_on_a_share_or_in_a_cloud_it_is_read_and_not_written_unless_forced(
    table_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(disk, "place", lambda _path, **_more: where)
    before = table_path.read_bytes()
    store = Store.open(table_path)
    assert (store.read_only, refusal_of_writing(store), table_path.read_bytes()) == (True, "place", before)
    store.close()
    monkeypatch.setenv(ANY_FOLDER, "1")
    store = Store.open(table_path)
    store.set_setting("a", "b")
    assert store.doubts() == []
    store.close()


def test_a_backup_that_is_opened_stays_as_it_was_made(table_path: Path) -> None:
    made = backups.make(table_path, FixedClock(datetime(2026, 10, 6, tzinfo=UTC)))
    held.share(table_path, made)
    before = made.read_bytes()
    store = Store.open(made)
    assert refusal_of_writing(store) == "backup"
    store.close()
    assert made.read_bytes() == before
    assert look_into(made).digest == hash_beside(made)


def test_a_second_name_makes_it_read_only_and_a_link_is_the_file_itself(table_path: Path, who: Who) -> None:
    second, link = table_path.with_name("second.mdo"), table_path.with_name("link.mdo")
    os.link(table_path, second)
    held.share(table_path, second)
    before = table_path.read_bytes()
    for name in (table_path, second):
        store = Store.open(name)
        assert refusal_of_writing(store) == "second_name"
        store.close()
    assert table_path.read_bytes() == before
    second.unlink()
    link.symlink_to(table_path)
    one, other = Store.open(table_path), Store.open(link)
    feed = one.feed()
    with other.write(who, "action_points.add") as session:
        add_action(session)
    assert feed.moved()
    assert listed(table_path.parent) == ["link.mdo", "table.mdo"]
    feed.close()
    for store in (one, other):
        store.close()


def test_a_clock_that_went_back_is_told_and_noted_and_the_order_stays(
    store: Store, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 10, 6, 12, tzinfo=UTC)
    monkeypatch.setattr(Clock, "_real", lambda _self: now)
    store.clock = FixedClock(now + timedelta(minutes=4))
    with store.write(who, "action_points.add") as session:
        add_action(session)
    store.clock = Clock()
    assert doubts_at_opening(store, who) == []
    store.clock = FixedClock(now + timedelta(days=1))
    with store.write(who, "action_points.add") as session:
        add_action(session, id="A-002")
    store.clock = Clock()
    (said,) = doubts_at_opening(store, who)
    assert "klok" in said or "clock" in said
    with store.read() as reader:
        verbs = [row[0] for row in reader.rows("SELECT verb FROM change ORDER BY id")]
    assert verbs == ["action_points.add", "action_points.add", "trust.clock"]
    assert verify(store) == []


@pytest.mark.skipif(os.name == "nt", reason="rights of a group")
def test_what_others_may_read_is_closed_to_them_and_not_written_when_that_is_not_ours(
    table_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table_path.chmod(0o664)
    before = table_path.read_bytes()
    with monkeypatch.context() as another:
        another.setattr(os, "geteuid", lambda: table_path.stat().st_uid + 1)
        store = Store.open(table_path)
        assert (store.read_only, refusal_of_writing(store)) == (True, "open_to_others")
        store.close()
    assert (stat.S_IMODE(table_path.stat().st_mode), table_path.read_bytes()) == (0o664, before)
    store = Store.open(table_path)
    store.set_setting("a", "b")
    assert stat.S_IMODE(table_path.stat().st_mode) == 0o600
    assert doubts_at_opening(store, Who("Iris")) == [was_closed(table_path)]
    store.close()
    store = Store.open(table_path)
    assert store.doubts() == []
    store.close()


@plain_only("it begins as one")
def test_a_plain_table_where_an_encrypted_one_lay_is_not_written(table_path: Path) -> None:
    header.write(table_path, header.empty(), is_new=True)
    before = table_path.read_bytes()
    store = Store.open(table_path)
    assert (store.read_only, refusal_of_writing(store), table_path.read_bytes()) == (True, "plain_again", before)
    assert [one.level for one in examine(store) if one.check == "encryption"] == ["act"]
    store.close()
    table_path.unlink()
    with pytest.raises(FileRefused) as refused:
        Store.create(table_path)
    assert refused.value.reason == "exists"
    assert not table_path.exists()
    header.remove(table_path)
    Store.create(table_path).close()


@pytest.mark.skipif(os.name == "nt", reason="pipes with a name")
def test_a_pipe_is_no_table_and_nobody_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.mdo"
    os.mkfifo(pipe)
    handle = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)  # with a writer there, opening it does not wait
    for read_only in (False, True):
        with pytest.raises(FileRefused) as refused:
            Store.open(pipe, read_only=read_only)
        assert refused.value.reason == "no_database"
    os.close(handle)
