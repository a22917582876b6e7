"""The table screen as the room sees it, at every size and in both languages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.clock import FixedClock
from mdoverleg.domain.who import Who
from mdoverleg.domain.words import LANGUAGES, Language, current_language, set_language
from mdoverleg.edits import meetings
from mdoverleg.store.store import Store
from tests.tui.conftest import window_on
from tests.tui.driving import Table

BEFORE = datetime.fromisoformat("2026-10-06T09:28:00+02:00")
SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]
Compare = Callable[[Table], None]


@pytest.fixture(autouse=True)
def language_again() -> object:
    """The language that the process had."""
    before = current_language()
    yield
    set_language(before)


@pytest.fixture
def third_case(sample: Store) -> Path:
    """The example in its third meeting, twelve minutes into the third case."""
    who = Who("Hanna Lisdodde", 1)
    with sample.read() as reader:
        meeting = reader.rows("SELECT pk FROM meeting ORDER BY held_on DESC LIMIT 1")[0][0]
    sample.clock = FixedClock(BEFORE + timedelta(minutes=2))
    meetings.start(sample, who, pk=meeting)
    for minutes in (5, 15, 40, 60, 73):
        sample.clock = FixedClock(BEFORE + timedelta(minutes=2 + minutes))
        meetings.go_on(sample, who, pk=meeting)
    return Path(sample.path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_a_case_is_discussed(
    third_case: Path, size: tuple[int, int], language: Language, same_as_before: Compare
) -> None:
    at = BEFORE + timedelta(minutes=2 + 73 + 12)
    async with window_on(third_case, size=size, at=at, language=language) as table:
        same_as_before(table)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_meeting_is_about_to_begin(sample_path: Path, language: Language, same_as_before: Compare) -> None:
    async with window_on(sample_path, at=BEFORE, language=language) as table:
        same_as_before(table)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_help(sample_path: Path, language: Language, same_as_before: Compare) -> None:
    async with window_on(sample_path, at=BEFORE, language=language) as table:
        await table.press("question_mark")
        same_as_before(table)
