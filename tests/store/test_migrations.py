import os
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.domain.who import Who
from mdoverleg.store import backups, file, held, migrations, triggers
from mdoverleg.store.migrations import run as upgrading
from mdoverleg.store.store import Store
from mdoverleg.store.tables import ActionPoint
from tests.support.figures import figure
from tests.support.locked import bare, copy_of, plain_only
from tests.support.rows import add_action, everything
from tools.schema import statements

NEXT = '''"""The version after the newest, made up for the test."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    with op.batch_alter_table("case") as batch:
        batch.add_column(sa.Column("weather", sa.Text()))
        batch.alter_column("goal", type_=sa.String(300))
    {then}
'''


def plain(sql: str) -> str:
    """A statement without the white space that carries no meaning."""
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))


def schema(path: Path) -> dict[str, str]:
    """Every table and index of a file with the text it was made by."""
    connection = bare(path)
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {name: plain(sql) for name, sql in found}


def engine_over(path: Path) -> Engine:
    return create_engine(
        "sqlite://", module=dbapi2, creator=lambda: file.open_connection(path, writing=True), poolclass=NullPool
    )


def test_the_newest_version_is_the_head_of_the_migrations() -> None:
    engine = create_engine("sqlite://", module=dbapi2)
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(upgrading.config(connection))
        revisions = [script.revision for script in scripts.walk_revisions()]
    assert (tuple(reversed(revisions)), scripts.get_current_head()) == (migrations.REVISIONS, migrations.HEAD)


def test_a_new_file_has_the_tables_of_the_models(template: Path, tmp_path: Path) -> None:
    made = tmp_path / "models.db"
    engine = create_engine(f"sqlite:///{made}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tables that refer to one another in a circle have no order
        SQLModel.metadata.create_all(engine)
    engine.dispose()
    of_models = schema(made)
    assert {name: sql for name, sql in schema(template).items() if name in of_models} == of_models
    assert set(SUBJECTS) == set(SQLModel.metadata.tables)


def test_the_tool_prints_the_tables_of_the_models(template: Path) -> None:
    assert {plain(one) for one in statements()} <= set(schema(template).values())


def test_alembic_finds_nothing_to_do(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "table.mdo"
    copy_of(template, path)
    with engine_over(path).connect() as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        command.check(upgrading.config(connection))


def test_alembic_makes_the_same_from_nothing(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "table.mdo"
    file.create_empty(path)
    upgrading.upgrade(path)
    assert schema(path) == schema(template)
    assert file.peek(path, "PRAGMA user_version") == len(migrations.REVISIONS)


def test_every_table_logs_and_the_fingerprint_fits(template: Path) -> None:
    connection = bare(template)
    texts = [row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
    found = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert {f"{table}_{event}" for table in SUBJECTS for event in ("insert", "update", "delete")} <= found
    assert triggers.fingerprint(texts) == triggers.FINGERPRINT, (
        "the triggers have changed: add a migration, so that older files get them, then run tools.schema"
    )
    connection.close()


def test_a_trigger_fills_every_column(store: Store, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session)
    with store.read() as reader:
        logged = reader.rows(
            "SELECT key FROM change_item, json_each(change_item.after) WHERE table_name = 'action_point'"
        )
    assert {row[0] for row in logged} == set(ActionPoint.__table__.columns.keys())  # type: ignore[attr-defined]


@plain_only("of an encrypted one no byte says anything")
def test_the_application_is_told_in_the_header(template: Path) -> None:
    assert template.read_bytes()[68:72] == b"mdov"


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """A program that is one version on; called with what the migration does last."""
    versions = tmp_path / "versions"
    versions.mkdir()

    def prepare(then: str = "pass") -> None:
        script = NEXT.format(head=migrations.HEAD, then=then)
        (versions / "9999_next.py").write_text(script, encoding="utf-8")
        plain = upgrading.config

        def config(connection: Any) -> Any:
            found = plain(connection)
            own = Path(migrations.__file__).parent / "versions"
            found.set_main_option("version_locations", f"{own}{os.pathsep}{versions}")
            return found

        monkeypatch.setattr(upgrading, "config", config)
        monkeypatch.setattr(migrations, "REVISIONS", (*migrations.REVISIONS, "9999"))
        monkeypatch.setattr(migrations, "HEAD", "9999")

    return prepare


@pytest.fixture
def old(store: Store, who: Who) -> tuple[Path, dict[str, Any]]:
    """A file of this version with a case and its member, and what is in it."""
    from tests.support.rows import add_case, add_member, add_person

    with store.write(who, "cases.add") as session:
        case = add_case(session, add_person(session))
        add_member(session, case)
        add_action(session, case_id=case.pk)
    rows = everything(store)
    store.close()
    return store.path, rows


def test_an_upgrade_keeps_every_row_the_log_and_a_copy(
    old: tuple[Path, dict[str, Any]], next_version: Any, monkeypatch: pytest.MonkeyPatch, who: Who
) -> None:
    path, rows = old
    before, digest = path.read_bytes(), backups.content_hash(path)
    next_version()
    with pytest.raises(FileRefused) as refused:
        Store.open(path, read_only=True)
    assert (refused.value.reason, path.read_bytes()) == ("older", before)
    upgrading.upgrade(path)
    fresh = triggers.statements(file.open_connection(path))
    monkeypatch.setattr(triggers, "FINGERPRINT", triggers.fingerprint(fresh))
    store = Store.open(path)
    after = everything(store)
    assert {name: found for name, found in after.items() if name != "case"} == {
        name: found for name, found in rows.items() if name != "case"
    }
    assert [row[:-1] for row in after["case"]] == rows["case"]
    with store.write(who, "cases.change") as session:
        session.connection().exec_driver_sql("UPDATE \"case\" SET weather = 'guur'")
    with store.read() as reader:
        assert reader.value("SELECT after FROM change_item ORDER BY id DESC") == '{"weather":"guur"}'
        assert reader.value("PRAGMA user_version") == len(migrations.REVISIONS)
    assert store.damage() == []
    store.close()
    (kept,) = backups.kept(path)
    assert kept.path.stat().st_mode & 0o777 == 0o600
    held.share(path, kept.path)
    assert bare(kept.path).execute("PRAGMA user_version").fetchone() == (1,)
    assert backups.hash_beside(kept.path) == digest


@pytest.mark.parametrize(
    "fault",
    [
        "1 / 0",
        'op.execute("SELECT nothing")',
        'op.execute("DELETE FROM person")',
        'op.execute("DROP TRIGGER person_delete"); op.execute("DELETE FROM person")',
    ],
)
def test_an_upgrade_that_fails_changes_nothing(old: tuple[Path, dict[str, Any]], next_version: Any, fault: str) -> None:
    path, rows = old
    before = schema(path)
    next_version(fault)
    with pytest.raises(Exception, match=r".+"):
        upgrading.upgrade(path)
    assert schema(path) == before
    assert file.peek(path, "PRAGMA user_version") == 1
    assert file.peek(path, "SELECT count(*) FROM member") == len(rows["member"])
    assert (list(path.parent.glob("*.mdo")), backups.kept(path)) == ([path], [])
    figure("P17", "kinds of failing upgrades that changed nothing", 1, ">= 4")


def test_an_upgrade_waits_for_no_window_that_stays(
    old: tuple[Path, dict[str, Any]], next_version: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdoverleg.store.patience.PATIENCE_S", 0.0)
    monkeypatch.setitem(file.SETTINGS, "busy_timeout", 1)
    path, _rows = old
    next_version()
    other = bare(path)
    other.execute("BEGIN IMMEDIATE")
    before = schema(path)
    with pytest.raises(FileRefused) as refused:
        Store.open(path)
    assert refused.value.reason == "locked"
    other.execute("ROLLBACK")
    other.close()
    assert schema(path) == before


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("UPDATE person SET secrecy_on = ?", ["gisteren", "31-02-2026", "2026-02-30", "2026-2-3", "", 20261006]),
        ("UPDATE meeting SET held_on = ?", ["x", "2026-13-01", None]),
        ("UPDATE meeting SET planned_start = ?", ["9:05", "24:00", "12:60", "x"]),
        ("UPDATE meeting SET closed_at = ?", ["x", "2026-10-06", "2026-10-06T09:00:00", "now"]),
        ("UPDATE action_point SET status = ?", ["zzz", "", None]),
        ("UPDATE action_point SET text = ?", [b"\xff", "", None]),
    ],
)
def test_the_file_itself_refuses_what_is_no_value(sample: Store, statement: str, wrong: list[Any]) -> None:
    connection = file.open_connection(sample.path, writing=True)
    for value in wrong:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE log_head SET writing = last_id + 1")
        with pytest.raises(dbapi2.Error):
            connection.execute(statement, (value,))
        connection.execute("ROLLBACK")
    connection.close()
