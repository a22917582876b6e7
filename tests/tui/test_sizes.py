"""The four sizes, in both languages: everything is reachable, nothing runs off the side."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.words import Language, _, in_language
from mdoverleg.tui.text import width_of
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
PAIRS = [(size, language) for language in LANGUAGES for size in SIZES]
"""Every size in both languages with MDOVERLEG_SIZES=1, else three of these pairs, with both languages."""
NARROW = 80


@pytest.mark.parametrize(
    ("size", "language"), PAIRS if "MDOVERLEG_SIZES" in os.environ else [PAIRS[0], PAIRS[5], PAIRS[3]], ids=str
)
async def test_everything_is_within_reach(size: tuple[int, int], language: Language, wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, size=size, language=language) as table:
        text = table.text()
        assert len(text.splitlines()) == size[1]
        assert max(map(width_of, text.splitlines())) <= size[0]
        assert "Wulp" in text.splitlines()[0]
        seen = {table.board.focused.id} if table.board.focused else set()
        everything = text
        for _time in range(6):
            await table.press("tab")
            assert table.board.focused is not None
            seen.add(table.board.focused.id)
            everything += table.text()
        assert seen >= {"agenda", "roles", "actions", "warnings"}
        for word in ("Tureluur", "Casusregisseur" if language == "nl" else "twee", "A-031", "E02"):
            assert word in everything or language == "en"
        await table.press("5")
        assert table.board.focused is not None
        assert table.board.focused.id == "course"


async def test_below_sixty_by_fifteen_a_plain_message(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, size=(59, 30)) as table:
        for size in ((59, 30), (100, 14), (20, 5)):
            if size != (59, 30):
                await table.resize(*size)
            with in_language("nl"):
                assert table.text().splitlines()[0][:10] == _("Make this window larger: at least 60 by 15.")[:10]
            assert "Wulp" not in table.text()


async def test_areas_by_size(wulp: Path, copied: Copy) -> None:
    shown = {}
    async with window_on(copied(wulp), at=NOW, size=(100, 30)) as table:
        for size in SIZES:
            await table.resize(*size)
            areas = ("agenda", "attendance", "roles", "actions", "warnings")
            shown[size[0]] = [name for name in areas if table.board.query_one(f"#{name}").region.area]
    assert shown[200] == shown[120] == ["agenda", "attendance", "roles", "actions", "warnings"]
    assert shown[80] == ["agenda", "roles", "actions", "warnings"]
    assert len(shown[60]) == 1


async def test_growing_and_shrinking_keeps_the_focus(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        table.board.focus_area(table.board.warnings)
        await table.settled()
        for size in ((70, 24), (90, 30), (40, 10), (160, 50)):
            await table.resize(*size)
            assert table.board.focused is table.board.warnings
        assert table.board.warnings.region.area


async def test_the_mouse_does_what_keys_do(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        board = table.board
        await table.pilot.click("#warnings", offset=(10, 2))
        await table.settled()
        assert board.focused is board.warnings
        assert board.warnings.cursor == 1
        line = table.text().splitlines()[-1]
        await table.pilot.click("#footer", offset=(line.index(" ? ") + 1, 0))
        await table.settled()
        assert table.app.screen is not board
        await table.press("escape")
        tabs = board.query_one("#tabs")
        await table.pilot.click("#tabs", offset=(14, 0))
        await table.settled()
        assert tabs.region.area
        assert board.tab == "picture"
        await table.pilot.click("#agenda", offset=(10, 4), times=2)
        await table.settled()
        assert board.looks_at is not None
