"""The recovery sheet of a table on screen, and the file in which it can be printed."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.paths import is_folder, is_there
from mdoverleg.domain.words import _
from mdoverleg.tui.dialogs.ask import Ask, Question, Understood
from mdoverleg.tui.dialogs.pick import Choice, Pick
from mdoverleg.tui.paths import full_path, short_path
from mdoverleg.tui.text import Part, wrap
from mdoverleg.tui.widgets.bars import Bar


class ShowSheet(Pick):
    """Four lines of letters, what they are for, and what can be done with them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._sheet = tuple(lines)
        choices = [
            Choice("write", _("Write it to a file, to print it")),
            Choice("done", _("Go on: it is printed or written down")),
        ]
        super().__init__(_("The recovery sheet of this table"), choices, hint=_("Arrows · Enter takes it"))

    def body(self) -> ComposeResult:
        yield Bar(id="sheet")
        yield from super().body()

    def on_mount(self) -> None:
        self.put_sheet()
        super().on_mount()

    def on_resize(self) -> None:
        self.put_sheet()
        super().on_resize()

    def put_sheet(self) -> None:
        """Show the letters and what they are for."""
        width = max(20, min(self.app.size.width, self.widest) - 5)
        what = _(
            "Whoever has these letters and the file can read all of it, also without the passphrase. They are the only "
            "way back when the passphrase is forgotten. Print them, keep them in the safe, and nowhere on this machine."
        )
        letters = [(Part(f"  {number}  {line}", "strong"),) for number, line in enumerate(self._sheet, 1)]
        lines = [(), *letters, (), *((Part(line),) for line in wrap(what, width))]
        self.lines_above = len(lines)
        self.query_one("#sheet", Bar).put(lines)


async def show_sheet(app: App[Any], name: str, lines: Sequence[str]) -> None:
    """Show the sheet of the table in the file `name` until somebody goes on; write it to a file when that is asked."""
    while True:
        picked = await app.push_screen_wait(ShowSheet(lines))
        if picked is None or picked.key != "write":
            return
        answers = await app.push_screen_wait(_where(name))
        if answers is not None:
            await _write(app, full_path(answers["file"]), name, lines)


def _where(name: str) -> Ask:
    from mdoverleg.export.recovery import best_ending

    stem = _("recovery-sheet-{name}").format(name=Path(name).stem)
    ending = best_ending()
    names = (Path.home() / f"{stem}{number}.{ending}" for number in ("", *(f"-{n}" for n in range(2, 100))))
    proposed = next((path for path in names if not is_there(path)), Path.home())
    question = Question("file", _("In which file?"), short_path(proposed), _reads_file)
    return Ask(_("Recovery sheet"), [question], hint=_("Enter writes it · Esc: back"))


def _reads_file(typed: str) -> Understood:
    path = full_path(typed)
    if is_folder(path):
        return Understood(_("This is a folder; type a file name behind it."), is_fine=False)
    if is_there(path):
        return Understood(_("This file is there already; choose another name."), is_fine=False)
    if not is_folder(path.parent):
        return Understood(_("This folder does not exist."), is_fine=False)
    return Understood(_("Only you can read it. Delete it when it is printed. It can end in .pdf, .docx or .txt."))


async def _write(app: App[Any], path: Path, name: str, lines: Sequence[str]) -> None:
    def work() -> None:
        from mdoverleg.export.recovery import render
        from mdoverleg.export.writing import write_file

        write_file(path, render(name, lines, path.suffix.lstrip(".").casefold()), overwrite=False)

    try:
        await asyncio.to_thread(work)
    except MdError as error:
        app.notify(str(error), severity="error", markup=False)
        return
    said = _("Written to {file}. Print it, and then delete that file.").format(file=short_path(path))
    app.notify(said, markup=False)
