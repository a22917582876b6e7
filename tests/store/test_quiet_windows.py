"""A window that may only look, one that is told too late, and what the log and the numbers make of odd histories."""

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.errors import FileRefused, UndoRefused
from mdoverleg.domain.exports import WRITE
from mdoverleg.domain.who import Who
from mdoverleg.store import header, keys
from mdoverleg.store.asking import driver_of
from mdoverleg.store.changelog import undo, verify
from mdoverleg.store.feed import Feed
from mdoverleg.store.noting import Noted
from mdoverleg.store.numbering import next_id
from mdoverleg.store.store import Store
from mdoverleg.store.tables import Case
from tests.support.locked import OTHER, PASSPHRASE, encrypted
from tests.support.rows import add_action, add_case, add_person, everything

pytestmark = pytest.mark.skipif(os.name == "nt", reason="locks of POSIX")

SEM = Who("Sem van Dam", window="window-2")


def last(store: Store) -> int:
    with store.read() as reader:
        return int(reader.value("SELECT last_id FROM log_head"))


def entry(word: str = "x") -> list[Noted]:
    return [Noted("look", 0, None, "insert", {"words": word})]


def test_a_window_that_may_only_look_notes_what_it_saw_and_changes_nothing(table_path: Path, who: Who) -> None:
    looking = Store.open(table_path, read_only=True)
    looking.prepare_writing()
    before = everything(looking)
    looking.note_each(who, [("seen.search", entry())])
    assert last(looking) == 1
    with pytest.raises(FileRefused), looking.note(who, "seen.search", entry()):
        pass
    with pytest.raises(FileRefused):
        looking.erase(who, "trust.erase", lambda _eraser: pytest.fail("begun"))
    with pytest.raises(FileRefused):
        looking.set_setting("x", "y")
    assert (last(looking), everything(looking)) == (1, before)
    looking.close()


def test_what_would_wait_for_itself_is_said_at_once(store: Store, who: Who) -> None:
    with store.read(), pytest.raises(RuntimeError):
        store.erase(who, "trust.erase", lambda _eraser: pytest.fail("begun"))
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM change") == 0


def test_a_note_that_cannot_be_finished_is_not_there_and_the_window_goes_on(store: Store, who: Who) -> None:
    def interrupted() -> Iterator[Noted]:
        yield from entry("een")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.note_each(who, [("seen.search", entry("nul")), ("seen.search", interrupted())])
    assert last(store) == 0
    store.note_each(who, [("seen.search", entry("twee"))])
    assert (last(store), verify(store)) == (1, [])


def test_a_file_that_is_written_over_is_told_at_the_next_look(store: Store) -> None:
    feed = Feed(store)
    assert not feed.moved()
    whole = store.path.read_bytes()
    store.path.write_bytes(b"niets van dit alles " * (len(whole) // 20))
    with pytest.raises(FileRefused):
        feed.moved()
    feed.close()


def test_a_number_that_somebody_wrote_by_hand_is_not_given_twice(store: Store, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session, id="A-99999999")
        add_action(session, id="A-100000000")
        assert next_id(session, "A") == "A-100000001"


def test_a_whole_table_that_refers_to_itself_in_circles_is_undone_at_once(store: Store, who: Who) -> None:
    before = everything(store)
    with store.write(who, "table.import") as session:
        driver_of(session).execute("PRAGMA defer_foreign_keys = ON")
        case = add_case(session, add_person(session))
        for pk, other in ((7, 8), (8, 7)):
            add_action(session, id=f"A-00{pk}", case_id=case.pk, pk=pk, depends_on_id=other)
    undo(store, who, last(store))
    assert everything(store) == before


def test_who_changed_a_field_is_named_past_those_who_changed_others(store: Store, who: Who) -> None:
    with store.write(who, "cases.add") as session:
        case = add_case(session, add_person(session)).pk
    for by, values in ((who, {"goal": "Naar school"}), (SEM, {"goal": "Samen eten"}), (who, {"story": "Lang"})):
        with store.write(by, "cases.change") as session:
            row = session.get_one(Case, case)
            for name, value in values.items():
                setattr(row, name, value)
    with pytest.raises(UndoRefused) as refused:
        undo(store, who, 2)
    assert refused.value.who == SEM.name
    with store.write(who, WRITE) as session:
        add_action(session)
    with pytest.raises(UndoRefused):
        undo(store, who, last(store))
    with pytest.raises(UndoRefused):
        undo(store, who, 99)


@pytest.mark.usefixtures("cheap_keys")
def test_a_key_file_that_another_window_replaces_at_that_moment_keeps_both_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = encrypted(tmp_path / "Merel.mdo")
    real, waited = fcntl.flock, list[int]()

    def others_first(handle: Any, how: int) -> None:
        if not waited:
            waited.append(how)
            header.write(path, {**header.read(path), "failures": [{"at": "2026-10-06 12:00:00", "who": "sem"}]})
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", others_first)
    keys.unlock(path, PASSPHRASE)
    keys.change(path, OTHER)
    assert waited
    assert [one["who"] for one in json.loads(keys.header_of(path).read_text(encoding="utf-8"))["failures"]] == ["sem"]
