"""What is wrong with a table's file, its place and its backups, in one sentence each that says what to do about it."""

import os
import platform
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import tzinfo
from pathlib import Path
from typing import Final, Literal, NamedTuple

from mdoverleg import __version__
from mdoverleg.domain.backups import contents_words, moment_words, size_words
from mdoverleg.domain.clock import known_zone
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.paths import is_there
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.table import zone_of
from mdoverleg.store import backups, disk, header
from mdoverleg.store.changelog import verify
from mdoverleg.store.file import open_still
from mdoverleg.store.locked import is_encrypted
from mdoverleg.store.refusals import plainly_refused
from mdoverleg.store.restoring import BESIDE, difference, look_into
from mdoverleg.store.store import Store
from mdoverleg.store.unreadable import unreadable_cells

LITTLE_SPACE: Final = 100 * 1024 * 1024
MANY: Final = 5
"""So many unreadable cells are named."""

Level = Literal["good", "know", "act"]
"""Good; good to know, or not to be seen from here; something is to be done."""
SIGNS: Final[dict[Level, str]] = {"good": "✓ ", "know": "– ", "act": "!!"}


class Finding(NamedTuple):
    """One thing that was looked at."""

    check: str
    """What was looked at, in one English word, for scripts."""
    level: Level
    sentence: str


def examine(store: Store) -> list[Finding]:
    """Look at the open file and everything around it; reads the whole file, so it belongs in a thread."""
    damage = store.damage()
    parts: tuple[Callable[[], Iterable[Finding]], ...] = (
        lambda: _versions(store.path),
        lambda: _content(store, damage),
        lambda: _log(store),
        lambda: _encryption(store.path),
        lambda: _rights(store.path),
        lambda: _beside(store.path, is_damaged=bool(damage)),
        lambda: _place(store.path),
        lambda: _backups(store),
        lambda: _clock(store),
    )
    found: list[Finding] = []
    for part in parts:
        try:
            found += part()
        except FileRefused as refusal:  # what cannot be read is damage, and that is said already
            if not damage:
                found.append(Finding("whole", "act", str(refusal)))
    return list(dict.fromkeys(found))


def examine_closed(path: Path, refusal: FileRefused) -> list[Finding]:
    """Look from outside at a file that cannot be opened: why, what lies around it, and what can be put back."""
    parts: tuple[Callable[[], Iterable[Finding]], ...] = (
        lambda: _beside(path, is_damaged=refusal.reason == "damaged"),
        lambda: _place(path),
        lambda: _backups_of_closed(path),
    )
    found = [good("file", _("mdoverleg {version}, file {path}").format(version=__version__, path=path))]
    found += [_damaged()] if refusal.reason == "damaged" else [Finding("whole", "act", str(refusal))]
    if is_there(path):
        parts = (lambda: _key_file(path), lambda: _rights(path), *parts)
    for part in parts:
        with suppress(FileRefused, OSError):
            found += part()
    return list({one.sentence: one for one in reversed(found)}.values())[::-1]


def good(check: str, sentence: str) -> Finding:
    """Return a finding that asks nothing of anybody."""
    return Finding(check, "good", sentence)


def _versions(path: Path) -> Iterator[Finding]:
    yield good("file", _("mdoverleg {version}, file {path}").format(version=__version__, path=path))
    with closing(open_still(path)) as connection:
        sqlite = connection.execute("SELECT sqlite_version()").fetchone()[0]
        found = connection.execute("PRAGMA cipher_version").fetchone()
    words = f"Python {platform.python_version()}, SQLite {sqlite}, SQLCipher {found[0] if found else '–'}"
    yield good("versions", words)


def _content(store: Store, damage: list[str]) -> Iterator[Finding]:
    if damage:
        yield _damaged()
    else:
        yield good("whole", _("the file is whole"))
    cells = unreadable_cells(store.path)
    for cell in cells[:MANY]:
        words = _("a text cannot be read: {what} {number}, {column}; write it anew")
        yield Finding("cells", "act", words.format(what=cell.table, number=cell.pk, column=cell.column))
    if len(cells) > MANY:
        more = len(cells) - MANY
        yield Finding("cells", "act", n_("and {n} more text", "and {n} more texts", more).format(n=more))


def _damaged() -> Finding:
    words = _("the file is damaged; put back a backup and keep this file beside it")
    rescue = _("what can still be read of it comes out with: mdoverleg doctor --salvage FILE.json")
    return Finding("whole", "act", f"{words}; {rescue}")


def _log(store: Store) -> Iterator[Finding]:
    if verify(store):
        words = _("the log is not as it was written; what is wrong with it says: mdoverleg log verify")
        yield Finding("log", "act", words)
    else:
        yield good("log", _("the log is whole"))


def _encryption(path: Path) -> Iterator[Finding]:
    seen = disk.disk_encryption(path)
    if is_encrypted(path):
        yield good("encryption", _("the file is encrypted"))
        yield from _key_file(path)
    elif header.has_header(path):
        yield Finding("encryption", "act", str(plainly_refused("plain_again", path)))
    elif seen == "yes":
        yield good("encryption", _("the file is not encrypted, the disk is"))
        return
    elif seen == "no":
        words = _("neither the file nor the disk is encrypted: who gets hold of this machine can read everything; ")
        advice = _("encrypt the file with: mdoverleg keys encrypt")
        yield Finding("encryption", "know", words + advice)
        return
    else:
        words = _("the file is not encrypted; encrypt it with: mdoverleg keys encrypt")
        yield Finding("encryption", "know", words)
    told = {
        "yes": good("disk_encryption", _("the disk is encrypted")),
        "no": Finding("disk_encryption", "know", _("the disk is not encrypted, as far as can be seen from here")),
    }
    unseen = _("whether the disk is encrypted cannot be seen from here; ask who manages this machine")
    yield told.get(seen) or Finding("disk_encryption", "know", unseen)


def _key_file(path: Path) -> Iterator[Finding]:
    if not is_encrypted(path):
        return
    key_file = header.header_of(path)
    try:
        header.read(path)
    except FileRefused as refusal:
        yield Finding("key_file", "act", str(refusal))
        backup = next((one for one in backups.kept(path) if header.has_header(one.path)), None)
        if backup:
            words = _("a backup has a copy of the key file: copy {copy} to {name}")
            copy = header.header_of(backup.path)
            yield Finding("key_file", "act", words.format(copy=copy, name=key_file.name))
    else:
        yield good("key_file", _("its key file {name} lies beside it").format(name=key_file.name))


def _rights(path: Path) -> Iterator[Finding]:
    if os.name != "nt":
        if _others_can(path):
            words = _("other people on this machine can read the file; take their rights away")
            yield Finding("rights", "act", words)
        else:
            yield good("rights", _("only you can read the file"))
        folder = backups.folder_of(path)
        if folder.is_dir() and (_others_can(folder) or any(_others_can(one.path) for one in backups.kept(path))):
            words = _("other people on this machine can read the backups; take their rights away")
            yield Finding("rights", "act", words)
    if not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)):
        words = _("you may only read this file or its folder, so nothing can be saved; ask who manages it")
        yield Finding("rights", "act", words)
    if path.resolve().stat().st_nlink > 1:
        words = _("the file has a second name somewhere; take one of them away, for two names can spoil it")
        yield Finding("names", "act", words)


def _others_can(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:
        return False


def _beside(path: Path, *, is_damaged: bool) -> Iterator[Finding]:
    real = path.resolve()
    if real.with_name(f"{real.name}-journal").exists():
        # What it held was put back when the file was looked through just now: it is no fault by itself.
        words = _("a journal lies beside the file; leave it there, the next time something is saved takes it away")
        yield Finding("journal", "act" if is_damaged else "good", words)
    if any(real.with_name(real.name + suffix).exists() for suffix in BESIDE[1:]):
        words = _("a log of another program lies beside the file ({names}); put back a backup rather than copy files")
        names = ", ".join(real.name + suffix for suffix in BESIDE[1:] if real.with_name(real.name + suffix).exists())
        yield Finding("journal", "know", words.format(names=names))
    old = backups.set_aside(path)
    if old:
        words = n_(
            "{n} older file still lies beside the table ({names}); delete it when nothing of it is needed any more",
            "{n} older files still lie beside the table ({names}); delete them when nothing of them is needed any more",
            len(old),
        )
        yield Finding("older", "know", words.format(n=len(old), names=", ".join(one.name for one in old[:MANY])))


def _place(path: Path) -> Iterator[Finding]:
    told: dict[str, Finding] = {
        "cloud": Finding(
            "folder", "act", _("the folder looks like a cloud folder; keep the file on this machine alone")
        ),
        "network": Finding("folder", "act", _("the folder is on the network; keep the file on this machine")),
        "removable": Finding(
            "folder", "know", _("the folder is on a stick; do not take it out while the table is open, nor lose it")
        ),
        "memory": Finding(
            "folder", "know", _("the folder is gone when this machine stops; keep the file on a disk of this machine")
        ),
    }
    yield told.get(disk.place(path)) or good("folder", _("the folder is on this machine"))
    free = disk.free_space(path)
    if free is not None and free < LITTLE_SPACE:
        yield Finding("space", "act", _("the disk is nearly full; make room first"))
    else:
        yield good("space", _("there is room on the disk"))


def _backups(store: Store) -> Iterator[Finding]:
    kept = backups.kept(store.path)
    if not kept:
        words = _("there is no backup yet; closing a meeting makes one, and so does: mdoverleg backup")
        yield Finding("backup", "know", words)
        return
    zone = _zone(store)
    with store.read() as reader:
        closed = reader.value("SELECT coalesce(max(id), 0) FROM change WHERE verb = 'meetings.close'")
    last = kept[0]
    number = n_("{n} backup", "{n} backups", len(kept)).format(n=len(kept))
    made = moment_words(last.made, zone)
    try:
        with backups.borrowed(store.path, last.path):
            looked = look_into(last.path)
    except FileRefused as refusal:
        words = _("the newest backup, of {moment}, is no good ({reason}); make one with: mdoverleg backup")
        yield Finding("backup", "act", words.format(moment=made, reason=refusal))
        return
    words = _("{number}; the newest, of {moment} ({size}), can be put back: {contents}")
    contents = contents_words(looked.cases, looked.people, looked.action_points)
    yield good("backup", words.format(number=number, moment=made, size=size_words(last.size), contents=contents))
    if looked.changes < closed:
        words = _("a meeting was closed after the newest backup; make one now with: mdoverleg backup")
        yield Finding("backup_age", "act", words)
    elif behind := difference(store.path, looked).changes or 0:
        sentence = n_("{n} change was made since that backup", "{n} changes were made since that backup", behind)
        yield Finding("backup_age", "know", sentence.format(n=behind))
    yield Finding("backup_place", "know", _("the backups are on the same disk; keep one elsewhere as well, encrypted"))


def _backups_of_closed(path: Path) -> Iterator[Finding]:
    """Name the newest backup that can be put back; of an encrypted one whose key is not here that is not known."""
    kept, zone = backups.kept(path), known_zone(None)
    if not kept:
        yield Finding("backup", "know", _("no backup lies beside it; look where else you kept one"))
    for one in kept:
        made, contents = moment_words(one.made, zone), ""
        try:
            with backups.borrowed(path, one.path):
                looked = look_into(one.path)
            contents = contents_words(looked.cases, looked.people, looked.action_points)
        except FileRefused as refusal:
            if refusal.reason != "key_needed":
                words = _("the backup of {moment} is no good ({reason})")
                yield Finding("backup", "know", words.format(moment=made, reason=refusal))
                continue
        words = _("put back the backup of {moment} ({contents}) with: mdoverleg restore {path}")
        if not contents:
            words = _("put back the backup of {moment} with: mdoverleg restore {path}")
        yield Finding("backup", "act", words.format(moment=made, contents=contents, path=one.path))
        return


def _clock(store: Store) -> Iterator[Finding]:
    if store.is_clock_behind():
        words = _("the clock of this machine is behind the log of the table; set it right, times would be wrong")
        yield Finding("clock", "act", words)


def _zone(store: Store) -> tzinfo:
    with store.read() as reader:
        return zone_of(reader)
