"""Backups of an encrypted table: encrypted too, with their key file, and put back under the key that they were made."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.errors import FileRefused, Refused
from mdoverleg.domain.who import Who
from mdoverleg.reads.backups import read_backup, read_backups
from mdoverleg.store import backups, header, held, keys, slots
from mdoverleg.store.changelog import verify
from mdoverleg.store.restoring import look_into, restore
from mdoverleg.store.store import Store
from tests.support.locked import plain_only
from tests.support.rows import add_action

CLOCK = FixedClock(datetime(2026, 10, 6, 12, 0, tzinfo=UTC))
FIRST, SECOND = "vijf woorden voor de eerste", "vijf woorden voor de tweede"


def add(store: Store, who: Who, number: int) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session, id=f"A-{number:03}", text="Roerdomp")


@pytest.fixture
def made(tmp_path: Path, who: Who, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """An encrypted table and its backup, with a change since."""
    monkeypatch.setattr(slots, "COST", slots.Cost(1, 1 << 20))
    path = tmp_path / "table.mdo"
    keys.create(path, FIRST)
    store = Store.create(path)
    add(store, who, 1)
    backup = store.back_up()
    add(store, who, 2)
    store.close()
    return path, backup


def opens(path: Path, passphrase: str) -> bool:
    held.let_go(path)
    try:
        keys.unlock(path, passphrase)
    except FileRefused:
        return False
    store = Store.open(path)
    assert (store.damage(), verify(store)) == ([], [])
    store.close()
    return True


def test_a_backup_is_encrypted_with_its_key_file_and_leaves_no_key_behind(made: tuple[Path, Path]) -> None:
    path, backup = made
    assert held.held(backup) is None
    for one in backup.parent.iterdir():
        assert b"Roerdomp" not in one.read_bytes()
        assert one.stat().st_mode & 0o777 == 0o600
    assert {one.name[len(backup.name) :] for one in backup.parent.iterdir()} == {"", ".keys", ".sha256"}
    assert header.read(backup)["files"] == header.read(path)["files"]
    with pytest.raises(FileRefused) as refused:
        look_into(backup)
    assert refused.value.reason == "key_needed"
    with backups.borrowed(path, backup):
        assert look_into(backup).action_points == 1
    assert held.held(backup) is None


def test_nothing_is_made_that_others_may_read_even_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "COST", slots.Cost(1, 1 << 20))
    monkeypatch.setattr(Path, "chmod", lambda _path, _mode: None)  # what is mended afterwards comes too late
    path = tmp_path / "table.mdo"
    before = os.umask(0)
    try:
        keys.create(path, FIRST)
        store = Store.create(path)
        backup = store.back_up()
        store.close()
        with backups.borrowed(path, backup):
            backups.keep_hash(backup)
        restore(path, backup, CLOCK)
    finally:
        os.umask(before)
    rights = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.rglob("*")}
    assert {name: oct(mode) for name, mode in rights.items() if mode & 0o077} == {}
    assert len(rights) == 8


def test_it_is_put_back_under_the_present_passphrase(made: tuple[Path, Path]) -> None:
    path, backup = made
    keys.change(path, SECOND)
    restored = restore(path, backup, CLOCK)
    assert (restored.lost.changes, backups.content_hash(path)) == (1, restored.digest)
    assert restored.beside
    assert [opens(one, SECOND) for one in (path, restored.beside)] == [True, True]
    assert not opens(path, FIRST)
    assert sorted(header.read(path)["files"]) == sorted(header.read(backup)["files"])


def test_one_of_before_a_change_of_key_brings_the_passphrase_of_its_day(made: tuple[Path, Path]) -> None:
    path, backup = made
    elsewhere = path.with_name("elsewhere.mdo")
    for suffix in ("", ".keys", ".sha256"):
        shutil.copy(f"{backup}{suffix}", f"{elsewhere}{suffix}")
    keys.change(path, SECOND)
    keys.remove_recovery(path, SECOND)
    before = path.read_bytes(), header.read(path)
    with pytest.raises(FileRefused) as refused:
        restore(path, elsewhere, CLOCK)
    assert (refused.value.reason, path.read_bytes(), header.read(path)) == ("key_needed", *before)
    _listed_as_older(path, elsewhere, backup)
    keys.unlock(elsewhere, FIRST)
    restored = restore(path, elsewhere, CLOCK)
    assert restored.beside
    assert [opens(path, FIRST), opens(restored.beside, SECOND)] == [True, True]
    assert len(header.read(path)["files"]) == 1


def _listed_as_older(path: Path, elsewhere: Path, backup: Path) -> None:
    """Among the backups it is listed as one that asks for the passphrase of its day, and opens by it."""
    for suffix in ("", ".keys", ".sha256"):
        shutil.copy(f"{elsewhere}{suffix}", f"{backup}{suffix}")
    store = Store.open(path)
    (line,) = read_backups(store)
    assert (line.needs_key, line.is_good) == (True, False)
    keys.unlock(backup, FIRST)
    opened = read_backup(store, backup)
    assert opened is not None
    assert (opened.needs_key, opened.is_good) == (False, True)
    held.let_go(backup)
    store.close()


@plain_only("beside an encrypted one")
def test_also_where_table_and_key_file_are_gone_and_never_plain_over_encrypted(
    made: tuple[Path, Path], template: Path
) -> None:
    path, backup = made
    plain = path.with_name("plain.mdo")
    shutil.copy(template, plain)
    before = path.read_bytes()
    with pytest.raises(Refused, match=r"(niet versleuteld|not encrypted)"):
        restore(path, plain, CLOCK)
    assert path.read_bytes() == before
    held.let_go(path)
    path.unlink()
    header.remove(path)
    keys.unlock(backup, FIRST)
    assert restore(path, backup, CLOCK).beside is None
    assert opens(path, FIRST)
    header.header_of(path).write_text("{", encoding="utf-8")
    path.write_bytes(b"\x01" * 4096)
    restored = restore(path, backup, CLOCK)
    assert restored.beside
    assert header.header_of(restored.beside).read_text(encoding="utf-8") == "{"
    assert opens(path, FIRST)
