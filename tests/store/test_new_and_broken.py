"""A table that is made by a later version, and what is left of one that lost whole parts of itself."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.errors import FileRefused, UndoRefused
from mdoverleg.domain.who import Who
from mdoverleg.store import backups, migrations
from mdoverleg.store.changelog import undo
from mdoverleg.store.file import open_connection, peek
from mdoverleg.store.salvage import Lost, salvaged
from mdoverleg.store.store import Store
from tests.store.test_migrations import next_version  # noqa: F401 - a fixture
from tests.support.rows import add_action


def test_a_later_version_makes_its_tables_whole(next_version: Any, tmp_path: Path) -> None:  # noqa: F811
    next_version()
    made = tmp_path / "new.mdo"
    migrations.create(made)
    assert peek(made, "PRAGMA user_version") == len(migrations.REVISIONS)
    assert peek(made, "PRAGMA quick_check") == "ok"


def by_hand(path: Path, *statements: str) -> None:
    """Change a file past the program."""
    with closing(open_connection(path, writing=True)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)


def test_a_table_of_the_file_that_is_gone_is_named_and_the_rest_comes_out(store: Store, who: Who) -> None:
    with pytest.raises(FileRefused) as refused, salvaged(store.path):
        pass
    assert refused.value.reason == "damaged", "of a file with nothing in it there is nothing to save"
    with store.write(who, "action_points.add") as session:
        add_action(session, "Belt school")
    store.close()
    by_hand(store.path, "DROP TABLE pitch")
    with salvaged(store.path) as (found, lost):
        assert Lost("pitch", 0, "rows") in lost
        assert peek(found, "SELECT text FROM action_point") == "Belt school"
    assert not found.exists()


def test_what_tells_of_a_damaged_log_or_folder_goes_on(store: Store, who: Who, tmp_path: Path) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session)
    by_hand(store.path, "DROP TRIGGER change_item_update", "UPDATE change_item SET after = 'geen JSON'")
    with pytest.raises(UndoRefused):
        undo(store, who, 1)
    assert backups.set_aside(tmp_path / "away" / "t.mdo") == []
