"""Commands that make backups and put one back."""

from contextlib import suppress
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mdoverleg.cli import context
from mdoverleg.cli.saying import say
from mdoverleg.domain.backups import (
    back_words,
    contents_words,
    erase_again_words,
    lost_words,
    moment_words,
    size_words,
)
from mdoverleg.domain.clock import clock_from, known_zone
from mdoverleg.domain.errors import FileRefused, MdError, Refused
from mdoverleg.domain.paths import is_file, is_folder
from mdoverleg.domain.words import N_, _

if TYPE_CHECKING:
    from mdoverleg.store.restoring import Restored
    from mdoverleg.store.store import Store


def register(app: typer.Typer) -> None:
    """Add backup and restore."""
    app.command("backup", help=N_("Make a backup: a copy that is proved equal, also while the table is open."))(backup)
    app.command("restore", help=N_("Put a backup in the place of the table; the old file stays beside it."))(restore)


def backup(
    file: str | None = typer.Argument(None, metavar="FILE", help=N_("File or folder for it; else beside the table.")),
    show_list: bool = typer.Option(False, "--list", help=N_("Show the backups that there are, newest first.")),
    as_json: bool = typer.Option(False, "--json", help=N_("The list as JSON.")),
    keep: int | None = typer.Option(
        None, metavar="COUNT", min=1, max=1000, help=N_("From now on keep so many of the newest (10).")
    ),
    months: int | None = typer.Option(
        None,
        metavar="COUNT",
        min=0,
        max=120,
        help=N_("From now on keep the last one of so many months before as well (12)."),
    ),
) -> None:
    """Make a backup, or list those there are."""
    from mdoverleg.edits.backups import back_up, keep_so_many

    store = _opened(read_only=show_list or as_json)
    try:
        keep_so_many(store, keep, months)
        if show_list or as_json:
            _list(store, as_json=as_json)
            return
        target = Path(file) if file else None
        if target is not None and is_folder(target):
            target = target / f"{store.path.stem}-{store.clock.utc():%Y%m%d-%H%M%S}{store.path.suffix}"
        with store.read() as reader:
            who = context.who(context.current, reader)
        made = back_up(store, who, target)
    finally:
        store.close()
    say(_("Backup made: {path}").format(path=made))


def _opened(*, read_only: bool) -> "Store":
    """Open the table, only to read it where it cannot be written: a copy of it can be made all the same."""
    try:
        return context.open_store(context.current, read_only=read_only)
    except FileRefused as refusal:
        if refusal.reason != "read_only":
            raise
        return context.open_store(context.current, read_only=True)


def _list(store: "Store", *, as_json: bool) -> None:
    from mdoverleg.cli.lists import show_json, show_table
    from mdoverleg.store.backups import borrowed, kept
    from mdoverleg.store.restoring import look_into

    zone = _zone(store)
    rows, values = [], []
    for one in kept(store.path):
        try:
            with borrowed(store.path, one.path):
                looked = look_into(one.path)
            words, fault = contents_words(looked.cases, looked.people, looked.action_points), ""
        except FileRefused as refusal:
            words = fault = str(refusal)
        rows.append((one.number, moment_words(one.made, zone), size_words(one.size), words, one.path.name))
        about = {"number": one.number, "made": one.made.isoformat(), "size": one.size}
        values.append(about | {"is_good": not fault, "text": words, "path": str(one.path)})
    if as_json:
        show_json(values)
    else:
        show_table(rows)
        if not rows:
            say(_("There is no backup beside the table yet; make one with: mdoverleg backup"))


def restore(file: str = typer.Argument(metavar="FILE", help=N_("The backup to put back."))) -> None:
    """Put a backup back."""
    from mdoverleg.store.restoring import look_into
    from mdoverleg.store.restoring import restore as put_back

    path, source = context.table_path(context.current.file), Path(file)
    zone = _speak(path)
    if not is_file(source):
        raise Refused(_("There is no file {name} that can be put back.").format(name=source.name))
    context.make_room(path)
    _unlock(source, path)
    _warn(path, source)
    restored = put_back(path, source, clock_from())
    looked = look_into(path)
    _note(source, restored)
    words = contents_words(looked.cases, looked.people, looked.action_points)
    say(_("Put back: {contents}, up to {moment}.").format(contents=words, moment=moment_words(looked.at, zone)))
    if restored.beside is not None:
        say(lost_words(restored.lost.changes, restored.lost.since, zone))
        sentence = _("The old file stands beside it: {path}. Delete it when nothing of it is needed any more.")
        say(sentence.format(path=restored.beside))
    if again := erase_again_words(restored.back):
        say(again)
    context.remember(path)


def back_up_after_closing(store: "Store") -> None:
    """Make a backup of a table whose meeting was just closed, and say so; a backup that fails closes nothing again."""
    say(backup_words(store))


def backup_words(store: "Store") -> str:
    """Make a backup beside the table, and return what came of it in a sentence."""
    try:
        return _("Backup made: {path}").format(path=store.back_up())
    except MdError as refusal:
        return _("No backup was made: {reason}").format(reason=refusal)


def _speak(path: Path) -> tzinfo:
    """Speak the language of a table, as far as it can still be opened, and give its time zone."""
    context.speak(context.current)
    try:
        store = context.open_store(context.current, read_only=True)
    except FileRefused as refusal:
        # Of a table that is gone, damaged or without its key file the way back is this one.
        if refusal.reason in ("key_needed", "wrong_key", "too_soon", "locked"):
            raise
        return known_zone(None)
    try:
        return _zone(store)
    finally:
        store.close()


def _warn(path: Path, source: Path) -> None:
    """Say before it is put back what was erased for good in the table and comes back with it."""
    from mdoverleg.store.backups import borrowed
    from mdoverleg.store.coming_back import would_come_back

    with borrowed(path, source):
        words = back_words(would_come_back(path, source))
    if words:
        say(words)


def _note(source: Path, restored: "Restored") -> None:
    """Note in the log of the table as it is now that this backup was put back."""
    from mdoverleg.edits.backups import note_put_back

    with suppress(MdError), context.opened_for_note() as (store, who):
        note_put_back(store, who, source, restored)


def _unlock(source: Path, path: Path) -> None:
    """Hold the key of a backup: that of its table, else by the passphrase of its day."""
    from mdoverleg.cli.passphrases import unlock
    from mdoverleg.store.backups import borrowed
    from mdoverleg.store.held import held
    from mdoverleg.store.locked import is_encrypted

    if is_encrypted(source):
        with borrowed(path, source):
            is_held = held(source) is not None
        if not is_held:
            unlock(context.current, source)


def _zone(store: "Store") -> tzinfo:
    from mdoverleg.reads.table import zone_of

    with store.read() as reader:
        return zone_of(reader)
