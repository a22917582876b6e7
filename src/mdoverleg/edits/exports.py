"""The files that were made of a table: each is noted in the log, and can be taken away again. Loads no SQLModel."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.exports import DELETE, KIND, KIND_OF_CASE, WRITE, ExportRow, Made, path_of, state_of
from mdoverleg.domain.files import write_new
from mdoverleg.domain.pack import CONTENTS, Taken, without
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import _
from mdoverleg.store.noting import Noted
from mdoverleg.store.store import Store


def noted(store: Store, who: Who, *made: Made) -> AbstractContextManager[None]:
    """Note the files that the block writes: who, what, about and for whom, and their digest; no word of their text.

    The note is kept when the block ends and left out when it raises, so that no file goes unnoted and none is noted
    that is not there. FileRefused when the table's file cannot be written: then nothing is made of it either.
    """
    return store.note(who, WRITE, _rows(made))


def _rows(made: Iterable[Made]) -> Iterator[Noted]:
    for one in made:
        about = {key: value for key, value in one._asdict().items() if key != "cases" and value not in (None, "", 0)}
        about["lines"] = one.lines
        cases = list(dict.fromkeys([*([one.case_id] if one.case_id else []), *one.cases]))
        only = cases[0] if len(cases) == 1 else None
        yield Noted(KIND, 0, only, "insert", about)
        if only is None:
            for case in cases:
                yield Noted(KIND_OF_CASE, -1, case, "insert", {"case_id": case})


def delete(store: Store, who: Who, row: ExportRow, *, although_changed: bool = False) -> tuple[str, ...]:
    """Take a file away that was made, and note that; the line of it in the log stays.

    Of a pack contents.json says that it was deleted; returned are the names of drafts of mails that still hold it.
    Refused when it is not there any more, is no file of its own, or is no longer as it was made (`although_changed`:
    then nevertheless). A link in its place is taken away, not what it leads to.
    """
    _require_deletable(row, although_changed=although_changed)
    path = path_of(row.path)
    contents = path.with_name(CONTENTS)
    taken = _taken(contents, path.name, store.clock.now("UTC")) if path != contents else None
    items = [Noted(KIND, row.number, None, "delete", {"path": row.path})]
    if taken:
        made = Made("contents").of(taken.data, format_name="json", path=contents, lines=taken.lines)
        items += _rows([made])
    with store.note(who, DELETE, items):
        try:
            _unlink(path, contents, taken.data if taken else None)
        except FileNotFoundError:
            raise Refused(_("{path} is not there any more.").format(path=row.path)) from None
        except OSError:
            raise Refused(_("{path} cannot be deleted.").format(path=row.path)) from None

    return taken.drafts if taken else ()


def _taken(contents: Path, name: str, at: datetime) -> Taken | None:
    try:
        return None if contents.is_symlink() else without(contents.read_bytes(), name, at)
    except OSError:
        return None


def _unlink(path: Path, contents: Path, data: bytes | None) -> None:
    """Take a file away, and give the contents of its pack new bytes: written before, so that both happen or neither."""
    if data is None:
        path.unlink()
        return
    beside = contents.with_name(f".{token_hex(8)}.tmp")
    try:
        write_new(beside, data)
        path.unlink()
        beside.replace(contents)
    finally:
        beside.unlink(missing_ok=True)


def _require_deletable(row: ExportRow, *, although_changed: bool) -> None:
    told = {
        "shown": _("Number {number} went to the terminal; there is no file of it."),
        "deleted": _("Number {number} was deleted already."),
        "unknown": _("What number {number} was, and where it stands, was erased for good."),
        "replaced": _("A newer file has the name of number {number}; delete that one."),
    }
    if row.state in told:
        raise Refused(told[row.state].format(number=row.number))
    state = state_of(row.path, row.sha256)
    if state == "gone":
        raise Refused(_("{path} is not there any more.").format(path=row.path))
    if state == "changed" and not although_changed:
        raise Refused(_("{path} was changed since it was made; it stays.").format(path=row.path))
