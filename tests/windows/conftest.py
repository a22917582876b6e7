"""Windows as people have them: each a program of its own in a terminal, on a copy of the example."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import pytest

from mdoverleg.cli import run
from mdoverleg.cli.windows import make_demo
from mdoverleg.tui.themes import DARK, THEMES
from tests.support.locked import copy_of
from tests.support.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-10-06T09:30:00+02:00"
"""When the example's third meeting begins; the clock of these windows stands still."""
CURSOR_GROUND = THEMES[DARK].variables["md-text"].removeprefix("#")
ROUND = "PREVIOUS ACTION POINTS"
TITLES = ("AGENDA", "AT THE TABLE", "WHO DOES WHAT", "ACTION POINTS", "LOOK AT", "PRESENT", "COURSE", ROUND)


class Window(Terminal):
    """One window on the table, read in English."""

    def shows(self, words: str) -> bool:
        """Tell whether the words stand on one line of the screen, in capitals or not."""
        return words.casefold() in self.text.casefold()

    def ready(self) -> Self:
        """Wait until the table is on screen."""
        return self.wait_for("? help").wait_for("AGENDA")

    def focused(self) -> str:
        """Return the title of the list that has the focus; nothing where there is none."""
        found = re.search(rf"▸({'|'.join(TITLES)})", self.text)
        return found[1] if found else ""

    def go_to_list(self, title: str) -> Self:
        """Go from list to list until this one has the focus."""
        for _ in TITLES:
            before = self.focused()
            if before == title:
                return self
            self.press("tab").wait(lambda before=before: self.focused() not in ("", before), "another list")  # type: ignore[misc]
        raise AssertionError(f"no way to {title}\n{self.picture()}")

    def next_item(self, words: str) -> Self:
        """Go to the next agenda item, past the steps that are left of a case, and wait for these words."""
        self.press("ctrl+p").wait_for("All commands").press("next item").wait_marked("next item now")
        return self.press("enter").wait_for(words)

    def dialog(self) -> str:
        """Return what stands in the dialog, in one line."""
        inside = [found[1] for line in self.lines if (found := re.search("│(.*)│", line))]
        return " ".join(" ".join(inside).split())

    def caret(self, title: str) -> tuple[int, int] | None:
        """Return column and line of the caret in the field under a title; nothing while the field has no focus."""
        first = next((y for y, line in enumerate(self.lines) if title in line), len(self.lines))
        for y in range(first + 1, min(first + 5, len(self.lines))):
            found = [x for x in range(120) if self._is_marked(y, x)]
            if len(found) == 1:
                return found[0], y
        return None

    def wait_field(self, title: str) -> Self:
        """Wait until what one types goes into the field under this title."""
        return self.wait(lambda: self.caret(title) is not None, f"the caret in the field under {title!r}")

    def wait_caret(self, title: str, column: int) -> Self:
        """Wait until the caret in the field under this title stands in a column."""
        return self.wait(lambda: (self.caret(title) or (-1, 0))[0] == column, f"the caret in column {column}")

    def marked(self) -> list[str]:
        """Return the lines under the cursors of the lists."""
        return [line for y, line in enumerate(self.lines) if any(self._is_marked(y, x) for x in (2, 45))]

    def wait_marked(self, words: str) -> Self:
        """Wait until a list's cursor stands on a line with these words."""
        return self.wait(
            lambda: any(words.casefold() in line.casefold() for line in self.marked()), f"the cursor on {words!r}"
        )

    def _is_marked(self, line: int, column: int) -> bool:
        return self.style_at(line, column)[1] == CURSOR_GROUND


OpenWindow = Callable[..., Window]
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, made once."""
    path = tmp_path_factory.mktemp("example") / "example.mdo"
    make_demo(path)
    return path


@pytest.fixture
def table(example: Path, tmp_path: Path) -> Path:
    """A copy of the example that windows may change."""
    path = tmp_path / "zandkreek.mdo"
    copy_of(example, path)
    return path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What programs are started with: nothing of this user's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV", "COVERAGE_PROCESS_START") if name in os.environ}
    folders = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(tmp_path))
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    sources = {"PYTHONPATH": str(ROOT / "src")}
    return kept | folders | terminal | sources | {"MDOVERLEG_NOW": NOW}


@pytest.fixture
def open_window(table: Path, environment: dict[str, str]) -> Iterator[OpenWindow]:
    """Open a window on the table; `name` is who sits behind it. All are closed afterwards."""
    with ExitStack() as stack:

        def open_it(*, name: str = "", columns: int = 120, rows: int = 40) -> Window:
            who = ["--as", name] if name else []
            command = [sys.executable, "-m", "mdoverleg", "--lang", "en", "--file", str(table), *who, "open"]
            window = Window(command, columns=columns, rows=rows, environment=environment, colours=True)
            return stack.enter_context(window)

        yield open_it


@pytest.fixture
def run_command(table: Path, environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command on the table and return how it ended; in this process, which takes a tenth of one of its own."""

    def run_it(*arguments: str) -> "subprocess.CompletedProcess[str]":
        capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.delenv("MDOVERLEG_FILE", raising=False)
            try:
                code = run(["--lang", "en", "--file", str(table), *arguments])
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else 1
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return run_it
