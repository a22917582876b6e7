"""The house itself: one way to start everything, and locks that hold what the project file asks for."""

import os
import re
import tomllib

import pytest

import run
from tests.contracts.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKED = re.compile(r"^([a-z0-9._-]+)==(\S+?)(?: ;.*)?((?: ?\\\n {4}--hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)


def locked(name: str) -> dict[str, set[str]]:
    """The packages of a lock file with their versions; every line of the file must belong to one."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert LOCKED.sub("", text).strip() == "", f"{name} has lines without a hash"
    packages: dict[str, set[str]] = {}
    for package, version, _hashes in LOCKED.findall(text):
        packages.setdefault(package, set()).add(version)
    return packages


def asked(requirements: list[object]) -> set[str]:
    """The names in a list of requirements, as a lock writes them."""
    names = [re.split(r"[<>=!;\[ ]", text, maxsplit=1)[0] for text in requirements if isinstance(text, str)]
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def test_make_and_run_know_the_same_words() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rule = re.search(r"^(help .*):$", makefile, re.MULTILINE)
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert rule is not None
    assert phony is not None
    assert rule.group(1).split() == phony.group(1).split() == ["help", *run.WORDS]


def test_help_names_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run.main([])
    told = capsys.readouterr().out
    assert end.value.code == 0
    assert all(f"\n  {word} " in told for word in run.WORDS)


def test_an_unknown_word_is_wrong_use() -> None:
    with pytest.raises(SystemExit) as end:
        run.main(["dance"])
    assert end.value.code == 2


def test_a_push_runs_what_the_readme_says() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("exec make test")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_locks_hold_all_that_is_asked_for() -> None:
    groups = PROJECT["dependency-groups"]
    runtime = asked(PROJECT["project"]["dependencies"]) | asked(groups["build"])
    assert runtime - locked(run.RUNTIME).keys() == set()
    assert runtime | asked(groups["test"]) | asked(groups["quality"]) <= locked(run.DEV).keys()


def test_the_development_lock_holds_the_runtime_lock() -> None:
    development = locked(run.DEV)
    assert {name: versions for name, versions in locked(run.RUNTIME).items() if development.get(name) != versions} == {}


def test_what_is_installed_first_comes_from_the_lock() -> None:
    entry = run.lock_entry("uv")
    assert entry.startswith("uv==")
    assert len(LOCKED.findall(entry)) == 1


def test_the_licence_is_named() -> None:
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    assert "EUPL-1.2" in (ROOT / "README.md").read_text(encoding="utf-8")
