"""Backups: equal to the file in one state of it, for their owner alone, and no more of them than are needed."""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.looking import BACKUP, KIND_OF_FILE
from mdoverleg.domain.who import Who
from mdoverleg.store import backups, cleaning, file, held
from mdoverleg.store.noting import Noted
from mdoverleg.store.restoring import difference, look_into
from mdoverleg.store.store import Store
from mdoverleg.store.unreadable import unreadable_cells
from tests.support.locked import bare, copy_of, listed
from tests.support.rows import add_action

NOW = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)
CLOCK = FixedClock(NOW)


@pytest.fixture
def used(store: Store, who: Who) -> Store:
    """A table with some content."""
    with store.write(who, "action_points.add") as session:
        for number in range(40):
            add_action(session, id=f"A-{number:03}", text=f"Tekst {number} é")
    return store


def test_a_backup_is_equal_private_and_stands_beside_the_file(used: Store) -> None:
    made = backups.make(used.path, CLOCK)
    held.share(used.path, made)
    assert made == used.path.parent / "table-backups" / "table-20261006-120000-1.mdo"
    assert backups.content_hash(made) == backups.content_hash(used.path) == backups.hash_beside(made)
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert listed(made.parent) == [made.name, f"{made.name}.sha256"]
    assert {one.stat().st_mode & 0o777 for one in made.parent.iterdir()} == {0o600}
    again = backups.make(used.path, CLOCK)
    assert [one.path for one in backups.kept(used.path)] == [again, made]
    assert backups.kept(used.path)[1] == backups.Backup(made, 1, NOW, made.stat().st_size)
    opened = Store.open(made)
    assert opened.damage() == []
    opened.close()
    backups.delete(backups.kept(used.path)[0])
    assert listed(made.parent) == [made.name, f"{made.name}.sha256"]


def test_the_hash_sees_every_letter_and_not_the_layout(used: Store, who: Who, tmp_path: Path) -> None:
    before = backups.content_hash(used.path)
    other = tmp_path / "other.mdo"
    copy_of(used.path, other)
    connection = bare(other)
    connection.execute("VACUUM")
    assert other.read_bytes() != used.path.read_bytes()
    assert backups.content_hash(other) == before
    found = {before}
    for statement in (
        "UPDATE change SET who = who || ' '",
        "UPDATE log_head SET writing = 1",
        "INSERT INTO setting VALUES ('x', '1')",
        "UPDATE setting SET value = CAST('1' AS BLOB) WHERE name = 'x'",
        "INSERT INTO search (rowid, words) VALUES (999999, 'x')",
        "DROP TRIGGER person_delete",
        "PRAGMA user_version = 9",
    ):
        connection.executescript("DROP TRIGGER IF EXISTS change_update; DROP TRIGGER IF EXISTS change_keep;")
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('change', 'log_head')"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)
        found.add(backups.content_hash(other))
    connection.close()
    assert len(found) == 8


@pytest.mark.parametrize("looks", [0, backups.LOOKS])
def test_a_backup_while_others_save_is_of_one_state(used: Store, monkeypatch: pytest.MonkeyPatch, looks: int) -> None:
    monkeypatch.setattr(backups, "LOOKS", looks)
    stop = threading.Event()
    other = Store.open(used.path)

    def save() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            other.set_setting("a", str(number))
            other.set_setting("b", str(number))

    saving = threading.Thread(target=save)
    saving.start()
    try:
        made = backups.make(used.path, CLOCK)
    finally:
        stop.set()
        saving.join()
        other.close()
    held.share(used.path, made)
    assert backups.content_hash(made) == backups.hash_beside(made)
    kept = Store.open(made)
    first, second = int(kept.setting("a") or 0), int(kept.setting("b") or 0)
    kept.close()
    assert first - second in (0, 1)


@pytest.mark.parametrize("clock", [-400, 0, 4000])
def test_the_newest_are_kept_and_one_of_each_month_whatever_the_clock_says(used: Store, clock: int) -> None:
    made = [NOW - timedelta(days=9 * number) for number in range(60)]
    found = [
        backups.Backup(Path(f"b{60 - number}"), 60 - number, moment, 1)
        for number, moment in enumerate([NOW + timedelta(days=clock), *made[1:]])
    ]
    gone = {one.number for one in backups.superfluous(found, NOW)}
    assert not gone & set(range(51, 61))
    left = [one for one in found if one.number not in gone]
    months = [f"{one.made:%Y-%m}" for one in left if one.number < 51]
    assert len(set(months)) == len(months) >= 9
    assert min(one.made for one in left if one.number < 51) > NOW - timedelta(days=373)


def test_what_is_superfluous_goes_and_half_made_ones_too(used: Store) -> None:
    used.set_setting(backups.KEPT_SETTING, "2")
    used.set_setting(backups.MONTHS_SETTING, "0")
    folder = backups.folder_of(used.path)
    folder.mkdir()
    stale, mine = folder / ".x.999999999.part", folder / f".x.{os.getpid()}.part"
    stale.write_bytes(b"x")
    mine.write_bytes(b"x")
    for _each in range(4):
        backups.make(used.path, CLOCK)
    assert [one.number for one in backups.kept(used.path)] == [4, 3]
    assert (stale.exists(), mine.exists(), folder.stat().st_mode & 0o777) == (False, True, 0o700)


def test_a_clock_that_went_back_does_not_make_a_new_backup_an_old_one(used: Store) -> None:
    used.set_setting(backups.KEPT_SETTING, "1")
    backups.make(used.path, CLOCK)
    newest = backups.make(used.path, FixedClock(NOW - timedelta(days=3)))
    assert backups.kept(used.path)[0].path == newest


def test_nothing_half_is_left_and_nothing_is_written_over(
    used: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = backups.folder_of(used.path)
    monkeypatch.setattr(backups, "_sound_hash", lambda _part: "another")
    with pytest.raises(FileRefused) as refused:
        backups.make(used.path, CLOCK)
    assert (refused.value.reason, folder.exists()) == ("damaged", False)
    monkeypatch.undo()
    taken = tmp_path / "taken.mdo"
    taken.write_bytes(b"mine")
    with pytest.raises(FileRefused) as refused:
        backups.make_as(used.path, taken)
    assert (refused.value.reason, taken.read_bytes()) == ("exists", b"mine")
    with pytest.raises(FileRefused) as refused:
        backups.make_as(used.path, tmp_path / "nowhere" / "a.mdo")
    assert refused.value.reason == "no_folder"
    folder.symlink_to(tmp_path)
    with pytest.raises(FileRefused) as refused:
        backups.make(used.path, CLOCK)
    assert refused.value.reason == "no_folder"


def test_whoever_copies_or_looks_opens_the_file_as_one_that_cannot_be_written(
    used: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = backups.make(used.path, CLOCK)
    held.share(used.path, made)
    looked = look_into(made)
    opened: list[tuple[Path, str]] = []
    really = file._driver

    def noted(path: Path, options: str) -> file.Connection:
        opened.append((path, options))
        return really(path, options)

    monkeypatch.setattr(file, "_driver", noted)
    for does in (
        lambda: backups.make(used.path, CLOCK),
        lambda: used.copy_to(tmp_path / "copy.mdo"),
        lambda: backups.content_hash(used.path),
        lambda: difference(used.path, looked),
        lambda: unreadable_cells(used.path),
    ):
        opened.clear()
        does()
        assert {how.partition("&")[0] for path, how in opened if path == used.path} == {"mode=ro"}


def test_copies_that_stand_elsewhere_are_named_after_erasing(used: Store, who: Who, tmp_path: Path) -> None:
    inside, outside = backups.make(used.path, CLOCK), tmp_path / "copy.mdo"
    used.copy_to(outside)
    for path in (inside, outside, tmp_path / "gone.mdo", outside):
        with used.note(who, BACKUP, [Noted(KIND_OF_FILE, 0, None, "insert", {"path": str(path)})]):
            pass
    assert cleaning._elsewhere(used.path) == (str(outside),)


def test_a_link_in_the_place_of_a_backup_is_not_followed(used: Store, tmp_path: Path) -> None:
    link, end = tmp_path / "link.mdo", tmp_path / "end"
    link.symlink_to(end)
    with pytest.raises(FileRefused) as refused:
        backups.make_as(used.path, link)
    assert (refused.value.reason, str(refused.value).count("link.mdo"), end.exists()) == ("exists", 1, False)
    made = backups.make(used.path, CLOCK)
    beside = made.with_name(f"{made.name}.sha256")
    beside.unlink()
    beside.symlink_to(end)
    with pytest.raises(FileRefused):
        backups.keep_hash(made)
    assert not end.exists()


def test_a_link_to_the_file_has_the_same_backups(used: Store, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere.mdo"
    link.symlink_to(used.path)
    made = backups.make(link, CLOCK)
    assert [one.path for one in backups.kept(used.path)] == [made]
