"""The first screen without a file: make a table, open one, look at the example. It changes nothing itself.

The command line makes the file, in a thread of this window; what is to be opened goes back to it.
"""

import asyncio
import re
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import ClassVar, Literal, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from mdoverleg.domain.paths import is_file, is_folder, is_there
from mdoverleg.domain.text import clean, fold
from mdoverleg.domain.words import _, current_language, set_language
from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.busy import Busy
from mdoverleg.tui.dialogs.passphrase import NewPassphrase
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.dialogs.show_sheet import show_sheet
from mdoverleg.tui.keys import Hidden
from mdoverleg.tui.paths import full_path, short_path
from mdoverleg.tui.preferences import read_preferences
from mdoverleg.tui.shell import Shell
from mdoverleg.tui.terminal import forgive_odd_bytes
from mdoverleg.tui.text import Cell, Line, Part, columns, fit, plain, wrap
from mdoverleg.tui.widgets.bars import Bar
from mdoverleg.tui.widgets.lines import Lines

ENDING = ".mdo"
MOST_FILES = 40
LONGEST_NAME = 40
"""Letters of a table's name that a proposed file name takes."""

Kind = Literal["new", "open", "example", "quit"]


class Offered(NamedTuple):
    """What the welcome screen starts from."""

    folder: Path
    """Where a new table is proposed; made when it is not there."""
    files: tuple[Path, ...] = ()
    """Tables that are known: the one opened last first."""
    problem: str = ""
    """Why what was chosen before did not work."""


class Wanted(NamedTuple):
    """What was chosen: `open` has a path, `quit` an exit code; `new`, which is made at once, all but that."""

    kind: Kind
    path: Path = Path()
    name: str = ""
    method: str = ""
    code: int = 0
    passphrase: Hidden = Hidden()
    """Nothing for a plain file."""


Make = Callable[[Wanted], tuple[str, ...]]
"""Makes the file of a new table and returns the lines of its recovery sheet, none for a plain one; MdError."""


def run_welcome(offered: Offered, make: Make) -> Wanted:
    """Ask what somebody without a table wants, and make a new one; raises what ended the window against its will."""
    forgive_odd_bytes()
    app = WelcomeApp(offered, make)
    app.wear(is_light=read_preferences().light)
    wanted = app.run_window()
    return wanted if wanted is not None else Wanted("quit", code=app.return_code or 0)


class WelcomeApp(Shell[Wanted]):
    """The window around the welcome screen."""

    CSS_PATH = ["../styles/app.tcss", "../styles/lists.tcss"]  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, offered: Offered, make: Make) -> None:
        super().__init__()
        self._offered = offered
        self._make = make

    def get_default_screen(self) -> Screen[None]:
        return WelcomeScreen(self._offered, self._make)

    def on_mount(self) -> None:
        self.end_well()


class Offers(Lines[Choice]):
    """What one can begin with; a digit takes a line at once."""

    one_click = True

    def key_of(self, row: Choice) -> Hashable:
        return row.key

    def heading(self) -> tuple[str, str]:
        return _("WHAT DO YOU WANT TO DO?"), ""

    def lines_of(self, row: Choice, width: int) -> list[Line]:
        number = self.rows.index(row) + 1
        lines = columns([Cell(f" {number}", 4, "key"), Cell(row.text, width - 6, "strong")])
        return [*lines, *columns([Cell("", 4), Cell(row.note, width - 6, "dim")])] if row.note else lines


class WelcomeScreen(Screen[None], inherit_bindings=False):
    """Offers what one can begin with."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 10)),
        Binding("escape,ctrl+q,q", "leave", show=False),
    ]

    def __init__(self, offered: Offered, make: Make) -> None:
        super().__init__()
        self._offered = offered
        self._make = make
        self._file_of: dict[Hashable, Path] = {f"file{at}": path for at, path in enumerate(offered.files)}

    def compose(self) -> ComposeResult:
        yield Bar(id="heading", ground="bar")
        yield Static(id="intro")
        yield Bar(id="problem")
        yield Offers(id="list")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        self._show()
        self.query_one(Offers).focus()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        width = max(20, self.app.size.width)
        title = _("Welcome to mdoverleg")
        self.query_one("#heading", Bar).put([(Part(f" {title}", "bar"),)])
        intro = _("For a table that talks about families: who does what, for whom, and before when.")
        self.query_one("#intro", Static).update(plain(intro))
        problem = self._offered.problem
        lines = wrap(f"!! {problem}", width - 2) if problem else []
        self.query_one("#problem", Bar).put([(Part(f" {line}", "red"),) for line in lines])
        self.query_one(Offers).put(self._choices())
        keys = _("Arrows and Enter, or the number · Esc quits")
        self.query_one("#footer", Bar).put([(Part(f" {fit(keys, width - 2)}", "dim"),)])

    def _choices(self) -> list[Choice]:
        known = [
            Choice(key, _("Open {file}").format(file=path.name), short_path(path.parent))
            for key, path in self._file_of.items()
        ]
        new = Choice("new", _("Make a new table"), _("Its name, its way of working, and where the file is kept"))
        open_ = Choice("open", _("Open another file") if known else _("Open a file"))
        example = Choice(
            "example", _("Look at the example"), _("An invented table; what you change in it is thrown away")
        )
        other = Choice("language", "English" if current_language() == "nl" else "Nederlands")
        first = [*known, new] if known else [new]
        return [*first, open_, example, other, Choice("quit", _("Quit"))]

    def action_take(self, digit: int) -> None:
        rows = self.query_one(Offers).rows
        if digit <= len(rows):
            self._take(rows[digit - 1])

    @on(Lines.Chosen)
    def chosen(self, event: Lines.Chosen) -> None:
        """Begin with what was chosen."""
        event.stop()
        if isinstance(event.row, Choice):
            self._take(event.row)

    def _take(self, choice: Choice) -> None:
        if choice.key in self._file_of:
            self.app.exit(Wanted("open", self._file_of[choice.key]))
        elif choice.key == "language":
            set_language("en" if current_language() == "nl" else "nl")
            self._show()
            self.query_one(Offers).again()
        elif choice.key == "example":
            self.app.exit(Wanted("example"))
        elif choice.key == "quit":
            self.action_leave()
        else:
            self.run_worker(self._new() if choice.key == "new" else self._open(), group="ask")

    def action_leave(self) -> None:
        self.app.exit(Wanted("quit"))

    async def _open(self) -> None:
        picked = await self.app.push_screen_wait(OpenFile(self._offered.files))
        if picked is not None and isinstance(picked.key, Path):
            self.app.exit(Wanted("open", picked.key))

    async def _new(self) -> None:
        """Ask for name, way of working, file and passphrase, one after the other; Esc goes one back."""
        wanted, file, is_plain = Wanted("new"), "", False
        step = 0
        while step >= 0:
            answer: object
            if step == 0:
                answer = name = await self._asked_name(wanted.name) or ""
                wanted = wanted._replace(name=name)
            elif step == 1:
                answer = method = await self._asked_method(wanted.method) or ""
                wanted = wanted._replace(method=method)
            elif step == 2:
                answer = file = await self._asked_file(wanted.name, file) or ""
                wanted = wanted._replace(path=full_path(file))
            elif step == 3:
                answer = way = await self._asked_protection(is_plain=is_plain)
                is_plain = way == "plain"
            else:
                passphrase = Hidden() if is_plain else await self._asked_passphrase()
                answer = passphrase is not None and await self._made(wanted._replace(passphrase=passphrase))
            step += 1 if answer else -1
            if step == 5:
                self.app.exit(Wanted("open", wanted.path))
                return

    async def _made(self, wanted: Wanted) -> bool:
        """Make the file, and show the recovery sheet of an encrypted one; tell whether it was made."""
        busy = Busy(_("One moment: the table is being made."), lambda: asyncio.to_thread(self._make, wanted))
        error = await self.app.push_screen_wait(busy)
        if error is not None:
            self.app.notify(str(error), severity="error", markup=False)
            return False
        if busy.made:
            await show_sheet(self.app, wanted.path.name, busy.made)
        return True

    async def _asked_protection(self, *, is_plain: bool) -> str:
        choices = [
            Choice("encrypted", _("Encrypted, with a passphrase (advised)")),
            Choice("plain", _("Not encrypted")),
        ]
        hint = _("Arrows · Enter: next · Esc: back")
        start = "plain" if is_plain else "encrypted"
        picked = await self.app.push_screen_wait(
            Protection(_("How is the file kept?"), choices, start=start, hint=hint)
        )
        return str(picked.key) if picked else ""

    async def _asked_passphrase(self) -> Hidden | None:
        said = _(
            "Nobody can read the file without it, and nobody can look it up for you. After this comes a recovery sheet "
            "for when it is forgotten."
        )
        dialog = NewPassphrase(_("Choose a passphrase"), hint=_("Enter makes the table · Esc: back"), said=said)
        passphrase: Hidden | None = await self.app.push_screen_wait(dialog)
        return passphrase

    async def _asked_name(self, name: str) -> str | None:
        question = Question("name", _("What is the table called?"), name)
        answers = await self.app.push_screen_wait(Ask(_("New table"), [question], hint=_("Enter: next · Esc: back")))
        return answers["name"] if answers else None

    async def _asked_method(self, method: str) -> str | None:
        from mdoverleg.methods import load, names
        from mdoverleg.methods.light import DEFAULT

        ways = [load(name) for name in names()]
        choices = [Choice(way.name, way.title, way.summary) for way in ways]
        picked = await self.app.push_screen_wait(
            Pick(
                _("Which way of working?"), choices, start=method or DEFAULT, hint=_("Arrows · Enter: next · Esc: back")
            )
        )
        return str(picked.key) if picked else None

    async def _asked_file(self, name: str, file: str) -> str | None:
        answers = await self.app.push_screen_wait(NewFile(self._offered.folder, name, file))
        return answers["file"] if answers else None


class Protection(Pick):
    """Asks whether the file is encrypted, and says honestly what the other way means."""

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Static(
            plain(
                _(
                    "Encrypted: without the passphrase nobody can read it, also not who finds the laptop or a copy. "
                    "Not encrypted: whoever gets hold of the file reads all of it; keep it on a machine whose disk is "
                    "encrypted."
                )
            )
        )


class NewFile(Ask):
    """Asks where the file of a new table is kept."""

    def __init__(self, folder: Path, name: str, typed: str = "") -> None:
        self._folder = folder
        file = typed or short_path(proposed_file(folder, name))
        question = Question("file", _("In which file is it kept?"), file, self._reads_file)
        super().__init__(_("New table"), [question], hint=_("Enter: next · Esc: back"))

    def _reads_file(self, typed: str) -> Understood:
        path = full_path(typed)
        if is_folder(path):
            return Understood(_("This is a folder; type a file name behind it."), is_fine=False)
        if is_there(path):
            return Understood(_("This file is there already; choose another name."), is_fine=False)
        if not is_folder(path.parent) and path.parent != self._folder:
            return Understood(_("This folder does not exist."), is_fine=False)
        return Understood(_("A new file, that only you can open on this machine."))


class OpenFile(Pick):
    """Picks a file: one that is known, or one found by typing where it is."""

    def __init__(self, known: Sequence[Path]) -> None:
        self._known = tuple(known)
        hint = _("Type where it is (~ is your own folder) · Enter takes it · Esc leaves")
        super().__init__(_("Which file?"), self._found, hint=hint)

    def _found(self, typed: str) -> Sequence[Choice]:
        wanted = clean(typed, one_line=True)
        if not re.search(r"[/\\~]", wanted):
            files = [path for path in self._known if fold(wanted) in fold(path.name)]
            return [Choice(path, path.name, short_path(path.parent)) for path in files]
        path = full_path(wanted)
        exact = [Choice(path, short_path(path))] if is_file(path) else []
        inside = path if wanted.endswith(("/", "\\")) or wanted == "~" else path.parent
        start = "" if inside == path else fold(path.name)
        return [*exact, *(choice for choice in _listed(inside, start) if choice.key != path)][:MOST_FILES]

    def answer(self, value: Choice | None) -> None:
        """A folder is opened, a file is the answer."""
        if value is None or not isinstance(value.key, Path) or not is_folder(value.key):
            super().answer(value)
            return
        box = self.query_one("#typed", LineInput)
        box.value = f"{short_path(value.key)}/"
        box.cursor_position = len(box.value)

    @on(Input.Submitted)
    def nothing_found(self, event: Input.Submitted) -> None:
        """Say that there is no such file."""
        if not self._found(event.value):
            self.app.notify(_("There is no such file."), severity="warning", markup=False)


def _listed(folder: Path, start: str) -> list[Choice]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: fold(entry.name))
        found = [entry for entry in entries if fold(entry.name).startswith(start) and not entry.name.startswith(".")]
        folders = [entry for entry in found if is_folder(entry)]
        files = [entry for entry in found if entry.suffix == ENDING and is_file(entry)]
    except OSError:
        return []
    return [
        *(Choice(entry, entry.name) for entry in files),
        *(Choice(entry, f"{entry.name}/", _("folder")) for entry in folders),
    ]


def proposed_file(folder: Path, name: str) -> Path:
    """Return a file name for a new table that is not taken: letters, digits and dashes of its name."""
    stem = "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:LONGEST_NAME].strip("-") or "overlegtafel"
    path, number = folder / f"{stem}{ENDING}", 2
    while is_there(path):
        path, number = folder / f"{stem}-{number}{ENDING}", number + 1
    return path
