"""The wall in every size: nothing cut in two, nothing too wide, always a countdown; dark, idle, larger and smaller."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.clock import FixedClock, local, zone_named
from mdoverleg.domain.enums import ActionStatus
from mdoverleg.domain.room import BLANK, READING_BACK
from mdoverleg.domain.wall import WallSnapshot
from mdoverleg.domain.words import in_language
from mdoverleg.reads.wall import read_wall
from mdoverleg.store.store import Store
from mdoverleg.tui.looks import LOOKS, looks_of_theme
from mdoverleg.tui.screens.wall import IDLE, WallScreen
from mdoverleg.tui.text import Line, line_width, strip_of
from mdoverleg.tui.themes import DARK
from mdoverleg.tui.wall import WallApp
from mdoverleg.tui.wall_lines import Frame, body_lines, left_of, too_small, wall_lines
from mdoverleg.tui.widgets.digits import HEIGHTS, SIZES, digits, width_of_digits
from tests.support.locked import copy_of
from tests.support.sample import BEFORE, WULP_BEGINS
from tests.tui.driving import PATIENCE
from tests.tui.hostile import NASTY, is_harmless, poisoned

DIMENSIONS = [(40, 12), (60, 20), (79, 24), (80, 24), (100, 30), (120, 40), (169, 50), (200, 60), (240, 60), (400, 100)]


@pytest.fixture(scope="module")
def walls(wulp: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, WallSnapshot]:
    """The wall before the meeting, while Wulp is discussed, and while it is read back."""
    path = copy_of(wulp, tmp_path_factory.mktemp("walls") / "wall.mdo")
    store = Store.open(path)
    found = {}
    for name, at in (("idle", BEFORE - timedelta(days=1)), ("case", WULP_BEGINS)):
        store.clock = FixedClock(at)
        found[name] = read_wall(store)
    with store.read() as reader:
        running = reader.value("SELECT pk FROM agenda_item WHERE actual_start IS NOT NULL AND actual_end IS NULL")
    store.set_setting(READING_BACK, str(running))
    found["message"] = read_wall(store)
    told = [wall.case.message for wall in (found["case"], found["message"]) if wall.case]
    assert [bool(message) for message in told] == [False, True]
    found["none"] = found["case"]._replace(case=None, running=4)
    found["before"] = found["case"]._replace(case=None, running=None)
    store.close()
    return found


def drawn(wall: WallSnapshot, frame: Frame, at: datetime = WULP_BEGINS) -> list[Line]:
    now = local(at, zone_named(wall.zone))
    return wall_lines(wall, now, frame, body_lines(wall, now, frame))


def text_of(lines: list[Line]) -> str:
    return "\n".join("".join(part.text for part in line) for line in lines)


@pytest.mark.parametrize("name", ["idle", "case", "message", "none", "before"])
def test_every_size_is_filled_and_no_line_is_too_wide(walls: dict[str, WallSnapshot], name: str) -> None:
    for width, height in DIMENSIONS:
        for size in (-2, 0, 2, 4):
            lines = drawn(walls[name], Frame(width, height, size))
            assert len(lines) == height
            assert max(map(line_width, lines)) <= width, (width, height, size)
            assert {part.look for line in lines for part in line} <= set(LOOKS)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_word_is_cut_in_two(walls: dict[str, WallSnapshot], language: str) -> None:
    with in_language(language):  # type: ignore[arg-type]
        wide = set(text_of(drawn(walls["case"], Frame(400, 100))).split())
        for width, height in DIMENSIONS[1:]:
            for size in (-1, 0, 1):
                found = text_of(drawn(walls["case"], Frame(width, height, size)))
                words = {word for word in found.split() if word.isalpha()}
                assert words - wide - ALSO[language] == set(), (width, height, size)


ALSO = {"nl": {"en", "nog", "bijna", "tijd"}, "en": {"and", "more"}}
"""Words that stand only where there is little room."""


def test_what_must_be_seen_is_seen_where_there_is_little_room(walls: dict[str, WallSnapshot]) -> None:
    text = text_of(drawn(walls["case"], Frame(60, 20)))
    assert "WULP" in text
    assert "!! Casusregisseur" in text, "what is held twice comes first"
    assert "–  Regie op veiligheid" in text
    assert "A-031" in text
    assert "en nog " in text


def test_what_is_told_together_stands_above_all_else(walls: dict[str, WallSnapshot]) -> None:
    for width, height in DIMENSIONS[1:]:
        text = text_of(drawn(walls["message"], Frame(width, height)))
        assert text.index("SAMEN TEGEN HET GEZIN") < text.index("WIE DOET WAT")


def test_the_countdown_says_when_time_is_up_in_words_too(walls: dict[str, WallSnapshot]) -> None:
    wall, frame = walls["case"], Frame(80, 24, -9)
    for minutes, seconds, shown, words in (
        (0, 0, "25:00", "0 / 25 min"),
        (20, 30, "04:30", "20 / 25 min · ! bijna tijd"),
        (25, 0, "00:00", "!! tijd is om"),
        (31, 5, "+06:05", "!! over de tijd"),
        (300, 0, "15:43", "!! over de tijd"),
    ):
        at = WULP_BEGINS + timedelta(minutes=minutes, seconds=seconds)
        text = text_of(drawn(wall, frame, at))
        assert shown in text
        assert words in text
    assert left_of(wall._replace(running=None), WULP_BEGINS) == (0, 0)


def test_the_family_s_voice_is_timed_by_the_second(walls: dict[str, WallSnapshot]) -> None:
    case = walls["case"].case
    assert case is not None
    assert case.step is not None
    step = case.step._replace(is_timed=True, seconds=120, since=WULP_BEGINS.astimezone(UTC), title="stem van het gezin")
    wall = walls["case"]._replace(case=case._replace(step=step))
    assert "stem van het gezin · 0:45 van 2:00" in text_of(
        drawn(wall, Frame(80, 24), WULP_BEGINS + timedelta(seconds=45))
    )


def test_what_could_not_be_done_looks_like_neither_done_nor_not_done(walls: dict[str, WallSnapshot]) -> None:
    wall = walls["case"]
    assert wall.case is not None
    point = wall.case.actions[0]._replace(text="point", due=None)
    signs: dict[str, str] = {}
    answers: tuple[ActionStatus, ...] = ("done", "could_not", "not_done", "dropped")
    for status in answers:
        case = wall.case._replace(actions=(point._replace(status=status),))
        lines = text_of(drawn(wall._replace(case=case), Frame(120, 40))).splitlines()
        signs[status] = next(line for line in lines if point.id in line).split(point.id)[0].split()[-1]
    assert signs == {"done": "✓", "could_not": "–", "not_done": "×", "dropped": "–"}


def test_the_kind_of_meeting_is_not_said_twice(walls: dict[str, WallSnapshot]) -> None:
    with in_language("nl"):
        own = text_of(drawn(walls["case"], Frame(120, 40))).splitlines()[0]
        other = text_of(drawn(walls["case"]._replace(table="Zandkreek"), Frame(120, 40))).splitlines()[0]
    assert own.lower().count("casustafel") == 1
    assert "Zandkreek · di 6 okt · casustafel" in other


def test_text_that_means_harm_is_shown_and_does_nothing(walls: dict[str, WallSnapshot]) -> None:
    looks = looks_of_theme(DARK)
    for start, nasty in enumerate(NASTY):
        wall = walls["message"]._replace(table=nasty, case=poisoned(walls["message"].case, start))
        for width, height in ((60, 20), (80, 24), (200, 60)):
            lines = drawn(wall, Frame(width, height))
            assert len(lines) == height
            strips = [strip_of(line, width, looks) for line in lines]
            assert {strip.cell_length for strip in strips} == {width}
            assert all(is_harmless(strip.text) for strip in strips)


def test_digits_are_as_large_as_they_say() -> None:
    for size in range(SIZES):
        lines = digits("+12:34", size)
        assert len(lines) == HEIGHTS[size]
        assert {len(line) for line in lines} == {width_of_digits("+12:34", size)}
    assert digits("10", 1) == ["▄█  █▀█", " █  █ █", "▀▀▀ ▀▀▀"]
    assert too_small(Frame(39, 24))
    assert not too_small(Frame(60, 20))


@pytest.fixture
def screen(wulp: Path, tmp_path: Path) -> Iterator[tuple[WallScreen, Store, list[int]]]:
    """The projector's screen on a copy of the file, another window's store, and the sizes that were kept."""
    path = copy_of(wulp, tmp_path / "wall.mdo")
    kept: list[int] = []
    other = Store.open(path)

    def opens() -> Store:
        store = Store.open(path, read_only=True)
        store.clock = FixedClock(WULP_BEGINS)
        return store

    made = WallScreen(opens, keep_size=kept.append, follows_language=True)
    made.begin()
    yield made, other, kept
    made.close()
    other.close()


async def test_dark_by_key_by_others_and_by_itself(screen: tuple[WallScreen, Store, list[int]]) -> None:
    wall, other, kept = screen
    app = WallApp(wall)
    async with app.run_test(size=(80, 24)) as pilot:

        def text() -> str:
            return text_of(list(wall.query_one("#wall").lines))  # type: ignore[attr-defined]

        async def comes(is_so: Callable[[], bool]) -> None:
            end = time.monotonic() + PATIENCE
            await pilot.pause()
            while not is_so():
                assert time.monotonic() < end, text()
                await asyncio.wait([asyncio.ensure_future(pilot.pause())], timeout=1)

        async def until(dark: bool) -> None:
            await comes(lambda: ("Even geen beeld" in text()) == dark)

        assert "WULP" in text()
        await pilot.press("plus")
        assert (kept, "██████" in text()) == ([1], True)
        await pilot.press("minus", "minus")
        assert (kept, "██████" in text()) == ([1, 0, -1], False)
        await pilot.press("f9")
        assert text().split() == ["Even", "geen", "beeld"]
        await pilot.press("f9")
        await until(False)
        other.set_setting(BLANK, "1")
        await until(True)
        other.forget_setting(BLANK)
        await until(False)
        now = wall.since_when() + IDLE
        wall.since_when = lambda: now
        await until(True)
        await pilot.press("f9")
        await until(False)
        now += IDLE
        await until(True)
        taken, take = [], wall.take
        wall.take = lambda snapshot: (taken.append(snapshot), take(snapshot))  # type: ignore[method-assign, func-returns-value, assignment]
        other.set_setting("window_size", "nothing that the wall shows")
        await comes(lambda: bool(taken))
        await until(True)
        go_to_next_step(other)
        await until(False)
        app.notify("Hanna Lisdodde")
        assert not app._notifications
        assert app.screen_stack == [wall]


def go_to_next_step(store: Store) -> None:
    """Let somebody go on to the second step of the running case."""
    with store.read() as reader:
        running = reader.value("SELECT pk FROM agenda_item WHERE actual_start IS NOT NULL AND actual_end IS NULL")
    here = {"step": "family_voice", "since": "2026-10-06T08:45:00+00:00", "spent": [0, 0, 0]}
    store.set_setting("room.step", json.dumps({"meeting": 3, "items": {str(running): here}}))
