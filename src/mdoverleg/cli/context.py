"""What every command shares: which file, which language, who does it, and finding things by id or name."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mdoverleg.cli.saying import say
from mdoverleg.domain.errors import FileRefused, Refused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.paths import is_file
from mdoverleg.domain.text import clean, fold
from mdoverleg.domain.who import LONGEST_NAME, Who, system_user
from mdoverleg.domain.words import LANGUAGES, Language, _, set_language

if TYPE_CHECKING:
    from mdoverleg.domain.looking import Look
    from mdoverleg.store.reading import Reader
    from mdoverleg.store.store import Store

FILE_VARIABLE = "MDOVERLEG_FILE"


class Globals(NamedTuple):
    """The options that stand before the command."""

    file: str | None = None
    key_file: str | None = None
    language: Language | None = None
    name: str | None = None
    """Who does it (`--as`)."""
    no_mouse: bool = False
    """Whether the windows of this run leave the mouse to the terminal."""


current = Globals()
"""The options of this run; set once, before the command is called."""

opened: Path | None = None
"""The table's file that this command opened."""

_looked: "list[tuple[Store, Globals, Look]]" = []

NO_MOUSE, NO_MOUSE_VARIABLE = "--no-mouse", "MDOVERLEG_NO_MOUSE"
VALUED = {"--file": "file", "--key-file": "key_file", "--lang": "language", "--as": "name"}


def split_globals(arguments: list[str]) -> tuple[Globals, list[str]]:
    """Take the options that stand before the command; what is not understood stays with the rest."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest and rest[0].startswith("--"):
        option, sign, value = rest[0].partition("=")
        if rest[0] == NO_MOUSE:
            found["no_mouse"], rest = "1", rest[1:]
            continue
        if option not in VALUED:
            break
        if sign:
            rest = rest[1:]
        elif len(rest) > 1:
            value, rest = rest[1], rest[2:]
        else:
            break
        if option == "--lang" and value not in LANGUAGES:
            return _globals(found), [f"{option}={value}", *rest]
        found[VALUED[option]] = value
    return _globals(found), rest


def _globals(found: dict[str, str]) -> Globals:
    language = next((known for known in LANGUAGES if known == found.get("language")), None)
    # What is no text in this terminal's encoding comes in as half letters, which no file takes.
    name = clean(found.get("name", ""), one_line=True)[:LONGEST_NAME] or None
    return Globals(found.get("file"), found.get("key_file"), language, name, "no_mouse" in found)


def leave_the_mouse() -> None:
    """Let the windows of this process leave the mouse to the terminal, as the variable of that name does."""
    os.environ[NO_MOUSE_VARIABLE] = "1"


def table_path(given: str | None) -> Path:
    """Return the file of the table: as given, MDOVERLEG_FILE, the last one opened, or the one in the data folder."""
    if given:
        return Path(given)
    if os.environ.get(FILE_VARIABLE):
        return Path(os.environ[FILE_VARIABLE])
    return last_opened() or data_folder() / "overlegtafel.mdo"


def data_folder() -> Path:
    """Return the folder in which tables stand when nothing else is said."""
    from platformdirs import user_data_path

    return user_data_path("mdoverleg", appauthor=False)


def make_room(path: Path) -> None:
    """Make the data folder when a table is to stand there; whether that worked shows when the file is made."""
    if path.parent == data_folder():
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _last_file() -> Path:
    from platformdirs import user_state_path

    return user_state_path("mdoverleg", appauthor=False) / "last-table"


def last_opened() -> Path | None:
    """Return the table that was opened last, when it is still there."""
    try:
        path = Path(_last_file().read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
    return path if path.name and is_file(path) else None


def remember(path: Path) -> None:
    """Keep which table was opened last; not being able to is no reason to stop."""
    target = _last_file()
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # one that others may read, of an older version
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{path.resolve()}\n")
    except (OSError, UnicodeError):
        return


def open_store(options: Globals, *, read_only: bool = False) -> "Store":
    """Open the table of these options and speak its language; FileRefused when it cannot be used.

    Of an encrypted one the passphrase is read or asked first.
    """
    from mdoverleg.store.store import Store

    global opened  # noqa: PLW0603 - one command opens one table
    path = table_path(options.file)
    if options.language:
        set_language(options.language)  # of an encrypted table its own is not known yet
    try:
        store = Store.open(path, read_only=read_only)
    except FileRefused as refusal:
        if refusal.reason != "key_needed":  # a plain table is opened without a look at keys
            raise
        from mdoverleg.cli.passphrases import unlock

        unlock(options, path)
        store = Store.open(path, read_only=read_only)
        _note_failures(store, options)
    opened = path
    speak(options, store)
    if store.was_open_to_others:
        from mdoverleg.store.doubt import was_closed

        say(was_closed(path))
    return store


def _note_failures(store: "Store", options: Globals) -> None:
    """Note in the log which tries to unlock failed since the last time; only a window notes that it was unlocked."""
    from mdoverleg.edits.looking import note_failures

    with store.read() as reader:
        mine = who(options, reader)
    note_failures(store, mine)


def why_it_failed() -> FileRefused | None:
    """Look whether an unexpected error came of what stands in the table's file, past its own rules."""
    from mdoverleg.store.refusals import refused
    from mdoverleg.store.store import Store

    if opened is None:
        return None
    try:
        # Not opened for reading alone: then SQLite leaves out the rules that rows must keep.
        store = Store.open(opened)
        try:
            with store.read() as reader:
                is_begun = reader.value("SELECT count(*) FROM table_info")
            reason = ("damaged" if store.damage() else "") if is_begun else "unfinished"
            return refused(reason, opened) if reason else None
        finally:
            store.close()
    except FileRefused as refusal:
        return None if refusal.reason == "key_needed" else refusal  # its window has let go of the key
    except Exception:  # noqa: BLE001 - the error that is being told is the one that counts
        return None


def looked(store: "Store", options: Globals, look: "Look") -> None:
    """Keep that this command shows something; it is noted when the command has done its work."""
    _looked.append((store, options, look))


def note_looked() -> None:
    """Note in the log what this command showed, after all of it was printed; never in the way of the command."""
    looks, _looked[:] = tuple(_looked), []
    for store, options, look in looks:
        from mdoverleg.edits.looking import note_looks

        with suppress(Exception):  # what is damaged here is told by the command that writes
            with store.read() as reader:
                mine = who(options, reader)
            note_looks(store, mine, [look])


def speak(options: Globals, store: "Store | None" = None) -> None:
    """Set the language: the one asked for, else the table's, else Dutch."""
    language = options.language
    if language is None and store is not None:
        with store.read() as reader:
            found = reader.value("SELECT language FROM table_info")
        language = next((known for known in LANGUAGES if known == found), None)
    set_language(language or "nl")


@contextmanager
def opened_for_note() -> "Iterator[tuple[Store, Who]]":
    """Open the table of this command once more, for a note in its log by who does it; closed afterwards."""
    store = open_store(current)
    try:
        with store.read() as reader:
            name = who(current, reader)
        yield store, name
    finally:
        store.close()


def who(options: Globals, reader: "Reader") -> Who:
    """Return who does it: a person of the table by id or name, or a name for the log alone."""
    name = options.name or system_user()
    found = [
        (pk, full)
        for pk, id_, full in reader.rows("SELECT pk, id, name FROM person")
        if id_ == name or fold(full) == fold(name)
    ]
    if len(found) == 1:
        return Who(found[0][1], found[0][0], via="cli")
    return Who(name, via="cli")


class Candidate(NamedTuple):
    """Something that can be named: its key, its id and its name."""

    pk: int
    id: str
    name: str


def pick(what: str, text: str, candidates: Iterable[Candidate]) -> Candidate:
    """Return the one that is named by id, else by name (capitals and accents ignored).

    Refused, with the candidates, when it is nobody or more than one.
    """
    known = list(candidates)
    wanted = fold(text)
    for found in (
        [one for one in known if one.id == text],
        [one for one in known if fold(one.id) == wanted or fold(one.name) == wanted],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(
                _('"{text}" can be more than one {what}: {candidates}').format(
                    text=one_line(text), what=what, candidates=_listed(found)
                )
            )
    raise Refused(
        _('there is no {what} "{text}"; known are: {candidates}').format(
            text=one_line(text), what=what, candidates=_listed(known)
        )
    )


def _listed(found: list[Candidate]) -> str:
    shown = ", ".join(f"{one.id} ({one_line(one.name)})" if one.name != one.id else one.id for one in found[:12])
    return f"{shown}, …" if len(found) > 12 else shown or "–"


def _candidates(reader: "Reader", sql: str) -> list[Candidate]:
    return [Candidate(pk, id_, name or id_) for pk, id_, name in reader.rows(sql)]


def find_person(reader: "Reader", text: str) -> Candidate:
    """Return a person by id or name."""
    return pick(_("person"), text, _candidates(reader, "SELECT pk, id, name FROM person ORDER BY position"))


def find_organisation(reader: "Reader", text: str) -> Candidate:
    """Return an organisation by id or name."""
    return pick(_("organisation"), text, _candidates(reader, "SELECT pk, id, name FROM organisation ORDER BY position"))


def find_case(reader: "Reader", text: str) -> Candidate:
    """Return a case by alias or id."""
    rows = reader.rows('SELECT pk, id, alias FROM "case" ORDER BY position')
    found = [Candidate(*row) for row in rows if fold(row[2]) == fold(text)]
    return found[0] if len(found) == 1 else pick(_("case"), text, [Candidate(*row) for row in rows])


def find_meeting(reader: "Reader", text: str) -> Candidate:
    """Return a meeting by id, or by its day as YYYY-MM-DD."""
    return pick(_("meeting"), text, _candidates(reader, "SELECT pk, id, held_on FROM meeting ORDER BY held_on"))


def find_called_off(reader: "Reader", text: str) -> Candidate:
    """Return a meeting that was called off, by id or day."""
    from mdoverleg.reads.cancellations import called_off

    found = [Candidate(one.pk, one.id, one.held_on.isoformat()) for one in called_off(reader)]
    return pick(_("meeting that was called off"), text, found)


def find_action_point(reader: "Reader", text: str) -> Candidate:
    """Return an action point by id."""
    row = reader.one("SELECT pk, id FROM action_point WHERE id = ? COLLATE NOCASE", (one_line(text),))
    if row is None:
        raise Refused(_('there is no action point "{text}"').format(text=one_line(text)))
    return Candidate(row[0], row[1], row[1])


def find_member(reader: "Reader", case_pk: int, text: str) -> Candidate:
    """Return a family member of a case by id or the part after the alias."""
    rows = reader.rows("SELECT pk, id FROM member WHERE case_id = ? ORDER BY position", (case_pk,))
    return pick(_("family member"), text, [Candidate(pk, id_, id_.rpartition("-")[2]) for pk, id_ in rows])


def need_terminal() -> None:
    """Refuse a window where there is no terminal, or one that cannot draw (exit 2)."""
    if not (sys.stdin.isatty() and sys.stderr.isatty() and sys.stdout.isatty()):
        say(
            _(
                "This needs a terminal. Without one, `mdoverleg open --plain` reads and writes lines, "
                "and the commands of `mdoverleg --help` work."
            )
        )
        raise SystemExit(2)
    if cannot_draw():
        say(
            _(
                "This terminal cannot draw a screen. `mdoverleg open --plain` works in lines; "
                "so do the commands of `mdoverleg --help`."
            )
        )
        raise SystemExit(2)


def cannot_draw() -> bool:
    """Tell whether the terminal says of itself that it draws no screens, or says nothing at all."""
    return sys.platform != "win32" and os.environ.get("TERM", "") in ("", "dumb", "unknown")
