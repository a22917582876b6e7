"""What is half typed comes back in another window: the same form, on the same subject, with the same words."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from mdoverleg.domain.room import DRAFTS
from mdoverleg.domain.who import Who
from mdoverleg.domain.windows import Draft, Way, draft_of
from mdoverleg.edits.erasing import erase_cases
from mdoverleg.reads.numbers_paper import count_cases
from mdoverleg.store.store import Store
from mdoverleg.tui import app, drafts
from mdoverleg.tui.dialogs.half_typed import HalfTyped
from mdoverleg.tui.screens.base import LiveScreen
from mdoverleg.tui.screens.lists import ListScreen
from mdoverleg.tui.widgets.lines import Lines
from tests.tui.conftest import window_on
from tests.tui.driving import Table

Copy = Callable[[Path], Path]

EACH = 1 if os.environ.get("MDOVERLEG_VERBS") else 2
"""Every other kind of form; all of them: MDOVERLEG_VERBS=1."""


class Walk(NamedTuple):
    """A way to a form: the verb, the keys in the dialogs after it, and the screen and list on which it begins."""

    verb: str
    keys: tuple[str, ...] = ()
    title: str = ""
    begin: str = ""
    down: int = 0


WALKS = (
    Walk("action_points.add", (), "Nieuwe actie voor Wulp"),
    Walk("action_points.change", (), "A-032", "actions", 1),
    Walk("action_points.could_not", (), "A-032", "actions", 1),
    Walk("case.note", ("down", "down", "enter"), "Wulp · "),
    Walk("case.family", ("down", "enter"), "Wulp-V"),
    Walk("people.change", (), "", "screens.people", 2),
)


def kept(table: Table) -> dict[str, Draft]:
    """What is half typed according to the file, by the name of its setting."""
    found = {name: draft_of(text) for name, text in table.store.settings(DRAFTS).items()}
    return {name: draft for name, draft in found.items() if draft is not None}


def is_kept(table: Table, words: str) -> bool:
    """Whether these words are half typed according to the file."""
    return any(words in draft.text for draft in kept(table).values())


async def begin(table: Table, walk: Walk) -> None:
    """Go where a way begins, and along it."""
    if walk.begin.startswith("screens."):
        table.board.action_verb(walk.begin)
        await table.until(lambda: isinstance(table.app.screen, ListScreen) and table.app.screen.list.row is not None)
    elif walk.begin:
        table.board.focus_area(table.board.query_one(f"#{walk.begin}", Lines))
        await table.until(lambda: table.app.focused is not None and table.app.focused.id == walk.begin)
        await table.press("home")
    await table.press(*["down"] * walk.down)
    assert isinstance(table.app.screen, LiveScreen)
    table.app.screen.action_verb(walk.verb)
    await table.settled()
    for key in walk.keys:
        await table.press(key)


async def leave(table: Table) -> None:
    """Throw away what is typed, until no form is open."""
    if table.board.entry.is_open:
        await table.press("ctrl+u")
    while table.app.screen is not table.board or table.board.entry.is_open:
        await table.press("escape")
    await table.until(lambda: not any(name.startswith(f"{DRAFTS}{table.app.window.id}") for name in kept(table)))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows look and keep without waiting."""
    monkeypatch.setattr(app, "LOOK_EVERY", 0.03)
    monkeypatch.setattr(drafts, "OFTEN", 0.0)


@pytest.mark.usefixtures("quick")
async def test_every_kind_of_form_comes_back(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp)) as table:
        await table.until(lambda: table.app.company is not None)
        for number, walk in enumerate(WALKS[::EACH]):
            await begin(table, walk)
            words = f"half getypt {number}"
            await table.type(words)
            await table.until(partial(is_kept, table, words))
            [draft] = kept(table).values()
            assert walk.title in draft.title
            await leave(table)
            assert kept(table) == {}
            gone = draft._replace(window="0-gone")
            table.store.set_setting(gone.setting, gone.as_text())
            await table.press("home")
            table.board.look_at(1)
            await table.settled()
            await table.press("A")
            await table.until(lambda: [one.window for one in kept(table).values()] == [table.app.window.id])
            [again] = kept(table).values()
            assert (again.values, again.title) == (draft.values, draft.title)
            assert words in table.text()
            await leave(table)
            table.board.follow_meeting()
            await table.board.reload()


@pytest.mark.usefixtures("quick")
async def test_nothing_is_kept_about_a_case_that_was_erased_meanwhile(wulp: Path, copied: Copy) -> None:
    path = copied(wulp)
    async with window_on(path) as table:
        await table.until(lambda: table.app.company is not None)
        with table.store.read() as reader:
            pk = reader.value("SELECT pk FROM \"case\" WHERE alias = 'Grutto'")
        table.board.look_at(pk)
        await table.until(lambda: table.board.case.head.alias == "Grutto")
        await table.press("a")
        await table.type("belt over Grutto")
        await table.until(partial(is_kept, table, "belt over Grutto"))
        other = Store.open(path)
        erase_cases(other, Who("Nel", via="cli"), pks=[pk], count=count_cases)
        other.close()
        await table.type(" nog eens")
        await table.until(lambda: any("wat hier getypt is, wordt niet bewaard" in one for one in table.toasts))
        assert kept(table) == {}
        assert b"belt over Grutto" not in path.read_bytes()


@pytest.mark.usefixtures("quick")
async def test_what_has_no_way_back_is_shown_to_copy(wulp: Path, copied: Copy) -> None:
    async with window_on(copied(wulp)) as table:
        await table.until(lambda: table.app.company is not None)
        table.store.set_setting("draft.0-odd.form", "{]")
        ways = (
            Way("BoardScreen", {"case": "none"}, "case.change"),
            Way("BoardScreen", {"case": 999}, "case.change"),
            Way("BoardScreen", {"case": 3}, "case.family", ("999",)),
            Way("CasesScreen", {"filter": "open", "row": "999"}, "cases.change"),
            Way("CaseList", {}, "cases.change"),
            Way("BoardScreen", {"case": 3}, "no.such.verb"),
        )
        for way in ways:
            gone = Draft("form Case", "Casus [b]Wulp", {"goal": "[/red]half\x1b]2;getypt"}, {}, way, "0-gone")
            table.store.set_setting(gone.setting, gone.as_text())
            await table.press("A")
            await table.until(lambda: isinstance(table.app.screen, HalfTyped))
            assert "[/red]half" in table.text()
            await table.press("down", "enter")
            await table.until(lambda: table.store.settings(f"{DRAFTS}0-gone") == {})
            await table.until(lambda: isinstance(table.app.screen, LiveScreen))
            table.board.action_verb("screens.table")
            await table.until(lambda: table.app.screen is table.board)
        await table.press("A")
        await table.until(lambda: any("nergens" in one for one in table.said))


async def test_what_was_typed_this_second_outlives_a_crash(
    wulp: Path, copied: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied(wulp)
    monkeypatch.setattr(drafts, "OFTEN", float("inf"))

    async def breaks() -> None:
        async with window_on(path) as table:
            await table.until(lambda: table.app.company is not None)
            await table.press("a")
            await table.type("belt de wijkagent")
            assert kept(table) == {}
            table.app._handle_exception(RuntimeError("broken"))

    with pytest.raises(RuntimeError, match="broken"):
        await breaks()
    store = Store.open(path)
    [text] = store.settings(DRAFTS).values()
    store.close()
    draft = draft_of(text)
    assert draft is not None
    assert draft.text == "belt de wijkagent"
