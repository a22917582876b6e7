"""Every SQL statement that is written out fits the tables of a new file, so that a renamed column fails here.

Statements that are put together when they are asked are seen by the tests of what asks them.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mdoverleg.store.file import open_connection
from tests.contracts.source import SOURCE, python_files, tree

ROOMS = ("reads", "intake", "edits", "cli", "store", "tui")
# What makes and fills the tables themselves, and what runs before there are any.
LEFT_OUT = ("store/migrations/", "store/triggers.py")
STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE)\s.*\b(FROM|INTO|SET)\b", re.DOTALL)


def test_every_statement_fits_the_tables(template: Path) -> None:
    connection = open_connection(template, mode="ro")
    misfits = []
    try:
        for place, statement in statements():
            try:
                connection.execute(f"EXPLAIN {statement}", values(statement))
            except Exception as error:  # noqa: BLE001 - whatever the driver says about it
                misfits.append(f"{place}: {error}")
    finally:
        connection.close()
    assert misfits == []


def test_the_statements_are_found() -> None:
    found = list(statements())
    assert len(found) > 60
    assert {"reads", "intake", "edits", "cli", "store"} <= {place.partition("/")[0] for place, _sql in found}


@pytest.mark.parametrize(
    ("statement", "asked"),
    [("SELECT 1", []), ("a = ? AND b = ?", [None] * 2), ("?1 ?2 ?1", [None] * 2), ("a = :pk", {"pk": None})],
)
def test_the_values_that_a_statement_asks_for_are_counted(statement: str, asked: object) -> None:
    assert values(statement) == asked


def test_a_column_that_is_gone_is_seen(template: Path) -> None:
    connection = open_connection(template, mode="ro")
    with pytest.raises(Exception, match="no such column"):
        connection.execute("EXPLAIN SELECT gone FROM person")
    connection.close()


def statements() -> Iterator[tuple[str, str]]:
    """Every statement with the place where it is written: literals anywhere, and constants of modules."""
    for file in python_files(*(SOURCE / room for room in ROOMS)):
        place = file.relative_to(SOURCE).as_posix()
        if place.startswith(LEFT_OUT):
            continue
        yield from ((f"{place}:{line}", text) for line, text in literals(file))
        if place.startswith(("reads/", "intake/")):
            name = f"mdoverleg.{place.removesuffix('.py').replace('/', '.')}"
            yield from ((f"{place} {key}", text) for key, text in constants(name))


def literals(file: Path) -> Iterator[tuple[int, str]]:
    """Statements written out whole; pieces of one that is put together are no statements."""
    pieces = {id(part) for node in ast.walk(tree(file)) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and id(node) not in pieces and is_statement(node.value):
            yield node.lineno, str(node.value)


def constants(module: str) -> Iterator[tuple[str, str]]:
    """Statements that a module put together when it was loaded."""
    for key, value in vars(importlib.import_module(module)).items():
        if is_statement(value):
            yield key, value


def is_statement(value: object) -> bool:
    """Whether this is SQL that nothing is filled in any more but its values."""
    return isinstance(value, str) and bool(STATEMENT.match(value)) and "{" not in value


def values(statement: str) -> list[None] | dict[str, None]:
    """Nothing for every value that a statement asks for."""
    named = re.findall(r"(?<![:\w]):([a-z_]+)", statement)
    if named:
        return dict.fromkeys(named)
    numbered = [int(number) for number in re.findall(r"\?(\d+)", statement)]
    return [None] * max(numbered, default=len(re.findall(r"\?(?!\d)", statement)))
