"""Runs commands inside the test's own process, so that a hundred of them cost little."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mdoverleg.cli import run
from mdoverleg.domain.words import set_language
from tests.support.locked import options_for


class Ran(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Ran]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """Run a command on a file: `on(path, "case", "list")`; nothing of this user's own settings takes part."""
    monkeypatch.setenv("MDOVERLEG_NOW", "2026-10-06T10:45:00+02:00")
    monkeypatch.delenv("MDOVERLEG_FILE", raising=False)
    for variable in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))

    def command(path: Path | None, *words: str, name: str | None = None, language: str | None = None) -> Ran:
        options = [] if path is None else ["--file", str(path), *options_for(path)]
        options += ["--as", name] if name else []
        options += ["--lang", language] if language else []
        capsys.readouterr()
        try:
            code = run([*options, *words])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        said = capsys.readouterr()
        set_language("nl")
        return Ran(code, said.out, said.err)

    return command
