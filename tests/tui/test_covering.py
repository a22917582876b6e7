"""A window that nobody uses shows nothing of the table, and everything again at one key, as it was left."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.edits import action_points, meetings
from mdoverleg.store.store import Store
from mdoverleg.tui.app import MdApp
from mdoverleg.tui.covering import Cover, is_being_discussed
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.doings.screens import go_to_cases, to_table
from mdoverleg.tui.preferences import read_preferences
from tests.support.sample import BEFORE, MEETING
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import pick

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
ELSEWHERE = Who("Teun Biezen", 2, "two")


def names_on_screen(table: Table) -> list[str]:
    """What of the table can be read: names of people, cases and the table itself."""
    board = table.snapshot
    words = {board.table, *(row.title for row in board.agenda), *(row.name for row in board.people)}
    words |= {part for row in board.people for part in row.name.split() if len(part) > 3}
    return [word for word in words if word and word in table.text()]


async def test_a_cover_hides_all_keeps_all_and_goes_by_one_key(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, draws=True) as table:
        app = table.app
        await table.press("a")
        await table.type("belt de school over het verz")
        app.notify("Dit blijft staan.", severity="error", timeout=3600)
        await table.press("ctrl+l")
        assert isinstance(app.screen, Cover)
        assert names_on_screen(table) == []
        assert "Elke toets" in table.text()
        for size in ((20, 5), (1, 1), (400, 100), (120, 40)):
            await table.pilot.resize_terminal(*size)
            await table.settled()
            assert names_on_screen(table) == []
        # While it is covered: no toasts, no bell, and others are followed.
        rung: list[bool] = []
        app._driver.write = lambda data: rung.append("\a" in data)  # type: ignore[union-attr, method-assign]
        app.bell()
        app.notify("Akkers is te laat.")
        app.notify("Het bestand is weg.", severity="error")
        assert table.toasts == []
        pk = action_points.add(table.store, ELSEWHERE, values={"text": "van elders", "case": 3})
        await table.until(lambda: any(row.pk == pk for row in table.board.case.actions))
        assert names_on_screen(table) == []
        assert not any(rung)
        # A question that comes up waits until somebody is there.
        app.run_worker(app.push_screen_wait(Pick("Wie is dat?", [])))
        await table.settled()
        assert isinstance(app.screen, Cover)
        before = table.changes()
        await table.press("n")
        assert table.changes() == before, "the key that takes the cover away does nothing else"
        await table.until(lambda: isinstance(app.screen, Pick))
        assert table.said[-2:] == ["Dit blijft staan.", "Het bestand is weg."], "what lasts and what went wrong"
        await table.press("escape")
        assert table.board.entry.is_open
        assert "belt de school over het verz" in table.text(table.board)
        assert any(row.text == "van elders" for row in table.board.actions.rows)


async def test_what_was_under_way_does_not_come_over_the_cover(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        app = table.app
        for under_way in (lambda: go_to_cases(table.board), lambda: to_table(table.board)):
            await table.press("ctrl+l")
            assert isinstance(app.screen, Cover)
            under_way()
            await table.until(lambda: isinstance(app.screen, Cover))
            assert names_on_screen(table) == []
            for _time in range(3):
                if isinstance(app.screen, Cover):
                    await table.press("x")
            assert not isinstance(app.screen, Cover)
            assert not app.is_covered


async def test_it_covers_itself_when_nobody_is_there_and_never_while_people_talk(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        app = table.app
        seconds = [1000.0]
        app.clock = lambda: seconds[0]
        app.sign_of_life()
        app.cover_after = 15
        chair = table.board.window

        def look_after(minutes: float) -> bool:
            seconds[0] += minutes * 60
            app.cover_if_idle(table.board.snapshot, chair)
            return app.is_covered

        assert not look_after(600), "Wulp runs within its time: a chair who listens touches no key"
        table.store.clock = FixedClock(NOW + timedelta(minutes=25 + 13))
        assert not look_after(14)
        table.store.clock = FixedClock(NOW + timedelta(minutes=25 + 15))
        assert look_after(15), "fifteen minutes past its time, and nobody touched a key"
        await table.press("space")
        assert not app.is_covered
        assert not look_after(14)
        seconds[0] -= 3600
        app.cover_if_idle(table.board.snapshot, chair)
        assert not look_after(14), "a clock that was turned back is no hour of waiting"
        meetings.close(table.store, ELSEWHERE, pk=MEETING)
        await table.until(lambda: table.snapshot.meeting is not None and table.snapshot.meeting.closed_at is not None)
        assert look_after(15)
        await table.press("x")
        app.cover_after = 0
        assert not look_after(10_000), "never, when that was chosen"


def test_a_break_is_nobody_talking(sample: Store) -> None:
    from mdoverleg.reads.board import read_board

    chair = Who("Hanna Lisdodde", 1, "chair")
    assert not is_being_discussed(None, BEFORE, 15)
    assert not is_being_discussed(read_board(sample), BEFORE, 15)
    meetings.start(sample, chair, pk=MEETING)
    for expected in (True, True, True, True, False, True):
        assert is_being_discussed(read_board(sample), BEFORE, 15) is expected
        meetings.go_on(sample, chair, pk=MEETING)


async def test_what_others_change_is_a_sign_of_life_in_a_meeting(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        seconds = [1000.0]
        table.app.clock = lambda: seconds[0]
        table.app.sign_of_life()
        seconds[0] += 900
        others = Store.open(table.store.path)
        others.clock = FixedClock(NOW)
        action_points.add(others, ELSEWHERE, values={"text": "van elders", "case": 3})
        others.close()
        await table.until(lambda: any(row.text == "van elders" for row in table.board.case.actions))
        assert table.app._last_sign == 1900


async def test_the_minutes_are_chosen_and_kept(
    wulp: Path, copied: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("HOME", str(tmp_path / "own"))
    async with window_on(copied(wulp), at=NOW) as table:
        table.app.keeps_choices = True
        for words, minutes in (("30", 30), ("nooit", 0)):
            table.board.action_verb("window.cover_after")
            await pick(table, words)
            await table.until(lambda minutes=minutes: read_preferences().cover_after == minutes)  # type: ignore[misc]
            assert table.app.cover_after == minutes
        table.board.action_verb("app.light")
        table.board.action_verb("app.language")
        await table.settled()
        assert read_preferences()[:2] == (True, "en")


def test_every_window_on_a_table_covers_itself_unless_that_was_switched_off() -> None:
    assert read_preferences().cover_after in range(241)
    assert MdApp.cover_after == 0, "a window under test does not"
