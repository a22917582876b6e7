"""A light command starts light: what each one loads, seen in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sample import SAMPLE_TABLE

# Runs commands as from the shell, with a dot between them, and tells on the last line of stderr what they have loaded.
PROBE = """
import json, sys
from itertools import groupby
from mdoverleg.__main__ import main
code = 0
for is_dot, words in groupby(sys.argv[1:], ".".__eq__):
    if not is_dot:
        sys.argv = ["mdoverleg", *words]
        try:
            code = main() or code
        except SystemExit as end:
            code = end.code or code
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"code": code or 0, "loaded": loaded}), file=sys.stderr)
"""
# Opens the window on a table in a terminal that is not there, and leaves as soon as the first frame is drawn.
FIRST_SCREEN = """
import json, sys
from mdoverleg.cli import context
from mdoverleg.tui.app import MdApp

def leave(app):
    global shown
    shown = type(app.screen).__name__, sorted({name.partition(".")[0] for name in sys.modules})
    app.exit(0)

context.need_terminal = lambda: None
MdApp._after_first_frame = leave
from mdoverleg.__main__ import main
sys.argv = ["mdoverleg", *sys.argv[1:]]
try:
    code = main()
except SystemExit as end:
    code = end.code
print(json.dumps({"code": code or 0, "screen": shown[0], "loaded": shown[1]}), file=sys.stderr)
"""
# The same for the projector, which has no table screen behind it.
PROJECTOR = FIRST_SCREEN.replace("tui.app import MdApp", "tui.wall import WallApp as MdApp").replace(
    "_after_first_frame", "on_ready"
)
DATABASE = {"sqlmodel", "sqlalchemy", "alembic"}
SCREEN = {"textual"}
SLOW = {"nacl", "keyring", "typer", "pydantic"}
DOCUMENTS = {"docx", "xlsxwriter", "python_calamine", "lxml"}


def loaded_by(*arguments: str, folder: Path, probe: str = PROBE) -> set[str]:
    """The outermost modules that commands have loaded when all end well; there is a dot between two commands."""
    own = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    headless = {"TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver"}
    environment = {**os.environ, **own, **headless}
    command = [sys.executable, "-c", probe, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr.strip(), done
    told = json.loads(done.stderr.strip().splitlines()[-1])
    assert told["code"] == 0, done.stderr
    return set(told["loaded"])


def on_table(table: Path, *commands: tuple[str, ...]) -> set[str]:
    """The same of commands on a table, one after the other in one process."""
    words = [word for command in commands for word in (".", "--file", str(table), *command)]
    return loaded_by(*words, folder=table.parent)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the example table in it."""
    folder = tmp_path_factory.mktemp("table")
    file = folder / "zandkreek.mdo"
    loaded_by("--file", str(file), "import", "table", str(SAMPLE_TABLE), "--no-encrypt", folder=folder)
    return file


def test_telling_what_it_is_loads_neither_screen_nor_database(tmp_path: Path) -> None:
    assert (
        loaded_by("--help", ".", "--version", folder=tmp_path) & (SCREEN | DATABASE | DOCUMENTS | SLOW | {"sqlcipher3"})
        == set()
    )


LISTS = (
    ("action", "list", "--json"),
    ("action", "list", "--open"),
    ("case", "list"),
    ("person", "list"),
    ("meeting", "list"),
    ("role", "list"),
    ("record", "list", "--case", "wulp"),
    ("check", "--json"),
)


def test_a_list_that_scripts_ask_for_often_loads_nothing_slow(table: Path) -> None:
    loaded = on_table(table, *LISTS)
    assert loaded & (SCREEN | DATABASE | DOCUMENTS | SLOW) == set()
    assert "sqlcipher3" in loaded, "the command looked into the file"


def test_looking_something_up_loads_no_screen_and_no_sqlmodel(table: Path) -> None:
    loaded = on_table(table, ("log",), ("search", "wulp"), ("case", "show", "wulp"), ("methods",), ("record", "kinds"))
    assert loaded & (SCREEN | DATABASE | DOCUMENTS) == set()


@pytest.mark.parametrize(
    ("forms", "library"), [(("csv", "json", "md"), ""), (("docx",), "docx"), (("xlsx",), "xlsxwriter")]
)
def test_an_export_loads_its_own_library_alone(
    forms: tuple[str, ...], library: str, table: Path, tmp_path: Path
) -> None:
    outputs = [tmp_path / f"actions.{form}" for form in forms]
    export = ("export", "actions", "--format")
    loaded = on_table(
        table, *((*export, form, "--output", str(output)) for form, output in zip(forms, outputs, strict=True))
    )
    assert all(output.stat().st_size > 0 for output in outputs)
    assert loaded & (SCREEN | DATABASE) == set()
    assert loaded & {"docx", "xlsxwriter", "python_calamine"} == ({library} if library else set())


def test_export_of_a_table_loads_no_sqlmodel(table: Path, tmp_path: Path) -> None:
    output = tmp_path / "table.json"
    loaded = on_table(table, ("export", "table", "--output", str(output)))
    assert output.stat().st_size > 0
    assert loaded & (SCREEN | DATABASE | DOCUMENTS) == set()


def test_the_probe_sees_what_is_loaded(table: Path) -> None:
    assert on_table(table, ("action", "add", "--case", "Wulp", "belt de school")) >= {"sqlmodel"}


def test_the_first_screen_of_the_table_loads_no_sqlmodel(table: Path) -> None:
    loaded = loaded_by("--file", str(table), "open", folder=table.parent, probe=FIRST_SCREEN)
    assert loaded >= {"textual", "sqlcipher3"}, "the table was shown"
    assert loaded & (DATABASE | DOCUMENTS | SLOW) == set()


def test_the_projector_loads_no_sqlmodel_and_nothing_of_the_table_screen(table: Path) -> None:
    loaded = loaded_by("--file", str(table), "project", folder=table.parent, probe=PROJECTOR)
    assert loaded >= {"textual", "sqlcipher3"}, "the wall was shown"
    assert loaded & (DATABASE | DOCUMENTS | SLOW) == set()
