import os
import random
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.who import Who
from mdoverleg.store import backups, file, header, held, keys, rekeying
from mdoverleg.store.changelog import verify
from mdoverleg.store.content import content_hash
from mdoverleg.store.feed import Feed
from mdoverleg.store.store import Store
from tests.support.figures import figure
from tests.support.locked import PASSPHRASE, forget_all, found_in, is_plain, make_cheap, plain_only
from tests.support.rows import add_action

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="forks"),
    pytest.mark.usefixtures("cheap_keys"),
    plain_only("they begin as one"),
]

KILLS = int(os.environ.get("MDOVERLEG_KILLS", "1"))
"""A longer run: MDOVERLEG_KILLS=200, for each of the three."""
CANARY = "koekoeksjong"


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain table with something in it, in its log and among its drafts, made once; encrypted in a folder beside."""
    path = tmp_path_factory.mktemp("filled") / "table.mdo"
    shutil.copy(template, path)
    fill(path, Who("Iris de Wit", window="window-1"))
    encrypted = path.parent / "locked" / path.name
    encrypted.parent.mkdir()
    shutil.copy(path, encrypted)
    with pytest.MonkeyPatch.context() as patch:
        make_cheap(patch)
        keys.encrypt(encrypted, PASSPHRASE)
    return path


@pytest.fixture
def plain(filled: Path, tmp_path: Path) -> Path:
    """A plain table with something in it."""
    return Path(shutil.copy(filled, tmp_path))


@pytest.fixture
def locked(filled: Path, tmp_path: Path) -> Path:
    """The same, encrypted, and its key held."""
    for one in (filled.parent / "locked").iterdir():
        shutil.copy(one, tmp_path)
    keys.unlock(tmp_path / filled.name, PASSPHRASE)
    return tmp_path / filled.name


def fill(path: Path, who: Who) -> None:
    store = Store.open(path)
    for number in range(3):
        with store.write(who, "action_points.add") as session:
            add_action(session, f"{CANARY} {number}", id=f"A-00{number}")
    store.set_setting("draft", CANARY)
    store.close()


class Seen(NamedTuple):
    texts: list[str]
    draft: str | None
    changes: int
    wrong: list[str]


WHOLE = Seen([f"{CANARY} {number}" for number in range(3)], CANARY, 3, [])


def seen(path: Path) -> Seen:
    store = Store.open(path)
    with store.read() as reader:
        texts = [str(row[0]) for row in reader.rows("SELECT text FROM action_point ORDER BY id")]
        changes = int(reader.value("SELECT count(*) FROM change"))
        found = reader.value("SELECT count(*) FROM search WHERE search MATCH ?", (CANARY,))
    wrong = [*store.damage(), *verify(store), *([] if found == len(texts) else ["search"])]
    draft = store.setting("draft")
    store.close()
    return Seen(texts, draft, changes, wrong)


def test_encrypted_and_back_nothing_is_lost(plain: Path, tmp_path: Path) -> None:
    before = content_hash(plain)
    keys.encrypt(plain, PASSPHRASE)
    assert not is_plain(plain)
    assert found_in(tmp_path, CANARY, "action_points.add", PASSPHRASE) == set()
    assert seen(plain) == WHOLE
    assert content_hash(plain) != before  # the log is sealed with a key now
    held.let_go(plain)
    keys.unlock(plain, PASSPHRASE)
    keys.decrypt(plain)
    assert is_plain(plain)
    assert held.held(plain) is None
    assert seen(plain) == WHOLE
    assert content_hash(plain) == before
    assert {one.name for one in tmp_path.iterdir()} == {plain.name}
    assert plain.stat().st_mode & 0o777 == 0o600


def test_the_old_file_is_overwritten(plain: Path) -> None:
    with plain.open("rb") as old:
        keys.encrypt(plain, PASSPHRASE)
        assert not old.read().strip(b"\xff")


def test_what_was_tampered_with_shows_after_it_too(plain: Path) -> None:
    connection = file.open_connection(plain, writing=True)
    connection.execute("DROP TRIGGER change_update")
    connection.execute("UPDATE change SET who = 'Iemand anders' WHERE id = 2")
    connection.close()
    connection = file.open_connection(plain)
    keys.encrypt(plain, PASSPHRASE)
    connection.close()
    connection = file.open_connection(plain)
    assert connection.execute("SELECT who FROM change WHERE id = 2").fetchone() == ("Iemand anders",)
    connection.close()


def test_taking_the_sheet_back_gives_another_key_under_the_same_passphrase(locked: Path, tmp_path: Path) -> None:
    sheet = "\n".join(keys.add_recovery(locked))
    before = held.held(locked)
    with pytest.raises(FileRefused):
        keys.remove_recovery(locked, "een heel andere zin")
    assert held.held(locked) == before
    assert keys.remove_recovery(locked, PASSPHRASE) == ()
    assert held.held(locked) not in (None, before)
    assert keys.recovery_of(locked) == ""
    assert seen(locked) == WHOLE
    held.let_go(locked)
    with pytest.raises(FileRefused) as refused:
        keys.unlock_with_sheet(locked, sheet)
    assert refused.value.reason == "wrong_sheet"
    keys.unlock(locked, PASSPHRASE)
    assert seen(locked) == WHOLE
    assert len(header.read(locked)["files"]) == 1
    assert found_in(tmp_path, CANARY) == set()


def test_backups_go_along_and_other_copies_are_named(plain: Path, tmp_path: Path, who: Who) -> None:
    first = backups.make(plain, Clock())
    damaged = backups.make(plain, Clock())
    damaged.write_bytes(damaged.read_bytes()[:-4096])
    loose = plain.with_name("table-oud.mdo")
    shutil.copy(plain, loose)
    plain.with_name("table-lijst.mdo").write_bytes(b"iets anders")
    assert keys.encrypt(plain, PASSPHRASE) == (damaged, loose)
    damaged.unlink()
    loose.unlink()
    assert found_in(tmp_path, CANARY) == set()
    second = backups.make(plain, Clock())
    assert keys.remove_recovery(plain, PASSPHRASE) == ()
    for copy in (first, second):
        assert backups.hash_beside(copy)
        held.let_go(copy)
        keys.unlock(copy, PASSPHRASE)
        assert seen(copy) == WHOLE
        assert backups.hash_beside(copy) == content_hash(copy)
    assert file.first_bytes(first) == file.first_bytes(second) == file.first_bytes(plain)


def test_what_cannot_be_is_refused_and_nothing_changes(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reason(run: Callable[[], object]) -> str:
        before = {one: one.read_bytes() for one in plain.parent.iterdir()}
        with pytest.raises(FileRefused) as refused:
            run()
        assert {one: one.read_bytes() for one in plain.parent.iterdir()} == before
        return refused.value.reason

    assert reason(lambda: rekeying.decrypt(plain)) == "key_needed"
    assert reason(lambda: rekeying.rekey(plain, PASSPHRASE)) == "key_needed"
    second = plain.with_name("second.mdo")
    second.hardlink_to(plain)
    assert reason(lambda: keys.encrypt(plain, PASSPHRASE)) == "two_names"
    second.unlink()
    monkeypatch.setattr("mdoverleg.store.patience.PATIENCE_S", 0.0)
    connection = file.open_connection(plain, writing=True)
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("BEGIN IMMEDIATE")
    monkeypatch.setitem(file.SETTINGS, "busy_timeout", 0)
    plain.with_name(f".{plain.name}.new").write_bytes(b"of who holds the lock")
    assert reason(lambda: keys.encrypt(plain, PASSPHRASE)) == "locked"
    connection.close()
    plain.with_name(f".{plain.name}.new").unlink()
    monkeypatch.setattr(rekeying, "_are_equal", lambda *_: False)
    assert reason(lambda: keys.encrypt(plain, PASSPHRASE)) == "disk"
    monkeypatch.undo()
    make_cheap(monkeypatch)
    monkeypatch.setattr(rekeying, "_seal", out_of_room)
    assert reason(lambda: keys.encrypt(plain, PASSPHRASE)) == "no_space"
    monkeypatch.undo()
    make_cheap(monkeypatch)
    monkeypatch.setattr(rekeying, "_add", out_of_room)
    assert reason(lambda: keys.encrypt(plain, PASSPHRASE)) == "no_space"
    monkeypatch.undo()
    make_cheap(monkeypatch)
    keys.encrypt(plain, PASSPHRASE)
    assert reason(lambda: keys.encrypt(plain, PASSPHRASE)) == "encrypted"
    assert seen(plain) == WHOLE


def test_a_disk_that_takes_no_more_changes_nothing(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    before = plain.read_bytes()

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        for limit in (1000, 500_000, 1_100_000, len(before) - 4096):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            with pytest.raises(FileRefused) as refused:
                keys.encrypt(plain, PASSPHRASE)
            assert refused.value.reason == "disk"

    assert os.waitpid(in_child(limited), 0)[1] == 0
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=rekeying.SPARE + 4096))
    with pytest.raises(FileRefused) as refused:
        keys.encrypt(plain, PASSPHRASE)
    assert refused.value.reason == "no_space"
    assert plain.read_bytes() == before
    assert [one.name for one in plain.parent.iterdir()] == [plain.name]


def out_of_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


def in_child(run: Callable[[], object]) -> int:
    """Do something in a process of its own that has nothing open, and return its number."""
    child = os.fork()
    if child == 0:
        try:
            run()
        except BaseException:  # noqa: BLE001 - the child must end here, whatever happens
            os._exit(1)
        os._exit(0)
    return child


def test_an_open_window_loses_nothing_and_is_told(plain: Path, who: Who) -> None:
    store = Store.open(plain)
    feed = Feed(store)
    with store.write(who, "action_points.add") as session:
        add_action(session, "net bewaard", id="A-009")
    assert os.waitpid(in_child(lambda: keys.encrypt(plain, PASSPHRASE)), 0)[1] == 0
    told = []
    for attempt in (
        feed.moved,
        lambda: store.set_setting("draft", "te laat"),
        lambda: store.setting("draft"),
        lambda: add_late(store, who),
    ):
        with pytest.raises(FileRefused) as refused:
            attempt()
        told.append(refused.value.reason)
    assert set(told) == {"key_changed"}
    feed.close()
    store.close()
    with pytest.raises(FileRefused) as refused:
        Store.open(plain)
    assert refused.value.reason == "key_needed"
    keys.unlock(plain, PASSPHRASE)
    assert "net bewaard" in seen(plain).texts


def add_late(store: Store, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session, "te laat", id="A-010")


def saving(path: Path, who: Who, told: int) -> None:
    """Save and tell, until that is refused; then tell why."""
    store = Store.open(path)
    try:
        for number in range(100, 10_000):
            with store.write(who, "action_points.add") as session:
                add_action(session, f"regel {number}", id=f"A-{number}")
            os.write(told, f"A-{number} ".encode())
    except FileRefused as refused:
        os.write(told, f"{refused.reason} ".encode())


def test_a_window_that_saves_all_the_time_loses_nothing_it_was_told_of(plain: Path, who: Who) -> None:
    reading, writing = os.pipe()
    writer = in_child(lambda: saving(plain, who, writing))
    os.close(writing)
    said = os.read(reading, 100)  # it has begun
    try:
        keys.encrypt(plain, PASSPHRASE)
    except BaseException:
        os.kill(writer, signal.SIGKILL)
        raise
    finally:
        os.waitpid(writer, 0)
        while more := os.read(reading, 100_000):
            said += more
        os.close(reading)
    *acknowledged, reason = said.decode().split()
    assert reason == "key_changed"
    store = Store.open(plain)
    with store.read() as reader:
        found = {str(row[0]) for row in reader.rows("SELECT id FROM action_point")}
    assert acknowledged
    assert set(acknowledged) <= found
    assert (store.damage(), verify(store)) == ([], [])
    store.close()
    figure("P14", "saved in a window while its table was encrypted, and lost", len(set(acknowledged) - found), "0")


STEPS = 20
EVENTS = ("open", "os.rename", "os.remove", "fcntl.flock", "os.truncate")
"""Of the interpreter, where a step of this work begins."""


def killed_at(run: Callable[[], object], step: int) -> bool:
    """Do something in a child that kills itself before a step; tells whether it came that far."""
    left = [step]

    def before(event: str, _arguments: object) -> None:
        if event in EVENTS:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def child() -> None:
        sys.addaudithook(before)
        run()

    _pid, status = os.waitpid(in_child(child), 0)
    return os.WIFSIGNALED(status)


def killed_after(run: Callable[[], object], seconds: float) -> None:
    """Do something in a child, and kill that after some time."""
    child = in_child(run)
    timer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
    timer.start()
    os.waitpid(child, 0)
    timer.cancel()
    timer.join()


@pytest.mark.parametrize("what", ["encrypt", "rekey", "decrypt"])
def test_killed_at_any_moment_one_whole_table_is_left(
    request: pytest.FixtureRequest, tmp_path: Path, what: str
) -> None:
    plain: Path = request.getfixturevalue("plain" if what == "encrypt" else "locked")
    runs: dict[str, Callable[[], object]] = {
        "encrypt": lambda: keys.encrypt(plain, PASSPHRASE),
        "rekey": lambda: keys.remove_recovery(plain, PASSPHRASE),
        "decrypt": lambda: keys.decrypt(plain),
    }
    kept = {one: one.read_bytes() for one in tmp_path.iterdir()}
    key = held.held_with_salt(plain)
    chance = random.Random(os.getpid())
    survived = 0
    for number in range(KILLS):
        if number % 5 == 4:
            killed_after(runs[what], chance.uniform(0.0, 0.15))
        elif not killed_at(runs[what], chance.randint(1, STEPS) if KILLS < STEPS else 1 + number % STEPS):
            survived += 1
        if what == "rekey":
            assert found_in(tmp_path, CANARY) == set()
        forget_all()
        if not is_plain(plain):
            keys.unlock(plain, PASSPHRASE)
        assert seen(plain) == WHOLE
        for one in tmp_path.iterdir():
            one.unlink()
        for one, data in kept.items():
            one.write_bytes(data)
            one.chmod(0o600)
        forget_all()
        if key:
            held.hold(plain, *key)
    figure("P14", f"kills while a table was given a key ({what}) that left no whole table", 0, "0")
    assert survived <= KILLS // 2 + 1


def test_what_a_kill_left_is_cleared_the_next_time(plain: Path, tmp_path: Path) -> None:
    steps = iter(range(1, 100))
    while not any(tmp_path.glob(".*.new")):
        assert killed_at(lambda: keys.encrypt(plain, PASSPHRASE), next(steps))
    keys.encrypt(plain, PASSPHRASE)
    assert {one.name for one in tmp_path.iterdir()} == {plain.name, f"{plain.name}.keys"}
    assert seen(plain) == WHOLE
