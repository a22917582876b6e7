"""The files that were made of a table: each is noted in the log, and can be taken away again. Loads no SQLModel."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager

from mdoverleg.domain.errors import Refused
from mdoverleg.domain.exports import DELETE, KIND, KIND_OF_CASE, WRITE, ExportRow, Made, path_of, state_of
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


def delete(store: Store, who: Who, row: ExportRow, *, although_changed: bool = False) -> None:
    """Take a file away that was made, and note that; the line of it in the log stays.

    Refused when it is not there any more, is no file of its own, or is no longer as it was made (`although_changed`:
    then nevertheless). A link in its place is taken away, not what it leads to.
    """
    _require_deletable(row, although_changed=although_changed)
    with store.note(who, DELETE, [Noted(KIND, row.number, None, "delete", {"path": row.path})]):
        try:
            path_of(row.path).unlink()
        except FileNotFoundError:
            raise Refused(_("{path} is not there any more.").format(path=row.path)) from None
        except OSError:
            raise Refused(_("{path} cannot be deleted.").format(path=row.path)) from None


def _require_deletable(row: ExportRow, *, although_changed: bool) -> None:
    told = {
        "shown": _("Number {number} went to the terminal; there is no file of it."),
        "deleted": _("Number {number} was deleted already."),
        "replaced": _("A newer file has the name of number {number}; delete that one."),
    }
    if row.state in told:
        raise Refused(told[row.state].format(number=row.number))
    state = state_of(row.path, row.sha256)
    if state == "gone":
        raise Refused(_("{path} is not there any more.").format(path=row.path))
    if state == "changed" and not although_changed:
        raise Refused(_("{path} was changed since it was made; it stays.").format(path=row.path))
