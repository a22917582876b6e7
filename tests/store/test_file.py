import ast
import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.who import Who
from mdoverleg.store import file, refusals
from mdoverleg.store.engine import raw
from mdoverleg.store.feed import Feed
from mdoverleg.store.store import Store
from tests.support.locked import bare, copy_of, listed
from tests.support.rows import add_action

STORE = Path(file.__file__).parent


def settings_of(connection: Any) -> dict[str, Any]:
    names = [*file.SETTINGS, "journal_mode", "query_only"]
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


def expected(*, query_only: int) -> dict[str, Any]:
    return {**file.SETTINGS, "journal_mode": "delete", "query_only": query_only}


def test_the_settings_are_those_that_were_promised() -> None:
    assert file.SETTINGS == {
        "busy_timeout": 5000,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "synchronous": 3,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
    }


@pytest.mark.parametrize("read_only", [False, True])
def test_the_reading_connection_has_every_setting(table_path: Path, *, read_only: bool) -> None:
    store = Store.open(table_path, read_only=read_only)
    assert settings_of(store._reading.connection) == expected(query_only=1)
    store.close()


def test_the_writing_connection_has_every_setting(store: Store, who: Who) -> None:
    with store.write(who, "test.write") as session:
        assert settings_of(raw(session.connection())) == expected(query_only=0)


def test_the_feed_has_every_setting(store: Store) -> None:
    feed = Feed(store)
    assert settings_of(feed._connection) == expected(query_only=1)
    feed.close()


def test_a_file_in_another_journal_mode_is_brought_back(table_path: Path) -> None:
    connection = bare(table_path)
    assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    connection.close()
    store = Store.open(table_path)
    assert settings_of(store._reading.connection)["journal_mode"] == "delete"
    store.close()
    assert listed(table_path.parent) == [table_path.name]


@pytest.mark.parametrize("name", ["we ird?#%41.mdo", "ié'\"&=;.mdo", "a?mode=memory", "-rf", "nl\nnew"])
def test_an_odd_name_is_the_name(tmp_path: Path, name: str, who: Who) -> None:
    path = tmp_path / name
    store = Store.create(path)
    with store.write(who, "action_points.add") as session:
        add_action(session)
    store.close()
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    again = Store.open(path)
    with again.read() as reader:
        assert reader.value("SELECT count(*) FROM action_point") == 1
    again.close()


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        store = Store.create(tmp_path / "table.mdo")
        store.copy_to(tmp_path / "copy.mdo")
        store.close()
    finally:
        os.umask(before)
    assert {stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.iterdir()} == {0o600}


def test_making_a_file_never_touches_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "table.mdo"
    path.write_bytes(b"mine")
    link = tmp_path / "link.mdo"
    link.symlink_to(tmp_path / "elsewhere.mdo")
    for taken in (path, link):
        with pytest.raises(FileRefused) as refused:
            Store.create(taken)
        assert refused.value.reason == "exists"
    assert path.read_bytes() == b"mine"
    assert not (tmp_path / "elsewhere.mdo").exists()


def test_making_a_file_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        Store.create(tmp_path / "nowhere" / "table.mdo")
    assert refused.value.reason == "no_folder"


def test_a_half_made_file_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mdoverleg.store.migrations.finish", fail)
    with pytest.raises(KeyboardInterrupt):
        Store.create(tmp_path / "table.mdo")
    assert list(tmp_path.iterdir()) == []


def foreign(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE recipe (name)")
    connection.close()


def damaged(path: Path, template: Path) -> None:
    whole = bytearray(copy_of(template, path).read_bytes())
    whole[100:3000] = b"\xff" * 2900
    path.write_bytes(whole)


def newer(path: Path, template: Path) -> None:
    changed(path, template, "PRAGMA user_version = 99")


def hostile(path: Path, template: Path) -> None:
    changed(path, template, "CREATE TRIGGER evil AFTER INSERT ON action_point BEGIN DELETE FROM person; END")


def without_log(path: Path, template: Path) -> None:
    changed(path, template, "DROP TRIGGER action_point_update")


def changed(path: Path, template: Path, statement: str) -> None:
    copy_of(template, path)
    connection = bare(path)
    connection.execute(statement)
    connection.close()


REFUSED: dict[str, tuple[str, Any]] = {
    "foreign": ("foreign", lambda path, _template: foreign(path)),
    "garbage": ("no_database", lambda path, _template: path.write_bytes(b"\x93" * 9000)),
    "short": ("no_database", lambda path, _template: path.write_bytes(b"SQLite")),
    "empty": ("no_database", lambda path, _template: path.write_bytes(b"")),
    "text": ("no_database", lambda path, _template: path.write_text("naam;datum\n" * 200, encoding="utf-8")),
    "damaged": ("damaged", damaged),
    "newer": ("newer", newer),
    "hostile": ("damaged", hostile),
    "without log": ("damaged", without_log),
}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_file_keeps_every_byte(kind: str, tmp_path: Path, template: Path, *, read_only: bool) -> None:
    reason, make = REFUSED[kind]
    path = tmp_path / "Merel.mdo"
    make(path, template)
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(FileRefused, match=r"Merel\.mdo") as refused:
        Store.open(path, read_only=read_only)
    assert refused.value.reason == reason
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert listed(tmp_path) == [path.name]


def troubles(path: Path) -> list[str]:
    """Why the file is refused, or what is wrong with it once it is open."""
    try:
        store = Store.open(path)
    except FileRefused as refused:
        return [refused.reason]
    try:
        return store.damage()
    finally:
        store.close()


@pytest.mark.parametrize("cut", [50, 4096, 100_000])
def test_a_cut_off_file_is_refused_or_shows_its_damage(cut: int, tmp_path: Path, template: Path) -> None:
    path = tmp_path / "table.mdo"
    path.write_bytes(template.read_bytes()[:cut])
    assert troubles(path) != []
    assert path.read_bytes() == template.read_bytes()[:cut]


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.mdo", "missing"), (tmp_path, "folder"), (tmp_path / "a" / "b", "missing")):
        with pytest.raises(FileRefused) as refused:
            Store.open(path)
        assert refused.value.reason == reason
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_rights_is_refused(table_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.R_OK)
    with pytest.raises(FileRefused) as refused:
        Store.open(table_path)
    assert refused.value.reason == "no_rights"


def test_a_file_that_may_only_be_read_can_be_read(table_path: Path, monkeypatch: pytest.MonkeyPatch, who: Who) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(FileRefused) as refused:
        Store.open(table_path)
    assert refused.value.reason == "read_only"
    store = Store.open(table_path, read_only=True)
    with store.read() as reader:
        assert reader.rows("SELECT * FROM person") == []
    with pytest.raises(FileRefused) as refused, store.write(who, "people.add"):
        raise AssertionError("a read-only store gave a session")
    assert refused.value.reason == "read_only"
    with pytest.raises(FileRefused):
        store.set_setting("a", "b")
    store.close()


def test_a_file_that_another_program_holds_is_refused(table_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(file.SETTINGS, "busy_timeout", 1)
    monkeypatch.setattr(file, "BUSY_MS", 1)
    other = bare(table_path)
    other.execute("BEGIN EXCLUSIVE")
    before = table_path.read_bytes()
    with pytest.raises(FileRefused) as refused:
        Store.open(table_path)
    assert refused.value.reason == "locked"
    other.execute("ROLLBACK")
    other.close()
    assert table_path.read_bytes() == before
    Store.open(table_path).close()


CRASH = """
import os, sys
from pathlib import Path
from tests.support.locked import bare, unlock
path = Path(sys.argv[1])
unlock(path)
connection = bare(path)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE log_head SET writing = 1")
connection.executemany("INSERT INTO setting VALUES (?, ?)", [(str(n), "x" * 4000) for n in range(500)])
os._exit(0)
"""


def crashed(path: Path) -> None:
    """Leave the file as a window that was killed in the middle of saving leaves it: with its journal beside it."""
    subprocess.run([sys.executable, "-c", CRASH, str(path)], check=True)
    assert path.with_name(f"{path.name}-journal").exists()


def test_a_reading_window_waits_for_a_writing_one_after_a_crash(table_path: Path) -> None:
    crashed(table_path)
    with pytest.raises(FileRefused) as refused:
        Store.open(table_path, read_only=True)
    assert refused.value.reason == "waiting"
    Store.open(table_path).close()
    store = Store.open(table_path, read_only=True)
    assert store.setting("1") is None
    store.close()


def test_one_bad_byte_does_not_hide_a_list(store: Store) -> None:
    connection = file.open_connection(store.path, writing=True)
    connection.execute("INSERT INTO setting VALUES ('a', CAST(x'4dff' AS TEXT))")
    connection.close()
    assert store.setting("a") == "M\ufffd"
    assert store.setting("b") is None


def test_every_reason_has_a_sentence_that_names_no_content() -> None:
    for reason in refusals._SENTENCES:
        refused = refusals.refused(reason, Path("/somewhere/Merel.mdo"))
        assert refused.reason == reason
        # Only a command that is to be typed as it stands there names the folder.
        assert "somewhere" not in str(refused).replace("mdoverleg --file /somewhere/Merel.mdo ", "")
        assert str(refused)


def test_every_reason_that_is_given_or_asked_for_has_a_sentence() -> None:
    said = {place: reason for code in sorted(STORE.rglob("*.py")) for place, reason in reasons(code)}
    assert len(said) > 80
    assert {place: reason for place, reason in said.items() if reason not in refusals._SENTENCES} == {}
    assert {*refusals._REASONS.values()} <= refusals._SENTENCES.keys()


def reasons(code: Path) -> Iterator[tuple[str, str]]:
    """Every reason that stands in a file, with its place: also those of faults that no test can bring about."""
    for node in ast.walk(ast.parse(code.read_text(encoding="utf-8"))):
        said: list[ast.expr] = []
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("refused"):
            said = node.args[:1]
        elif isinstance(node, ast.Compare) and getattr(node.left, "attr", "") == "reason":
            said = node.comparators
        for one in (one for part in said for one in ast.walk(part) if isinstance(one, ast.Constant)):
            yield f"{code.name}:{one.lineno}:{one.col_offset}", str(one.value)


def test_an_error_that_nobody_knows_is_a_refusal_too(table_path: Path) -> None:
    assert file._not_opened(dbapi2.Error(), table_path).reason == "no_rights"
    assert file._not_made(OSError(errno.EIO, "?"), table_path).reason == "no_rights"
    assert file._not_made(OSError(errno.EDQUOT, "?"), table_path).reason == "no_space"
    assert file._not_made(OSError(errno.EROFS, "?"), table_path).reason == "read_only"
    assert file._not_made(OSError(errno.EIO, "?"), table_path / "nowhere").reason == "no_folder"


def test_threads_share_the_reading_connection(store: Store) -> None:
    found: list[Any] = []

    def read() -> None:
        for _ in range(50):
            with store.read() as reader, store.read() as inner:
                found.append((reader.value("SELECT count(*) FROM person"), inner.value("SELECT 1")))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(0, 1)] * 200


def test_a_reader_cannot_write(store: Store) -> None:
    with store.read() as reader, pytest.raises(FileRefused):
        reader.rows("DELETE FROM setting")


def test_an_unknown_mode_is_a_fault_of_the_caller(table_path: Path) -> None:
    with pytest.raises(ValueError, match="rwc"):
        file.open_connection(table_path, mode="rwc")


def test_half_a_change_of_somebody_else_is_no_damage(table_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look without a lock may fall in the middle of a commit, when the header counts pages that are not there yet."""
    whole = table_path.read_bytes()
    table_path.write_bytes(whole[:-4096])
    with pytest.raises(FileRefused, match=r"damaged|beschadigd"):
        file.peek(table_path, "PRAGMA application_id")
    monkeypatch.setattr("mdoverleg.store.file.time.sleep", lambda _seconds: table_path.write_bytes(whole))
    table_path.write_bytes(whole[:-4096])
    assert file.peek(table_path, "PRAGMA application_id") == file.APPLICATION_ID
