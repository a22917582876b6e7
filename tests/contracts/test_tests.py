"""Tests wait for a condition, never for a time, and are never switched off."""

import ast
from pathlib import Path

from tests.contracts.source import ROOT, at, calls, dotted, python_files, tree

WAITING = {"sleep", "sleep_for", "usleep"}
SWITCHED_OFF = {"skip", "xfail", "importorskip"}


def faults(file: Path) -> list[str]:
    """Sleeping, pausing for a given time, and tests that are switched off."""
    text = file.read_text(encoding="utf-8")
    if not any(word in text for word in (*WAITING, *SWITCHED_OFF, "pause(")):
        return []
    found = []
    for call, name in calls(tree(file)):
        last = name.rpartition(".")[2]
        timed_pause = last == "pause" and bool(call.args or call.keywords)
        if last in WAITING or timed_pause or (last in SWITCHED_OFF and name.startswith("pytest.")):
            found.append(f"{at(file, call)} {ast.unparse(call)}")
    marks = {f"pytest.mark.{word}" for word in SWITCHED_OFF}
    return found + [at(file, node) for node in ast.walk(tree(file)) if dotted(node) in marks]


def test_no_test_sleeps_or_is_switched_off() -> None:
    assert [fault for file in python_files(ROOT / "tests") for fault in faults(file)] == []


def test_this_contract_sees_what_it_forbids(tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text(
        "time.sleep(1)\nawait asyncio.sleep(0)\nawait pilot.pause(0.5)\npytest.skip('later')\n"
        "@pytest.mark.xfail\ndef test_a(): ...\n"
        "await pilot.pause()\nwait_until(lambda: done)\n"
    )
    assert len(faults(file)) == 5
