"""Erasing where the file is not as this version would leave it: what cannot be read goes with the rest."""

import errno
import json
import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.freezing import frozen
from mdoverleg.domain.papers import Ref
from mdoverleg.domain.retention import PENDING, Cleaned
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.edits import erasing, meetings, organisations, people
from mdoverleg.reads.minutes_paper import minutes_fixer
from mdoverleg.reads.numbers_paper import count_cases
from mdoverleg.store import backups
from mdoverleg.store.blotting import free_columns
from mdoverleg.store.changelog import verify
from mdoverleg.store.file import Connection, open_connection
from mdoverleg.store.triggers import SEARCHED
from tests.edits.world import TODAY, World, dump, newest, row
from tests.support.locked import plain_only


def erase(world: World, *pks: int) -> Cleaned:
    """Erase cases and clean up."""
    erasing.erase_cases(world.store, world.nel, pks=pks, count=count_cases)
    done = world.store.clean_up()
    assert done is not None
    return done


@contextmanager
def by_hand(world: World) -> Iterator[Connection]:
    """A connection with which somebody writes in the file past the program: nothing watches it."""
    with closing(open_connection(world.store.path, writing=True)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        kept = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"
        ).fetchall()
        for name, _sql in kept:
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection
        for _name, sql in kept:
            connection.execute(sql)
        connection.execute("COMMIT")


def bytes_of(world: World) -> bytes:
    return b"\n".join(one.read_bytes() for one in world.store.path.parent.rglob("*") if one.is_file())


@plain_only("its bytes are looked at")
def test_what_cannot_be_read_any_more_goes_where_it_may_hold_the_words(world: World) -> None:
    store, nel = world.store, world.nel
    meetings.start(store, nel, pk=world.meeting)
    meetings.close(store, nel, pk=world.meeting, fix=minutes_fixer(store, nel, world.meeting))
    last = newest(store)
    organisations.change(store, nel, pk=world.team, values={"reachable": "maandag"})
    texts = {
        "organisation": "Wulp, en geen JSON",
        "case": '["Wulp"]',
        "person": json.dumps({"name": "Mirjam Wulp"}),
        "of a newer version": json.dumps({"x": "Wulp"}),
    }
    with by_hand(world) as connection:
        for name, text in texts.items():
            sql = (
                "INSERT INTO change_item (change_id, table_name, row_pk, op, before, after, salt) "
                "SELECT change_id, ?, row_pk, op, ?, NULL, salt FROM change_item WHERE change_id > ? LIMIT 1"
            )
            connection.execute(sql, (name, text, last))
        papers = {2: "Wulp", 3: frozen(Ref("C-001", "Wulp")), 4: "Grutto"}
        for version, paper in papers.items():
            connection.execute(
                "INSERT INTO minutes_kept (meeting_id, version, change_id, paper, cases) VALUES (?, ?, ?, ?, ?)",
                (world.meeting, version, last, paper, "[]"),
            )
        drafts = {
            "draft.one.x": "geen JSON",
            "draft.one.y": json.dumps({"way": []}),
            "draft.one.z": '{"way": {"at": {}}}',
        }
        connection.executemany("INSERT INTO setting VALUES (?, ?)", drafts.items())
    erase(world, world.wulp)
    assert set(re.findall(rb"[\w-]* ?Wulp", bytes_of(world))) == {b"Mirjam Wulp"}, "what somebody else is called stays"
    with store.read() as reader:
        assert reader.rows("SELECT version, paper FROM minutes_kept WHERE version > 1") == [(4, "Grutto")]
    kept = [store.setting(f"draft.one.{name}") is not None for name in "xyz"]
    assert kept == [False, False, True]


def test_a_name_of_one_letter_is_not_looked_for_in_what_others_wrote(world: World) -> None:
    store, nel = world.store, world.nel
    initial = people.add(store, nel, values={"name": "N", "organisation": world.team})
    people.change(store, nel, pk=world.koen, values={"function": "Vervangt N"})
    erasing.erase_person(store, nel, pk=initial)
    assert row(world, "person", world.koen)["function"] == "Vervangt N"
    assert row(world, "person", initial)["name"] == "(erased)"
    assert verify(store) == []


def test_where_somebody_added_a_trigger_nothing_is_erased(world: World) -> None:
    before = dump(world.store)
    with closing(open_connection(world.store.path, writing=True)) as connection:
        connection.execute(
            "CREATE TRIGGER spy AFTER DELETE ON member BEGIN INSERT INTO setting VALUES ('x', OLD.id); END"
        )
    with pytest.raises(FileRefused) as refused:
        erasing.erase_cases(world.store, world.nel, pks=[world.wulp], count=count_cases)
    assert refused.value.reason == "damaged"
    assert dump(world.store) == before
    assert world.store.setting(PENDING) is None


def test_every_table_with_free_text_is_searched() -> None:
    assert [
        name for name, one in SUBJECTS.items() if not one.link and free_columns(one.entity) and name not in SEARCHED
    ] == []


def test_what_is_in_the_way_of_cleaning_up_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    store = world.store
    assert store.clean_up() is None
    early = backups.make(store.path, world.clock)
    damaged = store.path.with_name(f"{store.path.stem}-20260101-101010{store.path.suffix}")
    damaged.write_bytes(early.read_bytes()[:9000])
    real = Path.unlink

    def kept_open(self: Path, missing_ok: bool = False) -> None:
        if self == early:
            raise OSError(errno.EACCES, "somebody has it open")
        real(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", kept_open)
        patch.setattr("mdoverleg.store.cleaning.write_new", full)
        done = erase(world, world.wulp)
    assert done.left == (early.name,)
    assert damaged.name in done.deleted, "of what cannot be read it is taken to hold it"
    assert done.certificate == ""
    assert store.setting(PENDING) is None
    erasing.erase_cases(store, world.nel, pks=[world.grutto], count=count_cases)
    pending = json.loads(str(store.setting(PENDING)))
    store.set_setting(PENDING, json.dumps({**pending, "at": "gisteren"}))
    erasing.erase_old_log(store, world.nel, before=TODAY)
    assert early.exists() is False, "what was still to be cleaned up is done before the next"
    assert world.store.clean_up() is not None


def full(_path: Path, _data: bytes) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
