"""Putting back a backup: equal by hash, past whatever a crash left, and never at the cost of what is there."""

import os
import platform
import random
import resource
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.errors import FileRefused, MdError, Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.windows import OpenWindow
from mdoverleg.store import backups, file, held, patience, restoring
from mdoverleg.store.file import HASH
from mdoverleg.store.restoring import Lost, difference, look_into, restore
from mdoverleg.store.store import Store
from tests.support.figures import figure
from tests.support.locked import bare, copy_of
from tests.support.rows import add_action

RESTORES = int(os.environ.get("MDOVERLEG_RESTORES", "3"))
"""A longer run: MDOVERLEG_RESTORES=100."""
NOW = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)
CLOCK = FixedClock(NOW)


def write(store: Store, who: Who, chance: random.Random) -> None:
    with store.write(who, "action_points.add") as session:
        for _each in range(chance.randint(1, 30)):
            add_action(session, id=f"A-{chance.randrange(10**9)}", text="Tekst é " * chance.randint(1, 60))


@pytest.fixture
def pair(store: Store, who: Who) -> tuple[Path, Path]:
    """A table and a backup of it, with one change in the table since."""
    chance = random.Random(1)
    write(store, who, chance)
    made = backups.make(store.path, CLOCK)
    held.share(store.path, made)
    write(store, who, chance)
    store.close()
    return store.path, made


def hot_journal(path: Path) -> None:
    """Leave a journal as a crash in the middle of saving does."""
    with closing(bare(path)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO setting VALUES ('spilled', ?)", ("x" * 200_000,))
        halfway, journal = path.read_bytes(), path.with_name(f"{path.name}-journal").read_bytes()
        connection.execute("ROLLBACK")
    path.write_bytes(halfway)
    path.with_name(f"{path.name}-journal").write_bytes(journal)


def foreign_journal(path: Path) -> None:
    """Leave the journal of another state of the file, as a copy by hand does."""
    before = path.read_bytes()
    hot_journal(path)
    path.write_bytes(before)


def wal(path: Path) -> None:
    """Leave a write-ahead log, as a copy by hand from a program that uses one does."""
    other = path.with_name("other.mdo")
    copy_of(path, other)
    with closing(bare(other)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT OR REPLACE INTO setting VALUES ('from the log', '1')")
        for suffix in ("-wal", "-shm"):
            shutil.copy(f"{other}{suffix}", f"{path}{suffix}")
    other.unlink()


def garbage(path: Path) -> None:
    for suffix in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).write_bytes(random.Random(3).randbytes(9000))


def zeroed(path: Path) -> None:
    path.with_name(f"{path.name}-journal").write_bytes(bytes(4096))


LEFT: tuple[Callable[[Path], object], ...] = (
    hot_journal,
    wal,
    foreign_journal,
    garbage,
    zeroed,
    lambda path: path.write_bytes(b"no table any more"),
    lambda path: path.unlink(),
    lambda path: None,
)


def test_what_is_put_back_is_equal_whatever_lies_beside_it(table_path: Path, who: Who, tmp_path: Path) -> None:
    chance = random.Random(20261006)
    equal = 0
    for turn in range(RESTORES):
        path = tmp_path / f"t{turn}.mdo"
        copy_of(table_path, path)
        store = Store.open(path)
        write(store, who, chance)
        digest = backups.content_hash(path)
        backup = backups.make(path, CLOCK)
        write(store, who, chance)
        store.close()
        LEFT[turn % len(LEFT)](path)
        if chance.random() < 0.3:
            LEFT[chance.choice([1, 3, 4])](backup)
        restored = restore(path, backup, CLOCK)
        opened = Store.open(path)
        assert opened.damage() == []
        opened.close()
        beside = [one.name for one in tmp_path.glob(f"t{turn}.mdo-*")]
        equal += backups.content_hash(path) == digest == restored.digest and beside == []
        assert path.stat().st_mode & 0o777 == 0o600
    figure("P8", "restored with an equal content hash", equal, f">= {RESTORES}")
    figure("P8", "restored, also with a journal or log of a crash beside it", RESTORES, ">= 100")
    assert equal == RESTORES


def test_the_old_file_stays_beside_it_and_what_is_lost_is_told(pair: tuple[Path, Path], who: Who) -> None:
    path, backup = pair
    before = backups.content_hash(path)
    looked = look_into(backup)
    assert (looked.changes, looked.cases, looked.action_points > 0) == (1, 0, True)
    assert difference(path, looked) == Lost(1, looked.at)
    restored = restore(path, backup, CLOCK)
    beside = path.with_name("table-20261006-120000-old.mdo")
    held.share(path, beside)
    assert (restored.beside, restored.lost) == (beside, Lost(1, looked.at))
    assert (backups.content_hash(beside), beside.stat().st_mode & 0o777) == (before, 0o600)
    assert path.stat().st_ino != beside.stat().st_ino
    again = restore(path, beside, CLOCK)
    assert (again.beside, again.lost.changes) == (path.with_name("table-20261006-120000-old-2.mdo"), None)
    assert backups.content_hash(path) == before
    store = Store.open(path)
    write(store, who, random.Random(9))
    store.close()


def test_a_damaged_table_keeps_its_journal_under_its_new_name(pair: tuple[Path, Path]) -> None:
    path, backup = pair
    path.write_bytes(b"\x00" * 5000)
    path.with_name(f"{path.name}-journal").write_bytes(b"journal")
    restored = restore(path, backup, CLOCK)
    assert restored.lost.changes is None
    assert restored.beside
    assert restored.beside.read_bytes() == b"\x00" * 5000
    assert restored.beside.with_name(f"{restored.beside.name}-journal").read_bytes() == b"journal"
    assert backups.content_hash(path) == restored.digest


def changed_letter(path: Path) -> None:
    content = bytearray(path.read_bytes())
    place = content.find("Tekst é".encode())  # nowhere, in an encrypted one: there every letter of a page counts
    content[place : place + 5] = b"Tekxt"
    path.write_bytes(content)


def foreign(path: Path) -> None:
    path.unlink()
    held.let_go(path)
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("CREATE TABLE recipe (name)")


def newer(path: Path) -> None:
    with closing(bare(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def past_the_log(path: Path) -> None:
    backups.hash_beside(path)
    path.with_name(path.name + HASH).unlink()
    with closing(bare(path)) as connection:
        connection.execute("DROP TRIGGER person_delete")


def without_hash_but_with_a_journal(path: Path) -> None:
    path.with_name(path.name + HASH).unlink()
    hot_journal(path)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (changed_letter, "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:9000]), "damaged"),
        (foreign, "foreign"),
        (newer, "newer"),
        (past_the_log, "damaged"),
        (without_hash_but_with_a_journal, "waiting"),
        (Path.unlink, "missing"),
        (lambda path: path.write_bytes(b""), "no_database"),
    ],
)
def test_a_backup_that_is_no_good_changes_nothing(
    pair: tuple[Path, Path], spoil: Callable[[Path], object], reason: str
) -> None:
    path, backup = pair
    spoil(backup)
    before = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(FileRefused) as refused:
        restore(path, backup, CLOCK)
    assert refused.value.reason == reason
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == before


def test_what_the_disk_writes_wrong_is_not_put_in_the_place_of_the_table(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, made = pair
    before, digests = path.read_bytes(), iter([look_into(made).digest, "another"])
    monkeypatch.setattr(restoring, "hash_of", lambda _connection: next(digests))
    with pytest.raises(FileRefused) as refused:
        restore(path, made, CLOCK)
    assert (refused.value.reason, path.read_bytes()) == ("disk", before)
    assert list(path.parent.glob(".*")) == []


def test_not_while_others_have_it_open(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(file.SETTINGS, "busy_timeout", 1)
    monkeypatch.setattr(patience, "PATIENCE_S", 0.02)
    path, backup = pair
    store = Store.open(path)
    here = OpenWindow("w1", "Hanna Lisdodde", pid=os.getpid(), host=platform.node(), seen=NOW.isoformat())
    far = here._replace(id="w2", name="", pid=1, host="another")
    gone = here._replace(id="w3", pid=999_999_999)
    left = far._replace(id="w4", seen=(NOW - timedelta(days=2)).isoformat())
    with pytest.raises(Refused):
        restore(path, path, CLOCK)
    for one, names in ((here, ("Hanna Lisdodde",)), (far, ())):
        store.set_setting(one.setting, one.as_text())
        before = path.read_bytes()
        with pytest.raises(Refused) as refused:
            restore(path, backup, CLOCK)
        assert (refused.value.names, path.read_bytes()) == (names, before)
        store.forget_setting(one.setting)
    with store.read() as reader:
        reader.value("SELECT count(*) FROM person")
        with pytest.raises(FileRefused) as held:
            restore(path, backup, CLOCK)
    assert held.value.reason == "locked"
    for one in (here, gone, left):
        store.set_setting(one.setting, one.as_text())
    store.close()
    assert restore(path, backup, CLOCK, mine="w1").beside


def test_a_window_that_was_open_notices(pair: tuple[Path, Path]) -> None:
    path, backup = pair
    store = Store.open(path, read_only=True)
    feed = store.feed()
    restore(path, backup, CLOCK)
    with pytest.raises(FileRefused) as refused:
        feed.moved()
    assert refused.value.reason == "moved"
    feed.close()
    store.close()


def test_without_room_the_old_file_stays(pair: tuple[Path, Path]) -> None:
    path, backup = pair
    before = path.read_bytes(), sorted(path.parent.iterdir()), sorted(backup.parent.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for room in (0, len(before[0]) // 2):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            for attempt in (lambda: restore(path, backup, CLOCK), lambda: backups.make(path, CLOCK)):
                with pytest.raises(MdError):
                    attempt()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert (path.read_bytes(), sorted(path.parent.iterdir()), sorted(backup.parent.iterdir())) == before
    assert restore(path, backup, CLOCK).beside
    figure("P4", "saves lost to a full disk", 0, "0")
