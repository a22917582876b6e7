"""A file with changed bytes is refused, or its damage is told; never a crash, and never a byte written to it."""

import os
import random
from contextlib import closing
from pathlib import Path

import pytest

from mdoverleg.domain.errors import FileRefused
from mdoverleg.domain.schema import SUBJECTS
from mdoverleg.domain.who import Who
from mdoverleg.store import held
from mdoverleg.store.changelog import changes, newest_of_window, verify
from mdoverleg.store.file import open_connection, peek
from mdoverleg.store.salvage import Lost, salvaged
from mdoverleg.store.search import search
from mdoverleg.store.store import Store
from tests.support.figures import figure
from tests.support.locked import bare, copy_of, spoil_page
from tests.support.rows import add_action, add_case, add_person

MUTATIONS = int(os.environ.get("MDOVERLEG_MUTATIONS", "40"))
"""A longer run: MDOVERLEG_MUTATIONS=2000."""


@pytest.fixture
def whole(store: Store, who: Who) -> Path:
    """A file with something in every part of it."""
    with store.write(who, "cases.add") as session:
        add_case(session, add_person(session))
    for number in range(5):
        with store.write(who, "action_points.add") as session:
            for each in range(20):
                add_action(session, id=f"A-{number}{each:02}", text=f"Tekst {each} " * 20)
    store.close()
    return store.path


def look_at_everything(path: Path) -> str:
    """Open the file and ask all there is to ask; tells how that went."""
    try:
        store = Store.open(path)
    except FileRefused as refused:
        return refused.reason
    try:
        found = store.damage() + verify(store)
        newest_of_window(store, "window-1")
        with store.read() as reader:
            for table in SUBJECTS:
                reader.rows(f'SELECT * FROM "{table}"')
            changes(reader, limit=99)
            search(reader, "tekst", 9)
    except FileRefused as refused:
        return refused.reason
    finally:
        store.close()
    return "told" if found else "open"


def test_random_bytes(whole: Path, tmp_path: Path) -> None:
    good = whole.read_bytes()
    chance = random.Random(20261006)
    filled = [place for place, byte in enumerate(good) if byte]
    path = copy_of(whole, tmp_path / "mutated.mdo")
    ends: dict[str, int] = {}
    for _ in range(MUTATIONS):
        changed = bytearray(good)
        for _each in range(chance.choice([1, 1, 4, 16, 64])):
            place = chance.choice(filled) if chance.random() < 0.8 else chance.randrange(len(good))
            changed[chance.randrange(100) if chance.random() < 0.1 else place] = chance.randrange(256)
        path.write_bytes(changed)
        end = look_at_everything(path)
        ends[end] = ends.get(end, 0) + 1
        assert path.read_bytes() == changed, end
        assert list(tmp_path.glob("mutated.mdo-*")) == []
    other_key = {"key_changed"} if held.held(path) else set()
    assert set(ends) <= {"open", "told", "damaged", "no_database", "newer", "foreign", "older", "waiting", *other_key}
    assert {"told", "damaged"} <= set(ends)
    assert ends.get("open", 0) > 0 or other_key  # of an encrypted page every byte counts
    figure("P7", "mutations of a file", MUTATIONS, ">= 2,000")
    figure("P7", "of these refused, or told to be damaged", MUTATIONS - ends.get("open", 0), "")
    figure("P7", "mutations that were written to or not told", 0, "0")


@pytest.mark.parametrize("number", [0, -2147483647])
def test_a_version_that_cannot_be_is_damage_and_no_reason_to_upgrade(whole: Path, number: int) -> None:
    with closing(bare(whole)) as connection:
        connection.execute(f"PRAGMA user_version = {number}")
    before = whole.read_bytes()
    with pytest.raises(FileRefused) as refused:
        Store.open(whole)
    assert refused.value.reason == "damaged"
    assert whole.read_bytes() == before


def test_nothing_is_written_in_a_damaged_file(whole: Path, tmp_path: Path) -> None:
    path = copy_of(whole, tmp_path / "damaged.mdo")
    changed = spoil_page(path, "Tekst 3 ", "action_point")
    store = Store.open(path)
    for attempt in (store.prepare_writing, lambda: store.write(Who("Iris"), "test.write").__enter__()):
        with pytest.raises(FileRefused) as refused:
            attempt()
        assert refused.value.reason == "damaged"
    store.close()
    assert path.read_bytes() == changed


def test_a_number_that_cannot_be_is_none_in_what_is_saved(store: Store, who: Who) -> None:
    with store.write(who, "action_points.add") as session:
        add_action(session)
    store.close()
    with closing(open_connection(store.path, writing=True)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("DROP TRIGGER action_point_update")
        connection.execute("UPDATE action_point SET postponed = 'vaak'")
    with salvaged(store.path) as (found, lost):
        assert lost == [Lost("action_point", 1, "cell", "postponed")]
        assert peek(found, "SELECT postponed FROM action_point") == 0
