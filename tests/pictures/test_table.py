"""The table screen as the room sees it, at every size and in both languages."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mdoverleg.domain.room import MASKED
from mdoverleg.domain.words import LANGUAGES, Language, current_language, set_language
from mdoverleg.store.store import Store
from mdoverleg.tui.mask import mask
from tests.support.sample import BEFORE, WULP_BEGINS, go_on_to_wulp
from tests.tui.conftest import window_on
from tests.tui.driving import Table

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
    go_on_to_wulp(sample)
    return Path(sample.path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_a_case_is_discussed(
    third_case: Path, size: tuple[int, int], language: Language, same_as_before: Compare
) -> None:
    at = WULP_BEGINS + timedelta(minutes=12)
    async with window_on(third_case, size=size, at=at, language=language) as table:
        same_as_before(table)


async def test_names_are_masked(sample: Store, third_case: Path, same_as_before: Compare) -> None:
    sample.set_setting(MASKED, "1")
    async with window_on(third_case, at=WULP_BEGINS + timedelta(minutes=12)) as table:
        same_as_before(table)
    mask(None)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_meeting_is_about_to_begin(sample_path: Path, language: Language, same_as_before: Compare) -> None:
    async with window_on(sample_path, at=BEFORE, language=language) as table:
        same_as_before(table)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_help(sample_path: Path, language: Language, same_as_before: Compare) -> None:
    async with window_on(sample_path, at=BEFORE, language=language) as table:
        await table.press("question_mark")
        same_as_before(table)
