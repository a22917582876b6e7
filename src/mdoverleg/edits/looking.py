"""What stands in the log and nowhere else: what was looked at, and what was done with the file. Loads no SQLModel."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from mdoverleg.domain.errors import MdError
from mdoverleg.domain.exports import path_text
from mdoverleg.domain.looking import (
    KIND,
    KIND_OF_CASE,
    KIND_OF_FAILURE,
    KIND_OF_FILE,
    LOCK,
    MOST_CASES,
    UNLOCK,
    Failure,
    Look,
    about,
)
from mdoverleg.domain.who import Who
from mdoverleg.store.held import held
from mdoverleg.store.noting import Noted
from mdoverleg.store.store import Store


def note_looks(store: Store, who: Who, looks: Iterable[Look], *, from_wall: bool = False) -> None:
    """Note what was looked at, each as an entry of its own, all in one commit.

    Says nothing and notes nothing where the file can only be read, is damaged, full or held by somebody else: what
    may be read may be looked at. `from_wall`: the projector reads only by its own choice, and notes nevertheless.
    """
    entries = [(look.verb, list(_rows(look))) for look in looks]
    if entries and (from_wall or not store.read_only):
        with suppress(MdError):
            store.note_each(who, entries)


def _rows(look: Look) -> Iterator[Noted]:
    cases = tuple(dict.fromkeys(look.cases))
    more = {"cases": len(cases)} if len(cases) > MOST_CASES else {}
    yield Noted(KIND, 0, look.case_pk, "insert", about(look) | more)
    for case in cases[:MOST_CASES]:
        yield Noted(KIND_OF_CASE, -1, case, "insert", {"case_id": case})


def unlocked(store: Store, who: Who, failures: Iterable[Failure] = ()) -> None:
    """Note that the file was unlocked, and every try that failed since the last time: when, and by which user."""
    rows = [Noted(KIND, 0, None, "insert", {})]
    rows += [Noted(KIND_OF_FAILURE, 0, None, "insert", {"at": one.at, "who": one.who}) for one in failures]
    _note(store, who, UNLOCK, rows)


def note_failures(store: Store, who: Who) -> None:
    """Note which tries to unlock failed since the last time, once the file is unlocked; nothing when there were none.

    For commands, which unlock the file at each start: what they show is noted by itself.
    """
    if held(store.path) is None or store.read_only:
        return
    from mdoverleg.store.keys import clear_failures, failures

    with suppress(MdError):
        if failed := failures(store.path):
            unlocked(store, who, [Failure(one.at, one.who) for one in failed])
            clear_failures(store.path)


def locked(store: Store, who: Who) -> None:
    """Note that the file was locked; call it while the key is still held."""
    _note(store, who, LOCK, [Noted(KIND, 0, None, "insert", {})])


def did_with_file(store: Store, who: Who, verb: str, path: Path | None = None) -> None:
    """Note what was done with the file itself: a `trust.` verb of domain/looking.py, and where a copy of it stands.

    FileRefused when that cannot be noted.
    """
    with store.note(who, verb, [Noted(KIND_OF_FILE, 0, None, "insert", _where(path))]):
        pass


def _where(path: Path | None) -> dict[str, str]:
    return {"path": path_text(path.absolute())} if path is not None else {}


def _note(store: Store, who: Who, verb: str, rows: list[Noted]) -> None:
    if not store.read_only:
        with suppress(MdError), store.note(who, verb, rows):
            pass
