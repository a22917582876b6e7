"""The other windows on the file: who they are, and what they change, in a line that moves nothing and takes no key."""

import os
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from mdoverleg.domain.room import WINDOWS
from mdoverleg.domain.who import Who
from mdoverleg.domain.windows import OpenWindow, window_of
from mdoverleg.edits import action_points, cases
from mdoverleg.store.store import Store
from mdoverleg.tui import app, aside, presence
from mdoverleg.tui.dialogs.ask import Ask
from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.changed import Changed
from tests.tui.conftest import window_on
from tests.tui.driving import Table

Copy = Callable[[Path], Path]

BOS = Who("Hessel Bos", window="other")
NO_PROCESS = 2**22 + 1
"""Above the highest number that a process can have."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows look without waiting, and news that was read goes with the next key."""
    monkeypatch.setattr(app, "LOOK_EVERY", 0.03)
    monkeypatch.setattr(aside, "LEAST", 0.0)
    monkeypatch.setattr(aside, "MOST", 3600.0)


@contextmanager
def other_window(path: Path) -> Iterator[Store]:
    """Another window on the file, at the same machine, with somebody behind it."""
    store = Store.open(path)
    yield store
    store.close()


def says_it_is_open(store: Store, *, pid: int) -> None:
    moment = store.clock.utc().isoformat()
    one = OpenWindow("other", BOS.name, None, "", pid, platform.node(), moment, moment)
    store.set_setting(one.setting, one.as_text())


def foot(table: Table) -> str:
    """What stands in the last line of the screen."""
    return table.text().splitlines()[-1]


def windows(table: Table) -> list[OpenWindow]:
    """The windows that the file names."""
    return [one for text in table.store.settings(WINDOWS).values() if (one := window_of(text)) is not None]


async def test_others_are_named_and_their_changes_are_told(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path) as table:
        await table.until(lambda: len(windows(table)) == 1)
        [mine] = windows(table)
        assert (mine.name, mine.kind, mine.pid) == ("Hanna Lisdodde", "chair", os.getpid())
        with other_window(path) as other:
            says_it_is_open(other, pid=os.getpid())
            await table.until(lambda: "ook open: H. Bos" in foot(table))
            reads, focused, above = table.board._asked, table.app.focused, table.text().splitlines()[:-1]
            other.set_setting("draft.other.entry", "half a line")
            says_it_is_open(other, pid=os.getpid())
            await table.until(lambda: table.app.window.feed.windows == other.settings(WINDOWS))
            assert table.board._asked == reads, "what windows tell each other makes nobody read the table again"
            # A change of another case than the one that is shown.
            values = {"text": "belt de school", "case": 1, "kind": "practical"}
            pk = action_points.add(other, BOS, values=values)
            await table.until(lambda: "H. Bos: actie toegevoegd (A-" in foot(table))
            assert "belt" not in foot(table)
            assert (table.app.focused, table.text().splitlines()[:-1]) == (focused, above)
            await table.press("down")
            await table.until(lambda: "H. Bos: " not in foot(table))
            table.app.window.feed.moved = lambda: False  # both are there before it looks again
            action_points.set_status(other, BOS, pk=pk, status="in_progress")
            cases.change(other, BOS, pk=1, values={"goal": "Rust"})
            del table.app.window.feed.moved
            await table.until(lambda: "2 wijzigingen door H. Bos" in foot(table))
            assert foot(table).rstrip().endswith("door H. Bos")
            assert "? hulp" in foot(table)
            table.board.action_verb("windows.others")
            await table.until(lambda: "Hessel Bos" in table.text())
            assert "dit venster" in table.text()
            await table.press("escape")
            says_it_is_open(other, pid=NO_PROCESS)
            await table.until(lambda: windows(table) == [one for one in windows(table) if one.id == mine.id])
            await table.until(lambda: "ook open" not in foot(table))
    with other_window(path) as store:
        assert store.settings(WINDOWS) == {}, "a window that closes takes itself out"


async def test_a_window_elsewhere_that_gives_no_sign_of_life_is_gone(
    wulp: Path, copied: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(wulp)
    with other_window(path) as other:
        moment = "2026-10-06T07:20:00+00:00"
        far = OpenWindow("far", BOS.name, None, "", 1, "another-machine", moment, moment)
        other.set_setting(far.setting, far.as_text())
        async with window_on(path, read_only=True) as table:
            await table.until(lambda: bool(table.app.window.feed.windows))
            seen = presence.Presence(table.app.window)
            assert seen.others() == (), "eight minutes ago is too long"
            other.set_setting(far.setting, far._replace(seen="2026-10-06T07:27:30+00:00").as_text())
            await table.until(lambda: "07:27:30" in str(table.app.window.feed.windows))
            assert [one.id for one in seen.others()] == ["far"], "it says something new: it is there"
            monkeypatch.setattr(presence, "GONE_AFTER", 0.0)
            assert seen.others() == ()


async def test_what_the_second_typed_stays_in_a_question_too(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path) as table:
        table.does_not_look()
        table.board.action_verb("cases.plan_evaluation")
        await table.until(lambda: isinstance(table.app.screen, Ask))
        with other_window(path) as other:
            cases.plan_evaluation(other, BOS, pk=3, on=date(2026, 12, 1))
        table.app.screen.query_one(LineInput).value = "9-11"
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Changed))
        told = table.text()
        assert all(words in told for words in ("Hessel Bos", "1 dec 2026", "9 nov 2026"))
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Ask))
        assert table.app.screen.query_one(LineInput).value == "9-11"
        await table.press("enter")
        await table.until(lambda: isinstance(table.app.screen, Changed))
        await table.press("down", "enter")
        await table.until(lambda: table.app.screen is table.board)
        assert str(table.board.case.head.next_evaluation) == "2026-11-09"
