"""Masking: with it on no name of anybody stands anywhere on any screen, and nothing that is saved is changed by it."""

import json
import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mdoverleg.domain.room import MASKED
from mdoverleg.domain.text import PARTICLES
from mdoverleg.domain.who import Who
from mdoverleg.edits import action_points, people
from mdoverleg.export import document_of, render
from mdoverleg.reads.action_points import Asked
from mdoverleg.reads.history import read_history
from mdoverleg.reads.papers import read_paper
from mdoverleg.store.store import Store
from mdoverleg.tui.dialogs.base import Dialog, LineInput
from mdoverleg.tui.dialogs.pick import Choices, Pick
from mdoverleg.tui.dialogs.text_box import TextBox
from mdoverleg.tui.mask import dotted
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.text import is_masked, masked
from tests.support.sample import BEFORE, SAMPLE_TABLE
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.forms import opened
from tests.tui.places import SCREENS, go

Copy = Callable[[Path], Path]
NOW = BEFORE + timedelta(minutes=75)
PEOPLE = [person["name"] for person in json.loads(SAMPLE_TABLE.read_text(encoding="utf-8"))["people"]]
WORDS = {word for name in PEOPLE for word in name.split() if word not in PARTICLES}
NAMES = re.compile(rf"(?<!\w)({'|'.join(sorted(map(re.escape, WORDS)))})(?!\w)")
WRITES = {"meetings.next", "meetings.next_item", "meetings.close", "meetings.reopen", "log.undo", "log.redo"}
VERBS = int(os.environ.get("MDOVERLEG_VERBS", "1"))
"""Of how many verbs of every screen what they ask is looked at; 999 takes all of them, and a minute."""
LEAVES = {"app.quit", "app.language", "app.light", "room.mask"}


def named(table: Table) -> list[str]:
    """The names that can be read now: on the screen, in toasts, in the title."""
    return NAMES.findall("\n".join([table.text(), *table.toasts, str(table.app.title), str(table.app.sub_title)]))


async def test_no_name_is_seen_on_any_screen(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        assert {"Akkers", "Wit"} <= {*named(table)}
        await masked_by_another(table)
        assert "GEMASKEERD (m)" in table.text()
        assert "J.d.W., M.A." in table.text()
        for key in ("v", "v", "1", "2", "3", "4", "5", "1"):
            await table.press(key)
            assert named(table) == [], key
        for key in SCREENS:
            await screen_of(table, key)
            assert named(table) == [], key
            assert "GEMASKEERD (m)" in table.text()


async def test_no_name_is_seen_in_what_a_key_asks(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await masked_by_another(table)
        for key in ("f2", *SCREENS):
            screen = await screen_of(table, key)
            verbs = [verb for verb in screen.does if verb not in WRITES | LEAVES and not verb.startswith("screens.")]
            for verb in verbs[:: max(1, len(verbs) // VERBS)]:
                screen = await screen_of(table, key)
                screen.action_verb(verb)
                await table.settled()
                assert named(table) == [], verb
                while isinstance(table.app.screen, Dialog) or table.board.entry.is_open:
                    await table.press("escape")


async def masked_by_another(table: Table) -> None:
    """Mask, as another window does."""
    table.store.set_setting(MASKED, "1")
    await table.board.reload()
    await table.settled()
    assert is_masked()


async def screen_of(table: Table, key: str) -> LiveScreen[Any]:
    """Go to the table or to a list with something in it."""
    if key == "f2":
        await table.press("f2")
        await table.until(lambda: table.app.screen is table.board)
        return table.board
    shown = table.app.screen
    if isinstance(shown, SCREENS[key]):
        return shown
    screen = await go(table, key)
    if key == "slash":
        await table.type("akkers")
        await table.until(lambda: bool(screen.list.rows))
        screen.list.focus()
    return screen


async def test_it_follows_another_window_and_people_who_are_new(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        other = Store.open(table.store.path)
        other.set_setting(MASKED, "1")
        await table.until(is_masked)
        await table.until(lambda: "GEMASKEERD (m)" in table.text())
        new = {"id": "p9", "name": "Dirk Lepelaar", "organisation": 1, "active": True}
        pk = people.add(other, Who("Teun Biezen", 2, "two"), values=new)
        text = "Dirk Lepelaar belt Lepelaar en MIRJAM AKKERS; Akkers' plan"
        action_points.add(other, Who("Teun Biezen", 2, "two"), values={"case": 3, "text": text, "owner": pk})
        await table.until(lambda: "D.L. belt D.L. en M.A.; M.A.' plan" in re.sub(r"\s+", " ", masked(text)))
        await table.until(lambda: any(row.text == text for row in table.board.actions.rows if hasattr(row, "text")))
        await table.press("end")
        assert "Lepelaar" not in table.text()
        other.forget_setting(MASKED)
        await table.until(lambda: not is_masked())
        await table.until(lambda: "Akkers" in table.text())
        other.close()


async def test_the_key_masks_at_once_and_asks_before_it_unmasks(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path, at=NOW) as table:
        before = table.changes()
        await table.press("m")
        assert is_masked()
        assert table.store.setting(MASKED) == "1"
        assert named(table) == []
        paper = document_of(read_paper(table.store, "actions", Asked(is_open=True)))
        assert "Akkers" in render(paper, "md").decode(), "documents hold names as before"
        assert any("Akkers" in str(row) for row in read_history(table.store))
        await table.press("m", "enter")
        await table.until(lambda: table.app.screen is table.board)
        assert is_masked(), "the first answer keeps it"
        await table.press("m")
        await opened(table, Pick)
        await table.press("down", "enter")
        await table.until(lambda: not is_masked())
        await table.settled()
        assert table.store.setting(MASKED) is None
        assert "Akkers" in table.text()
        assert table.changes() == before, "masking is no change of the file"
        await table.press("m")
    async with window_on(path, at=NOW) as again:
        assert again.board.window.masking is not None, "known before the first picture"
        assert named(again) == []


async def test_what_is_changed_while_masked_is_saved_as_it_was(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        who = Who("Hanna Lisdodde", 1, "chair")
        values = {"case": 3, "text": "Mirjam Akkers belt Rosa", "owner": 5}
        action_points.add(table.store, who, values=values)
        await table.board.reload()
        await table.press("m")
        row = next(row for row in table.board.actions.rows if getattr(row, "text", "") == values["text"])
        assert table.board.actions.go_to(table.board.actions.key_of(row))
        table.board.focus_area(table.board.actions)
        await table.press("enter")
        box = table.app.screen.query_one("#entry-box", LineInput)
        assert "Mirjam Akkers belt Rosa" in box.value
        assert "M····· A····· belt R···" in table.text()
        assert named(table) == []
        box.cursor_position = box.value.index(" belt")
        await table.type(" zelf")
        box.action_select_all()
        box.action_copy()
        assert table.app.clipboard == box.value, "a paste in this window gives it back as it was"
        await table.press("end", "enter")
        await table.until(lambda: table.changes()[-1] == "action_points.change")
        with table.store.read() as reader:
            saved = reader.value("SELECT text FROM action_point ORDER BY pk DESC LIMIT 1")
        assert saved == "Mirjam Akkers zelf belt Rosa"


async def test_other_programs_get_what_is_copied_masked(
    wulp: Path, copied: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("m")
        sent: list[str] = []
        monkeypatch.setattr("textual.app.App.copy_to_clipboard", lambda _app, text: sent.append(text))
        table.app.copy_to_clipboard("Mirjam Akkers\nen Jelle de Wit")
        assert sent == ["M.A.\nen J.d.W."]
        table.app.notify("Rosa Bos is geweest", timeout=3600)
        await table.until(lambda: "R.B. is geweest" in table.toasts)
        box = TextBox("Mirjam Akkers\n漢 Rosa Bos")
        assert box.get_line(1).plain == dotted("漢 Rosa Bos") == "漢 R··· B··"


async def test_people_are_found_by_the_initials_that_are_seen(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW) as table:
        await table.press("m", "r")
        await opened(table, Pick)
        await table.press("enter")
        await opened(table, Pick)
        for typed in ("nvdz", "n.v.d.z.", "zegge"):
            table.app.screen.query_one("#typed", LineInput).value = typed
            await table.settled()
            (row,) = table.app.screen.query_one(Choices).rows
            assert row.text == "Noor van der Zegge"
        assert named(table) == []


async def test_a_window_that_can_only_read_masks_itself(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp), at=NOW, read_only=True) as table:
        await table.press("m")
        assert named(table) == []
        assert table.store.setting(MASKED) is None
        await table.press("m", "down", "enter")
        await table.until(lambda: not is_masked())
