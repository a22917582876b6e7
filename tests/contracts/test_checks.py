"""Every check has tests in which it warns and tests in which it stays silent, and the ids are those of the page."""

import importlib
import pkgutil
import re
from collections import defaultdict
from pathlib import Path

import pytest

import tests.rules
from mdoverleg.domain.limits import CHECK_IDS
from mdoverleg.rules import CHECKS
from tests.rules.quiet import Row

ELSEWHERE = {"E62"}
"""Tested with texts of its own: tests/rules/test_recognisable.py."""


def rows() -> dict[str, set[bool]]:
    """For every check whether there are rows in which it warns, and rows in which it does not."""
    found: dict[str, set[bool]] = defaultdict(set)
    for module in pkgutil.iter_modules(tests.rules.__path__):
        if module.name.startswith("test_"):
            content = vars(importlib.import_module(f"tests.rules.{module.name}")).values()
            for one in (row for value in content if isinstance(value, list) for row in value):
                if isinstance(one, Row):
                    found[one.check].add(bool(one.expected))
    return found


ROWS = rows()


@pytest.mark.parametrize("check", sorted(set(CHECKS) - ELSEWHERE))
def test_a_check_is_tried_where_it_warns_and_where_it_does_not(check: str) -> None:
    assert ROWS[check] == {True, False}


def test_what_is_tested_elsewhere_is_tested_there() -> None:
    text = (Path(tests.rules.__path__[0]) / "test_recognisable.py").read_text("utf-8")
    assert set(re.findall(r"\bE\d\d\b", text)) >= ELSEWHERE


def test_the_ids_and_the_releases_are_those_of_the_pages() -> None:
    assert set(CHECKS) == set(CHECK_IDS)
    assert len(CHECKS) == 66
    assert sum(check.release == 1 for check in CHECKS.values()) == 46
