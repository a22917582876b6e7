"""The pack of a meeting: a folder that is there with everything in it, or not at all."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.exports import Made
from mdoverleg.domain.files import write_new
from mdoverleg.domain.pack import CONTENTS, MARK, Pack, PackItem
from mdoverleg.domain.paths import is_folder
from mdoverleg.domain.text import clean
from mdoverleg.domain.words import _
from mdoverleg.export import CALENDAR, MAIL, document_of, file_name, formats_of, refuse_unknown
from mdoverleg.export.drafts import Written, drafts_of
from mdoverleg.export.leaks import made_of
from mdoverleg.export.model import Document
from mdoverleg.export.writing import place_beside, reason_of, sweep

DEFAULT: Final = ("docx", "xlsx")
"""Formats of a pack for which none are chosen."""

Step = Callable[[int, int], bool]
"""Told how many of all files are made; says whether to go on."""
Noting = Callable[..., AbstractContextManager[None]]
"""What keeps a note of files, given as Made, when its block ends well."""


def refuse_place(folder: Path, *, replace: bool) -> None:
    """Refuse, before anything is made, a folder that is in use: only an empty one, or with `replace` an older pack."""
    name = _shown(folder)
    if not is_folder(folder.parent):
        raise Refused(_("The folder of {path} does not exist").format(path=name))
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not is_folder(folder):
        raise Refused(_("{path} is no folder").format(path=name))
    there = {path.name for path in folder.iterdir()}
    if not there:
        return
    if not replace:
        raise Refused(_("{path} is not empty; choose another folder, or replace the pack in it").format(path=name))
    if not there <= _files_of(folder):
        raise Refused(_("{path} holds other files than a pack; they are not thrown away").format(path=name))


def _files_of(folder: Path) -> set[str]:
    """Return the names that an older pack has; nothing where it is none."""
    try:
        content = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        files = {str(file["name"]) for file in content["files"]} if content["format"] == MARK else set()
    except (OSError, ValueError, LookupError, TypeError):
        return set()
    return {CONTENTS, *files} if files else set()


def write_pack(
    pack: Pack,
    folder: Path,
    formats: tuple[str, ...] = (),
    *,
    mails: bool = False,
    replace: bool = False,
    step: Step = lambda _done, _all: True,
    noting: Noting = lambda *_made: nullcontext(),
) -> tuple[str, ...]:
    """Write every file of a pack with contents.json into one folder, and return their names.

    Everybody gets the formats that they prefer, else `formats`, else DEFAULT; with `mails` a draft of a mail as well.
    It is filled beside its place and moved there at the end. Refused, with what was there untouched and nothing left
    behind, when a document fails the leak check, the disk does not take it, or `step` says to stop. It is moved within
    `noting`, which is told what to keep of each file.
    """
    formats = formats or DEFAULT
    for name in formats:
        refuse_unknown(name)
    refuse_place(folder, replace=replace)
    beside = place_beside(folder)
    try:
        beside.mkdir(mode=0o700)
        sweep(beside)
        made = _Filling(beside, folder, pack, step).fill(formats, mails=mails)
        with noting(*made.values()):
            _move(beside, folder)
    except OSError as error:
        raise Refused(reason_of(error).format(path=_shown(folder))) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(made)


class _Filling:
    """A pack while its files are written; what is to be noted of each, by its name, once they stand in the folder."""

    def __init__(self, beside: Path, folder: Path, pack: Pack, step: Step) -> None:
        self._beside, self._folder, self._pack, self._step = beside, folder, pack, step
        self._files: list[dict[str, Any]] = []
        self._noted: dict[str, Made] = {}
        self._taken: set[str] = {CONTENTS}

    def fill(self, formats: tuple[str, ...], *, mails: bool) -> dict[str, Made]:
        """Write all files and contents.json."""
        documents = [(item, document_of(item.paper)) for item in self._pack.items]
        wanted = [
            (item, document, form)
            for item, document in documents
            for form in _forms(document, item.prefers.formats or formats)
        ]
        readers = {(item.kind, item.recipient) for item, _document in documents if item.kind != "table"}
        total = len(wanted) + (len(readers) if mails else 0)
        written = [self._write(number, total, *one) for number, one in enumerate(wanted)]
        for number, draft in enumerate(drafts_of(self._pack, written) if mails else (), len(wanted)):
            self._go_on(number, total)
            name = self._put(draft.item, draft.name, MAIL, draft.data, attached=list(draft.attached), document="mail")
            self._note(name, draft.noted, MAIL, draft.data, len(draft.attached))
        data = contents_of(self._pack, self._files)
        write_new(self._beside / CONTENTS, data)
        self._note(CONTENTS, self._pack.noted, "json", data, len(self._files))
        self._step(total, total)
        return self._noted

    def _go_on(self, number: int, total: int) -> None:
        if not self._step(number, total):
            raise Refused(_("Stopped; nothing was written"))

    def _write(self, number: int, total: int, item: PackItem, document: Document, form: str) -> Written:
        self._go_on(number, total)
        try:
            made = made_of(document, item.guard, form, style=self._pack.style)
        except Refused as error:
            raise Refused(f"{file_name(document, form)}: {error}") from None
        name = self._put(item, made.name, form, made.data)
        self._note(name, item.noted, form, made.data, document.size)
        return Written(item, document, name, form, made.data)

    def _put(self, item: PackItem, wanted: str, form: str, data: bytes, **more: Any) -> str:
        name = _free(wanted, self._taken)
        write_new(self._beside / name, data)
        self._files.append(_said(item, name, form, data) | more)
        return name

    def _note(self, name: str, noted: Made, form: str, data: bytes, lines: int) -> None:
        self._noted[name] = noted.of(data, format_name=form, path=self._folder / name, lines=lines)


def contents_of(pack: Pack, files: list[dict[str, Any]]) -> bytes:
    """Return contents.json: what the pack is of, and every file in it."""
    content = {
        "format": MARK,
        "version": 1,
        "meeting": pack.meeting,
        "minutes_version": pack.minutes_version,
        "status": "final" if pack.is_final else "draft",
        "made_at": pack.made_at.isoformat(timespec="seconds"),
        "files": files,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _forms(document: Document, formats: tuple[str, ...]) -> Iterator[str]:
    """Give the chosen formats that a document comes in, else the first that it does; an agenda for a calendar too."""
    known = formats_of(document.kind)
    chosen = [form for form in dict.fromkeys(formats) if form in known and (form != CALENDAR or document.events)]
    yield from chosen or known[:1]
    if document.kind in ("agenda", "cancellation") and CALENDAR not in chosen:
        yield CALENDAR


def _free(name: str, taken: set[str]) -> str:
    """Return the name, with a number where two readers have ids that are written alike."""
    stem, _dot, ending = name.rpartition(".")
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{stem}-{number}.{ending}", number + 1
    taken.add(free.casefold())
    return free


def _said(item: PackItem, name: str, form: str, data: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "document": item.document,
        "format": form,
        "recipient": item.recipient or None,
        "recipient_kind": item.kind,
        "action_points": item.action_points,
        "sha256": sha256(data).hexdigest(),
    }


def _move(beside: Path, folder: Path) -> None:
    """Give the filled folder its name; an older pack goes away only when the new one stands there.

    No program can put one folder in the place of another at once: killed in between, the older one stands beside it.
    """
    if not os.path.lexists(folder):
        beside.rename(folder)
        return
    old = folder.with_name(f"{folder.name}-{token_hex(4)}.old")
    folder.rename(old)
    try:
        beside.rename(folder)
    except OSError:
        with suppress(OSError):
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _shown(path: Path) -> str:
    return clean(str(path), one_line=True)
