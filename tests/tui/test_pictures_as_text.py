"""The table screen as text, so that a change of what stands where is seen and meant."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from mdoverleg.domain.words import Language
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)


@pytest.mark.parametrize(
    ("size", "language"), [((120, 40), "nl"), ((120, 40), "en"), ((80, 24), "nl"), ((60, 20), "nl")], ids=str
)
async def test_the_table(
    size: tuple[int, int], language: Language, wulp: Path, copied: Copy, snapshot: SnapshotAssertion
) -> None:
    async with window_on(copied(wulp), at=NOW, size=size, language=language) as table:
        assert table.text() == snapshot


@pytest.mark.parametrize("keys", ["v", "vv", "5"])
async def test_the_board_turned(keys: str, wulp: Path, copied: Copy, snapshot: SnapshotAssertion) -> None:
    async with window_on(copied(wulp), at=NOW, size=(100, 40)) as table:
        await table.press(*keys)
        assert table.text() == snapshot
