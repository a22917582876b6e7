"""The screens beside the table, and what is asked there, in both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mdoverleg.domain.words import LANGUAGES, Language
from mdoverleg.tui.dialogs.tick import Tick
from mdoverleg.tui.forms import Form
from tests.support.sample import BEFORE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened, pick
from tests.tui.places import back, go, on

Compare = Callable[[Table], None]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_cases_and_the_form_of_one(sample_path: Path, language: Language, same_as_before: Compare) -> None:
    async with window_on(sample_path, size=(80, 24), at=BEFORE, language=language) as table:
        screen = await go(table, "f4")
        same_as_before(table)
        on(screen, "alias", "Wulp")
        await table.press("e")
        await opened(table, Form)
        same_as_before(table)
        await table.press("escape")
        await back(table, screen)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_planning_a_meeting(sample_path: Path, language: Language, same_as_before: Compare) -> None:
    async with window_on(sample_path, at=BEFORE, language=language) as table:
        await go(table, "f3")
        await table.press("a")
        await opened(table, Form)
        await table.press("ctrl+s")
        await pick(table, "6 okt" if language == "nl" else "6 Oct")
        await opened(table, Tick)
        same_as_before(table)
