"""Backups on the screen: making one, choosing one and putting it back, and what the doctor says."""

import asyncio
from pathlib import Path
from typing import Any

from mdoverleg.domain.backups import back_words, erase_again_words, lost_words
from mdoverleg.domain.clock import known_zone
from mdoverleg.domain.errors import MdError
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.reads.backups import BackupLine, read_backup, read_backups
from mdoverleg.reads.case_records import RecordRow
from mdoverleg.tui.dialogs.busy import Busy
from mdoverleg.tui.dialogs.preview import Preview
from mdoverleg.tui.dialogs.records import Records, Work
from mdoverleg.tui.paths import short_path
from mdoverleg.tui.runner import who_of
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.shell import LASTING

Screen = LiveScreen[Any]


async def make(screen: Screen) -> None:
    """Make a backup now, and say where it is."""
    who = await who_of(screen)
    if who is None:
        return

    def work() -> Path:
        from mdoverleg.edits.backups import back_up

        return back_up(screen.window.store, who)

    try:
        made = await asyncio.to_thread(work)
    except MdError as error:
        screen.app.notify(error.for_all_to_see(), severity="error", markup=False)
    else:
        screen.window.feed.noticed()
        screen.app.notify(_("Backup made: {path}").format(path=short_path(made)), markup=False)


async def backups(screen: Screen) -> None:
    """Show the backups, newest first; Enter puts one back, after asking."""
    found: dict[int, BackupLine] = {}

    async def read() -> list[RecordRow]:
        lines = await screen.window.in_thread(lambda: read_backups(screen.window.store))
        found.update((line.number, line) for line in lines)
        return [_row(line) for line in lines]

    async def put_back(row: RecordRow) -> None:
        await _put_back(screen, found[row.pk])

    work = Work(
        read,
        lambda: make(screen),
        put_back,
        none_yet=_("There is no backup yet. Type a to make one; closing a meeting makes one by itself."),
        change_words=_("Enter puts it back"),
    )
    await screen.app.push_screen_wait(Records(_("Backups of this table"), work))


def _row(line: BackupLine) -> RecordRow:
    note = " · ".join((line.size, line.lost)) if line.is_good else line.contents
    if line.back:
        note = f"{note} {line.back}"
    text = " · ".join((line.when, line.contents)) if line.is_good else f"!! {line.when}"
    return RecordRow(line.number, text, note, is_past=not line.is_good)


async def _put_back(screen: Screen, line: BackupLine) -> None:
    """Put a backup back, with the passphrase of its day when it is under an older key."""
    if not line.needs_key or screen.window.keys is None:
        await _ask_and_do(screen, line, line.lost)
        return
    from mdoverleg.tui.doings.keys import asked_until_right

    keys = screen.window.keys.of_copy(line.path)
    title = _("The backup of {moment} is under an older key").format(moment=line.when)
    label = _("The passphrase that the table had on that day")
    if await asked_until_right(screen, title, keys, keys.unlock, label) is None:
        return
    try:
        opened = await screen.window.in_thread(lambda: read_backup(screen.window.store, line.path))
        if opened is None or not opened.is_good:
            words = opened.contents if opened else _("This backup is not there any more.")
            screen.app.notify(words, severity="warning", timeout=LASTING, markup=False)
            return
        said = _("From then on that passphrase opens the table, and the one of now no more.")
        await _ask_and_do(screen, opened, f"{opened.lost} {said}")
    finally:
        keys.let_go()


async def _ask_and_do(screen: Screen, line: BackupLine, lost: str) -> None:
    """Ask, and put the backup in the place of the file while that is closed here."""
    from mdoverleg.tui.dialogs.confirm import confirm

    title = _("Put back the backup of {moment}? {lost}").format(moment=line.when, lost=lost)
    if line.back:
        title = f"{title}\n!! {line.back}"
    asked = confirm(title, _("Yes, put it back; the file of now stays beside it"), _("No, leave it"), doubt=True)
    answer = await screen.app.push_screen_wait(asked)
    who = await who_of(screen) if answer is not None and answer.key is True else None
    if who is None:
        return
    said = _("One moment: the backup is being put back. Do not close this window.")
    busy = Busy(said, lambda: screen.window.while_closed(lambda: _work(screen, who, line.path)))
    error = await screen.app.push_screen_wait(busy)
    if error is not None:
        await screen.reload()
        screen.app.notify(error.for_all_to_see(), severity="error", timeout=LASTING, markup=False)
        return
    restored = busy.made
    await screen.window.in_thread(lambda: _noted(screen, who, line.path, restored))
    await screen.reload()
    words = list[str]()
    if restored.beside is not None:
        zone = known_zone(str(getattr(screen.snapshot, "zone", "")) or None)
        words.append(lost_words(restored.lost.changes, restored.lost.since, zone))
        sentence = _("The old file stands beside it: {path}. Delete it when nothing of it is needed any more.")
        words.append(sentence.format(path=short_path(restored.beside)))
    words += filter(None, (back_words(restored.back), erase_again_words(restored.back)))
    title = _("The backup of {moment} is put back.").format(moment=line.when)
    await screen.app.push_screen_wait(Preview(title, words, can_take=False))


def _work(screen: Screen, who: Who, backup: Path) -> Any:
    from mdoverleg.edits.backups import put_back

    return put_back(screen.window.store, who, backup)


def _noted(screen: Screen, who: Who, backup: Path, restored: Any) -> None:
    from mdoverleg.edits.backups import note_put_back

    note_put_back(screen.window.store, who, backup, restored)
    screen.window.feed.noticed()


async def look(screen: Screen) -> None:
    """Show what the doctor says of file, disk and backups; what is to be done comes first."""
    from mdoverleg.reads.doctor import SIGNS, examine

    async def read() -> list[RecordRow]:
        findings = await asyncio.to_thread(lambda: examine(screen.window.store))
        order = {"act": 0, "know": 1, "good": 2}
        ordered = sorted(findings, key=lambda one: order[one.level])
        return [
            RecordRow(number, f"{SIGNS[one.level].strip()} {_on_screen(one.sentence)}", "", is_past=one.level == "good")
            for number, one in enumerate(ordered)
        ]

    await screen.app.push_screen_wait(Records(_("File, disk and backups"), Work(read, None)))


_HERE = {
    "mdoverleg keys encrypt": "keys.encrypt",
    "mdoverleg keys add-recovery": "keys.sheet",
    "mdoverleg backup": "backups.make",
}
"""What the doctor advises to type, and the verb that does the same in a window."""


def _on_screen(sentence: str) -> str:
    """Return the advice with what one does in a window in the place of a command."""
    from mdoverleg.tui.verbs import BY_ID

    for command, verb in _HERE.items():
        if sentence.endswith(command):
            return sentence.removesuffix(command) + _("Ctrl+P, {what}").format(what=BY_ID[verb].words)
    return sentence
