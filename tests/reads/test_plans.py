"""What the board asks must stay a look-up, however many action points there are: a scan of them is a fault."""

from collections.abc import Callable
from typing import Any

import pytest

from mdoverleg.reads.action_points import Asked, asked_rows
from mdoverleg.reads.board import read_board
from mdoverleg.reads.lists import read_listing
from mdoverleg.store.reading import Reader
from mdoverleg.store.store import Store


def asked(monkeypatch: pytest.MonkeyPatch, question: Callable[[], object]) -> list[tuple[str, tuple[Any, ...]]]:
    """Every statement that a question sends to the file, with its values."""
    statements: list[tuple[str, tuple[Any, ...]]] = []
    rows = Reader.rows

    def noted(self: Reader, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
        statements.append((sql, tuple(params)))
        return rows(self, sql, params)

    with monkeypatch.context() as patch:
        patch.setattr(Reader, "rows", noted)
        question()
    return statements


def scans(store: Store, statements: list[tuple[str, tuple[Any, ...]]]) -> list[str]:
    found = []
    with store.read() as reader:
        for sql, params in statements:
            if "action_point" not in sql:
                continue
            plan = [str(row[3]) for row in reader.rows(f"EXPLAIN QUERY PLAN {sql}", params)]
            found += [f"{step}: {sql[:120]}" for step in plan if step.startswith(("SCAN action_point", "SCAN a "))]
    return [line for line in found if "USING INDEX" not in line]


@pytest.mark.parametrize("case_pk", [None, 3])
def test_the_board_looks_action_points_up(sample: Store, monkeypatch: pytest.MonkeyPatch, case_pk: int | None) -> None:
    statements = asked(monkeypatch, lambda: read_board(sample, case_pk=case_pk))
    assert len(statements) > 10
    assert scans(sample, statements) == []


@pytest.mark.parametrize("case_pk", [None, 3])
def test_the_round_looks_action_points_up(sample: Store, monkeypatch: pytest.MonkeyPatch, case_pk: int | None) -> None:
    statements = asked(monkeypatch, lambda: read_board(sample, case_pk=case_pk, tab="previous_actions"))
    assert scans(sample, statements) == []


@pytest.mark.parametrize("name", ["cases", "people", "organisations", "points"])
def test_the_lists_look_action_points_up(sample: Store, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert scans(sample, asked(monkeypatch, lambda: read_listing(sample, name))) == []


@pytest.mark.parametrize(
    "question",
    [
        Asked(is_open=True),
        Asked(is_late=True),
        Asked(case_pk=3),
        Asked(person_pk=3, is_open=True),
        Asked(organisation_pk=2, is_open=True),
        Asked(meeting_pk=2),
    ],
)
def test_lists_by_command_look_action_points_up(
    sample: Store, monkeypatch: pytest.MonkeyPatch, question: Asked
) -> None:
    def ask() -> None:
        with sample.read() as reader:
            asked_rows(reader, question, sample.clock.today("Europe/Amsterdam"))

    assert scans(sample, asked(monkeypatch, ask)) == []
