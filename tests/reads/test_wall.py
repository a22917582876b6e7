"""What the projector is given: an allow-list, of the running case alone, without anybody's name."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.initials import initials_of
from mdoverleg.domain.room import BLANK, READING_BACK
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import in_language
from mdoverleg.edits import action_points, meetings
from mdoverleg.reads.wall import read_wall
from mdoverleg.reads.wall_words import WallWords
from mdoverleg.store.store import Store
from tests.support.canaries import TELLING, fill_with_canaries
from tests.support.figures import figure
from tests.support.sample import BEFORE, MEETING, WULP_BEGINS, go_on_to_wulp

CHAIR = Who("Hanna Lisdodde", 1, "chair")


@pytest.fixture(scope="module")
def whole_meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], list[str], Store]]:
    """What the wall was given at every item of a meeting whose file is full of canaries; the canaries; the file."""
    path = tmp_path_factory.mktemp("canaries") / "table.mdo"
    canaries = fill_with_canaries(path)
    store = Store.open(path)
    store.clock = FixedClock(BEFORE)
    seen = [repr(read_wall(store))]
    meetings.start(store, CHAIR, pk=MEETING)
    for minutes in range(5, 130, 5):
        with store.read() as reader:
            running = reader.value("SELECT pk FROM agenda_item WHERE actual_start IS NOT NULL AND actual_end IS NULL")
        store.clock = FixedClock(BEFORE + timedelta(minutes=minutes))
        seen.append(repr(read_wall(store)))
        if running is None or meetings.go_on(store, CHAIR, pk=MEETING).is_last:
            break
    meetings.close(store, CHAIR, pk=MEETING)
    seen.append(repr(read_wall(store)))
    yield seen, canaries, store
    store.close()


def test_no_field_beyond_the_allow_list_reaches_the_wall(whole_meeting: tuple[list[str], list[str], Store]) -> None:
    seen, canaries, _store = whole_meeting
    assert len(seen) == 11
    assert len(canaries) > 1000
    assert [canary for canary in canaries for text in seen if canary in text] == []
    assert [words for words in TELLING for text in seen if words in text] == []
    figure("P12", "canary words in the file", len(canaries), ">= 1,000")
    figure("P12", "canary words that reached the projector", 0, "0")


def test_no_name_of_anybody_reaches_the_wall(whole_meeting: tuple[list[str], list[str], Store]) -> None:
    seen, _canaries, store = whole_meeting
    with store.read() as reader:
        names = [name for (name,) in reader.rows("SELECT name FROM person")]
        phones = [phone for (phone,) in reader.rows("SELECT phone FROM person")]
    parts = {word for name in names for word in name.split() if len(word) > 3}
    assert len(parts) > 20
    assert [word for word in {*names, *phones, *parts} for text in seen if re.search(rf"\b{word}\b", text)] == []
    assert "J.d.W." in "".join(seen)


def test_only_the_running_case_is_named(whole_meeting: tuple[list[str], list[str], Store]) -> None:
    seen, _canaries, store = whole_meeting
    with store.read() as reader:
        aliases = [alias for (alias,) in reader.rows('SELECT alias FROM "case"')]
    named = [[alias for alias in aliases if alias in text] for text in seen]
    assert named == [[], [], [], ["Sijs"], ["Fuut"], [], ["Wulp"], ["Grutto"], ["Tureluur"], [], []]


def test_what_is_next_is_hidden_until_the_chair_moves_on(sample: Store) -> None:
    go_on_to_wulp(sample)
    wall = read_wall(sample)
    assert wall.running == 5
    assert [item.kind for item in wall.items] == [
        "opening",
        "previous_actions",
        "case",
        "case",
        "break",
        "case",
        None,
        None,
        None,
    ]
    assert [(item.number, item.planned_start) for item in wall.items[6:]] == [(7, "11:05"), (8, "11:25"), (9, "11:35")]


def test_the_case_has_its_roles_its_step_and_its_action_points(sample: Store) -> None:
    go_on_to_wulp(sample)
    action_points.add(
        sample, CHAIR, values={"case": 3, "text": "Belt met Mirjam Akkers", "kind": "safety", "created_in": MEETING}
    )
    case = read_wall(sample).case
    assert case is not None
    assert (case.alias, case.step and case.step.number, case.step and case.step.of) == ("Wulp", 1, 8)
    states = {role.label: (role.state, [holder.initials for holder in role.holders]) for role in case.roles}
    assert states["Casusregisseur"] == ("double", ["J.d.W.", "M.A."])
    assert states["Regie op veiligheid"] == ("empty", [])
    assert (case.actions[0].is_new, case.actions[0].text) == (True, "Belt met M.A.")
    assert [row.is_new for row in case.actions[1:]] == [False] * 8
    assert [row.due for row in case.actions[1:]] == sorted(row.due for row in case.actions[1:] if row.due)


def test_what_is_said_together_shows_only_while_it_is_read_back(sample: Store) -> None:
    go_on_to_wulp(sample)

    def said() -> str:
        case = read_wall(sample).case
        return case.message if case else ""

    with sample.read() as reader:
        sql = "SELECT pk FROM agenda_item WHERE meeting_id = ? AND actual_start IS NOT NULL ORDER BY position DESC"
        running, before = (pk for (pk,) in reader.rows(sql, (MEETING,))[:2])
    assert said() == ""
    sample.set_setting(READING_BACK, str(running))
    assert said().startswith("Wij praten met jullie allebei")
    sample.set_setting(READING_BACK, str(before))
    assert said() == ""


def test_a_meeting_of_another_day_is_not_on_the_wall(sample: Store) -> None:
    sample.clock = FixedClock(BEFORE - timedelta(days=3))
    wall = read_wall(sample)
    assert (wall.table, wall.meeting, wall.items, wall.case) == ("Casustafel Zandkreek", None, (), None)


def test_a_dark_wall_says_so_in_every_snapshot(sample: Store) -> None:
    sample.set_setting(BLANK, "1")
    assert read_wall(sample).is_dark
    sample.forget_setting(BLANK)
    assert not read_wall(sample).is_dark


def test_the_wall_reads_a_file_that_nobody_may_write(sample: Store, sample_path: Path) -> None:
    go_on_to_wulp(sample)
    store = Store.open(sample_path, read_only=True)
    store.clock = FixedClock(WULP_BEGINS)
    assert read_wall(store) == read_wall(sample)
    store.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Belt Mirjam Akkers en M. Akkers", "Belt M.A. en M.A."),
        ("Vraagt Jelle en De Wit", "Vraagt J.d.W. en De Wit"),
        ("Spreekt Akkers", "Spreekt M.A."),
        ("Vraagt een van beide Berken", "Vraagt een van beide somebody"),
        ("Gaat met oma Riet langs", "Gaat met O.R. langs"),
        ("Vergelijkt met Fuut en Fuut-K1", "Vergelijkt met another case en another case"),
        ("Belt Wulp-K1 om 9:30 op 12-10-2026", "Belt Wulp-K1 om 9:30 op 12-10-2026"),
        ("Belt\x1b[2J de school", "Belt[2J de school"),
    ],
)
def test_names_in_a_text_become_initials(text: str, shown: str) -> None:
    with in_language("en"):
        assert words().of(text) == shown


@pytest.mark.parametrize(
    "telling", [*TELLING, "02 12 34 56 78", "NL12BANK0123456789", "geboren op 3 april 2015", "12-3-2019"]
)
def test_what_tells_who_it_is_stays_off_the_wall(telling: str) -> None:
    with in_language("en"):
        assert words().of(f"Belt {telling} terug") == "(not shown here: it could tell who this is)"


def words() -> WallWords:
    names = initials_of(["Mirjam Akkers", "Jelle de Wit", "Anna Berken", "Bas Berken"])
    return WallWords(names, initials_of(["oma Riet"]), ["Fuut"], BEFORE.date())
