"""The page about trust: all promises and dangers are on it, and every test that it names exists."""

import ast
import json
import os
import re
from pathlib import Path

import pytest

from tests.contracts.source import ROOT, tree
from tests.support.figures import figure
from tools import apart
from tools.coverage import ROOMS
from tools.pages import trust
from tools.pages.trust import gathered, page, said, verdict
from tools.trust_musts import MUSTS
from tools.trust_promises import NUMBERS, PROMISES
from tools.trust_runs import RUNS

DANGERS = 15


def missing(tests: tuple[str, ...]) -> list[str]:
    """Which of the tests, folders, files, `file::function` or `file::function[case]`, are not there."""
    return [test for test in tests if not exists(*test.partition("::")[::2])]


def exists(file: str, name: str) -> bool:
    path = ROOT / file
    if path.is_dir() and not name:
        return any(path.glob("test_*.py"))
    if not path.is_file():
        return False
    functions = [node for node in tree(path).body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return not name or name.partition("[")[0] in {function.name for function in functions}


def test_every_test_that_is_named_exists() -> None:
    named = {promise.id: promise.tests for promise in PROMISES}
    named |= {must.words: must.tests for must in MUSTS} | {run.name: run.tests for run in RUNS}
    named |= {name: room.tests for name, room in ROOMS.items()}
    assert {words: gone for words, tests in named.items() if (gone := missing(tests))} == {}


def test_all_promises_and_dangers_are_on_the_page() -> None:
    assert [promise.id for promise in PROMISES] == [f"P{number}" for number in range(1, 19)]
    assert len(dict.fromkeys(must.danger for must in MUSTS)) == DANGERS
    shown = page()
    assert all(f"| {promise.id} | {promise.words} |" in shown for promise in PROMISES)
    assert all(f"| {must.words} |" in shown for must in MUSTS)
    assert all(f"| {number.words} |" in shown for number in NUMBERS)


def test_what_has_no_test_says_why() -> None:
    assert [each.words for each in (*PROMISES, *MUSTS) if not each.tests and not each.open] == []


def test_every_promise_is_in_a_run_or_says_that_it_is_not() -> None:
    run = {id for each in RUNS for id in each.promises}
    assert run <= {promise.id for promise in PROMISES}
    assert [promise.id for promise in PROMISES if promise.id not in run and not promise.open] == []


@pytest.mark.parametrize(
    ("value", "goal", "expected"),
    [(0, "0", "met"), (1, "0", "missed"), (43.2, "<= 100 ms", "met"), (4999, ">= 5,000", "missed"), ("x", "0", "")],
)
def test_a_goal_is_compared(value: object, goal: str, expected: str) -> None:
    assert verdict(value, goal) == expected


def test_a_figure_is_kept_added_up_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "figures"
    monkeypatch.delenv("MDOVERLEG_FIGURES", raising=False)
    figure("P1", "kills", 1, ">= 200")
    monkeypatch.setenv("MDOVERLEG_FIGURES", os.fspath(file))
    for kills, lost in ((150, 0), (75, 1)):
        figure("P1", "kills", kills, ">= 200")
        figure("P1", "lost", lost, "0")
    figure("P6", "a save", 43.25, "<= 100 ms")
    found = gathered(map(json.loads, file.read_text(encoding="utf-8").splitlines()))
    assert [said(each) for each in found] == ["kills: **225**", "lost: **1** (missed)", "a save: **43.25 ms**"]


def test_a_figure_that_is_measured_apart_keeps_its_day_and_stands_in_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    kept = tmp_path / "docs" / "figures.json"
    for module in (apart, trust):
        monkeypatch.setattr(module, "APART", kept)
    monkeypatch.setattr(apart, "ROOT", tmp_path)
    names = [name for number in NUMBERS for name in number.figures if name.startswith("branches of ")]
    assert names == [f"branches of {room} that tests go through" for room in ROOMS]
    for value in (80.0, 97.5):
        apart.keep(names[0], value, ">= 95 %", "39 of 40")
    assert len(trust.apart()) == 1
    shown = (tmp_path / "docs" / "trust.md").read_text(encoding="utf-8")
    assert re.search(rf"{names[0]}: \*\*97\.5 %\*\* \(39 of 40, \d{{4}}-\d\d-\d\d\)", shown)
