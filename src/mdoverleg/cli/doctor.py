"""What is wrong with the file, its folder or the terminal, and what to do about it (first part)."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mdoverleg import __version__
from mdoverleg.cli import context
from mdoverleg.cli.context import Globals
from mdoverleg.cli.saying import put
from mdoverleg.domain.words import _

LITTLE_SPACE = 100 * 1024 * 1024
CLOUD = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "owncloud", "stack")
NETWORK = ("//", "\\\\")


class Finding(NamedTuple):
    """One thing that was looked at."""

    is_good: bool
    sentence: str


def examine(options: Globals) -> int:
    """Print what was looked at; 1 when something needs attention."""
    context.speak(options)
    path = context.table_path(options.file)
    store = context.open_store(options)
    try:
        damage = store.damage()
    finally:
        store.close()
    findings = [*_file(path, damage), *_folder(path), *_terminal()]
    for finding in findings:
        put(f"{'✓ ' if finding.is_good else '!!'} {finding.sentence}")
    return 0 if all(finding.is_good for finding in findings) else 1


def _file(path: Path, damage: list[str]) -> Iterator[Finding]:
    yield Finding(True, _("mdoverleg {version}, file {path}").format(version=__version__, path=path))
    if damage:
        yield Finding(False, _("the file is damaged; put back a backup and keep this file beside it"))
    else:
        yield Finding(True, _("the file is whole"))
    if os.name != "nt":
        others = stat.S_IMODE(path.stat().st_mode) & 0o077
        if others:
            yield Finding(False, _("other people on this machine can read the file; take their rights away"))
        else:
            yield Finding(True, _("only you can read the file"))
    if path.with_name(f"{path.name}-journal").exists():
        # What it held was put back when the file was looked through just now: it is no fault by itself.
        words = _("a journal lies beside the file; leave it there, the next time something is saved takes it away")
        yield Finding(not damage, words)


def _folder(path: Path) -> Iterator[Finding]:
    whole = str(path.resolve())
    if any(name in whole.casefold() for name in CLOUD):
        yield Finding(False, _("the folder looks like a cloud folder; keep the file on this machine alone"))
    elif whole.startswith(NETWORK):
        yield Finding(False, _("the folder is on the network; keep the file on this machine"))
    else:
        yield Finding(True, _("the folder is on this machine"))
    if shutil.disk_usage(path.resolve().parent).free < LITTLE_SPACE:
        yield Finding(False, _("the disk is nearly full; make room first"))
    else:
        yield Finding(True, _("there is room on the disk"))


def _terminal() -> Iterator[Finding]:
    if not sys.stdout.isatty():
        return
    columns, rows = shutil.get_terminal_size()
    if context.cannot_draw():
        words = _("this terminal cannot draw a screen; use `open --plain`, the commands, or another terminal")
        yield Finding(False, words)
    elif columns < 60 or rows < 15:
        yield Finding(False, _("this terminal is too small for the table; make it at least 60 by 15"))
    else:
        yield Finding(True, _("the terminal is {columns} by {rows}").format(columns=columns, rows=rows))
