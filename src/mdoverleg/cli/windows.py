"""Opening a window, and the example that is thrown away afterwards."""

import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mdoverleg.cli import context
from mdoverleg.cli.context import Globals
from mdoverleg.cli.unlocking import unlocked
from mdoverleg.domain.clock import Clock, instant_of, known_zone
from mdoverleg.domain.errors import MdError, Refused
from mdoverleg.domain.inputs_say import one_line, with_meant
from mdoverleg.domain.paths import is_there
from mdoverleg.domain.words import Language, _
from mdoverleg.methods.light import DEFAULT

BEFORE_THE_MEETING = timedelta(minutes=2)
"""An example lives so long before the start of its first meeting that has not begun."""

GAVE_UP = -1
"""Instead of an exit code: somebody left where the passphrase was asked."""

MOST_KNOWN = 5
"""So many tables are offered by name where there is no last one."""


def open_table(options: Globals, *, plain: bool = False) -> int:
    """Open the table in a window, or in lines; without a file the window that makes or opens one."""
    context.speak(options)
    if plain:
        return run_plain(options)
    context.need_terminal()
    path = context.table_path(options.file)
    if options.file is None and not is_there(path):
        return welcome(options, path)
    return run_window(options)


def welcome(options: Globals, path: Path) -> int:
    """Ask what somebody without a table wants and do it; what is refused is said there, and asked again."""
    from mdoverleg.tui.screens.welcome import Offered, Wanted, run_welcome

    folder = path.absolute().parent
    problem = ""

    def make(wanted: Wanted) -> tuple[str, ...]:
        return make_new(folder, wanted.path, wanted.name, wanted.method, wanted.passphrase)

    while True:
        wanted = run_welcome(Offered(folder, known_tables(folder), problem), make)
        if wanted.kind == "quit":
            return wanted.code
        if wanted.kind == "example":
            return run_demo(options, None)
        try:
            code = _run(options._replace(file=str(wanted.path)), keep_in_mind=True)
        except MdError as error:
            problem = str(error)
        else:
            if code != GAVE_UP:
                return code
            problem = ""


def known_tables(folder: Path) -> tuple[Path, ...]:
    """Return the tables that can be offered: the one opened last, then those in the data folder, newest first."""
    last = context.last_opened()
    try:
        found = sorted(folder.glob("*.mdo"), key=lambda file: file.stat().st_mtime, reverse=True)
    except OSError:
        found = []
    return tuple(dict.fromkeys([*([last] if last else []), *found]))[:MOST_KNOWN]


def make_new(folder: Path, path: Path, name: str, method: str, passphrase: str = "") -> tuple[str, ...]:
    """Make the file of a new table; the data folder itself is made when it is not there.

    With a passphrase it is encrypted, and the lines of its recovery sheet are returned.
    """
    from mdoverleg.cli.tables import make_table

    if path.parent == folder and not folder.is_dir():
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True)
    from mdoverleg.cli.passphrases import making

    with making(path, passphrase):
        make_table(path, name, method)
    if not passphrase:
        return ()
    from mdoverleg.store import keys

    return keys.add_recovery(path)


def run_window(options: Globals, *, keep_in_mind: bool = True) -> int:
    """Run one window on an existing file, unlocked first when it is encrypted, and return its exit code."""
    code = _run(options, keep_in_mind=keep_in_mind)
    return 0 if code == GAVE_UP else code


def _run(options: Globals, *, keep_in_mind: bool) -> int:
    keys = unlocked(options, context.table_path(options.file))
    if isinstance(keys, int):
        return keys or GAVE_UP
    from mdoverleg.tui.app import run_table

    store = context.open_store(options)
    if keep_in_mind:
        context.remember(store.path)
    try:
        return run_table(store, options.name, options.language, keys)
    finally:
        store.close()
        keys.let_go()


def run_plain(options: Globals, *, keep_in_mind: bool = True) -> int:
    """Work on an existing file in lines, and return the exit code."""
    from mdoverleg.cli.plain.table import run_lines

    store = context.open_store(options)
    if keep_in_mind:
        context.remember(store.path)
    try:
        return run_lines(store, options)
    finally:
        store.close()


def sample_data() -> Path:
    """Return the folder of the examples: beside the sources, or packed with the program."""
    here = Path(__file__).resolve().parent.parent
    packed = here / "sample_data"
    return packed if packed.is_dir() else here.parent.parent / "sample_data"


def examples() -> dict[str, Path]:
    """Return the example of each way of working by its name; the case table has the large one."""
    found = {file.stem: file for file in sorted(sample_data().glob("methods/*.json"))}
    return {DEFAULT: sample_data() / "table.json"} | found


def example_of(method: str | None) -> Path:
    """Return the example of a way of working, by default the large one; Refused names those there are."""
    found = examples()
    if method is None or method in found:
        return found[method or DEFAULT]
    sentence = _('there is no way of working "{name}"; there are {names}').format(
        name=one_line(method), names=", ".join(sorted(found))
    )
    raise Refused(with_meant(sentence, method, sorted(found)))


def make_demo(path: Path, method: str | None = None, language: Language | None = None) -> None:
    """Make a file with the example of a way of working, whose clock stands just before a meeting and runs on.

    What happened is told in the table's language; the words of the method, such as names of roles, are in `language`.
    """
    from mdoverleg.domain.who import Who
    from mdoverleg.edits.document import fill
    from mdoverleg.intake.table_json import read_document
    from mdoverleg.store.store import CLOCK_OFFSET, Store

    example = example_of(method)
    document = read_document(example)
    store = Store.create(path)
    try:
        now = moment_of(document.values)
        store.set_setting(CLOCK_OFFSET, str(int((now - Clock().utc()).total_seconds())))
        values = document.values | _words_of_method(method or DEFAULT, language)
        fill(store, Who("mdoverleg", via="import"), document=values, source=example.name)
    finally:
        store.close()


def _words_of_method(method: str, language: Language | None) -> dict[str, Any]:
    """Return the part of an example that is worded by its method, in another language than that of the table."""
    if language in {None, "nl"} or method == DEFAULT:  # the large example has changed its method
        return {}
    from mdoverleg.methods import load, table_values

    worded = ("role_kinds", "own_codes", "agenda_templates", "standard_actions")
    return {key: rows for key, rows in table_values(load(method, language)).items() if key in worded}


def moment_of(example: Mapping[str, Any]) -> datetime:
    """Return the moment at which an example lives: just before its first meeting that has not begun."""
    meetings = [one for one in example["meetings"] if not one.get("actual_start")]
    first = min(meetings, key=lambda one: one["held_on"])
    zone = known_zone(example["table"].get("time_zone"))
    return instant_of(first["held_on"], first["planned_start"], zone) - BEFORE_THE_MEETING


def run_demo(options: Globals, keep: str | None, method: str | None = None, *, plain: bool = False) -> int:
    """Open the example of a way of working; without a terminal print what its board shows."""
    context.speak(options)
    in_window = not plain and sys.stdin.isatty() and sys.stdout.isatty()
    if in_window:
        context.need_terminal()
    example_of(method)
    folder = None if keep else Path(tempfile.mkdtemp(prefix="mdoverleg-"))
    path = Path(keep) if keep else Path(str(folder)) / "voorbeeld.mdo"
    try:
        make_demo(path, method, options.language)
        mine = options._replace(file=str(path))
        if plain:
            return run_plain(mine, keep_in_mind=bool(keep))
        if not in_window:
            from mdoverleg.cli.shows import show_board

            return show_board(mine)
        return run_window(mine, keep_in_mind=bool(keep))
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
