"""What is wrong with the file, its place, its backups or the terminal, and what to do about it."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mdoverleg.cli import context
from mdoverleg.cli.context import Globals
from mdoverleg.cli.saying import put, say
from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.inputs_say import one_line
from mdoverleg.domain.words import _, n_
from mdoverleg.reads.doctor import SIGNS, Finding, examine_closed, good
from mdoverleg.reads.doctor import examine as look
from mdoverleg.store.backups import kept

if TYPE_CHECKING:
    from mdoverleg.store.salvage import Lost


LOOKED_AT = ("damaged", "disk", "no_key_file", "foreign_key_file", "damaged_key_file", "open_key_file")
"""Why a file cannot be opened that was a table: then it is looked at from outside."""


def examine(options: Globals, *, as_json: bool = False) -> int:
    """Print what was looked at; 1 when something is to be done, 3 when the file cannot be opened at all."""
    context.speak(options)
    code = 0
    try:
        store = context.open_store(options)
    except FileRefused as refusal:
        path = context.table_path(options.file)
        if refusal.reason not in LOOKED_AT and not (refusal.reason == "missing" and kept(path)):
            raise
        code, findings = 3, [*examine_closed(path, refusal), *_terminal()]
    else:
        try:
            findings = [*look(store), *_terminal()]
        finally:
            store.close()
    if as_json:
        from mdoverleg.cli.lists import show_json

        show_json([{"check": one.check, "level": one.level, "text": one.sentence} for one in findings])
    else:
        for one in findings:
            put(f"{SIGNS[one.level]} {one.sentence}")
    return code or (1 if any(one.level == "act" for one in findings) else 0)


def salvage(options: Globals, output: str) -> int:
    """Write what can still be read of a damaged table as JSON, and print what cannot, a line each."""
    from mdoverleg.cli.passphrases import unlock
    from mdoverleg.export.table_json import render
    from mdoverleg.export.writing import refuse_unwritable, write_out
    from mdoverleg.reads.document import read_document
    from mdoverleg.store.locked import is_encrypted
    from mdoverleg.store.store import Store

    context.speak(options)
    refuse_unwritable(output, is_text=True)
    if is_encrypted(context.table_path(options.file)):
        unlock(options, context.table_path(options.file))
    with _salvaged(context.table_path(options.file)) as (fresh, lost):
        store = Store.open(fresh)
        try:
            with store.read() as reader:
                document = read_document(reader)
        finally:
            store.close()
        document.setdefault("table", {"name": context.table_path(options.file).stem})
        data = render(document)
        written = write_out(output, data, is_text=True, overwrite=False)
    for one in lost:
        line = lost_words(one)
        put(line) if written is not None else say(line)
    number = n_("{n} thing could not be read", "{n} things could not be read", len(lost)).format(n=len(lost))
    say(_("{number}; the rest is in {path}.").format(number=number, path=written or output))
    say(_("It is not encrypted, and the log is not in it. Make a table of it with: mdoverleg import table FILE"))
    return 0


@contextmanager
def _salvaged(path: Path) -> "Iterator[tuple[Path, list[Lost]]]":
    from mdoverleg.store.salvage import salvaged

    try:
        with salvaged(path) as found:
            yield found
    except FileRefused as refusal:
        if refusal.reason != "damaged":
            raise
        words = _("Nothing of {name} can be read any more. It was left as it is; put back a backup.")
        raise FileRefused(words.format(name=one_line(path.name)), "damaged") from None


def lost_words(one: "Lost") -> str:
    """Say what could not be read, by the name of the database table and its number there."""
    what = f"{one.table} {one.pk}" if one.pk else one.table
    told = {
        "row": _("{what}: cannot be read"),
        "cell": _("{what}: {column} cannot be read, and was left out or shows marks"),
        "owner": _("{what}: left out, for what it belongs to cannot be read"),
        "rows": _("{what}: some of it, or all, cannot be read; which ones is not known"),
    }
    return told[one.why].format(what=what, column=one.column)


def _terminal() -> Iterator[Finding]:
    if not sys.stdout.isatty():
        return
    columns, rows = shutil.get_terminal_size()
    if context.cannot_draw():
        words = _("this terminal cannot draw a screen; use `open --plain`, the commands, or another terminal")
        yield Finding("terminal", "act", words)
    elif columns < 60 or rows < 15:
        words = _("this terminal is too small for the table; make it at least 60 by 15")
        yield Finding("terminal", "act", words)
    else:
        yield good("terminal", _("the terminal is {columns} by {rows}").format(columns=columns, rows=rows))
