"""What was only looked at: in the log and nowhere else, without anybody noticing, and never in the way."""

from pathlib import Path

import pytest

from mdoverleg.domain.errors import UndoRefused
from mdoverleg.domain.looking import AGAIN, CASE, COPY, LIST, MOST_CASES, SEARCH, TABLE, WALL, Look, Looks
from mdoverleg.domain.who import Who
from mdoverleg.edits import cases
from mdoverleg.edits.looking import did_with_file, note_looks
from mdoverleg.reads.history import read_history, read_news
from mdoverleg.reads.since_last_time import since_last_time
from mdoverleg.store.changelog import changes, newest_of_window, undo, verify
from mdoverleg.store.store import Store
from tests.edits.world import World
from tests.support.contents import content_of

WHO = Who("Iris de Wit", 1, "window-1")


def verbs(store: Store) -> list[str]:
    with store.read() as reader:
        return [one.verb for one in changes(reader, limit=99, only="all")]


@pytest.mark.parametrize("is_prepared", [False, True])
def test_a_look_changes_nothing_that_anybody_sees(world: World, is_prepared: bool) -> None:
    store = world.store
    if is_prepared:
        store.prepare_writing()
    feed = store.feed()
    before, newest = content_of(store.path), newest_of_window(store, WHO.window)
    with store.read() as reader:
        since = since_last_time(reader, 1, store.clock.utc())
    note_looks(store, WHO, [Look(TABLE, "window"), Look(CASE, case_pk=1), Look(LIST, "cases"), Look(COPY, "row", 1)])
    assert verbs(store)[:4] == ["seen.copy", "seen.list", "seen.case", "seen.table"]
    assert not feed.moved()
    assert content_of(store.path) == before
    assert newest_of_window(store, WHO.window) == newest
    assert not [row for row in read_news(store, since=0, window="another") if row.verb.startswith("seen.")]
    with store.read() as reader:
        assert since_last_time(reader, 1, store.clock.utc()) == since
        number = int(reader.value("SELECT max(id) FROM change"))
    with pytest.raises(UndoRefused, match="looked at"):
        undo(store, WHO, number)
    assert verify(store) == []
    feed.close()


def test_it_is_said_in_words_by_case_and_by_person(world: World) -> None:
    store = world.store
    found = Look(SEARCH, words="moeder", lines=3, cases=(1, 2))
    note_looks(
        store, WHO, [Look(CASE, case_pk=1), found, Look(LIST, "points", person_pk=2), Look(COPY, "case", 2, lines=9)]
    )
    did_with_file(store, WHO, "trust.backup", Path("/stick/tafel.mdo"))
    of_case = [(row.words, row.details, row.case) for row in read_history(store, case_pk=1, only="seen")]
    alias = of_case[1][2]
    assert of_case == [
        ("searched", ("“moeder”, 3 found",), ""),
        ("case looked at", (alias,), alias),
    ]
    about = read_history(store, person_pk=2, only="seen")
    assert [row.words for row in about] == ["list looked at"]
    by = read_history(store, person_pk=1, only="seen")
    assert [row.words for row in by] == ["copied from the screen", "list looked at", "searched", "case looked at"]
    assert by[0].details[0].startswith("a whole case, ")
    newest = read_history(store, limit=1)[0]
    assert (newest.words, newest.details) == ("backup made", ("/stick/tafel.mdo",))
    assert not [row for row in read_history(store, only="usual") if row.verb == "seen.list"]


def test_a_search_over_very_many_cases_names_some_and_the_number(world: World) -> None:
    note_looks(world.store, WHO, [Look(SEARCH, words="x", lines=500, cases=tuple(range(1, MOST_CASES + 9)))])
    with world.store.read() as reader:
        (entry,) = changes(reader, limit=1, only="seen")
    assert (len(entry.rows), entry.rows[0].after["cases"]) == (MOST_CASES + 1, MOST_CASES + 8)


def test_what_can_only_be_read_or_is_damaged_is_looked_at_without_a_word(world: World) -> None:
    path = world.store.path
    reading = Store.open(path, read_only=True)
    before = path.read_bytes()
    note_looks(reading, WHO, [Look(CASE, case_pk=1)])
    assert path.read_bytes() == before
    note_looks(reading, WHO, [Look(WALL)], from_wall=True)
    assert verbs(world.store)[0] == "seen.wall"
    reading.close()
    world.store.close()
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 2 // 4096 * 4096 : len(changed) // 2 // 4096 * 4096 + 8] = b"\xff" * 8
    path.write_bytes(changed)
    damaged = Store.open(path)
    assert damaged.damage() != []
    note_looks(damaged, WHO, [Look(CASE, case_pk=1)])
    assert path.read_bytes() == changed
    damaged.close()


def test_undo_passes_over_what_was_looked_at_since(world: World) -> None:
    store = world.store
    who = Who("Iris de Wit", None, "window-7")
    cases.change(store, who, pk=1, values={"goal": "Rust aan tafel"})
    number = newest_of_window(store, who.window)
    note_looks(store, who, [Look(CASE, case_pk=1)])
    assert newest_of_window(store, who.window) == number


def test_the_same_look_counts_once_in_ten_minutes_a_copy_each_time_and_of_a_search_its_last_words() -> None:
    looks, case, copy = Looks(), Look(CASE, case_pk=1), Look(COPY, "row")
    for moment in (0.0, 1.0, AGAIN - 1):
        looks.add(case, moment)
        looks.add(copy, moment)
    assert looks.take(AGAIN) == [case, copy]
    looks.add(case, AGAIN - 0.5)
    looks.add(Look(CASE, case_pk=2), AGAIN)
    looks.add(copy, AGAIN)
    assert looks.take(AGAIN) == [Look(CASE, case_pk=2), copy]
    looks.add(case, AGAIN)
    for words in ("m", "me", "mer", "v", "va"):
        looks.searching(Look(SEARCH, words=words), AGAIN)
    assert looks.take(AGAIN) == [case, Look(SEARCH, words="mer"), Look(SEARCH, words="va")]
    assert looks.take(AGAIN) == []
