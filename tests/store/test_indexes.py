"""What is asked on every screen is looked up, never searched through: also of a million action points."""

import pytest

from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.store import changelog
from mdoverleg.store.store import Store

LIVE = "status IN ('open', 'in_progress', 'waiting')"
QUESTIONS = {
    "of a case": "case_id = 1",
    "of a case, in order": "case_id = 1 ORDER BY position",
    "live of a case": f"case_id = 1 AND {LIVE}",
    "live, all cases": LIVE,
    "late": f"{LIVE} AND due < '2026-10-06'",
    "live of a person": f"owner_id = 1 AND {LIVE}",
    "live of a person in any place": f"(owner_id = 1 OR co_owner_id = 1 OR executor_id = 1) AND {LIVE}",
    "live of an organisation": f"owner_organisation_id = 1 AND {LIVE}",
    "live of an organisation's people": f"owner_id IN (SELECT pk FROM person WHERE organisation_id = 1) AND {LIVE}",
    "made in a meeting": "created_in_id = 1",
    "reviewed in a meeting": "reviewed_in_id = 1",
    "by its number": "id = 'A-001'",
    "without a case": f"case_id IS NULL AND {LIVE}",
    "waiting for another": "depends_on_id = 1",
}


def plan(store: Store, sql: str) -> str:
    with store.read() as reader:
        return "; ".join(str(row[3]) for row in reader.rows(f"EXPLAIN QUERY PLAN {sql}"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_action_points_are_looked_up(store: Store, question: str) -> None:
    how = plan(store, f"SELECT * FROM action_point WHERE {QUESTIONS[question]}")
    assert "SCAN" not in how, how


@pytest.mark.parametrize("table", SUBJECTS)
def test_what_refers_to_a_row_is_looked_up(store: Store, table: str) -> None:
    with store.read() as reader:
        columns = [row[3] for row in reader.rows(f'PRAGMA foreign_key_list("{table}")')]
    for column in columns:
        how = plan(store, f'SELECT pk FROM "{table}" WHERE "{column}" = ?1 LIMIT 1'.replace("?1", "1"))
        assert how.startswith("SEARCH"), how


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM change_item WHERE change_id = 1 ORDER BY id",
        "SELECT * FROM change_item WHERE table_name = 'case' AND row_pk = 1 ORDER BY id DESC",
        "SELECT DISTINCT change_id FROM change_item WHERE case_pk = 1",
        "SELECT id FROM change WHERE window = 'w' AND undoes IS NULL AND id < 9 ORDER BY id DESC LIMIT 50",
        "SELECT id FROM change WHERE who = 'w' AND via = 'cli' AND undoes IS NULL ORDER BY id DESC",
        changelog._UNDOS,
    ],
)
def test_the_log_is_looked_up(store: Store, sql: str) -> None:
    how = plan(store, sql)
    assert "SEARCH" in how or "USING INDEX ix_change_undoes" in how, how
