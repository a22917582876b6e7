"""Runs tests on a copy of the project, each time in a process of its own: all, to see which reach what, or a few.

Of use to `tools.mutants` alone.
"""

import ast
import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = "what several tests share"
"""Instead of a test, for what a fixture of the session reached: every test may depend on it."""
LOADED: Final = ""
"""Instead of a test, for what runs when a module is loaded."""
STARTS: Final = ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn")
LONGEST: Final = 60
"""Seconds that one test may take; a change that makes it wait for ever has been seen."""
ASKED_S: Final = 30
"""Seconds that the tests that are asked about one change take together; measured while it was noted what they reach."""
MOST_CPU: Final = 600
MOST_MEMORY: Final = 6 << 30
HEAVY: Final = ("sqlmodel", "alembic.command", "sqlcipher3", "nacl.pwhash", "typer.testing", "docx", "jinja2")
"""What nearly every test loads, loaded once for all; nothing of the program itself."""


class Shown(NamedTuple):
    """Whether a test failed, and which one; none is named when nothing could be loaded or the process was stopped."""

    seen: bool
    by: str
    said: str


class Reached(NamedTuple):
    """Which tests reach which line of which file, how long each takes, which start processes, which fail as it is."""

    lines: dict[str, dict[str, list[str]]]
    took: dict[str, float]
    starting: list[str]
    failing: list[str]

    def that_reach(self, file: Path, line: int) -> list[str]:
        """List the tests to ask about a line: who reach its statement, and then who share it; `ASKED_S` together.

        Those whose file is called as this one is come first, and then the quickest.
        """
        of_file = self.lines.get(str(file), {})
        found = {test for at in statement(file, line) for test in of_file.get(str(at), [])}
        of_use = self.took.keys() - set(self.failing)
        alike = f"/test_{file.stem}.py::"
        order = sorted(
            of_use if found & {SHARED, LOADED} else of_use & found,
            key=lambda test: (test not in found, alike not in test, self.took[test]),
        )
        within = accumulate(self.took[test] for test in order)
        return [test for test, took in zip(order, within, strict=True) if took < ASKED_S]

    def at_last(self, looking: tuple[str, ...]) -> list[str]:
        """List the tests of which nobody knows what they reach: those that start processes, or look at the code."""
        found = {test for test in self.took if test.startswith(looking)} | set(self.starting)
        return sorted(found - set(self.failing), key=self.took.__getitem__)


def statement(file: Path, line: int) -> range:
    """Give the lines of the statement that has this line; of one with a body only the lines before it."""
    found = range(line, line + 1)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or line):
            body: list[ast.stmt] = getattr(node, "body", [])
            if isinstance(node, ast.FunctionDef) and line < body[0].lineno:
                return range(body[0].lineno, (node.end_lineno or line) + 1)  # a default: whoever calls it reaches it
            end = body[0].lineno if body else (node.end_lineno or line) + 1
            if line < end:
                found = range(node.lineno, end)
    return found


def make_ready(copy: Path) -> None:
    """Load what every run needs, so that a process of its own for each costs little."""
    os.environ |= {"PYTHONPATH": f"{copy / 'src'}{os.pathsep}{copy}", "PYTHONDONTWRITEBYTECODE": "1"}
    with Path(os.devnull).open("w", encoding="utf-8") as away, contextlib.redirect_stdout(away):
        pytest.main(["--version"])
    for name in HEAVY:
        importlib.import_module(name)


def look(copy: Path, files: str, tests: Sequence[str]) -> Reached:
    """Run all tests once and see which reach what; kept beside the copy for the next time."""
    kept = copy.with_suffix(".json")
    if not kept.exists():
        began = time.monotonic()
        _apart(copy, lambda: _looking(copy / files, tests, kept))
        if not kept.exists():
            sys.exit(f"the tests could not be run; see {copy.with_suffix('.txt')}")
        print(f"looked which tests reach what in {time.monotonic() - began:.0f} s", flush=True)
    reached = Reached(**json.loads(kept.read_text(encoding="utf-8")))
    for test in reached.failing:
        print(f"not asked, as it fails on the code as it is: {test}", flush=True)
    return reached


def show(copy: Path, tests: Sequence[str], *, to_the_end: bool = False) -> Shown:
    """Run these tests, in this order, until one fails (or all of them)."""
    if not tests:
        return Shown(False, "", "no test reaches it")
    told = copy.with_suffix(".failed")
    told.unlink(missing_ok=True)
    code = _apart(copy, lambda: _showing(tests, told, to_the_end))
    failed = told.read_text(encoding="utf-8").split("\n") if told.exists() else []
    if failed:
        return Shown(True, failed[0], f"seen by {', '.join(failed)}")
    if code == pytest.ExitCode.OK:
        return Shown(False, "", "NOT SEEN")
    return Shown(True, "", f"seen: the tests could not go on ({code})")


class _Chosen:
    """Runs only the tests that are meant, in the order that is meant, and writes down who fails."""

    def __init__(self, tests: Sequence[str], told: Path) -> None:
        self.rank = {test: at for at, test in enumerate(tests)}
        self.told = told
        self.failed: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if item.nodeid in self.rank), key=lambda item: self.rank[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and report.nodeid not in self.failed:
            self.failed.append(report.nodeid)
            self.told.write_text("\n".join(self.failed), encoding="utf-8")


class _Looked:
    """Tells the measuring which test is running, how long it takes and whether it starts a process."""

    def __init__(self, measured: Any) -> None:
        self.measured = measured
        self.now = ""
        self.took: dict[str, float] = {}
        self.starting: set[str] = set()
        self.failing: set[str] = set()
        sys.addaudithook(self._heard)

    def _heard(self, event: str, _args: tuple[Any, ...]) -> None:
        if event in STARTS:
            self.starting.add(self.now)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failing.add(report.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.now, began = item.nodeid, time.perf_counter()
        self.measured.switch_context(item.nodeid)
        result = yield
        self.took[item.nodeid] = time.perf_counter() - began
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: "pytest.FixtureDef[Any]") -> Iterator[None]:
        if fixturedef.scope != "function":
            self.measured.switch_context(SHARED)
        try:
            return (yield)
        finally:
            self.measured.switch_context(self.now)


def _looking(files: Path, tests: Sequence[str], kept: Path) -> int:
    coverage = importlib.import_module("coverage")
    measured = coverage.Coverage(data_file=None, config_file=False, source=[str(files)], messages=False)
    plugin = _Looked(measured)
    measured.start()
    code = int(pytest.main(["-q", "-p", "no:cacheprovider", *tests], plugins=[plugin]))
    measured.stop()
    data = measured.get_data()
    lines = {file: data.contexts_by_lineno(file) for file in data.measured_files()}
    told = {
        "lines": lines,
        "took": plugin.took,
        "starting": sorted(plugin.starting & plugin.took.keys()),
        "failing": sorted(plugin.failing),
    }
    kept.write_text(json.dumps(told), encoding="utf-8")
    return code


def _showing(tests: Sequence[str], told: Path, to_the_end: bool) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    options = ["-q", "-p", "no:cacheprovider", f"--timeout={LONGEST}", *([] if to_the_end else ["-x"])]
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    return int(pytest.main([*options, *files], plugins=[_Chosen(tests, told)]))


def _apart(copy: Path, run: Callable[[], int]) -> int:
    """Run this in a process that knows only the copy; return how it ended, and end what it left running."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            said = os.open(copy.with_suffix(".txt"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            for stream in (1, 2):
                os.dup2(said, stream)
            for name in [name for name in sys.modules if name.partition(".")[0] == "tools"]:
                del sys.modules[name]
            sys.path[:] = [str(copy / "src"), str(copy), *(at for at in sys.path if not Path(at).is_relative_to(ROOT))]
            code = run()
        finally:
            sys.stdout.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(status)
