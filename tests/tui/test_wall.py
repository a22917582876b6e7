"""The projector from the chair's window: dark at once, and no other case unasked while a family sits at the table."""

from collections.abc import Callable
from pathlib import Path

from mdoverleg.domain.room import BLANK, READING_BACK
from mdoverleg.domain.who import Who
from mdoverleg.edits import agenda, meetings
from mdoverleg.reads.family_here import family_here
from mdoverleg.store.store import Store
from tests.support.sample import MEETING, WULP_BEGINS
from tests.tui.conftest import window_on
from tests.tui.driving import Table
from tests.tui.places import back, go, on

HANNA = Who("Hanna Lisdodde", 1, "test")
Copied = Callable[[Path], Path]


def let_wulp_sit(store: Store) -> None:
    """Let somebody of the family of Wulp sit at the table for the item that runs."""
    with store.read() as reader:
        item, member = (
            reader.value("SELECT pk FROM agenda_item WHERE meeting_id = ? AND case_id = 3", (MEETING,)),
            reader.value("SELECT min(pk) FROM member WHERE case_id = 3"),
        )
    agenda.seat(store, HANNA, item_pk=item, person_pk=None, member_pk=member, at_table=True)


def pk_of(table: Table, alias: str) -> int:
    with table.store.read() as reader:
        return int(reader.value('SELECT pk FROM "case" WHERE alias = ?', (alias,)))


def case_shown(table: Table) -> str:
    assert table.snapshot.case is not None
    return table.snapshot.case.head.alias


async def test_no_other_case_unasked_while_a_family_sits_at_the_table(wulp: Path, copied: Copied) -> None:
    async with window_on(copied(wulp), at=WULP_BEGINS) as table:
        assert family_here(table.store) is None
        let_wulp_sit(table.store)
        table.board.reload_soon()
        await table.settled()
        assert family_here(table.store) == (pk_of(table, "Wulp"), "Wulp")
        await from_the_agenda(table)
        await from_the_lists(table)
        meetings.change(table.store, HANNA, pk=MEETING, values={"projector": False})
        assert family_here(table.store) is None


async def from_the_agenda(table: Table) -> None:
    """Enter on another item asks; no is first, and stays where one is."""
    table.board.focus_area(table.board.agenda_list)
    await table.settled()
    grutto = next(item.pk for item in table.board.agenda if item.title == "Grutto")
    assert table.board.agenda_list.go_to(grutto)
    await table.press("V")
    assert "Toch een andere casus openen?" in " ".join(table.text().split())
    await table.press("escape")
    assert "A-018" not in table.text(), "no action point of Sijs"
    await table.press("enter")
    assert "Het gezin van Wulp zit aan tafel. Toch een andere casus openen?" in " ".join(table.text().split())
    await table.press("enter")
    assert case_shown(table) == "Wulp"


async def from_the_lists(table: Table) -> None:
    """The list of cases and that of action points ask; once for each case, and never for the family's own."""
    cases = await go(table, "f4")
    on(cases, "alias", "Sijs")
    await table.press("enter")
    assert "Toch een andere casus" in table.text()
    await table.press("down", "enter")
    await table.until(lambda: table.app.screen is table.board)
    await table.settled()
    assert case_shown(table) == "Sijs"
    cases = await go(table, "f4")
    on(cases, "alias", "Sijs")
    await table.press("g")
    assert "Toch een andere casus" not in table.text()
    await table.press("escape")
    on(cases, "alias", "Wulp")
    await table.press("enter")
    assert case_shown(table) == "Wulp"
    points = await go(table, "f6")
    on(points, "case_pk", pk_of(table, "Fuut"))
    await table.press("enter")
    assert "Toch een andere casus" in table.text()
    await table.press("escape", "f2")


async def test_f9_makes_the_wall_dark_also_in_a_question(wulp: Path, copied: Copied) -> None:
    async with window_on(copied(wulp), at=WULP_BEGINS, size=(80, 24)) as table:
        await table.press("r")
        looks = table.board.window.feed.moved
        table.does_not_look()
        await table.press("f9")
        await table.until(lambda: table.store.setting(BLANK) == "1" and table.snapshot.wall_is_dark)
        assert "De projector is donker." in table.said
        table.store.forget_setting(BLANK)  # another window lets it show again before this one looks
        table.board.window.feed.moved = looks
        await table.until(lambda: not table.snapshot.wall_is_dark)
        await table.press("f9")
        await table.until(lambda: table.store.setting(BLANK) == "1" and table.snapshot.wall_is_dark)
        await table.press("escape")
        assert "PROJECTOR UIT (F9)" in table.text()
        listing = await go(table, "f5")
        assert "PROJECTOR UIT (F9)" in table.text()
        await table.press("f9")
        await table.until(lambda: table.store.setting(BLANK) is None)
        await back(table, listing)
        await table.until(lambda: listing.snapshot is not None and not listing.snapshot.wall_is_dark)
        assert "PROJECTOR UIT" not in table.text()
        assert "De projector laat weer zien." in table.said
        assert table.changes()[-1] != "room.blank"


async def test_the_wall_is_told_that_the_running_case_is_read_back(wulp: Path, copied: Copied) -> None:
    async with window_on(copied(wulp), at=WULP_BEGINS) as table:
        await table.press("R")
        running = table.board.running
        assert running is not None
        assert table.store.setting(READING_BACK) == str(running.pk)
        await table.press("escape")
        await table.until(lambda: table.store.setting(READING_BACK) is None)
        table.board.look_at(pk_of(table, "Sijs"))
        await table.settled()
        await table.press("R")
        assert table.store.setting(READING_BACK) is None
        await table.press("escape")


async def test_a_window_for_reading_alone_cannot_make_the_wall_dark(wulp: Path, copied: Copied) -> None:
    async with window_on(copied(wulp), at=WULP_BEGINS, read_only=True) as table:
        await table.press("f9")
        assert table.toasts == ["Dit bestand is alleen om te lezen open."]
        assert table.store.setting(BLANK) is None
