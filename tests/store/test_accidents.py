"""What a disk, a stick or another window does at a bad moment: one sentence with the reason, and nothing half."""

import errno
import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.who import Who
from mdoverleg.store import backups, header, held, keys, rekeying, restoring
from mdoverleg.store.content import hash_of
from mdoverleg.store.file import SETTINGS, Connection, open_connection, open_still
from mdoverleg.store.locked import PLAIN
from mdoverleg.store.store import Store
from tests.support.locked import OTHER, PASSPHRASE, encrypted, is_plain
from tests.support.rows import add_action

pytestmark = pytest.mark.skipif(os.name == "nt", reason="errors of POSIX")

CLOCK = FixedClock(datetime(2026, 10, 6, 12, 0, tzinfo=UTC))
REASONS = {
    errno.ENOSPC: "no_space",
    errno.EDQUOT: "no_space",
    errno.EFBIG: "no_space",
    errno.EEXIST: "exists",
    errno.EROFS: "read_only",
    errno.EACCES: "no_rights",
    errno.EPERM: "no_rights",
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EIO: "disk",
}


@pytest.fixture
def used(store: Store, who: Who) -> Store:
    """A table with something in it."""
    with store.write(who, "action_points.add") as session:
        add_action(session)
    return store


@pytest.fixture
def plain(table_path: Path) -> Path:
    """A table that is not encrypted, with nothing in it."""
    if not is_plain(table_path):
        keys.decrypt(table_path)
    return table_path


def failing(number: int, then: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """A call to the system that goes wrong with this error; only the first time, when told what comes then."""
    calls = []

    def call(*given: Any, **more: Any) -> Any:
        calls.append(given)
        if then is None or len(calls) == 1:
            raise OSError(number, os.strerror(number))
        return then(*given, **more)

    return call


def reason(action: Callable[[], object]) -> str:
    """Why something is refused."""
    with pytest.raises(FileRefused) as refused:
        action()
    return refused.value.reason


def made_of(store: Store) -> Path:
    """A backup that this process can open."""
    made = backups.make(store.path, CLOCK)
    held.share(store.path, made)
    return made


def names(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*")}


def spoil(file: Path) -> None:
    """Write nonsense over the head of a page, as a disk may that is at its end."""
    with file.open("r+b") as pages:
        pages.seek(4096 * 4 + 3)
        pages.write(b"\xff\xff")


def test_every_reason_for_which_a_backup_stays_is_named(used: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backups.make(used.path, CLOCK)
    [kept] = backups.kept(used.path)
    for number, expected in REASONS.items():
        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", failing(number))
            assert reason(lambda: backups.delete(kept)) == expected
    used.set_setting(backups.KEPT_SETTING, "1")
    used.set_setting(backups.MONTHS_SETTING, "0")
    backups.make(used.path, CLOCK, tidies=False)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", failing(errno.EROFS))
        assert backups.tidy(used.path, CLOCK) == []
    assert made.exists()
    assert [one.path for one in backups.tidy(used.path, CLOCK)] == [made]


def test_a_backup_that_cannot_be_written_to_its_end_is_not_there(
    used: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = names(tmp_path)
    for broken, call in (("fsync", os), ("mkdir", Path)):
        with monkeypatch.context() as patch:
            patch.setattr(call, broken, failing(errno.ENOSPC))
            assert reason(lambda: backups.make(used.path, CLOCK)) == "no_space"
        assert names(tmp_path) == before
    made = made_of(used)
    monkeypatch.setattr(os, "fsync", failing(errno.EROFS))
    assert reason(lambda: backups.keep_hash(made)) == "read_only"


def test_a_name_that_another_window_takes_at_this_moment_is_left_to_it(
    used: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EEXIST, then=os.link))
    made = made_of(used)
    assert made.name == "table-20261006-120000-2.mdo"
    assert backups.content_hash(made) == backups.hash_beside(made)


def test_on_a_stick_without_links_it_is_all_the_same(used: Store, who: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    made = made_of(used)
    digest = backups.content_hash(used.path)
    with used.write(who, "action_points.add") as session:
        add_action(session, id="A-002")
    after = backups.content_hash(used.path)
    used.close()
    done = restoring.restore(used.path, made, CLOCK)
    assert done.beside is not None
    held.share(used.path, done.beside)
    assert (backups.content_hash(used.path), backups.content_hash(done.beside)) == (digest, after)
    assert done.beside.stat().st_mode & 0o777 == 0o600


def test_no_backup_is_made_while_the_key_file_changes_all_the_time(
    used: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, beside = hash_of, header.header_of(used.path)

    def changed_meanwhile(connection: Connection) -> str:
        with beside.open("ab") as file:
            file.write(b"\n")
        return real(connection)

    monkeypatch.setattr(backups, "LOOKS", 1)
    monkeypatch.setattr(backups, "hash_of", changed_meanwhile)
    assert reason(lambda: backups.make(used.path, CLOCK)) == "locked"
    assert not backups.folder_of(used.path).exists()


def test_a_disk_that_writes_something_else_than_it_was_given_is_found_out(
    used: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made, real = backups.make(used.path, CLOCK), hash_of
    before = names(tmp_path)

    def rotten(connection: Connection) -> str:
        for part in tmp_path.rglob(".*.part"):
            spoil(part)
        return real(connection)

    with monkeypatch.context() as patch:
        patch.setattr(backups, "hash_of", rotten)
        assert reason(lambda: backups.make(used.path, CLOCK)) == "damaged"
    used.close()
    still = open_still

    def rotten_too(path: Path) -> Connection:
        if path.name.endswith(".restoring"):
            spoil(path)
        return still(path)

    monkeypatch.setattr(restoring, "open_still", rotten_too)
    assert reason(lambda: restoring.restore(used.path, made, CLOCK)) in {"damaged", "disk"}
    assert names(tmp_path) == before
    assert Store.open(used.path).damage() == []


@pytest.mark.usefixtures("cheap_keys")
def test_a_new_file_where_there_is_no_room_or_right_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.mdo"
    for number, expected in ((errno.EDQUOT, "no_space"), (errno.EROFS, "read_only"), (errno.EIO, "no_rights")):
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", failing(number))
            assert reason(lambda: Store.create(path)) == expected
    assert reason(lambda: Store.create(tmp_path / "away" / "new.mdo")) == "no_folder"
    assert reason(lambda: keys.create(tmp_path / "away" / "new.mdo", PASSPHRASE)) == "no_folder"
    assert reason(lambda: open_connection(tmp_path)) == "folder"
    assert names(tmp_path) == set()


def test_not_put_back_while_another_program_holds_the_table(used: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_of(used)
    assert restoring.look_into(made, is_glance=True).digest == ""
    assert restoring.look_into(made).digest == backups.hash_beside(made)
    used.close()
    monkeypatch.setattr("mdoverleg.store.patience.PATIENCE_S", 0.0)
    monkeypatch.setitem(SETTINGS, "busy_timeout", 1)
    monkeypatch.setattr("mdoverleg.store.file.BUSY_MS", 1)
    before = names(used.path.parent)
    with closing(open_connection(used.path, writing=True)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert reason(lambda: restoring.restore(used.path, made, CLOCK)) == "locked"
    assert names(used.path.parent) == before


@pytest.mark.usefixtures("cheap_keys")
def test_a_driver_that_does_not_write_what_it_should_encrypts_nothing(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, before = plain.read_bytes(), names(plain.parent)
    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "first_bytes", lambda _path: PLAIN)
        assert reason(lambda: keys.encrypt(plain, PASSPHRASE)) == "disk"
    real = rekeying._are_equal
    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "_are_equal", lambda *asked: real(*asked) and "action_point" not in asked[1])
        assert reason(lambda: keys.encrypt(plain, PASSPHRASE)) == "disk"
    assert (plain.read_bytes(), names(plain.parent)) == (whole, before)
    assert reason(lambda: rekeying.follow(plain, plain)) == "key_needed"


@pytest.mark.usefixtures("cheap_keys")
def test_backups_that_are_damaged_or_of_another_table_are_named_and_left(plain: Path, tmp_path: Path) -> None:
    good, bad, other = (backups.make(plain, CLOCK) for _each in range(3))
    with closing(open_connection(bad, writing=True)) as connection:
        connection.execute("INSERT INTO setting VALUES ('a', 'b')")
    foreign = encrypted(tmp_path / "elders.mdo", OTHER)
    other.write_bytes(foreign.read_bytes())
    spoilt = bad.read_bytes()
    assert keys.encrypt(plain, PASSPHRASE) == (bad,)
    assert not is_plain(good)
    assert (bad.read_bytes(), other.read_bytes()) == (spoilt, foreign.read_bytes())
    assert backups.hash_beside(good) == backups.content_hash(plain)
