"""What leaves the file: no word of a case in any file that nobody asked for, no socket, nothing written elsewhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from tests.contracts.source import ROOT
from tests.hostile.test_terminal import Recorded
from tests.support.canaries import fill_with_canaries
from tests.support.figures import figure
from tests.support.locked import copy_of
from tests.support.sample import SAMPLE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders and terminals of POSIX")

TRACED = "MDOVERLEG_TRACED" in os.environ
"""Every command, and every call to the system looked at as well: MDOVERLEG_TRACED=1."""
NOW: Final = "2026-10-06T10:45:00+02:00"
HELD: Final = "Kanarie90001q"
"""In the hands of what breaks."""
TYPED: Final = "Kanarie90002q"
"""Typed in a window, and half typed when it is killed."""
HANDED_IN: Final = "Kanarie90003q"
"""In a file that is refused."""
GIVEN: Final = "Kanarie90004q"
"""In an option of a command."""
CANARY: Final = re.compile(rb"Kanarie[0-9]+q")
LIVES_IN: Final = (".mdo", ".mdo-journal")
"""What a table's file ends in, and what SQLite keeps beside it during a change; copies of the table end so too."""
PAGES: Final = ("docx", "pdf", "html", "csv", "eml:pdf")

SECRET: Final = "Kanarie90005q leest vijf hele lange boeken"
"""A passphrase."""
WITH_KEY: Final = ("--key-file", "{in}/passphrase")

COMMANDS: Final[tuple[tuple[str, ...], ...]] = (
    ("open", "--plain"),
    ("demo", "--plain"),
    ("demo", "--keep", "{}/kept.mdo"),
    ("init", "{}/new.mdo", "--name", GIVEN, "--no-encrypt"),
    ("methods",),
    ("methods", "casustafel"),
    ("doctor",),
    ("check", "--all", "--release", "2"),
    ("search", "wulp"),
    ("search", GIVEN),
    ("meeting", "list"),
    ("meeting", "show", "M-003"),
    ("meeting", "plan", "--date", "2026-12-01", "--start", "09:30"),
    ("meeting", "start", "M-003"),
    ("meeting", "next", "M-003"),
    ("meeting", "attend", "M-003", "hanna", "present"),
    ("meeting", "close", "M-003"),
    ("meeting", "reopen", "M-003"),
    ("case", "list"),
    ("case", "show", "Wulp"),
    ("case", "show", GIVEN),
    ("case", "add", "--alias", "Kluut", "--goal", GIVEN, "--by", "hanna"),
    ("case", "set", "Wulp", f"goal={GIVEN}"),
    ("case", "set", "Wulp", f"phase={GIVEN}"),
    ("undo",),
    ("redo",),
    ("case", "close", "Kluut"),
    ("case", "reopen", "Kluut"),
    ("person", "list"),
    ("person", "add", "--name", GIVEN, "--organisation", "OPVANG"),
    ("person", "set", "hanna", f"function={GIVEN}"),
    ("person", "handover", "bram", "--to", "rene", "--output", "{}/handover.docx"),
    ("role", "list"),
    ("role", "assign", "--case", "Wulp", "--role", "casusregisseur", "--person", "rosa"),
    ("role", "end", "--case", "Wulp", "--role", "casusregisseur", "--person", "rosa"),
    ("record", "kinds"),
    ("record", "list", "--case", "Wulp"),
    ("record", "add", "--case", "Wulp", "facts", f"text={GIVEN}"),
    ("record", "set", "--case", "Wulp", "facts", "1", f"text={GIVEN}"),
    ("record", "remove", "--case", "Wulp", "facts", "1"),
    ("action", "list"),
    ("action", "add", "--case", "Wulp", f"belt {GIVEN} @hanna vr"),
    ("action", "add", "--case", "Wulp", f"belt {GIVEN} @nobody_{GIVEN}"),
    ("action", "set", "A-031", "--status", "done"),
    ("warning", "set-aside", "E66", "--case", "Wulp", "--reason", GIVEN),
    ("log",),
    ("log", "verify"),
    ("import", "table", "{in}/wrong.json", "--no-encrypt"),
    ("import", "table", "{in}/table.json", "--replace"),
    ("import", "people", "{in}/wrong.csv"),
    ("import", "people", "{in}/people.xlsx"),
    ("import", "cases", "{in}/wrong.csv"),
    ("import", "cases", "{in}/cases.csv"),
    ("import", "agenda", "{in}/wrong.toml"),
    ("import", "agenda", "{in}/agenda.toml"),
    ("import", "returns", "{in}/wrong.csv"),
    ("export", "table", "--output", "{}/table.json"),
    *((("export", "actions", "--format", form, "--output", f"{{}}/actions.{form[:3]}")) for form in PAGES),
    ("export", "agenda", "--format", "ics", "--output", "{}/agenda.ics"),
    ("export", "minutes", "--meeting", "M-002", "--format", "odt", "--output", "{}/minutes.odt"),
    ("export", "case", "--case", "Wulp", "--format", "md", "--output", "{}/case.md"),
    ("export", "family", "--case", "Wulp", "--member", "Wulp-M", "--format", "txt", "--output", "{}/family.txt"),
    ("export", "crisis", "--format", "docx", "--output", "{}/crisis.docx"),
    ("export", "decisions", "--format", "ods", "--output", "{}/decisions.ods"),
    ("export", "handover", "--person", "rene", "--format", "docx", "--output", "{}/over.docx"),
    ("export", "reply", "--person", "rene", "--format", "xlsx", "--output", "{}/reply.xlsx"),
    ("meeting", "call-off", "2026-12-01"),
    ("export", "cancellation", "--meeting", "M-003", "--format", "eml", "--output", "{}/cancellation.eml"),
    ("export", "calls", "--format", "docx", "--output", "{}/calls.docx"),
    ("export", "phones", "--format", "xlsx", "--output", "{}/phones.xlsx"),
    ("export", "obstacles", "--format", "json", "--output", "{}/obstacles.json"),
    ("export", "numbers", "--format", "csv", "--output", "{}/numbers.csv"),
    ("export", "pack", "--meeting", "M-002", "--format", "md", "--output", "{}/pack"),
    ("exports", "list"),
    ("exports", "delete", "1"),
    ("style", "show"),
    ("style", "set", "--colour", "#336699"),
    ("style", "clear"),
    ("backup",),
    ("backup", "{}/copy.mdo"),
    ("restore", "{}/copy.mdo"),
    ("purge", "--dry-run"),
    ("purge",),
    ("forget", "Kluut"),
    ("retention",),
    ("person", "export", "rosa", "--output", "{}/rosa.json"),
    ("person", "erase", "rosa"),
    (*WITH_KEY, "keys", "encrypt"),
    (*WITH_KEY, "case", "list"),
    ("case", "list"),
    (*WITH_KEY, "keys", "add-recovery"),
    (*WITH_KEY, "backup"),
    (*WITH_KEY, "keys", "remove-recovery"),
    (*WITH_KEY, "keys", "change", "--new-key-file", "{in}/passphrase"),
    (*WITH_KEY, "BREAK", "mdoverleg.cli.lists:case_rows", HELD, "case", "list"),
    (*WITH_KEY, "keys", "decrypt", "--yes"),
    ("open",),
    ("project",),
    (GIVEN,),
    ("BREAK", "mdoverleg.cli.lists:case_rows", HELD, "case", "list"),
    ("BREAK", "mdoverleg.edits.cases:change", HELD, "case", "set", "Wulp", f"goal={GIVEN}"),
    ("BREAK", "mdoverleg.reads.papers:read_guarded", HELD, "export", "actions", "--format", "csv", "--output", "-"),
)

SLOW: Final = (
    ("demo",),
    *(("export", "actions", "--format", form) for form in PAGES[1:]),
    ("export", "pack"),
    ("import", "table", "{in}/table.json"),
    ("person", "handover"),
    WITH_KEY,
)
"""How those begin that take a second or two: only in a longer run."""


def chosen() -> list[tuple[str, ...]]:
    """The commands of this run."""
    return [words for words in COMMANDS if TRACED or not any(words[: len(slow)] == slow for slow in SLOW)]


class Place(NamedTuple):
    """A machine of its own: nothing that a program leaves behind is anywhere else."""

    root: Path
    table: Path
    canaries: list[str]

    @property
    def environment(self) -> dict[str, str]:
        """What a program is told about where to put things."""
        folders = {
            name: str(self.root / folder)
            for name, folder in {
                "HOME": "home",
                "TMPDIR": "temp",
                "XDG_STATE_HOME": "state",
                "XDG_DATA_HOME": "data",
                "XDG_CONFIG_HOME": "config",
                "XDG_CACHE_HOME": "cache",
                "XDG_RUNTIME_DIR": "runtime",
            }.items()
        }
        paths = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "MDOVERLEG_NO_MOUSE": "1"}
        return {**folders, **paths, **terminal, "MDOVERLEG_NOW": NOW, "PYTHONDONTWRITEBYTECODE": "1"}

    def left(self) -> Iterator[Path]:
        """Every file but the table with its copies, what was handed in, and what was asked for."""
        asked_for = (self.root / "in", self.root / "out", self.root / "notes")
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and not path.name.endswith(LIVES_IN) and not any(map(path.is_relative_to, asked_for)):
                yield path

    def found(self) -> dict[str, list[bytes]]:
        """Canaries in the names of all files, and in the content of those that nobody asked for."""
        found = {str(path): CANARY.findall(os.fsencode(path.name)) for path in self.root.rglob("*")}
        for path in self.left():
            found[str(path)] += CANARY.findall(path.read_bytes())
        return {name: words for name, words in found.items() if words}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A table with a canary in every field of words, made once."""
    path = tmp_path_factory.mktemp("canaries") / "table.mdo"
    return path, fill_with_canaries(path)


@pytest.fixture
def place(filled: tuple[Path, list[str]], tmp_path: Path) -> Place:
    """A copy of that table, with files to hand in, on a machine of its own."""
    for folder in ("table", "in", "out", "temp", "home", "notes"):
        (tmp_path / folder).mkdir()
    table = copy_of(filled[0], tmp_path / "table" / "zandkreek.mdo")
    for name in ("table.json", "people.xlsx", "cases.csv", "agenda.toml"):
        shutil.copy(SAMPLE / name, tmp_path / "in" / name)
    (tmp_path / "in" / "wrong.csv").write_text(f"naam;organisatie\n{HANDED_IN};nergens\n", encoding="utf-8")
    (tmp_path / "in" / "wrong.json").write_text(f'{{"cases": [{{"alias": "{HANDED_IN}"}}]}}', encoding="utf-8")
    (tmp_path / "in" / "wrong.toml").write_text(f'soort = "{HANDED_IN}"\n', encoding="utf-8")
    (tmp_path / "in" / "passphrase").write_text(f"{SECRET}\n", encoding="utf-8")
    return Place(tmp_path, table, filled[1])


def program(place: Place, name: str, commands: Sequence[Sequence[str]]) -> list[str]:
    """The words that start all these commands in one process, with notes of what it did."""
    out, handed_in = str(place.root / "out"), str(place.root / "in")
    words = [[word.replace("{in}", handed_in).replace("{}", out) for word in each] for each in commands]
    told = [with_file(each, place.table) for each in words]
    traced = [
        "strace",
        "-D",
        "-f",
        "-qq",
        "-e",
        "trace=socket,connect",
        "-o",
        str(place.root / "notes" / f"{name}.trace"),
    ]
    own = [sys.executable, "-m", "tests.support.outside", str(place.root / "notes" / name), json.dumps(told)]
    return [*traced, *own] if TRACED and shutil.which("strace") else own


def with_file(words: Sequence[str], table: Path) -> list[str]:
    """A command on the table, by somebody of the table."""
    at = words.index("BREAK") if "BREAK" in words else -3
    own = [word for place, word in enumerate(words) if not at <= place < at + 3]
    return [*words[max(at, 0) : at + 3], "--file", str(table), "--as", "hanna", *own]


def notes(place: Place, name: str) -> dict[str, Any]:
    """What was seen of these commands; every call for a socket too, where the calls to the system were traced."""
    seen: dict[str, Any] = json.loads((place.root / "notes" / name).read_text(encoding="utf-8"))
    trace = place.root / "notes" / f"{name}.trace"
    calls = trace.read_text(encoding="utf-8").splitlines() if trace.exists() else []
    # What the C library asks of this machine alone, if it is there: how its user is called.
    seen["sockets"] += [call for call in calls if "socket(" in call and "AF_UNIX" not in call]
    seen["sockets"] += [call for call in calls if "connect(" in call and '"/var/run/nscd/socket"' not in call]
    if calls:
        figure("P15", "processes whose calls to the system were traced", 1, "")
    return seen


def nothing_leaked(place: Place, seen: dict[str, Any], commands: int) -> None:
    """No socket, nothing written elsewhere, no canary in what nobody asked for."""
    elsewhere = [name for name in seen["written"] if not is_here(name, place.root)]
    found = place.found()
    assert (seen["sockets"], elsewhere, found) == ([], [], {})
    assert [started for started in seen["started"] if "/sh'" in started or CANARY.search(started.encode())] == []
    assert [path for path in place.left() if path.stat().st_mode & 0o077] == []
    figure("P15", "commands and windows watched for sockets", commands, f">= {len(COMMANDS)}")
    figure("P15", "sockets opened", len(seen["sockets"]), "0")
    figure("P11", "canary words in the table", len(place.canaries), ">= 1,000")
    figure("P11", "canary words found outside the file", len(found), "0")
    figure("P11", "files written outside the folders of the user", len(elsewhere), "0")


def is_here(name: str, root: Path) -> bool:
    """Whether what was opened to write is below the machine's own folder, or no file at all."""
    return name.startswith((f"{root}/", "/dev/")) or not name.startswith("/")


def test_every_command_is_tried() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    names = {tuple(words.split()) for words in re.findall(r"^## mdoverleg (.+)$", page, re.MULTILINE)}
    tried = {words[at : at + length] for words in COMMANDS for length in (1, 2) for at in (0, len(WITH_KEY))}
    assert names - tried == set(), "add them to COMMANDS"


def test_no_command_leaves_a_word_of_a_case_or_opens_a_socket(place: Place) -> None:
    commands = chosen()
    ran = subprocess.run(
        program(place, "commands", commands),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=place.environment,
        cwd=place.root / "out",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()[-2000:]
    seen = notes(place, "commands")
    codes = dict(zip(commands, seen["codes"], strict=True))
    assert {words: code for words, code in codes.items() if code not in (0, 1, 2, 3, 70)} == {}
    assert {code for words, code in codes.items() if "BREAK" in words} == {70}
    assert {words: code for words, code in codes.items() if words[:2] == WITH_KEY and code not in (0, 70)} == {}
    assert sum(code == 0 for code in seen["codes"]) > 50, codes
    assert HELD.encode() not in ran.stdout + ran.stderr
    nothing_leaked(place, seen, len(commands))


def test_no_window_leaves_a_word_of_a_case_or_opens_a_socket(place: Place) -> None:
    """The table, half typed in when it is killed at last; a crash in it; the projector; the welcome screen."""
    breaks = ("BREAK", "mdoverleg.tui.screens.lists:CasesScreen.compose", HELD, "open")
    windows = (("project",), ("open",), breaks, ("open",))
    with Recorded(program(place, "windows", windows), place.environment) as terminal:
        terminal.wait_for("AGENDA").wait_still().press("q").wait_for("ended 0 with 0").press("enter")
        terminal.wait_for("AGENDA").press("/").wait_for("GEVONDEN").press(TYPED).wait_for(TYPED).press("escape")
        terminal.wait_for("AGENDA").wait_still().press("ctrl+q").wait_for("ended 1 with 0").press("enter")
        terminal.wait_for("AGENDA").wait_still().press("f4").wait_for("ended 2 with 70").press("enter")
        terminal.wait_for("AGENDA").wait_still().press("a").wait_for("Nieuwe actie").press(TYPED).wait_for(TYPED)
        title = terminal.title
        assert terminal.kill() < 0
    assert HELD.encode() not in terminal.all
    assert CANARY.search(title.encode()) is None
    assert title == "mdoverleg"
    nothing_leaked(place, notes(place, "windows"), len(windows))
