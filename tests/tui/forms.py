"""Filling in forms in a test: by key of the field, as somebody types it."""

from typing import Any

from textual.screen import Screen
from textual.widgets import TextArea

from mdoverleg.tui.dialogs.base import LineInput
from mdoverleg.tui.dialogs.pick import Pick
from mdoverleg.tui.dialogs.records import RecordLines, Records
from mdoverleg.tui.dialogs.tick import Tick, Ticks
from mdoverleg.tui.forms import Form
from tests.tui.driving import Table


async def opened(table: Table, kind: type[Screen[Any]]) -> None:
    """Wait until a screen of this kind is on top."""
    await table.until(lambda: isinstance(table.app.screen, kind) and table.app.screen.is_mounted)
    await table.settled()


def form_of(table: Table) -> Form:
    """The form that is open."""
    assert isinstance(table.app.screen, Form), table.text()
    return table.app.screen


def box_of(table: Table, key: str) -> LineInput | TextArea:
    """The box of one field of the open form."""
    form = form_of(table)
    number = [one.field.key for one in form._fields].index(key)
    box = form.query_one(f"#box{number}")
    assert isinstance(box, LineInput | TextArea)
    return box


async def fill(table: Table, **texts: str) -> None:
    """Type texts into fields of the open form, over what stands there."""
    for key, text in texts.items():
        box = box_of(table, key)
        if isinstance(box, TextArea):
            box.clear()
            box.insert(text)
        else:
            box.value = text
    await table.settled()


def text_in(table: Table, key: str) -> str:
    """What stands in a field of the open form."""
    box = box_of(table, key)
    return box.text if isinstance(box, TextArea) else box.value


async def save(table: Table, **texts: str) -> None:
    """Wait for the form, fill it in and save it."""
    await opened(table, Form)
    await fill(table, **texts)
    await table.press("ctrl+s")
    await table.settled()


async def pick(table: Table, words: str) -> None:
    """Wait for the list, and take the choice that these words find."""
    await opened(table, Pick)
    table.app.screen.query_one("#typed", LineInput).value = words
    await table.settled()
    await table.press("enter")


def ticked(table: Table) -> list[str]:
    """What is ticked in the open list."""
    assert isinstance(table.app.screen, Tick), table.text()
    lines = table.app.screen.query_one(Ticks)
    return [row.text for row in lines.rows if row.key in lines.ticked]


def records_of(table: Table) -> list[str]:
    """The lines of the open list of records."""
    assert isinstance(table.app.screen, Records), table.text()
    return [row.text for row in table.app.screen.query_one(RecordLines).rows]
