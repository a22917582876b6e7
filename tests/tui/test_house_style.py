"""The house style from the palette: what will not do is said and stays typed, what will is kept, a minus clears it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import docx

from mdoverleg.domain.house_style import HouseStyle
from mdoverleg.reads.house_style import read_house_style
from mdoverleg.tui.dialogs.ask import Ask
from tests.tui.conftest import window_on
from tests.tui.driving import Table

Copy = Callable[[Path], Path]


def asks(table: Table) -> bool:
    return isinstance(table.app.screen, Ask)


def closed(table: Table) -> bool:
    return not asks(table)


async def test_a_letterhead_is_taken_and_taken_away(example: Path, copied: Copy, tmp_path: Path) -> None:
    own = tmp_path / "huis.docx"
    word = docx.Document()
    word.add_paragraph("[[inhoud]] [[naam]]")
    word.save(str(own))
    async with window_on(copied(example)) as table:
        table.app.screen.action_verb("export.style")  # type: ignore[attr-defined]
        await table.until(partial(asks, table))
        assert "geen huisstijl" in table.text()
        await table.type(str(tmp_path / "niets"))
        assert "Dit bestand is er niet." in table.text()
        await table.press("ctrl+u")
        await table.type(str(own))
        await table.press("down", "down")
        await table.type("#123456")
        assert "slecht te lezen" in table.text()
        await table.press("ctrl+u")
        await table.type("#CFE3F1")
        await table.press("enter")
        await table.until(lambda: "onbekende plek" in table.text())
        assert asks(table)
        assert read_house_style(table.store) == HouseStyle()
        word.paragraphs[0].text = "[[inhoud]]"
        word.save(str(own))
        await table.press("enter")
        await table.until(partial(closed, table))
        assert read_house_style(table.store) == HouseStyle(own.read_bytes(), None, "#cfe3f1")
        table.app.screen.action_verb("export.style")  # type: ignore[attr-defined]
        await table.until(partial(asks, table))
        await table.type("-")
        await table.press("enter")
        await table.until(partial(closed, table))
        assert read_house_style(table.store) == HouseStyle()
