"""No known word lies in any file on disk, whatever was going on when the program was killed."""

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.clock import Clock
from mdoverleg.domain.who import Who
from mdoverleg.store import backups, held, keys, migrations
from mdoverleg.store.changelog import verify
from mdoverleg.store.file import open_connection
from mdoverleg.store.store import Store
from tests.store.test_migrations import next_version  # noqa: F401 - a program that is one version on
from tests.store.test_rekeying import in_child, killed_at
from tests.support.figures import figure
from tests.support.locked import PASSPHRASE, encrypted, found_in
from tests.support.rows import add_action

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="forks"), pytest.mark.usefixtures("cheap_keys")]

KILLS = int(os.environ.get("MDOVERLEG_KILLS", "1"))
"""A longer run: MDOVERLEG_KILLS=200."""
CANARIES = ("koekoeksjong", "action_points.add", "Iris de Wit", "CREATE TABLE")


@pytest.fixture
def locked(tmp_path: Path, who: Who) -> Path:
    """An encrypted table with many rows, whose key is held."""
    folder = tmp_path / "table"
    folder.mkdir()
    path = encrypted(folder / "table.mdo")
    keys.unlock(path, PASSPHRASE)
    store = Store.open(path)
    with store.write(who, "action_points.add") as session:
        for number in range(60):
            add_action(session, f"koekoeksjong {number} " * 20, id=f"A-{number:03}")
    store.close()
    return path


def assert_kept(path: Path) -> None:
    """Nothing readable is on disk; and the table is whole, opened by its passphrase as the next program would."""
    assert found_in(path.parent, *CANARIES) == set()
    key = held.held_with_salt(path)
    assert key
    store = Store.open(path)
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM action_point WHERE text LIKE 'koekoeksjong%'") == 60
    assert (store.damage(), verify(store)) == ([], [])
    store.close()
    assert found_in(path.parent, *CANARIES) == set()


def saving(path: Path, who: Who, after: int) -> None:
    """Change every row and end hard in the middle of it: some of it is in the file, and its journal lies beside it."""
    store = Store.open(path)
    with store.write(who, "action_points.add") as session:
        driver: Any = session.connection().connection.driver_connection
        driver.execute("PRAGMA cache_size = 1")  # nothing stays in memory
        for number in range(after):
            driver.execute("UPDATE action_point SET text = 'koekoeksjong' || text WHERE id = ?", (f"A-{number:03}",))
        os.kill(os.getpid(), signal.SIGKILL)


def test_killed_while_saving(locked: Path, who: Who) -> None:
    chance = random.Random(os.getpid())
    hot = 0
    for _number in range(KILLS):
        os.waitpid(in_child(lambda: saving(locked, who, chance.randint(5, 60))), 0)
        hot += locked.with_name("table.mdo-journal").exists()
        assert_kept(locked)
    assert hot, "a journal lay beside the file"
    figure("P14", "kills while saving that left a known word on disk", 0, "0")


def test_killed_while_a_backup_is_made(locked: Path) -> None:
    def run() -> Path:
        return backups.make(locked, Clock())

    chance = random.Random(os.getpid())
    for number in range(KILLS):
        killed_at(run, chance.randint(1, 30) if KILLS < 30 else 1 + number)
        assert found_in(locked.parent, *CANARIES) == set()
    made = run()
    assert_kept(locked)
    held.let_go(made)
    keys.unlock(made, PASSPHRASE)
    assert_kept(made)
    figure("P14", "kills during a backup that left a known word on disk", 0, "0")


def test_killed_while_the_file_is_brought_up_to_date(
    locked: Path,
    next_version: Callable[..., None],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run() -> None:
        migrations.upgrade(locked)

    next_version("import os; os.environ.get('KILLED_HERE') and os.kill(os.getpid(), 9)")
    for number in range(max(1, KILLS // 2)):
        if number:  # the first time at the last step of the migration itself
            killed_at(run, number)
        else:
            monkeypatch.setenv("KILLED_HERE", "1")
            os.waitpid(in_child(run), 0)
            monkeypatch.delenv("KILLED_HERE")
            assert locked.with_name("table.mdo-journal").exists()
        assert found_in(locked.parent, *CANARIES) == set()
    run()
    assert found_in(locked.parent, *CANARIES) == set()
    connection = open_connection(locked)
    assert connection.execute('SELECT count(weather), count(*) FROM "case"').fetchone() == (0, 0)
    assert connection.execute("SELECT count(*) FROM action_point WHERE text LIKE 'koekoeksjong%'").fetchone() == (60,)
    assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    connection.close()
    (kept, *_more) = backups.kept(locked)
    held.let_go(kept.path)
    keys.unlock(kept.path, PASSPHRASE)
    figure("P14", "kills during a migration that left a known word on disk", 0, "0")


def test_nothing_readable_in_what_sqlite_puts_beside_it(locked: Path, who: Who) -> None:
    store = Store.open(locked)
    with store.write(who, "action_points.add") as session:
        driver: Any = session.connection().connection.driver_connection
        driver.execute("UPDATE action_point SET text = text || '!'")
        driver.execute("CREATE TEMP TABLE kept AS SELECT text FROM action_point ORDER BY text")
        driver.execute("DROP TABLE kept")
        assert found_in(locked.parent, *CANARIES) == set()
    store.close()
    assert {one.name for one in locked.parent.iterdir()} == {"table.mdo", "table.mdo.keys"}
