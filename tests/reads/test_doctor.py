"""What the doctor says, and to which of it something must be done."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.clock import Clock, FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.reads import doctor
from mdoverleg.store import backups, disk
from mdoverleg.store.store import Store
from tests.support.locked import copy_of, plain_only, spoil_page
from tests.support.rows import add_action


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which all is well."""
    monkeypatch.setattr(disk, "disk_encryption", lambda _path: "yes")
    monkeypatch.setattr(disk, "place", lambda _path, **_more: "here")
    monkeypatch.setattr(disk, "free_space", lambda _path: 10**12)


def to_do(store: Store) -> set[str]:
    return {one.check for one in doctor.examine(store) if one.level == "act"}


def found(store: Store, check: str) -> doctor.Finding:
    return next(one for one in doctor.examine(store) if one.check == check)


@plain_only("of an encrypted one the disk matters less")
@pytest.mark.parametrize(("seen", "level", "lines"), [("yes", "good", 1), ("no", "know", 1), ("unseen", "know", 2)])
def test_who_encrypts_what_is_told_as_far_as_it_can_be_seen(
    store: Store, monkeypatch: pytest.MonkeyPatch, seen: str, level: str, lines: int
) -> None:
    monkeypatch.setattr(disk, "disk_encryption", lambda _path: seen)
    told = [one for one in doctor.examine(store) if one.check in ("encryption", "disk_encryption")]
    assert (told[0].level, len(told)) == (level, lines)
    assert ("noch schijf" in told[0].sentence) == (seen == "no")


@pytest.mark.parametrize(
    ("where", "level"),
    [("here", "good"), ("cloud", "act"), ("network", "act"), ("removable", "know"), ("memory", "know")],
)
def test_where_the_file_stands(store: Store, monkeypatch: pytest.MonkeyPatch, where: str, level: str) -> None:
    monkeypatch.setattr(disk, "place", lambda _path, **_more: where)
    assert found(store, "folder").level == level


def test_backups_from_none_to_a_spoiled_one(store: Store, who: Who) -> None:
    assert (found(store, "backup").level, to_do(store)) == ("know", set())
    made = store.back_up()
    with store.write(who, "meetings.close") as session:
        add_action(session)
    assert to_do(store) == {"backup_age"}
    store.back_up()
    assert (found(store, "backup").level, to_do(store)) == ("good", set())
    with store.write(who, "action_points.add") as session:
        add_action(session, id="A-002")
    assert "1 wijziging" in found(store, "backup_age").sentence
    newest = backups.kept(store.path)[0].path
    newest.write_bytes(newest.read_bytes()[:-4096] + made.read_bytes()[:4096])
    assert to_do(store) == {"backup"}


def test_what_somebody_must_do(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.back_up()
    monkeypatch.setattr(disk, "free_space", lambda _path: 5)
    store.path.chmod(0o644)
    second = store.path.with_name("second.mdo")
    os.link(store.path, second)
    store.path.with_name("table-20261006-120000-old.mdo").write_bytes(b"")
    store.path.with_name("table.mdo-shm").write_bytes(b"x")
    now = store.clock.utc()
    monkeypatch.setattr(Clock, "_real", lambda _self: now - timedelta(days=2))
    store.clock = FixedClock(datetime(2026, 10, 6, tzinfo=UTC))
    store.set_setting("a", "b")
    assert to_do(store) == {"space", "rights", "names"}
    assert [found(store, check).level for check in ("older", "journal")] == ["know", "know"]
    store.path.chmod(0o600)
    second.unlink()
    folder = backups.folder_of(store.path)
    folder.chmod(0o755)
    assert to_do(store) == {"space", "rights"}
    folder.chmod(0o700)


def test_a_file_that_is_read_as_far_as_it_goes(store: Store, tmp_path: Path, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        for number in range(200):
            add_action(session, id=f"A-{number:03}", text="Tekst " * 40)
    damaged = copy_of(store.path, tmp_path / "damaged.mdo")
    spoil_page(damaged, "Tekst Tekst", "action_point")
    opened = Store.open(damaged)
    try:
        assert "whole" in to_do(opened)
        assert "--salvage" in found(opened, "whole").sentence
    finally:
        opened.close()
