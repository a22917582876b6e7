"""A command as a process of its own, with streams and surroundings as bad as they come."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.locked import options_for

SOURCES = Path(__file__).resolve().parents[2] / "src"
NOW = "2026-10-06T10:45:00+02:00"


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The variables of a user who has nothing of their own yet."""
    own = {"HOME": str(home), "MDOVERLEG_NOW": NOW, "LANG": "C.UTF-8"}
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCES), **own, **more}


def command(*words: str, file: Path | None = None) -> list[str]:
    """The words that start a command on a file."""
    return [sys.executable, "-m", "mdoverleg", *(["--file", str(file), *options_for(file)] if file else []), *words]


def in_shell(
    redirections: str, *words: str, file: Path, variables: Mapping[str, str], given: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run a command with redirections of the shell: `<&-` closes its input, `| head -1` reads one line of it."""
    line = ["/bin/sh", "-c", f'"$@" {redirections}', "sh", *command(*words, file=file)]
    return subprocess.run(line, input=given, capture_output=True, env=dict(variables), check=False, timeout=60)
