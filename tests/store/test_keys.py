import json
import os
import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from mdoverleg.domain.errors import FileRefused, Refused
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import set_language
from mdoverleg.store import file, header, held, keys, slots
from mdoverleg.store.changelog import verify
from mdoverleg.store.feed import Feed
from mdoverleg.store.locked import fits, why_no_database
from mdoverleg.store.store import Store
from tests.support.figures import figure
from tests.support.locked import OTHER, PASSPHRASE, beside, encrypted, found_in, is_plain, make_cheap, plain_only
from tests.support.rows import add_action

pytestmark = pytest.mark.usefixtures("cheap_keys")

NOON = datetime(2026, 10, 6, 12, tzinfo=UTC)
CANARY = "koekoeksjong"


@pytest.fixture(scope="module")
def locked_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted table, made once."""
    with pytest.MonkeyPatch.context() as patch:
        make_cheap(patch)
        return encrypted(tmp_path_factory.mktemp("locked") / "Merel.mdo")


@pytest.fixture
def locked(locked_template: Path, tmp_path: Path) -> Path:
    """An encrypted table that nobody holds the key of."""
    for name in ("Merel.mdo", "Merel.mdo.keys"):
        shutil.copy(locked_template.with_name(name), tmp_path / name)
    return tmp_path / "Merel.mdo"


def reason_of(path: Path, passphrase: str | None = None) -> str:
    """Why a table is not opened, in both languages, and that this changes nothing but the count of wrong tries."""

    def opened() -> FileRefused | None:
        try:
            if passphrase is not None:
                keys.unlock(path, passphrase)
            Store.open(path).close()
        except FileRefused as refused:
            return refused
        return None

    def all_else() -> dict[Path, bytes]:
        return {one: one.read_bytes() for one in path.parent.iterdir() if one != header.header_of(path)}

    before, dutch = all_else(), opened()
    set_language("en")
    english = opened()
    set_language("nl")
    assert all_else() == before
    if dutch is None or english is None:
        assert dutch is english
        return ""
    assert str(dutch) != str(english)
    return dutch.reason


def add(store: Store, who: Who, text: str = CANARY) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session, text)


def test_a_new_table_is_encrypted_from_its_first_byte(tmp_path: Path, who: Who) -> None:
    path = tmp_path / "Merel.mdo"
    key = keys.create(path, PASSPHRASE)
    store = Store.create(path)
    add(store, who)
    store.close()
    assert (len(key), is_plain(path), keys.is_encrypted(path)) == (32, False, True)
    assert {one.name for one in tmp_path.iterdir()} == {"Merel.mdo", "Merel.mdo.keys"}
    assert found_in(tmp_path, CANARY, PASSPHRASE, "action_point", key.hex()) == set()
    assert header.header_of(path).stat().st_mode & 0o777 == 0o600


def test_it_opens_with_its_passphrase_typed_on_any_keyboard(tmp_path: Path, who: Who) -> None:
    path = encrypted(tmp_path / "table.mdo", "café au lait ")
    for wrong in ("café au lait", "Café au lait ", " café au lait "):
        with pytest.raises(FileRefused) as refused:
            keys.unlock(path, wrong, now=NOON + timedelta(days=len(keys.failures(path))))
        assert refused.value.reason == "wrong_key"
        assert wrong not in str(refused.value)
    keys.unlock(path, "cafe\u0301 au lait ", now=NOON + timedelta(days=9))
    store = Store.open(path)
    add(store, who)
    assert (store.damage(), verify(store)) == ([], [])
    store.close()


def test_every_way_in_uses_the_key(locked: Path, tmp_path: Path, who: Who) -> None:
    keys.unlock(locked, PASSPHRASE)
    store = Store.open(locked)
    add(store, who)
    store.set_setting("mark", CANARY)
    store.prepare_writing()
    feed = Feed(store)
    assert not feed.moved()
    store.copy_to(tmp_path / "copy.mdo")
    made = store.back_up()
    feed.close()
    store.close()
    assert found_in(tmp_path, CANARY, "action_points.add") == set()
    for copy in (tmp_path / "copy.mdo", made):
        assert not is_plain(copy)
        held.let_go(copy)
        keys.unlock(copy, PASSPHRASE)
        again = Store.open(copy)
        assert again.setting("mark") == CANARY
        again.close()


def test_what_is_wrong_with_a_file_or_its_key_file(locked: Path, tmp_path: Path) -> None:
    good, other = beside(locked), encrypted(tmp_path / "Ekster.mdo")
    assert reason_of(locked) == "key_needed"
    assert reason_of(locked, "een heel andere zin") == "wrong_key"
    header.header_of(locked).unlink()
    assert reason_of(locked) == reason_of(locked, PASSPHRASE) == "no_key_file"
    beside(locked, beside(other))
    assert reason_of(locked) == reason_of(locked, PASSPHRASE) == "foreign_key_file"
    values = json.loads(good)
    kept = [(salt, one["slots"]) for salt, one in values["files"].items()]
    wrong: list[tuple[Any, str]] = [
        (b"", "damaged_key_file"),
        (b"\xff" * 50, "damaged_key_file"),
        (b"[" * 5000, "damaged_key_file"),
        (b" " * (header.MOST_BYTES + 1), "damaged_key_file"),
        ({**values, "version": 2}, "newer"),
        ({**values, "version": "1"}, "damaged_key_file"),
        ({**values, "mdoverleg": "table"}, "damaged_key_file"),
        ({**values, "files": {next(iter(values["files"])): {"slots": 5}}}, "damaged_key_file"),
        ({**values, "files": {salt: {"slots": slots * 21} for salt, slots in kept}}, "damaged_key_file"),
        ({**values, "row": None}, "damaged_key_file"),
        ({**values, "row": 10**400}, "damaged_key_file"),
        ({**values, "failures": [1]}, "damaged_key_file"),
    ]
    for content, reason in wrong:
        beside(locked, content if isinstance(content, bytes) else json.dumps(content).encode())
        assert reason_of(locked) == reason_of(locked, PASSPHRASE) == reason, content
    beside(locked, good)
    assert reason_of(locked, PASSPHRASE) == ""


def test_a_damaged_slot_is_no_wrong_passphrase(locked: Path) -> None:
    good = json.loads(beside(locked))
    salt = next(iter(good["files"]))
    for change in (
        {"times": 10**9},
        {"times": float("inf")},
        {"memory": float("nan")},
        {"memory": 1 << 60},
        {"memory": 1},
        {"times": "veel"},
        {"kdf": "md5"},
        {"salt": "zz"},
        {"salt": "00"},
        {"box": "00" * 40},
        {"box": None},
    ):
        values = json.loads(json.dumps(good))
        values["files"][salt]["slots"][0].update(change)
        beside(locked, json.dumps(values).encode())
        assert reason_of(locked, PASSPHRASE) == "damaged_key_file", change


def test_a_key_file_that_others_may_read_is_refused(locked: Path) -> None:
    header.header_of(locked).chmod(0o640)
    assert reason_of(locked, PASSPHRASE) == "open_key_file"
    with pytest.raises(FileRefused) as refused:
        keys.change(hold(locked), OTHER)
    assert refused.value.reason == "open_key_file"


def hold(path: Path) -> Path:
    """Hold a key for a file, whichever: for what must be refused before the key counts."""
    held.hold(path, bytes(32), file.first_bytes(path))
    return path


def test_a_file_that_is_cut_off_or_has_rotten_is_damaged(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "LOOKS", 1)
    keys.unlock(locked, PASSPHRASE)
    whole = locked.read_bytes()
    for content in (
        whole[:4096],
        whole[:5000],
        whole[:100],
        whole[:16],
        whole[:7],
        whole[:16] + bytes(len(whole) - 16),
    ):
        locked.write_bytes(content)
        assert reason_of(locked) == "damaged", len(content)
    rotten = bytearray(whole)
    for page in range(1, len(whole) // 4096):
        rotten[page * 4096 + 100] ^= 1
    locked.write_bytes(rotten)
    assert reason_of(locked) == "damaged"
    locked.write_bytes(whole)
    assert reason_of(locked) == ""


def test_no_key_and_a_key_of_another_length_open_nothing_and_make_nothing(locked: Path, tmp_path: Path) -> None:
    for key in (b"", b"x" * 31, b"x" * 33, b"x" * 16):
        with pytest.raises(ValueError, match="32 bytes"):
            held.hold(tmp_path / "new.mdo", key)
        with pytest.raises(ValueError, match="32 bytes"):
            file._give(None, key)
    assert not (tmp_path / "new.mdo").exists()
    with pytest.raises(Refused):
        keys.unlock(locked, "")
    with pytest.raises(Refused):
        keys.create(tmp_path / "new.mdo", "kort")
    assert {one.name for one in tmp_path.iterdir()} == {"Merel.mdo", "Merel.mdo.keys"}


def test_a_driver_that_forgets_the_key_makes_no_plain_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.mdo"
    keys.create(path, PASSPHRASE)
    give = file._give
    monkeypatch.setattr(file, "_give", lambda driver, key, salt=b"": None if any(key) else give(driver, key, salt))
    with pytest.raises(FileRefused):
        Store.create(path)
    keys.discard(path)
    assert list(tmp_path.iterdir()) == []


def test_making_a_table_never_takes_the_key_file_of_another(locked: Path) -> None:
    good = beside(locked)
    moved = locked.rename(locked.with_name("elders.mdo"))
    with pytest.raises(FileRefused) as refused:
        keys.create(locked, OTHER)
    assert refused.value.reason == "exists"
    assert beside(locked) == good
    with pytest.raises(FileRefused):
        keys.create(moved, OTHER)


def test_trying_costs_more_and_more_patience_and_is_kept_until_it_is_told(locked: Path) -> None:
    waits = []
    now = NOON
    for _number in range(12):
        now += timedelta(seconds=keys.delay(locked, now=now))
        with pytest.raises(FileRefused, match="niet de wachtzin"):
            keys.unlock(locked, OTHER, now=now)
        waits.append(keys.delay(locked, now=now))
    assert waits == [0, 0, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    for early, words in ((0, "5 minuten"), (260, "40 seconden"), (299, "1 seconde")):
        with pytest.raises(FileRefused) as refused:
            keys.unlock(locked, PASSPHRASE, now=now + timedelta(seconds=early))
        assert refused.value.reason == "too_soon"
        assert words in str(refused.value)
    assert keys.delay(locked, now=now - timedelta(days=30)) == 300  # the clock was set back
    found = keys.failures(locked)
    assert len(found) == 12
    assert found[0].at == "2026-10-06 12:00:00"
    assert all(one.who for one in found)
    keys.unlock(locked, PASSPHRASE, now=now + timedelta(seconds=300))
    assert (keys.delay(locked, now=now), len(keys.failures(locked))) == (0, 12)
    assert header.read(locked)["row"] == 0  # all tries that cost nothing are there again
    keys.clear_failures(locked)
    assert keys.failures(locked) == []


def test_a_key_of_another_moment_is_told_from_damage(locked: Path) -> None:
    plain = locked.with_name("plain.mdo")
    with closing(dbapi2.connect(str(plain))) as connection:
        connection.execute("CREATE TABLE a (b)")
    for path, salt, is_ours in (
        (locked, bytes(16), False),
        (locked, file.first_bytes(locked), True),
        (locked, b"", True),
        (plain, b"", False),
    ):
        held.hold(path, bytes(32), salt)
        assert (fits(path), why_no_database(path).reason) == (is_ours, "damaged" if is_ours else "key_changed")


def test_a_key_file_that_cannot_be_written_still_tells_a_wrong_passphrase(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = beside(locked)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileRefused) as refused:
        keys.unlock(locked, OTHER)
    assert refused.value.reason == "wrong_key"
    keys.unlock(locked, PASSPHRASE)
    with pytest.raises(FileRefused) as refused:
        keys.change(locked, OTHER)
    assert refused.value.reason == "no_space"
    assert beside(locked) == good
    assert {one.name for one in locked.parent.iterdir()} == {"Merel.mdo", "Merel.mdo.keys"}


def test_another_passphrase_leaves_open_windows_alone(locked: Path, who: Who) -> None:
    keys.unlock(locked, PASSPHRASE)
    store = Store.open(locked)
    keys.change(locked, OTHER)
    add(store, who)
    store.close()
    held.let_go(locked)
    assert reason_of(locked, PASSPHRASE) == "wrong_key"
    assert reason_of(locked, OTHER) == ""
    held.let_go(locked)
    with pytest.raises(FileRefused) as refused:
        keys.change(locked, PASSPHRASE)
    assert refused.value.reason == "key_needed"


def test_the_sheet_opens_a_table_whose_key_file_is_lost_damaged_or_foreign(locked: Path, tmp_path: Path) -> None:
    keys.unlock(locked, PASSPHRASE)
    sheet = "\n".join(keys.add_recovery(locked, now=NOON))
    assert keys.recovery_of(locked) == "2026-10-06"
    stranger = beside(encrypted(tmp_path / "Ekster.mdo"))
    for content in (None, b"rot", stranger):
        held.let_go(locked)
        header.header_of(locked).unlink()
        if content is not None:
            beside(locked, content)
        keys.unlock_with_sheet(locked, sheet)
        keys.change(locked, OTHER)
        held.let_go(locked)
        assert reason_of(locked, OTHER) == ""
    assert {one.read_bytes() for one in tmp_path.glob("*.old-*")} == {b"rot", stranger}  # it may be all there is


@plain_only("no sheet opens one")
def test_the_sheet_of_another_table_opens_nothing(locked: Path, tmp_path: Path, table_path: Path) -> None:
    other = encrypted(tmp_path / "Ekster.mdo")
    keys.unlock(other, PASSPHRASE)
    sheet = "\n".join(keys.add_recovery(other))
    for path in (locked, table_path):
        with pytest.raises(FileRefused) as refused:
            keys.unlock_with_sheet(path, sheet)
        assert refused.value.reason == "wrong_sheet"
        assert held.held(path) is None
    keys.unlock(locked, PASSPHRASE)
    with pytest.raises(FileRefused):
        keys.unlock_with_sheet(locked, sheet)
    Store.open(locked).close()  # what was held still is


def test_two_windows_work_on_one_encrypted_table(locked: Path, who: Who) -> None:
    keys.unlock(locked, PASSPHRASE)
    one, two = Store.open(locked), Store.open(locked)
    feed = Feed(two)
    add(one, who)
    assert feed.moved()
    with two.read() as reader:
        assert reader.value("SELECT text FROM action_point") == CANARY
    feed.close()
    one.close()
    two.close()


def test_a_projector_reads_an_encrypted_table(locked: Path) -> None:
    keys.unlock(locked, PASSPHRASE)
    store = Store.open(locked, read_only=True)
    assert store.damage() == []
    store.close()


def test_a_copy_without_its_key_file_is_not_made(locked: Path, tmp_path: Path) -> None:
    keys.unlock(locked, PASSPHRASE)
    store = Store.open(locked)
    header.header_of(locked).unlink()
    with pytest.raises(FileRefused) as refused:
        store.copy_to(tmp_path / "copy.mdo")
    store.close()
    assert refused.value.reason == "no_key_file"
    assert not (tmp_path / "copy.mdo").exists()


def test_a_slot_in_the_keyring(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[tuple[str, str], str] = {}
    install_keyring(monkeypatch, kept, priority=5.0)
    keys.unlock(locked, PASSPHRASE)
    keys.add_keyring(locked)
    held.let_go(locked)
    assert keys.has_keyring(locked)
    assert keys.unlock_by_keyring(locked)
    Store.open(locked).close()
    keys.add_keyring(locked)
    assert len(kept) == 1  # the older secret went
    held.let_go(locked)
    kept[next(iter(kept))] = "no hex"
    assert not keys.unlock_by_keyring(locked)
    kept[next(iter(kept))] = "00" * 32
    assert not keys.unlock_by_keyring(locked)
    keys.remove_keyring(locked)
    assert (kept, keys.has_keyring(locked)) == ({}, False)
    assert reason_of(locked, PASSPHRASE) == ""


@pytest.mark.parametrize("kind", ["plain file", "none", "not installed", "locked"])
def test_a_keyring_that_is_not_safe_is_not_used(locked: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    kept: dict[tuple[str, str], str] = {}
    keys.unlock(locked, PASSPHRASE)
    if kind == "not installed":
        monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    else:
        module = "keyrings.alt.file" if kind == "plain file" else "keyring.backends.x"
        priority = 0.0 if kind == "none" else 5.0
        install_keyring(monkeypatch, kept, priority=priority, module=module, is_locked=kind == "locked")
    with pytest.raises(Refused):
        keys.add_keyring(locked)
    assert kept == {}
    assert not keys.has_keyring(locked)
    assert not keys.unlock_by_keyring(locked)


def install_keyring(
    monkeypatch: pytest.MonkeyPatch,
    kept: dict[tuple[str, str], str],
    *,
    priority: float,
    module: str = "keyring.backends.SecretService",
    is_locked: bool = False,
) -> None:
    """Put a keyring in the place of this machine's own; inside a chain with one that must not be taken."""
    import sys
    import types

    errors = types.ModuleType("keyring.errors")
    errors.KeyringError = type("KeyringError", (Exception,), {})  # type: ignore[attr-defined]

    class Backend:
        def __init__(self) -> None:
            self.priority = priority

        def set_password(self, service: str, name: str, secret: str) -> None:
            if is_locked:
                raise errors.KeyringError
            kept[service, name] = secret

        def get_password(self, service: str, name: str) -> str | None:
            return kept.get((service, name))

        def delete_password(self, service: str, name: str) -> None:
            del kept[service, name]

    Backend.__module__ = module
    found = types.ModuleType("keyring")
    found.get_keyring = lambda: types.SimpleNamespace(backends=[Backend()])  # type: ignore[attr-defined]
    found.errors = errors  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", found)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)


def test_a_key_shows_itself_nowhere(locked: Path) -> None:
    keys.unlock(locked, PASSPHRASE)
    key = held.held_with_salt(locked)
    assert key is not None
    assert key.key.hex() not in f"{key!r}{key}{held._keys!r}"
    assert repr(key.key) not in f"{key!r}{held._keys!r}"


def test_the_usual_cost_of_a_try(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    slot = slots.passphrase_slot(PASSPHRASE, bytes(32))
    assert (slot["kdf"], slot["times"], slot["memory"]) == ("argon2id", 3, 64 << 20)
    assert slots.opened_by_passphrase(slot, PASSPHRASE) == bytes(32)
    figure("P14", "memory that one try of a passphrase costs", slot["memory"] >> 20, ">= 64 MiB")


def test_a_link_to_a_table_has_the_key_file_of_the_table(locked: Path, tmp_path: Path) -> None:
    link = tmp_path / "sub" / "link.mdo"
    link.parent.mkdir()
    link.symlink_to(locked)
    keys.unlock(link, PASSPHRASE)
    Store.open(link).close()
    shutil.rmtree(link.parent)


def test_a_new_key_file_is_not_made_where_there_is_no_room_or_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    for number, reason in ((errno.EDQUOT, "no_space"), (errno.EROFS, "read_only"), (errno.EIO, "disk")):

        def fail(*_: object, number: int = number) -> None:
            raise OSError(number, "said by the system")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail)
            with pytest.raises(FileRefused) as refused:
                keys.create(tmp_path / "new.mdo", PASSPHRASE)
        assert refused.value.reason == reason
        assert "said by the system" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@plain_only("they have no passphrase")
def test_without_a_key_only_the_passphrase_adds_or_takes_away(locked: Path, table_path: Path) -> None:
    for attempt in (lambda: keys.add_recovery(locked), lambda: keys.add_keyring(locked), lambda: keys.decrypt(locked)):
        with pytest.raises(FileRefused) as refused:
            attempt()
        assert refused.value.reason == "key_needed"
    keys.require_passphrase(locked, PASSPHRASE)
    assert held.held(locked) is None
    with pytest.raises(FileRefused):
        keys.unlock(table_path, PASSPHRASE)  # a plain table has no passphrase
    with pytest.raises(FileRefused) as refused:
        keys.unlock(table_path.with_name("nowhere.mdo"), PASSPHRASE)
    assert refused.value.reason == "missing"
    assert keys.failures(table_path) == []
    keys.discard(locked)  # of a table whose key is not held, nothing is taken back
    assert header.has_header(locked)
